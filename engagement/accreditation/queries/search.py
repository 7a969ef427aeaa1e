"""Search over everything staff may see of a case: numbers, names in any script, people, papers."""

from functools import cache

from sqlalchemy import Text, and_, cast, func, or_, select
from sqlalchemy.dialects.postgresql import JSONPATH

from engagement.accreditation.models import (
    Application,
    ApplicationDocument,
    ApplicationSnapshot,
    CaseMessage,
    ClarificationQuestion,
    ClarificationRound,
)
from engagement.accreditation.queries.applications import on_desk
from engagement.core.countries import COUNTRIES
from engagement.core.permissions import Actor
from engagement.documents.models import Document
from engagement.matching.names import normalise
from engagement.organizations.models import Organization, OrganizationName
from engagement.organizations.queries import alike

MOST_WORDS = 8
SUBMITTED = (
    "$.people[*].name",
    "$.people[*].latin_name",
    "$.sections.contacts.first_name",
    "$.sections.contacts.second_name",
    "$.sections.legal_status.registration_number",
    "$.organization.website",
)
"""What is searched of the answers as they were submitted: never a draft of the applicant's."""


def found_by(words: str, actor: Actor):
    """The condition for what somebody typed: every word stands somewhere in the case.

    Names that are written otherwise, or in another script, are found by their likeness, among the
    organizations whose cases this person may work on.
    """
    typed = words.split()[:MOST_WORDS]
    if not normalise(words):
        return Application.id.is_not(None)
    likenesses = alike(
        names=[words],
        country="",
        registration_number=None,
        website=None,
        among=select(Application.organization_id).where(on_desk(actor)),
    )
    return or_(
        and_(*(or_(_named(word), _written(word)) for word in typed)),
        Application.organization_id.in_([match.id for match in likenesses]),
    )


def _named(word: str):
    """Number, name and country are compared in the form that spellings share."""
    parts = normalise(word).split()
    return and_(Application.id.is_not(None), *map(_found_by_word, parts))


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


def _written(word: str):
    """All else is compared as it is written, in small letters and capitals.

    PostgreSQL's own comparison without case may know the Latin letters alone.
    """
    forms = sorted({word, word.lower(), word.capitalize(), word.upper()})

    def holds(column):
        return or_(*(column.contains(form, autoescape=True) for form in forms))

    submitted = select(ApplicationSnapshot.id).where(
        ApplicationSnapshot.application_id == Application.id,
        or_(
            *(
                holds(cast(func.jsonb_path_query_array(ApplicationSnapshot.content, path), Text))
                for path in (cast(each, JSONPATH) for each in SUBMITTED)
            )
        ),
    )
    sent_in = (
        select(ApplicationDocument.id)
        .join(ApplicationDocument.document)
        .where(
            ApplicationDocument.application_id == Application.id,
            Document.submitted_at.is_not(None),
            holds(Document.name),
        )
    )
    answered = ClarificationRound.answered_at.is_not(None)
    asked = (
        select(ClarificationQuestion.id)
        .join(ClarificationQuestion.round)
        .where(
            ClarificationRound.application_id == Application.id,
            or_(
                holds(ClarificationQuestion.text),
                and_(answered, holds(ClarificationQuestion.answer)),
            ),
        )
    )
    message = select(CaseMessage.id).where(
        CaseMessage.application_id == Application.id, holds(CaseMessage.text)
    )
    return or_(
        holds(Organization.registration_number),
        holds(Organization.web_domain),
        submitted.exists(),
        sent_in.exists(),
        asked.exists(),
        message.exists(),
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
