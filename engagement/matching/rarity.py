"""How much a word of a name tells: the rarer in names of the world, the more.

The figures are shipped and part of the algorithm version, not counted from the lists in force:
the same pair has the same score whatever else is listed.
"""

from functools import lru_cache

from engagement.matching import common_names, sounds

_SHORT = 0.6
_WEIGHTS = {3: 0.55, 2: 0.7, 1: 0.85}


def _by_word() -> dict[str, int]:
    return {
        word: level
        for level, words in (
            (1, common_names.KNOWN),
            (2, common_names.FREQUENT),
            (3, common_names.MOST),
        )
        for word in words.split()
    }


def _key(sound: sounds.Sound) -> str:
    """What the usual romanizations of one name share: Mohammed and Muhammad, not Mahmoud."""
    if sounds.UNKNOWN in sound.vowels:
        return sound.skeleton
    return sound.skeleton + sound.vowels[0] + sound.vowels[-1]


_PERSON = _by_word()


def _by_sound() -> dict[str, int]:
    found: dict[str, int] = {}
    for word, level in sorted(_PERSON.items(), key=lambda item: item[1]):
        sound = sounds.sound(word)
        if len(sound.skeleton) > 2 and level > 1:
            found[_key(sound)] = found[sound.skeleton] = level
    return found


_PERSON_SOUNDS = _by_sound()
_ORGANIZATION = {
    word: level
    for level, words in (
        (1, common_names.ORGANIZATION_KNOWN),
        (2, common_names.ORGANIZATION_FREQUENT),
    )
    for word in words.split()
}
_ORGANIZATION_WEIGHTS = {2: 0.6, 1: 0.8}


@lru_cache(maxsize=32768)
def of_person(latin: str, sound: sounds.Sound) -> float:
    """The weight of a word of a person's name, 0.5 to 1."""
    level = max(_PERSON.get(latin, 0), _PERSON_SOUNDS.get(_key(sound), 0))
    weight = _WEIGHTS.get(level, 1.0)
    return min(weight, _SHORT) if len(latin) < 3 else weight


@lru_cache(maxsize=32768)
def of_organization(latin: str) -> float:
    """The weight of a word of an organization's name that has no line in `nouns`, 0.5 to 1."""
    weight = _ORGANIZATION_WEIGHTS.get(_ORGANIZATION.get(latin, 0), 1.0)
    return min(weight, _SHORT) if len(latin) < 3 else weight
