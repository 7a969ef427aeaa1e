"""Names and entries made ready to be compared: what an index holds and a query is turned into."""

from dataclasses import dataclass

from engagement.matching import organization_names, person_names
from engagement.matching.parties import Birth, Entry, Gender, Identifier, Kind, NameKind
from engagement.matching.tokens import Join, Role, Token

LONGEST_NAME = 300
MOST_NAMES = 120


@dataclass(frozen=True, slots=True)
class PreparedName:
    """A name as words. `weight` is that of all words together; `acronyms` are in Latin letters.

    `stated` are acronyms the name itself gives or is; `initials` those its words could have.
    """

    text: str
    kind: NameKind
    tokens: tuple[Token, ...]
    weight: float
    stated: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()

    @property
    def joins(self) -> tuple[Join, ...]:
        """Neighbouring words written as one, for spaces more or less."""
        return person_names.joins(self.tokens)


@dataclass(frozen=True, slots=True)
class PreparedEntry:
    """An entry of a list with its names as words."""

    id: str
    kind: Kind
    names: tuple[PreparedName, ...]
    countries: frozenset[str]
    births: tuple[Birth, ...]
    identifiers: tuple[Identifier, ...]
    gender: Gender | None


def prepare_name(text: str, kind: Kind, name_kind: NameKind = "primary") -> PreparedName:
    """A name as words; what is beyond 300 characters does not count. Never raises."""
    written = text[:LONGEST_NAME]
    if kind == "person":
        tokens = person_names.tokens_of(written)
        return PreparedName(text, name_kind, tokens, _weight(tokens))
    parsed = organization_names.parse(written, is_acronym=name_kind == "acronym")
    return PreparedName(
        text, name_kind, parsed.tokens, _weight(parsed.tokens), parsed.stated, parsed.initials
    )


def prepare(entry: Entry) -> PreparedEntry:
    """An entry with its names as words; names that say the same are kept once, 120 at most."""
    found: dict[object, PreparedName] = {}
    for name in entry.names:
        if len(found) == MOST_NAMES:
            break
        ready = prepare_name(name.text, entry.kind, name.kind)
        if ready.tokens:
            is_weak = name.kind == "weak"
            found.setdefault((tuple(word.text for word in ready.tokens), is_weak), ready)
    return PreparedEntry(
        entry.id,
        entry.kind,
        tuple(found.values()),
        frozenset(entry.countries),
        entry.births,
        entry.identifiers,
        entry.gender,
    )


def _weight(tokens: tuple[Token, ...]) -> float:
    return sum(token.weight for token in tokens if token.role is not Role.LEGAL)
