"""Due process: told, heard, decided by somebody else, its day, reconsideration."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation.commands import note_posted
from engagement.accreditation.models import AccreditationStatus
from engagement.accreditation.queries.by_post import get_postal_letter
from engagement.core import clock
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from engagement.standing.commands import mergers, reports
from engagement.standing.commands import proceedings as commands
from engagement.standing.models import Cause, Measure, ProceedingState
from engagement.standing.queries import days
from engagement.standing.queries import proceedings as queries
from tests.factories import make_account, make_actor
from tests.standing.lives import accredited, decided, in_effect, led, noticed, whole_report


def status_of(accreditation):
    """The status that holds."""
    return accreditation.periods[-1].status


def test_the_organization_is_told_and_nothing_changes(db):
    accreditation = accredited()
    leader = make_account(leads=[accreditation.organization])

    proceeding = noticed(accreditation)

    assert status_of(accreditation) == AccreditationStatus.ACTIVE
    assert proceeding.answer_due_on == today() + timedelta(days=30)
    assert db.scalars(select(Message.to).filter_by(template="standing/notice_given")).all() == [
        leader.email
    ]
    with pytest.raises(RuleViolation, match="under way"):
        noticed(accreditation)


def test_nothing_is_decided_before_the_organization_was_heard(db):
    accreditation = accredited()
    proceeding = noticed(accreditation)
    approver = make_actor(Role.APPROVER)
    decide = {"actor": approver, "reason": "So.", "effective_on": today()}

    with pytest.raises(RuleViolation, match="can still answer"):
        commands.decide_proceeding(proceeding, **decide)
    assert db.scalars(queries.to_decide(approver)).all() == []

    commands.answer_notice(proceeding, actor=led(accreditation), answer="We did not.")
    assert db.scalars(queries.to_decide(approver)).all() == [proceeding]
    commands.decide_proceeding(proceeding, **decide)

    assert proceeding.state == ProceedingState.DECIDED
    assert proceeding.effective_on == proceeding.answer_due_on + timedelta(days=1)
    assert status_of(accreditation) == AccreditationStatus.ACTIVE


def test_after_its_last_day_has_ended_everywhere_it_is_decided_without_an_answer(db):
    accreditation = accredited()
    proceeding = noticed(accreditation)
    approver = make_actor(Role.APPROVER)
    over = days_after_the_last(proceeding)

    with clock.moved_to(over - timedelta(hours=1)):
        assert not queries.can_be_decided(proceeding)
        assert db.scalars(queries.to_decide(approver)).all() == []
    with clock.moved_to(over):
        assert queries.can_be_decided(proceeding)
        assert db.scalars(queries.to_decide(approver)).all() == [proceeding]
        commands.decide_proceeding(
            proceeding, actor=approver, reason="No answer.", effective_on=today()
        )

    assert proceeding.state == ProceedingState.DECIDED


def days_after_the_last(proceeding):
    """The instant at which its last day has ended everywhere."""
    day = proceeding.answer_due_on + timedelta(days=1)
    return now().replace(
        year=day.year, month=day.month, day=day.day, hour=12, minute=0, second=0, microsecond=0
    )


def test_who_gave_notice_cannot_decide_and_three_people_see_a_case_to_its_end(db):
    accreditation = accredited()
    both = make_actor(Role.HEAD_OF_UNIT, Role.APPROVER)
    proceeding = noticed(accreditation, head=both, days_ago=31)
    commands.answer_notice(proceeding, actor=led(accreditation), answer="We did not.")

    with pytest.raises(RuleViolation, match="took part"):
        commands.decide_proceeding(proceeding, actor=both, reason="So.", effective_on=today())
    first, second = make_actor(Role.APPROVER), make_actor(Role.APPROVER)
    commands.decide_proceeding(proceeding, actor=first, reason="So.", effective_on=today())
    commands.effect_proceeding(proceeding)
    commands.ask_reconsideration(proceeding, actor=led(accreditation), reasons="Look again.")

    for hand in (both, first):
        with pytest.raises(RuleViolation, match="took part"):
            commands.decide_reconsideration(proceeding, actor=hand, uphold=True, reason="So.")
    assert db.scalars(queries.to_decide(first)).all() == []
    assert db.scalars(queries.to_decide(second)).all() == [proceeding]
    commands.decide_reconsideration(proceeding, actor=second, uphold=False, reason="It was not.")

    assert proceeding.state == ProceedingState.OVERTURNED
    assert status_of(accreditation) == AccreditationStatus.ACTIVE


def test_it_takes_effect_on_its_day_by_a_job_and_not_before(db):
    accreditation = accredited()
    day = today() + timedelta(days=5)
    proceeding = decided(accreditation, day=day)

    with pytest.raises(RuleViolation, match="has not come"):
        commands.effect_proceeding(proceeding)
    with clock.moved_to(now() + timedelta(days=5)):
        assert db.scalars(queries.due_for_effect(today())).all() == [proceeding.id]
        commands.effect_proceeding(proceeding)
        commands.effect_proceeding(proceeding)

    assert status_of(accreditation) == AccreditationStatus.SUSPENDED
    assert accreditation.periods[-1].valid_from == day
    assert accreditation.periods[-1].reason_code == "conduct"


def test_reconsideration_before_the_day_holds_the_measure_and_upheld_it_follows(db):
    accreditation = accredited()
    proceeding = decided(accreditation, day=today() + timedelta(days=5))
    commands.ask_reconsideration(proceeding, actor=led(accreditation), reasons="Look again.")

    with clock.moved_to(now() + timedelta(days=6)):
        commands.effect_proceeding(proceeding)
        assert status_of(accreditation) == AccreditationStatus.ACTIVE
        commands.decide_reconsideration(
            proceeding, actor=make_actor(Role.APPROVER), uphold=True, reason="It stands."
        )
        assert proceeding.state == ProceedingState.DECIDED
        with pytest.raises(RuleViolation, match="asked for before"):
            commands.ask_reconsideration(proceeding, actor=led(accreditation), reasons="Again.")
        commands.effect_proceeding(proceeding)

    assert status_of(accreditation) == AccreditationStatus.SUSPENDED


def test_a_withdrawal_ends_the_suspension_and_cannot_be_lifted(db):
    accreditation = accredited()
    suspension = in_effect(accreditation)
    withdrawal = decided(accreditation, measure=Measure.WITHDRAW)
    commands.effect_proceeding(withdrawal)

    assert status_of(accreditation) == AccreditationStatus.WITHDRAWN
    assert suspension.state == ProceedingState.OVER
    with pytest.raises(RuleViolation, match="not lifted"):
        commands.lift_suspension(withdrawal, actor=make_actor(Role.APPROVER), reason="So.")
    with pytest.raises(RuleViolation, match="Withdrawn"):
        noticed(accreditation)


def test_a_lifted_suspension_gives_back_what_was_before(db):
    accreditation = accredited()
    proceeding = in_effect(accreditation)

    commands.lift_suspension(proceeding, actor=make_actor(Role.APPROVER), reason="Apologized.")

    assert status_of(accreditation) == AccreditationStatus.ACTIVE
    assert proceeding.state == ProceedingState.OVER
    assert [p.status for p in accreditation.periods] == ["active", "suspended", "active"]


def test_staff_with_a_conflict_neither_see_nor_decide(db):
    accreditation = accredited()
    proceeding = noticed(accreditation)
    commands.answer_notice(proceeding, actor=led(accreditation), answer="We did not.")
    conflicted = actor_for(make_account(*Role, interest_in=[accreditation.organization]))

    with pytest.raises(NotAllowed):
        commands.decide_proceeding(proceeding, actor=conflicted, reason="So.", effective_on=today())
    assert db.scalars(queries.to_decide(conflicted)).all() == []
    assert db.scalars(queries.visible_to(conflicted)).all() == []


@pytest.mark.parametrize(
    ("day", "effect"),
    [
        (date(2026, 12, 1), date(2026, 12, 1)),
        (date(2026, 12, 24), date(2027, 2, 27)),
        (date(2027, 2, 24), date(2027, 2, 27)),
        (date(2027, 2, 27), date(2027, 2, 27)),
        (date(2027, 5, 1), date(2027, 6, 6)),
    ],
)
def test_nothing_takes_effect_shortly_before_a_session_nor_in_it(db, day, effect):
    sessions = [
        (date(2027, 6, 1), date(2027, 6, 5)),
        (date(2027, 2, 22), date(2027, 2, 26)),
    ]

    assert days.earliest_effect(day, sessions) == effect


def test_a_session_that_begins_while_one_waits_for_another_moves_the_day_on(db):
    sessions = [(date(2027, 2, 22), date(2027, 2, 26)), (date(2027, 4, 1), date(2027, 4, 3))]

    assert days.earliest_effect(date(2027, 1, 2), sessions) == date(2027, 4, 4)


def test_a_notice_by_post_is_decided_on_only_after_it_was_posted_and_its_days_count_from_then(db):
    accreditation = accredited()
    proceeding = noticed(accreditation, by_post=True)
    commands.answer_notice(proceeding, actor=led(accreditation), answer="A neighbour told us.")
    letter = db.scalars(select(Message).filter_by(template="standing/notice_given")).one()
    assert proceeding.notice_letter is letter
    assert "day on which it was posted" in letter.body_text
    approver = make_actor(Role.APPROVER)
    decide = {"actor": approver, "reason": "So."}

    with clock.moved_to(now() + timedelta(days=40)):
        assert db.scalars(queries.to_decide(approver)).all() == []
        with pytest.raises(RuleViolation, match="Post the notice first"):
            commands.decide_proceeding(proceeding, effective_on=today(), **decide)
        note_posted(
            get_postal_letter(letter.id), actor=make_actor(Role.REVIEWER), posted_on=today()
        )
        assert proceeding.answer_due_on == today() + timedelta(days=30)
        assert db.scalars(queries.to_decide(approver)).all() == [proceeding]
        commands.decide_proceeding(proceeding, effective_on=today(), **decide)
        assert proceeding.effective_on == today() + timedelta(days=31)


def test_a_withdrawal_that_is_overturned_leaves_the_suspension_that_it_had_ended(db):
    accreditation = accredited()
    suspension = in_effect(accreditation)
    withdrawal = decided(accreditation, measure=Measure.WITHDRAW)
    with pytest.raises(RuleViolation, match="Another measure is considered"):
        commands.ask_reconsideration(suspension, actor=led(accreditation), reasons="Again.")
    commands.effect_proceeding(withdrawal)
    commands.ask_reconsideration(withdrawal, actor=led(accreditation), reasons="Look again.")

    approver = make_actor(Role.APPROVER)
    commands.decide_reconsideration(withdrawal, actor=approver, uphold=False, reason="Too much.")

    assert status_of(accreditation) == AccreditationStatus.SUSPENDED
    assert suspension.state == ProceedingState.IN_EFFECT
    commands.lift_suspension(suspension, actor=approver, reason="Apologized.")
    assert status_of(accreditation) == AccreditationStatus.ACTIVE


def test_a_merger_that_is_undone_leaves_the_suspension_and_what_was_asked_about_it(db):
    accreditation, into = accredited(), accredited()
    suspension = in_effect(accreditation)
    commands.ask_reconsideration(suspension, actor=led(accreditation), reasons="Look again.")
    merger = mergers.propose_merger(
        accreditation.organization,
        into.organization,
        actor=make_actor(Role.HEAD_OF_UNIT),
        reason="One.",
    )
    approver = make_actor(Role.APPROVER)
    mergers.carry_out_merger(merger, actor=approver)
    assert suspension.state == ProceedingState.OVER

    mergers.undo_merger(merger, actor=approver, reason="They are two.")

    assert status_of(accreditation) == AccreditationStatus.SUSPENDED
    assert suspension.state == ProceedingState.RECONSIDERATION
    commands.decide_reconsideration(
        suspension, actor=make_actor(Role.APPROVER), uphold=False, reason="It was not."
    )
    assert status_of(accreditation) == AccreditationStatus.ACTIVE


def test_who_asked_for_reconsideration_in_its_name_does_not_answer_it(db):
    accreditation = accredited()
    proceeding = in_effect(accreditation, answered=False)
    keep_by_staff(accreditation.organization)
    clerk = make_actor(Role.REVIEWER, Role.APPROVER)
    commands.ask_reconsideration(proceeding, actor=clerk, reasons="They wrote a letter.")

    with pytest.raises(RuleViolation, match="took part"):
        commands.decide_reconsideration(proceeding, actor=clerk, uphold=True, reason="So.")
    assert db.scalars(queries.to_decide(clerk)).all() == []


def test_nothing_is_done_over_a_missing_report_while_it_waits_to_be_checked(db):
    accreditation = accredited(due_in=-100)
    proceeding = decided(accreditation, cause=Cause.REPORT_OVERDUE)
    other = accredited(due_in=-100)
    notice = noticed(other, cause=Cause.REPORT_OVERDUE, days_ago=40)
    reviewer, approver = make_actor(Role.REVIEWER), make_actor(Role.APPROVER)
    assert db.scalars(queries.to_decide(approver)).all() == [notice]
    sent = []
    for each in (accreditation, other):
        sent.append(whole_report(each, led(each)))
        reports.send_report(sent[-1], actor=led(each), declared_name="Amina")

    assert db.scalars(queries.due_for_effect(today())).all() == []
    assert db.scalars(queries.to_decide(approver)).all() == []
    with pytest.raises(RuleViolation, match="A report has come since"):
        commands.effect_proceeding(proceeding)
    with pytest.raises(RuleViolation, match="A report has come since"):
        commands.decide_proceeding(notice, actor=approver, reason="So.", effective_on=today())

    for each in sent:
        reports.return_report(each, actor=reviewer, note="Name the countries.")
    assert db.scalars(queries.due_for_effect(today())).all() == []
    with clock.moved_to(now() + timedelta(days=31)):
        assert db.scalars(queries.due_for_effect(today())).all() == [proceeding.id]
        assert db.scalars(queries.to_decide(approver)).all() == [notice]


@bookkeeping
def keep_by_staff(organization):
    """It writes on paper: staff act in its name."""
    organization.kept_by_staff = True
