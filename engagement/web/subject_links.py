"""Names and addresses of records that audit events, mails and jobs speak of."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from flask import current_app, url_for

from engagement.core import subjects
from engagement.core.permissions import Actor


@dataclass(frozen=True)
class SubjectLink:
    """How a record is called, and its page when it has one."""

    label: str
    url: str | None


def links_to(
    actor: Actor, references: Iterable[tuple[str, uuid.UUID]]
) -> dict[tuple[str, uuid.UUID], SubjectLink]:
    """Links to those of the (table, id) pairs that `actor` may see; absent and hidden are alike."""
    return {
        reference: SubjectLink(
            str(subjects.KINDS[reference[0]].label(subject)),
            _address(subjects.KINDS[reference[0]], subject),
        )
        for reference, subject in subjects.find_all(actor, references).items()
    }


def public_links_to(
    references: Iterable[tuple[str, uuid.UUID]],
) -> dict[tuple[str, uuid.UUID], SubjectLink]:
    """Links to the public pages of those of the (table, id) pairs that have one."""
    return {
        reference: SubjectLink(page.label, url_for(page.endpoint, **page.values))
        for reference, page in subjects.public_pages(references).items()
    }


def _address(kind, subject):
    if kind.endpoint is None or kind.endpoint not in current_app.view_functions:
        return None
    return url_for(kind.endpoint, **{kind.argument: subject.id})
