"""What waits for a person, from every feature."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from flask_babel import LazyString, get_locale
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on

from engagement.accounts.permissions import Accounts
from engagement.accounts.queries import waiting_for_administrators
from engagement.accreditation import queries as accreditation
from engagement.accreditation.models import Application
from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.offices import CLERKS
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries import recordings
from engagement.action_plan import queries as action_plan
from engagement.action_plan.permissions import ActionPlan
from engagement.audit.permissions import Audit
from engagement.core.clock import today
from engagement.core.countries import COUNTRIES
from engagement.core.db import db
from engagement.core.permissions import Actor, Role, can
from engagement.directory.models import ReportState
from engagement.directory.permissions import Directory
from engagement.directory.queries import reports
from engagement.jobs import queries as jobs
from engagement.jobs.permissions import Jobs
from engagement.mail import queries as mail
from engagement.mail.models import MessageState
from engagement.mail.permissions import Mail
from engagement.organizations.models import Organization
from engagement.organizations.permissions import Organizations
from engagement.organizations.queries import claims, led_by_nobody, of_member, protection
from engagement.partnerships.models import PartnershipReport
from engagement.partnerships.queries import complaints, partnerships
from engagement.protocol import queries as protocol
from engagement.protocol.models import ShortTrackState
from engagement.protocol.permissions import Protocol
from engagement.screening.models import MeetingState
from engagement.screening.permissions import Cases, Committee, Lists
from engagement.screening.permissions.matches import OFFICERS
from engagement.screening.queries import cases as screening
from engagement.screening.queries import (
    committee,
    compact,
    coverage,
    deciding,
    lists,
    measures,
    replies,
)
from engagement.screening.queries import queue as matches
from engagement.screening.sources import Track
from engagement.standing.queries import batches, corrections
from engagement.standing.queries import desk as standing
from engagement.standing.queries.of_organization import Held, held_by

WORK = ("mine", "overdue", "second", "finish", "justify", "messages", "new", "unassigned")
"""Lanes of the desk in which something waits for reviewers and heads of unit."""

DECISIONS = ("late",)
"""Lanes in which something waits for approvers; the rest of theirs has pages of its own."""

NEXT_STEPS = {
    State.DRAFT: _l("Go on with the application"),
    State.RETURNED: _l("Complete what was returned"),
    State.CLARIFICATION: _l("Answer the questions"),
    State.REFUSED: _l("Read the decision"),
    State.ACCREDITED: _l("See the accreditation"),
}

HELD_STEPS = {
    "answer": _l("Read and answer"),
    "report": _l("Write the report"),
    None: _l("See the accreditation"),
}
"""What members do next about the accreditation they hold."""


@dataclass(frozen=True)
class Task:
    """A kind of work with its page; `count` is None where nothing is counted.

    `person` is the colleague for whom it is done, in place of a title; `until` the day on which
    one's turn ends; `begins` is when a meeting begins, by the clocks of `zone`.
    """

    title: Any
    count: int | None
    endpoint: str
    arguments: dict = field(default_factory=dict)
    person: str | None = None
    until: date | None = None
    begins: datetime | None = None
    zone: str | None = None


@dataclass(frozen=True)
class OwnOrganization:
    """An organization of a member with its latest application, and what to do next.

    `reports` are those on its partnerships that are to be written now, for who leads it.
    """

    organization: Organization
    application: Application | None
    next_step: Any
    due_on: date | None
    held: Held | None = None
    held_step: Any = None
    reports: tuple[PartnershipReport, ...] = ()


def tasks_of(actor: Actor) -> list[Task]:
    """What waits for staff and for who acts for a State, what has work first; some queries each."""
    tasks = [
        *_at_the_desk(actor),
        *_of_existing(actor),
        *_of_standings(actor),
        *_of_safeguarding(actor),
        *_of_partnerships(actor),
        *_of_the_committee(actor),
        *_of_the_plan(actor),
        *_of_the_register(actor),
        *_of_screening(actor),
        *_of_protocol(actor),
        *_of_lists(actor),
        *_of_matches(actor),
        *_of_delegations(actor),
        *_of_people(actor),
        *_of_operations(actor),
    ]
    return sorted(tasks, key=lambda task: not task.count)


def _at_the_desk(actor):
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


def _reviews(actor):
    return not actor.roles.isdisjoint(CLERKS)


def _decides(actor):
    return can(actor, Accreditations.QUEUE_OF_DECISIONS)


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


def _of_existing(actor):
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


def _of_standings(actor):
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


WAITING = {True: ("reports", "changes", "decide"), False: ("decide",)}
"""Lanes of accreditations in which something waits, by whether the person reviews."""


def _of_safeguarding(actor):
    if can(actor, Organizations.LIST_PROTECTED):
        yield Task(
            _l("Protected entries to confirm or to review"),
            protection.work_count(actor),
            "organizations.list_protected",
        )


def _of_partnerships(actor):
    """What the private sector unit has to do, and what waits for who decides."""
    lanes = [*(UNIT_LANES if actor.roles & UNIT else ()), *(DECIDER_LANES if _rules(actor) else ())]
    if lanes:
        counts = partnerships.counts(actor)
        for lane, words in lanes:
            if counts[lane]:
                arguments = {"lane": lane.value}
                yield Task(words, counts[lane], "partnerships.list_partnerships", arguments)
    if actor.roles & UNIT:
        found = complaints.counts(actor)
        if number := sum(found.get(state, 0) for state in complaints.WAITING):
            yield Task(_l("Complaints to look into"), number, "partnerships.list_complaints")


def _rules(actor):
    return not actor.roles.isdisjoint({Role.DIRECTOR, Role.PRIVATE_SECTOR_HEAD})


UNIT = frozenset({Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD})
UNIT_LANES = (
    (partnerships.Lane.TO_RECOMMEND, _l("Partnerships to recommend")),
    (partnerships.Lane.TO_BEGIN, _l("Partnerships to begin")),
)
DECIDER_LANES = ((partnerships.Lane.TO_DECIDE, _l("Partnerships to decide on")),)


def _of_the_committee(actor):
    """Cases without a meeting for the secretary; for members meetings, votes and minutes."""
    if can(actor, Committee.PLAN) and (number := len(committee.waiting(actor))):
        yield Task(_l("Cases for the partnership committee"), number, "screening.list_meetings")
    for meeting in committee.coming(actor):
        is_open = meeting.state == MeetingState.OPEN
        yield Task(
            _l("The partnership committee votes") if is_open else _l("Meeting of the committee"),
            committee.to_vote_on(meeting, actor) if is_open else None,
            "screening.show_meeting",
            {"committee_meeting_id": meeting.id},
            begins=meeting.starts_at,
            zone=meeting.zone,
        )
    if Role.COMMITTEE_MEMBER in actor.roles:
        for meeting in committee.to_approve(actor):
            yield Task(
                _l("Minutes to approve"),
                1,
                "screening.show_minutes",
                {"committee_meeting_id": meeting.id},
            )


def _of_the_plan(actor):
    if can(actor, ActionPlan.WRITE):
        for key, number in action_plan.waiting_for(actor).items():
            title = action_plan.lane(key).label
            yield Task(title, number, "action_plan.list_updates", {"lane": key})


def _of_the_register(actor):
    if can(actor, Directory.LIST_REPORTS):
        number = reports.counts(actor).get(ReportState.RECEIVED, 0)
        yield Task(_l("Reports about entries to answer"), number, "directory.list_reports")


def _of_screening(actor):
    """Cases that wait for the unit, overdue measures; for companies what was put to them."""
    if can(actor, Cases.LIST):
        if number := screening.work_count(actor):
            arguments = {"lane": screening.Lane.TO_ASSESS.value}
            yield Task(_l("Screening cases to work on"), number, "screening.list_cases", arguments)
        if number := screening.count_of(deciding.waiting_for(actor)):
            arguments = {"lane": screening.Lane.FOR_YOU.value}
            yield Task(
                _l("Rated cases that wait for you"), number, "screening.list_cases", arguments
            )
        if number := measures.overdue_count(actor):
            yield Task(_l("Overdue measures of plans"), number, "screening.list_cases")
    if number := compact.work_count(actor):
        yield Task(
            _l("Standing of partners in the Global Compact"), number, "screening.list_compact"
        )
    for each in compact.waiting_invitations(actor):
        yield Task(
            _l("An invitation to the Global Compact"),
            1,
            "screening.show_compact_invitation",
            {"invitation_id": each.id},
        )
    if waiting := replies.waiting(actor):
        title = _l("Your reply is asked for")
        yield Task(title, len(waiting), "screening.list_replies", until=waiting[0].due_on)


def _of_protocol(actor):
    """What came from States and intergovernmental organizations; one's own entries others check."""
    if not can(actor, Protocol.ENTER):
        return
    check, record = protocol.to_check(actor), protocol.to_record(actor)
    received = {"state": ShortTrackState.RECEIVED.value}
    checked = {"state": ShortTrackState.CHECKED.value}
    yield Task(_l("Notes verbales to check"), check.notes, "protocol.list_notes", received)
    yield Task(_l("Notes verbales to record"), record.notes, "protocol.list_notes", checked)
    place = "protocol.list_intergovernmental"
    yield Task(_l("Intergovernmental organizations to check"), check.igos, place, received)
    yield Task(_l("Intergovernmental organizations to record"), record.igos, place, checked)
    overdue = len(protocol.overdue_states(today()))
    yield Task(
        _l("States that have not confirmed their list"),
        overdue,
        "protocol.list_states",
        {"lane": "overdue"},
    )


