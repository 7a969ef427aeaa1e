"""The applicant's verbs: start, submit."""

import uuid
from collections.abc import Collection
from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries, snapshots
from engagement.accreditation.commands.documents import (
    carry_documents,
    documents_part,
    mark_submitted,
)
from engagement.accreditation.commands.process import (
    begin_stage,
    move,
    note_hand,
    note_on_behalf,
    tell_focal_points,
)
from engagement.accreditation.commands.screening import begin_screening
from engagement.accreditation.models import (
    Act,
    Application,
    ApplicationPath,
    ApplicationSnapshot,
    ApplicationState,
    TrackVersion,
)
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import TRACKS, track_for
from engagement.accreditation.workflow import SUBMIT, refuse_second_accreditation
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation, Stale
from engagement.core.permissions import Actor, can
from engagement.core.references import next_reference
from engagement.jobs.queue import enqueue
from engagement.organizations import commands as organizations
from engagement.organizations.models import Organization
from engagement.organizations.permissions import Organizations


@command
def start_application(
    organization: Organization,
    *,
    actor: Actor,
    track: str,
    language: str,
    known: dict[str, dict] | None = None,
    outdated: Collection[str] = (),
    received_by_post_on: date | None = None,
) -> Application:
    """Open a draft, or return the one that is open already.

    RuleViolation when the organization holds an accreditation of the track, or when the track is
    not that of its kind. Small and medium-sized enterprises begin on the short path.
    `known` are answers given before, by section; they begin sections that nobody has saved yet.
    `outdated` are sections whose answers, complete once, are to be looked at again.
    `received_by_post_on` is asked of staff who enter what an organization wrote on paper.
    """
    lock(organization)
    if not can(actor, Organizations.EDIT, organization):
        raise NotAllowed(Organizations.EDIT)
    if existing := queries.open_application(organization, track):
        return existing
    refuse_other_track(organization, track)
    organizations.refuse_merged(organization)
    refuse_second_accreditation(organization.id, track)
    if organization.kept_by_staff and received_by_post_on is None:
        raise RuleViolation(_l("Say on which day the application came by post."))
    application = Application(
        track=track,
        path=path_for(organization),
        track_version=publish_track(track),
        organization=organization,
        language=language,
        started_by_id=actor.id,
        created_at=now(),
        received_by_post_on=received_by_post_on if organization.kept_by_staff else None,
    )
    db.session.add(application)
    db.session.flush()
    begin_stage(application, ApplicationState.DRAFT)
    carry_documents(application)
    by_post = application.received_by_post_on
    record(
        "accreditation:application:started",
        application,
        actor=actor,
        track=track,
        path=application.path,
        received_by_post_on=by_post.isoformat() if by_post else None,
        outdated=sorted(outdated),
    )
    organizations.begin_identity(organization, actor=actor)
    saved = queries.sections_of(application)
    for key in outdated:
        if key in saved:
            saved[key].complete = False
    for key, answers in (known or {}).items():
        if key not in saved:
            organizations.save_section(
                organization, key, actor=actor, answers=answers, complete=False, version=0
            )
    return application


def refuse_other_track(organization: Organization, track: str) -> None:
    """RuleViolation, saying which way is theirs, for a track that is not that of the kind."""
    if track_for(organization.kind).key == track:
        return
    if organization.kind.is_business:
        raise RuleViolation(
            _l(
                "Companies do not apply with a Major Group. Begin a private-sector application"
                " instead, or let the non-profit association of your sector apply."
            )
        )
    raise RuleViolation(
        _l(
            "Private-sector accreditation is for companies, State-owned enterprises and business"
            " foundations. Your organization, like associations of companies, applies with its"
            " Major Group."
        )
    )


def path_for(organization: Organization) -> ApplicationPath:
    """The short path where it is open, else the full one."""
    return ApplicationPath.SME if queries.may_go_short(organization) else ApplicationPath.FULL


