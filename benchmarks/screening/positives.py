"""Queries that mean an entry: variants of its names, aliases held out, names in its own script.

And namesakes, who bear an entry's very name and are somebody else.
"""

import unicodedata
from random import Random

from rapidfuzz import fuzz

from benchmarks.screening.kinds import COUNTS, SCRIPTS, TRIES
from benchmarks.screening.scripts import key_of, original, tokens_of
from benchmarks.screening.variants import VARIANTS
from benchmarks.screening.vocabulary import people


def held_out(rng: Random, chosen: list[dict]) -> list[dict]:
    """Queries for aliases that are then taken out of their entries, near and unrelated ones."""
    queries = []
    wanted = {label: COUNTS[label] for label in ("positive/alias", "unreachable/alias_unrelated")}
    for entry in rng.sample(chosen, len(chosen)):
        aliases = [name for name in entry["names"][1:] if name["quality"] == "good"]
        rng.shuffle(aliases)
        for alias in aliases:
            others = [name["name"] for name in entry["names"] if name is not alias]
            near = nearness(alias["name"], others)
            label = "positive/alias" if near >= 0.5 else "unreachable/alias_unrelated"
            unclear = 0.2 < near < 0.5 or any(key_of(o) == key_of(alias["name"]) for o in others)
            if not unclear and wanted[label]:
                wanted[label] -= 1
                entry["names"].remove(alias)
                queries.append(asked(rng, label, entry, alias["name"]))
                break
    return queries


def nearness(alias: str, names: list[str]) -> float:
    """The largest share of the alias's words that one of the names holds, spelt alike."""
    words = [word for word in tokens_of(alias) if len(word) > 2] or tokens_of(alias)
    return max(
        sum(
            max(fuzz.ratio(word, other) for other in tokens_of(name) or [""]) >= 75
            for word in words
        )
        / len(words)
        for name in names
    )


def positives(rng: Random, chosen: list[dict]) -> list[dict]:
    """Variants of listed names."""
    queries = []
    for label, count in COUNTS.items():
        group, _, name = label.partition("/")
        if group == "positive" and name in VARIANTS:
            queries += variants_of(rng, chosen, label, VARIANTS[name], count)
    return queries + originals(rng, chosen)


def originals(rng: Random, chosen: list[dict]) -> list[dict]:
    """Names in the script of their bearers, most of them Arabic, as on the UN list."""
    label, queries, left = "positive/original_script", [], dict(SCRIPTS)
    for entry in rng.sample(chosen, len(chosen)):
        good = [name["name"] for name in entry["names"] if name["quality"] == "good"]
        texts = [original(name, entry["kind"], entry["countries"]) for name in good]
        text = next(filter(None, texts), None)
        script = unicodedata.name(text[0]).partition(" ")[0] if text else ""
        if left.get(script, left["OTHER"] if text else 0):
            left[script if script in left else "OTHER"] -= 1
            queries.append(asked(rng, label, entry, text, plain=True))
    return queries


def variants_of(rng: Random, chosen: list[dict], label: str, change, count: int) -> list[dict]:
    """`count` queries of one kind, as many entries as there are before one comes twice."""
    queries, left, written = [], [], set()
    for _ in range(count * TRIES):
        if len(queries) == count:
            break
        left = left or rng.sample(chosen, len(chosen))
        entry = left.pop()
        good = [name["name"] for name in entry["names"] if name["quality"] == "good"]
        name = good[0] if rng.random() < 0.6 else rng.choice(good)
        text = change(rng, name, entry["kind"])
        same = text and any(text.lower() == name["name"].lower() for name in entry["names"])
        if text and text.lower() not in written and (not same or label == "positive/exact"):
            written.add(text.lower())
            queries.append(asked(rng, label, entry, text))
    return queries


def asked(rng: Random, label: str, entry: dict, text: str, plain: bool = False) -> dict:
    """A query that means this entry, often with a country or a birth date that agrees."""
    how = rng.random()
    if not plain:
        text = text.title() if how < 0.4 else text.lower() if how < 0.45 else text
    births = [birth for each in entry["births"] if (birth := a_day(rng, each))]
    return {
        "group": label.partition("/")[0],
        "label": label,
        "kind": entry["kind"],
        "name": text,
        "country": rng.choice(entry["countries"])
        if entry["countries"] and rng.random() < 0.6
        else None,
        "birth_date": rng.choice(births) if births and rng.random() < 0.5 else None,
        "entry": entry["id"],
    }


def a_day(rng: Random, birth: dict) -> str | None:
    """A day that agrees with what the list says."""
    if "date" in birth:
        return birth["date"]
    year = birth["year"] if "year" in birth else rng.randint(birth["from"], birth["to"])
    return f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def any_day(rng: Random) -> str:
    """A birth date of a grown-up."""
    return f"{rng.randint(1945, 1998)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def namesakes(rng: Random, chosen: list[dict]) -> list[dict]:
    """The very name of an entry, with another birth date and another country."""
    label = "namesake/namesake_conflict"
    dated = [
        entry
        for entry in chosen
        if entry["kind"] == "person" and entry["countries"]
        and any("date" in birth for birth in entry["births"])
        and len(entry["names"][0]["name"].split()) > 1
    ]  # fmt: skip
    queries = []
    for entry in rng.sample(dated, min(COUNTS[label], len(dated))):
        years = [
            year
            for birth in entry["births"]
            for year in (int(birth["date"][:4]) if "date" in birth else 0, birth.get("year", 0),
                         birth.get("from", 0), birth.get("to", 0))
            if year
        ]  # fmt: skip
        day = any_day(rng)
        while min(abs(int(day[:4]) - year) for year in years) < 8:
            day = any_day(rng)
        country = rng.choice([each for each in people() if each not in entry["countries"]])
        query = asked(rng, label, entry, entry["names"][0]["name"])
        queries.append(query | {"country": country, "birth_date": day})
    return queries
