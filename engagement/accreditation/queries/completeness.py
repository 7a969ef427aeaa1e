"""What was sent back for completion, and which parts of an application may be edited now."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from engagement.accreditation.models import (
    Application,
    ApplicationSnapshot,
    ApplicationState,
    ReturnedPart,
    ReturnForCompletion,
)
from engagement.accreditation.queries.applications import (
    people_section,
    sections_of,
    stands_in_register,
    track_of,
)
from engagement.core.db import db
from engagement.organizations.models import IDENTITY
from engagement.organizations.queries import people_as_data


def open_return(application: Application) -> ReturnForCompletion | None:
    """What the applicant has to complete now, or None."""
    return db.session.scalars(
        select(ReturnForCompletion).filter_by(application_id=application.id, resubmitted_at=None)
    ).first()


def returns_of(application: Application) -> list[ReturnForCompletion]:
    """Every time the application went back for completion, first to last."""
    return db.session.scalars(
        select(ReturnForCompletion)
        .filter_by(application_id=application.id)
        .options(
            joinedload(ReturnForCompletion.returned_by),
            selectinload(ReturnForCompletion.parts).joinedload(ReturnedPart.file),
        )
        .order_by(ReturnForCompletion.number)
    ).all()


def editable_sections(application: Application) -> frozenset[str]:
    """Keys of the sections members may change now: all of a draft, the returned ones of a return.

    Everything else is frozen, whoever asks; so is the name of what stands in the register: the
    profile is the application only until accreditation.
    """
    if application.state == ApplicationState.DRAFT:
        keys = frozenset(section.key for section in track_of(application).sections)
    elif application.state == ApplicationState.RETURNED:
        asked = open_return(application)
        keys = frozenset(part.section for part in asked.parts if part.section) if asked else NONE
    else:
        return NONE
    return keys - {IDENTITY} if stands_in_register(application.organization) else keys


def why_frozen(application: Application, section: str):
    """Why members may not change this section now, as a lazy sentence; None where they may."""
    if section in editable_sections(application):
        return None
    if section == IDENTITY and stands_in_register(application.organization):
        return _l(
            "The name and the seat of an organization in the register are not changed here."
            " Write to the secretariat."
        )
    if application.state == ApplicationState.RETURNED:
        return _l("This part cannot be changed now: we asked you to complete other parts only.")
    return _l("This part cannot be changed now: the application has been sent meanwhile.")


def changed_sections(application: Application) -> frozenset[str]:
    """Keys of the sections whose saved answers differ from what was submitted last.

    The governing body has changed, too, when another person stands in it.
    """
    content = application.snapshot.content if application.snapshot else {"sections": {}}
    changed = {
        key
        for key, section in sections_of(application).items()
        if section.answers != content["sections"].get(key)
    }
    if people_as_data(application.organization) != content.get("people", []):
        changed.add(people_section(application))
    return frozenset(changed)


def parts_in_words(returned: ReturnForCompletion | None) -> list[dict]:
    """What is asked for: part, lazy title, name of the file, lazy words of the cause, note.

    Lazy, so that a mail rendered in another language than the page's says it in its own.
    """
    if returned is None:
        return []
    track = track_of(returned.application)
    titles = {each.key: each.title for each in (*track.documents, *track.sections)}
    return [
        {
            "part": part,
            "title": titles.get(part.section or part.document, part.document),
            "file": part.file.document.name if part.file else None,
            "cause": part.cause.label if part.cause else None,
            "note": part.note,
        }
        for part in returned.parts
    ]


def snapshot_before(application: Application) -> ApplicationSnapshot | None:
    """What was submitted the time before last, or None."""
    return application.snapshots[-2] if len(application.snapshots) > 1 else None


NONE: frozenset[str] = frozenset()
