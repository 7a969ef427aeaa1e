"""The colours of the stylesheet: all named in one file, all readable on what they stand on."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text("utf-8")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b", re.IGNORECASE)
NAMED = re.compile(r"(--[\w-]+):\s*(#[0-9a-f]{6});", re.IGNORECASE)

TEXT, CONTROL = 4.5, 3.0
"""WCAG 2.2, criteria 1.4.3 (text) and 1.4.11 (controls and what carries meaning)."""

PAIRS = [
    *(("ink", ground, TEXT) for ground in ("paper", "mist", "accent-wash", "signal-wash")),
    *(("ink", ground, TEXT) for ground in ("good-wash", "bad-wash")),
    *(("ink-soft", ground, TEXT) for ground in ("paper", "mist", "good-wash")),
    *(("accent", ground, TEXT) for ground in ("paper", "mist", "accent-wash", "good-wash")),
    *(("accent", ground, TEXT) for ground in ("bad-wash", "signal-wash")),
    *(("accent-strong", ground, TEXT) for ground in ("paper", "mist", "accent-wash")),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    *((text, ground, TEXT) for text in ("on-band", "on-band-soft") for ground in ("band",)),
    ("on-band", "band-ripple", TEXT),
    ("band", "on-band-soft", TEXT),
    *((tone, f"{tone}-wash", TEXT) for tone in ("good", "bad", "waiting", "signal", "neutral")),
    *((tone, "paper", TEXT) for tone in ("good", "bad", "waiting", "signal", "neutral")),
    ("on-bad", "bad", TEXT),
    ("on-bad", "bad-strong", TEXT),
    ("control-line", "paper", CONTROL),
    *(
        (f"{tone}-line", "paper", CONTROL)
        for tone in ("good", "bad", "waiting", "signal", "neutral")
    ),
    *((f"{tone}-line", f"{tone}-wash", CONTROL) for tone in ("good", "bad", "signal")),
    ("bad-line", "mist", CONTROL),
    ("accent", "mist", CONTROL),
    ("focus-bright", "band", CONTROL),
    ("focus-bright", "focus-dark", CONTROL),
]


def palettes() -> dict[str, dict[str, str]]:
    """Token name without dashes -> "#rrggbb", for the light and the dark page."""
    light, dark = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
    day = {name[2:]: value for name, value in NAMED.findall(light)}
    night = {name[2:]: value for name, value in NAMED.findall(dark)}
    return {"light": day, "dark": day | night}


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" as WCAG 2 defines it, 0 (black) to 1 (white)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_one_for_equal_and_twenty_one_for_black_on_white():
    assert contrast("#777777", "#777777") == 1
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_stand_out_from_their_ground(scheme):
    palette = palettes()[scheme]

    too_weak = {
        (front, ground): round(contrast(palette[front], palette[ground]), 2)
        for front, ground, least in PAIRS
        if contrast(palette[front], palette[ground]) < least
    }

    assert too_weak == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_ring_has_a_colour_that_stands_out_on_every_ground(scheme):
    palette = palettes()[scheme]
    grounds = [name for name in palette if name.endswith("-wash")]
    grounds += ["paper", "mist", "band", "accent", "bad"]

    hidden = [
        ground
        for ground in grounds
        if max(contrast(palette[ring], palette[ground]) for ring in ("focus-bright", "focus-dark"))
        < CONTROL
    ]

    assert hidden == []


def test_dark_page_gives_every_ground_and_text_its_own_colour():
    light, dark = palettes()["light"], palettes()["dark"]

    same = {name for name in light if light[name] == dark[name]}

    assert same == {"focus-bright", "on-band"}


def test_only_the_token_file_names_colours():
    named = {
        path.name: COLOUR.findall(path.read_text("utf-8"))
        for path in CSS.rglob("*.css")
        if path.name != "tokens.css" and COLOUR.search(path.read_text("utf-8"))
    }

    assert named == {}


def test_every_token_used_is_defined():
    defined = set(re.findall(r"(--[\w-]+):", "".join(p.read_text() for p in CSS.rglob("*.css"))))
    used = {
        name
        for path in CSS.rglob("*.css")
        for name in re.findall(r"var\((--[\w-]+)", path.read_text("utf-8"))
    }

    assert used - defined == set()


def test_stylesheets_know_no_sides():
    with_sides = [
        path.name
        for path in CSS.rglob("*.css")
        if re.search(r"\b(left|right)\b", path.read_text("utf-8"))
    ]

    assert with_sides == []
