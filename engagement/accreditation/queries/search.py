"""Search over everything staff may see: numbers, names in any script, countries."""

from functools import cache

from sqlalchemy import and_, func, or_, select

from engagement.accreditation.models import Application
from engagement.core.countries import COUNTRIES
from engagement.matching.names import normalise
from engagement.organizations.models import Organization, OrganizationName
from engagement.organizations.queries import alike

MOST_WORDS = 8


def found_by(words: str):
    """The condition for what somebody typed: every word is of the number, a name or the country.

    Names that are written otherwise, or in another script, are found by their likeness.
    """
    typed = normalise(words).split()[:MOST_WORDS]
    if not typed:
        return Application.id.is_not(None)
    likenesses = alike(names=[words], country="", registration_number=None, website=None)
    return or_(
        and_(*(_found_by_word(word) for word in typed)),
        Application.organization_id.in_([match.id for match in likenesses]),
    )


def _found_by_word(word: str):
    named = select(OrganizationName.id).where(
        OrganizationName.organization_id == Application.organization_id,
        OrganizationName.normalised.contains(word, autoescape=True),
    )
    return or_(
        func.lower(Application.reference).contains(word, autoescape=True),
        named.exists(),
        Organization.country.in_(countries_named(word)),
    )


def countries_named(word: str) -> list[str]:
    """Codes of countries and areas of whose name, in any language, a word begins like this."""
    return [code for code, names in _words_of_countries() if f" {word}" in names]


@cache
def _words_of_countries() -> list[tuple[str, str]]:
    return [
        (code, "".join(f" {normalise(name)}" for name in country.names.values()))
        for code, country in COUNTRIES.items()
    ]