@command
def choose_path(
    application: Application,
    *,
    actor: Actor,
    path: ApplicationPath,
    outdated: Collection[str] = (),
) -> None:
    """Answer the full questionnaire instead of the short path, or the other way round.

    `outdated` are sections whose answers, complete on the one path, are not enough on the other.
    RuleViolation once it was sent, and for the short path of who is not small enough.
    """
    lock(application)
    if not can(actor, Accreditations.EDIT, application):
        raise NotAllowed(Accreditations.EDIT)
    if application.state != ApplicationState.DRAFT:
        raise RuleViolation(_l("The application has been sent, so its path stays."))
    if path == ApplicationPath.SME and not queries.may_go_short(application.organization):
        raise RuleViolation(_l("The short path is for small and medium-sized enterprises."))
    if application.path != path:
        change_path(application, actor, path, outdated)


def change_path(
    application: Application, actor: Actor, path: ApplicationPath, outdated: Collection[str]
) -> None:
    """Let a draft go on by another path; `outdated` sections are looked at again."""
    application.path = path
    for key, section in queries.sections_of(application).items():
        if key in outdated:
            section.complete = False
    record(
        "accreditation:application:path_chosen",
        application,
        actor=actor,
        path=path,
        outdated=sorted(outdated),
    )


def publish_track(track: str) -> TrackVersion:
    """The version in force; a new one when the track's table has changed; within a command."""
    definition = TRACKS[track].definition()
    current = queries.current_track_version(track)
    if current is not None and current.definition == definition:
        return current
    version = TrackVersion(
        track=track,
        number=current.number + 1 if current else 1,
        definition=definition,
        published_at=now(),
    )
    db.session.add(version)
    return version


@command
def submit_application(
    application: Application,
    *,
    actor: Actor,
    declared_name: str,
    seen: str | None = None,
    key: uuid.UUID | None = None,
) -> Application:
    """Freeze the answers, give the number, send receipts.

    `seen` is what the signer's page showed (`snapshots.seen`); Stale when it has changed since.
    The number is drawn first: its counter's lock puts simultaneous submissions in a queue, so
    numbers follow the times of submission, and a refused submission gives its number back.
    """
    if once.take(key, actor):
        return application
    reference = next_reference(TRACKS[application.track].series)
    with db.session.no_autoflush:  # a submitted application has its number, says a CHECK
        move(SUBMIT, application, actor=actor)
        application.reference = reference
        application.submitted_at = now()
    refuse_unseen(application, seen)
    snapshot = freeze(application, actor=actor, declared_name=declared_name)
    begin_screening(application)
    note_hand(application, actor, Act.SUBMITTED)
    note_on_behalf(application, actor)
    once.remember(key, application.id)
    record(
        "accreditation:application:submitted",
        application,
        actor=actor,
        reference=application.reference,
        snapshot=snapshot.number,
        digest=snapshot.digest.hex(),
        declared_name=declared_name,
    )
    tell_focal_points(
        "application_submitted",
        application,
        snapshot=snapshot,
        received=queries.received(snapshot),
    )
    return application


def refuse_unseen(application: Application, seen: str | None) -> None:
    """Nobody declares what they have not read: Stale with the parts that changed meanwhile."""
    changed = snapshots.changed_since(application, seen) if seen else frozenset()
    if changed:
        raise Stale(_l("The application was changed after you opened this page."), current=changed)


def freeze(application: Application, *, actor: Actor, declared_name: str) -> ApplicationSnapshot:
    """Store everything as it stands with its fingerprint, see `snapshots`; let it be screened."""
    mark_submitted(application)
    enqueue(
        "screening.screen_organization",
        about=application.organization_id,
        organization_id=str(application.organization_id),
        cause="submission",
        track=application.track,
    )
    content = snapshots.content_of(application)
    return _store(application, content, actor=actor, declared_name=declared_name)


def freeze_papers(application: Application, *, actor: Actor) -> ApplicationSnapshot:
    """Store what was submitted last with the papers as they stand now; answers stay."""
    mark_submitted(application)
    content = application.snapshot.content | {"documents": documents_part(application)}
    return _store(application, content, actor=actor, declared_name=actor.name)


def _store(application, content, *, actor: Actor, declared_name: str) -> ApplicationSnapshot:
    snapshot = ApplicationSnapshot(
        application=application,
        number=len(application.snapshots) + 1,
        content=content,
        digest=snapshots.digest_of(content),
        declared_name=declared_name,
        submitted_by_id=actor.id,
        submitted_at=now(),
    )
    db.session.add(snapshot)
    db.session.flush()
    return snapshot
