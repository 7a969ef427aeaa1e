"""Leave a line where somebody opens or takes out what is not for everybody (R-51)."""

import functools

from flask import request

from engagement.audit.commands import log_read, organization_of, record_export
from engagement.core.db import Base
from engagement.web.access import actor


def note_read(subject) -> None:
    """Note that the signed-in person opened `subject`; written once the page is built.

    What belongs to one's own organization is no secret from oneself.
    """
    about = organization_of(subject)
    if request.method in {"GET", "HEAD"} and about not in actor().belongs_to:
        log_read(
            actor_id=actor().id,
            subject_type=subject.__tablename__,
            subject_id=subject.id,
            about_organization_id=about,
        )


def noted(view):
    """Note each opening of a view whose only argument is a record, or a part of a case.

    Stands below `@access`.
    """

    @functools.wraps(view)
    def noting(subject):
        note_read(subject if isinstance(subject, Base) else subject.application)
        return view(subject)

    return noting


def note_export(action: str, subject_type: str, subject_id, **data) -> None:
    """Leave an event in the trail of a file taken out by a GET; written once it is built."""
    record_export(
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        actor_id=actor().id,
        actor_name=actor().name,
        data=data,
    )
