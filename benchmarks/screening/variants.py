"""Variants of a listed name: what people really type. Every function gives None where it cannot."""

import re
from random import Random

from benchmarks.screening.scripts import folded
from benchmarks.screening.words import (
    LEGAL_FORMS,
    NEIGHBOURS,
    SHORTENINGS,
    SPELLING_RULES,
    SPELLINGS,
    TITLES,
)

FAMILIES = {word: line for line in SPELLINGS for word in line}
FORM_OF = {re.sub(r"\W", "", form.lower()): line for line in LEGAL_FORMS for form in line}
JOINED = re.compile(r"\b(?:al|el|abd|abdul|abu|ul|ur|de|la|van|von|bin)$", re.IGNORECASE)
"""Words that are often written together with the next."""
PARTICLES = {"al", "el", "bin", "ben", "ibn", "abd", "abu", "abou", "de", "la", "del", "ul", "ur"}


def word_order(rng: Random, name: str, kind: str) -> str | None:
    """Family name first, with a comma or without, or another turn of the words."""
    tokens = name.split()
    if len(tokens) < 2:
        return None
    if kind == "person" and rng.random() < 0.6:
        comma = "," if rng.random() < 0.5 else ""
        return " ".join([tokens[-1] + comma, *tokens[:-1]])
    turn = rng.randrange(1, len(tokens))
    turned = tokens[turn:] + tokens[:turn]
    return " ".join(turned) if turned != tokens else None


def typo1(rng: Random, name: str, kind: str) -> str | None:
    """One slip of the hand in a word of four letters or more."""
    return _typos(rng, name, 1)


def typo2(rng: Random, name: str, kind: str) -> str | None:
    """Two slips; the name has ten letters or more."""
    return _typos(rng, name, 2) if len(name) >= 10 else None


def _typos(rng: Random, name: str, count: int) -> str | None:
    letters = list(name)
    for _ in range(count):
        text = "".join(letters)
        places = [
            place
            for word in re.finditer(r"[^\W\d_]{4,}", text)
            for place in range(word.start() + (rng.random() < 0.9), word.end())
        ]
        if not places:
            return None
        _slip(rng, letters, rng.choice(places))
    changed = "".join(letters)
    return changed if changed.lower() != name.lower() else None


def _slip(rng: Random, letters: list[str], place: int) -> None:
    how, letter = rng.randrange(4), letters[place]
    beside = rng.choice(NEIGHBOURS.get(folded(letter)[:1], "e"))
    if how == 0:
        letters[place] = beside.upper() if letter.isupper() else beside
    elif how == 1:
        del letters[place]
    elif how == 2:
        letters.insert(place, rng.choice((letter, beside)))
    elif place + 1 < len(letters) and letters[place + 1].isalpha():
        letters[place], letters[place + 1] = letters[place + 1], letter
    else:
        del letters[place]


def romanisation(rng: Random, name: str, kind: str) -> str | None:
    """One to three words as another system or another passport writes them."""
    tokens = re.split(r"([\s-]+)", name)
    places = [
        place for place, token in enumerate(tokens) if token[:1].isalpha() or token[:1] == "'"
    ]
    rng.shuffle(places)
    changed, wanted = 0, rng.randint(1, 3)
    for place in places:
        other = _respelled(rng, folded(tokens[place]).strip("'"))
        if other and changed < wanted:
            tokens[place] = other.upper() if tokens[place].isupper() else other.capitalize()
            changed += 1
    return "".join(tokens) if changed else None


def _respelled(rng: Random, token: str) -> str | None:
    if family := FAMILIES.get(token):
        return rng.choice([each for each in family if each != token])
    rules = [(old, new) for old, new in SPELLING_RULES if len(token) > 3 and old in token[1:]]
    if not rules:
        return None
    old, new = rng.choice(rules[:6])
    return token[0] + token[1:].replace(old, new, 1)


def initials(rng: Random, name: str, kind: str) -> str | None:
    """One given name, sometimes all of them, by its first letter."""
    *given, family = name.split()
    long = [place for place, token in enumerate(given) if len(token) > 2 and token[0].isalpha()]
    if kind != "person" or not long or len(family) < 3:
        return None
    chosen = set(long) if len(long) == 1 or rng.random() < 0.2 else {rng.choice(long)}
    dot = rng.choice(("", "."))
    return " ".join(
        [
            *(token[0] + dot if place in chosen else token for place, token in enumerate(given)),
            family,
        ]
    )


def dropped_middle(rng: Random, name: str, kind: str) -> str | None:
    """A person without one name between the first and the last."""
    tokens = name.split()
    places = [
        at
        for at in range(1, len(tokens) - 1)
        if tokens[at].lower() not in PARTICLES and tokens[at - 1].lower() not in PARTICLES
    ]
    if kind != "person" or not places:
        return None
    del tokens[rng.choice(places)]
    return " ".join(tokens)


def title_added(rng: Random, name: str, kind: str) -> str | None:
    """A person with a title in front, now and then two."""
    if kind != "person" or len(name.split()) < 2:
        return None
    titles = rng.sample(TITLES, 2 if rng.random() < 0.05 else 1)
    return " ".join([*titles, name])


def spacing(rng: Random, name: str, kind: str) -> str | None:
    """Two words as one, a hyphen for a space, or the other way round."""
    gaps = [found.start() for found in re.finditer(r"(?<=\w)[ -](?=\w)", name)]
    near = [
        at
        for at in gaps
        if re.search(r"\b(?:al|el|abd|abdul|abu|ul|ur|de|la|van|von|bin)$", name[:at], re.I)
    ]
    if not gaps or len(gaps) + 1 < 2:
        return None
    at = rng.choice(near or gaps)
    middle = "" if rng.random() < 0.8 else ("-" if name[at] == " " else " ")
    return name[:at] + middle + name[at + 1 :]


def legal_form(rng: Random, name: str, kind: str) -> str | None:
    """An organization with another spelling of its legal form, without it, or with one added."""
    if kind != "org":
        return None
    tokens = name.replace(",", " ").split()
    for width in (5, 4, 3, 2, 1):
        form = FORM_OF.get(re.sub(r"\W", "", "".join(tokens[-width:]).lower()))
        if form and len(tokens) > width:
            rest, written = tokens[:-width], " ".join(tokens[-width:])
            others = sorted((each for each in form if each != written), key=len)
            others = others if rng.random() < 0.2 else others[:2]
            return " ".join(rest if rng.random() < 0.4 else [*rest, rng.choice(others)])
    if len(tokens) < 2 or rng.random() < 0.3:
        return None
    return " ".join([*tokens, rng.choice(("LLC", "Ltd", "Ltd.", "Inc", "Corp", "Co", "Company"))])


def abbreviation(rng: Random, name: str, kind: str) -> str | None:
    """An organization with one or more of its common words shortened."""
    if kind != "org":
        return None
    tokens = name.split()
    places = [at for at, token in enumerate(tokens) if token.lower().strip(",.") in SHORTENINGS]
    if not places or len(tokens) < 2:
        return None
    for at in places if rng.random() < 0.6 else places[:1]:
        short = rng.choice(SHORTENINGS[tokens[at].lower().strip(",.")])
        tokens[at] = short.upper() if tokens[at].isupper() and rng.random() < 0.5 else short
    return " ".join(tokens)


def exact(rng: Random, name: str, kind: str) -> str:
    """As listed."""
    return name


VARIANTS = {
    each.__name__: each
    for each in (
        exact, word_order, typo1, typo2, romanisation, initials, dropped_middle, title_added,
        spacing, legal_form, abbreviation,
    )
}  # fmt: skip