def _of_lists(actor):
    if can(actor, Lists.SIGN_OFF) and (number := lists.to_sign_off(actor)):
        yield Task(_l("Versions of lists to confirm"), number, "screening.list_sources")
    if can(actor, Lists.IMPORT) and (missing := coverage.missing_on(*Track)):
        yield Task(_l("Lists that are needed and missing"), len(missing), "screening.list_sources")


def _of_matches(actor):
    """Matches to decide for who decides them; legal bars for who advises on them."""
    keys = set()
    if not actor.roles.isdisjoint({*OFFICERS, Role.HEAD_OF_UNIT}):
        keys |= {"open", "confirm", "overdue"}
    if Role.LEGAL_ADVISER in actor.roles:
        keys.add("advice")
    if not keys:
        return
    lanes = [lane for lane in matches.lanes(actor) if lane.key in keys]
    counts = matches.lane_counts(actor, lanes, matches.Chosen())
    for lane in lanes:
        label = LazyString(_of_matches_in_words, lane.label)
        yield Task(label, counts[lane.key], "screening.list_matches", {"lane": lane.key})


def _of_matches_in_words(label):
    return str(_l("Matches: %(lane)s", lane=label))


def _of_delegations(actor):
    """The page of each State one acts for; its list waits when the administrator has to confirm."""
    if not actor.delegate_of:
        return
    for row in protocol.state_rows(today(), actor.delegate_of):
        code = row.place.code
        waits = code in actor.administers and row.due_on is not None and row.due_on <= today()
        title = (
            _l("Confirm the list of your representatives: %(state)s", state=_name(code))
            if waits
            else _l("Our delegation: %(state)s", state=_name(code))
        )
        yield Task(title, 1 if waits else None, "protocol.show_delegation", {"state_code": code})


