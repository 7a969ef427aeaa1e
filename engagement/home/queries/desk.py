"""What waits for who reviews and decides applications, and keeps accreditations and entries."""

from collections.abc import Iterator

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from engagement.accreditation import queries as accreditation
from engagement.accreditation.offices import CLERKS
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries import recordings
from engagement.core.db import db
from engagement.core.permissions import Actor, Role, can
from engagement.directory.models import ReportState
from engagement.directory.permissions import Directory
from engagement.directory.queries import reports
from engagement.home.queries.task import Task
from engagement.organizations.permissions import Organizations
from engagement.organizations.queries import claims, led_by_nobody, protection
from engagement.screening.permissions.matches import OFFICERS
from engagement.standing.queries import batches, corrections
from engagement.standing.queries import desk as standing

WORK = ("mine", "overdue", "second", "finish", "justify", "messages", "new", "unassigned")
"""Lanes of the desk in which something waits for reviewers and heads of unit."""

DECISIONS = ("late",)
"""Lanes in which something waits for approvers; the rest of theirs has pages of its own."""

WAITING = {True: ("reports", "changes", "decide"), False: ("decide",)}
"""Lanes of accreditations in which something waits, by whether the person reviews."""


def at_the_desk(actor: Actor) -> Iterator[Task]:
    """Decisions, lanes of the desk, and what goes and comes by post."""
    if _decides(actor):
        waiting = accreditation.to_decide(actor).order_by(None).subquery()
        number = db.session.scalar(select(func.count()).select_from(waiting))
        title = _of_applications(actor, _l("To decide"))
        yield Task(title, number, "accreditation.show_decisions")
    if can(actor, Accreditations.QUEUE_OF_RECONSIDERATIONS):
        again = accreditation.count_to_reconsider(actor)
        yield Task(_l("Reconsideration"), again, "accreditation.show_reconsiderations")
    if _reviews(actor):
        yield from _by_post(actor)
        yield from _of_organizations(actor)
    keys = {*(WORK if _reviews(actor) else ()), *(DECISIONS if _decides(actor) else ())}
    if not keys:
        return
    lanes = accreditation.lanes_of(actor)
    counts = accreditation.lane_counts(actor, lanes)
    for lane in lanes:
        if lane.key in keys or lane.person:
            arguments = {"lane": lane.key}
            yield Task(
                _of_applications(actor, lane.label),
                counts[lane.key],
                "accreditation.show_queue",
                arguments,
                lane.person,
            )


def _of_applications(actor, label):
    """A lane by its name; where screening cases and partnerships stand beside it, with its kind."""
    if actor.roles.isdisjoint({*OFFICERS, Role.DIRECTOR}):
        return label
    return LazyString(_of_applications_in_words, label)


def _of_applications_in_words(label):
    return str(_l("Applications: %(lane)s", lane=label))


def _of_organizations(actor):
    if not can(actor, Organizations.LIST_UNLED):
        return
    if number := accreditation.count_of(led_by_nobody(actor)):
        yield Task(
            _l("Organizations without a focal point"), number, "organizations.list_led_by_nobody"
        )


def _by_post(actor):
    """What goes and came by post: seldom anything, so nothing is said of it then."""
    if number := accreditation.count_of(accreditation.letters_to_post(actor)):
        yield Task(_l("Print and post"), number, "accreditation.list_letters_to_post")
    if number := accreditation.count_of(accreditation.drafts_by_post(actor)):
        yield Task(_l("By post, not submitted"), number, "accreditation.list_drafts_by_post")


def of_existing(actor: Actor) -> Iterator[Task]:
    """What was recorded of before the platform, and who claims it: seldom anything, as by post."""
    if not can(actor, Accreditations.RECORD):
        return
    if number := accreditation.count_of(recordings.to_confirm(actor)):
        yield Task(
            _l("Recorded accreditations to confirm"), number, "accreditation.list_recordings"
        )
    if number := accreditation.count_of(corrections.to_confirm(actor)):
        yield Task(_l("Corrections to confirm"), number, "standing.list_corrections")
    if number := claims.work_count(actor):
        yield Task(_l("Claims to look at"), number, "organizations.list_claims")


def of_standings(actor: Actor) -> Iterator[Task]:
    """Reports and changes to answer, measures to decide on, proposals of the night."""
    if not (_reviews(actor) or _decides(actor)):
        return
    lanes = [lane for lane in standing.lanes(actor) if lane.key in WAITING[_reviews(actor)]]
    if not lanes:
        return
    counts = standing.lane_counts(actor, lanes)
    for lane in lanes:
        yield Task(lane.label, counts[lane.key], "standing.list_accreditations", {"lane": lane.key})
    if Role.HEAD_OF_UNIT in actor.roles:
        for batch in batches.open_batches():
            number = batches.count(batch, actor)
            yield Task(batch.kind.label, number, "standing.show_batch", {"batch_id": batch.id})


def of_safeguarding(actor: Actor) -> Iterator[Task]:
    """Protected entries, for who may see that they are."""
    if can(actor, Organizations.LIST_PROTECTED):
        yield Task(
            _l("Protected entries to confirm or to review"),
            protection.work_count(actor),
            "organizations.list_protected",
        )


def of_the_register(actor: Actor) -> Iterator[Task]:
    """What readers reported about entries."""
    if can(actor, Directory.LIST_REPORTS):
        number = reports.counts(actor).get(ReportState.RECEIVED, 0)
        yield Task(_l("Reports about entries to answer"), number, "directory.list_reports")


def _reviews(actor):
    return not actor.roles.isdisjoint(CLERKS)


def _decides(actor):
    return can(actor, Accreditations.QUEUE_OF_DECISIONS)