def _name(code):
    """The State's name in whatever language it is read."""
    return LazyString(lambda: COUNTRIES[code].name(str(get_locale() or "en")))


def _of_people(actor):
    """What other administrators asked for and what people ask for, but nothing of one's own."""
    if can(actor, Accounts.ADMINISTER):
        number = sum(actor.id not in one.people for one in waiting_for_administrators())
        yield Task(_l("Requests about people"), number, "accounts.list_people")


def _of_operations(actor):
    if can(actor, Jobs.LIST):
        number = jobs.lane_counts(actor)["failed"]
        yield Task(_l("Jobs that failed for good"), number, "jobs.list_jobs", {"lane": "failed"})
    if can(actor, Mail.LIST):
        number = mail.state_counts(actor).get(MessageState.FAILED, 0)
        failed = {"state": MessageState.FAILED.value}
        yield Task(_l("Mails that could not be delivered"), number, "mail.list_messages", failed)
    if can(actor, Audit.LIST):
        yield Task(_l("Audit trail"), None, "audit.show_trail")


def own_organizations(actor: Actor) -> list[OwnOrganization]:
    """A member's organizations by name: its latest application, what it holds, what is due."""
    organizations = db.session.scalars(of_member(actor).order_by(Organization.name)).all()
    latest = {
        application.organization_id: application
        for application in db.session.scalars(
            select(Application)
            .where(Application.organization_id.in_([each.id for each in organizations]))
            .ext(distinct_on(Application.organization_id))
            .order_by(Application.organization_id, Application.created_at.desc())
        )
    }
    held = held_by([each.id for each in organizations])
    due = partnerships.reports_due_of(actor)
    return [
        replace(
            _with_next_step(each, latest.get(each.id), held.get(each.id)),
            reports=tuple(report for report in due if report.organization_id == each.id),
        )
        for each in organizations
    ]


def _with_next_step(organization, application, held):
    step = HELD_STEPS[held.waits] if held else None
    if held is not None and (application is None or held.waits):
        return OwnOrganization(organization, application, None, held.due_on, held, step)
    if application is None:
        return OwnOrganization(organization, None, _l("Apply for accreditation"), None)
    ours = application.state in {State.RETURNED, State.CLARIFICATION}
    return OwnOrganization(
        organization,
        application,
        NEXT_STEPS.get(application.state, _l("See how it stands")),
        application.due_on if ours else None,
    )
