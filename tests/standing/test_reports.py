"""Quadrennial reports: written, sent, returned, accepted; what follows for the status."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation.commands.status import change_status
from engagement.accreditation.models import AccreditationStatus
from engagement.core.clock import today, years_after
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation, Stale
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.standing.commands import reports as commands
from engagement.standing.commands.proceedings import lift_suspension
from engagement.standing.models import Cause, Measure, ProceedingState, ReportState
from engagement.standing.queries import reports as queries
from engagement.standing.queries import sendings
from engagement.standing.queries.days import next_report_day
from tests.factories import make_account, make_actor
from tests.standing.lives import accredited, in_effect, led, noticed, taken, whole_report


def status_of(accreditation):
    """The status that holds."""
    return accreditation.periods[-1].status


def test_a_report_can_be_begun_half_a_year_before_its_day_and_once(db):
    early, soon = accredited(due_in=200), accredited(due_in=170)
    report = commands.begin_report(soon, actor=led(soon))

    with pytest.raises(RuleViolation, match="No report can be written yet"):
        commands.begin_report(early, actor=led(early))

    assert commands.begin_report(soon, actor=led(soon)) is report
    assert report.due_on == today() + timedelta(days=170)


def test_only_a_whole_report_is_sent_and_the_office_is_told(db):
    accreditation = accredited()
    actor = led(accreditation)
    head = make_account(Role.HEAD_OF_UNIT)
    make_account(Role.HEAD_OF_UNIT, interest_in=[accreditation.organization])
    report = commands.begin_report(accreditation, actor=actor)

    with pytest.raises(RuleViolation, match="not complete"):
        commands.send_report(report, actor=actor, declared_name="Amina")
    assert len(queries.missing_parts(report)) == 4

    report = whole_report(accreditation, actor)
    commands.send_report(report, actor=actor, declared_name="Amina Otieno")

    assert report.state == ReportState.SUBMITTED
    assert report.reference.startswith("REP-")
    told = db.scalars(select(Message.to).filter_by(template="standing/report_sent_notice")).all()
    assert told == [head.email]
    assert all(paper.document.submitted_at for paper in queries.papers_of(report))


def test_a_contributor_writes_but_does_not_send(db):
    accreditation = accredited()
    writer = make_actor(member_of=[accreditation.organization])
    report = whole_report(accreditation, writer)

    with pytest.raises(NotAllowed):
        commands.send_report(report, actor=writer, declared_name="Amina")


def test_a_returned_report_has_its_days_and_is_completed(db):
    accreditation = accredited(due_in=1)
    actor, reviewer = led(accreditation), make_actor(Role.REVIEWER)
    report = whole_report(accreditation, actor)
    commands.send_report(report, actor=actor, declared_name="Amina")

    commands.return_report(report, actor=reviewer, note="Name the countries.")

    assert report.state == ReportState.RETURNED
    assert report.due_on > today() + timedelta(days=25)
    save(report, actor, "We planted nothing.", version=report.version)
    commands.send_report(report, actor=actor, declared_name="Otieno", version=report.version)
    assert report.state == ReportState.SUBMITTED

    first, second = sendings.sendings_of(report)
    assert (first.content["activities"], first.content["declared_name"]) == (
        "We planted mangroves.",
        "Amina",
    )
    assert second.content["activities"] == "We planted nothing."
    files = [paper.document.sha256 for paper in queries.papers_of(report)]
    assert [each["sha256"] for each in first.content["files"]] == files
    assert [each.number for each in (first, second)] == [1, 2]


def save(report, actor, words, *, version):
    """Save other activities."""
    commands.save_report(
        report,
        actor=actor,
        activities=words,
        abroad=report.abroad,
        changes=report.changes,
        contacts_checked=True,
        version=version,
    )


def test_nobody_saves_over_a_colleague_s_words_or_sends_what_they_did_not_read(db):
    accreditation = accredited()
    actor = led(accreditation)
    report = whole_report(accreditation, actor)
    opened = report.version
    save(report, actor, "Mine.", version=opened)

    with pytest.raises(Stale) as refusal:
        save(report, led(accreditation), "Theirs.", version=opened)
    assert refusal.value.current.activities == "Mine."
    save(report, actor, "Mine.", version=opened)
    with pytest.raises(Stale, match="Read it once more"):
        commands.send_report(report, actor=actor, declared_name="Amina", version=opened)


def test_acceptance_sets_the_next_day_and_ends_what_the_missing_report_had_led_to(db):
    accreditation = accredited(due_in=-100)
    with transaction(audited=False):
        change_status(accreditation, AccreditationStatus.REPORT_DUE, reason_code="report_overdue")
    due_on = accreditation.report_due_on
    actor = led(accreditation)
    report = whole_report(accreditation, actor)
    commands.send_report(report, actor=actor, declared_name="Amina")

    commands.accept_report(report, actor=make_actor(Role.REVIEWER))

    assert status_of(accreditation) == AccreditationStatus.ACTIVE
    assert accreditation.report_due_on == years_after(due_on, 4)


def test_acceptance_does_not_end_a_suspension_for_another_cause(db):
    accreditation = accredited()
    proceeding = in_effect(accreditation)
    actor = led(accreditation)
    report = whole_report(accreditation, actor)
    commands.send_report(report, actor=actor, declared_name="Amina")

    commands.accept_report(report, actor=make_actor(Role.REVIEWER))

    assert status_of(accreditation) == AccreditationStatus.SUSPENDED
    assert proceeding.state == ProceedingState.IN_EFFECT


def test_acceptance_ends_the_suspension_it_led_to_also_beside_another_notice(db):
    accreditation = accredited(due_in=-100)
    with transaction(audited=False):
        change_status(accreditation, AccreditationStatus.REPORT_DUE, reason_code="report_overdue")
    in_effect(accreditation, cause=Cause.REPORT_OVERDUE)
    other = noticed(accreditation, measure=Measure.WITHDRAW, cause=Cause.CONDUCT)
    actor = led(accreditation)
    report = whole_report(accreditation, actor)
    commands.send_report(report, actor=actor, declared_name="Amina")

    commands.accept_report(report, actor=make_actor(Role.REVIEWER))

    assert status_of(accreditation) == AccreditationStatus.ACTIVE
    assert other.state == ProceedingState.NOTICED


def test_what_was_due_is_not_due_again_when_a_suspension_is_lifted_after_the_report(db):
    accreditation = accredited(due_in=-100)
    with transaction(audited=False):
        change_status(accreditation, AccreditationStatus.REPORT_DUE, reason_code="report_overdue")
    proceeding = in_effect(accreditation)
    actor = led(accreditation)
    report = whole_report(accreditation, actor)
    commands.send_report(report, actor=actor, declared_name="Amina")
    commands.accept_report(report, actor=make_actor(Role.REVIEWER))

    lift_suspension(proceeding, actor=make_actor(Role.APPROVER), reason="Apologized.")

    assert status_of(accreditation) == AccreditationStatus.ACTIVE


def test_a_late_report_does_not_end_a_withdrawal_that_can_still_be_reconsidered(db):
    accreditation = accredited(due_in=-100)
    report = whole_report(accreditation, actor := led(accreditation))
    proceeding = in_effect(accreditation, measure=Measure.WITHDRAW, cause=Cause.REPORT_OVERDUE)
    commands.send_report(report, actor=actor, declared_name="Amina")

    commands.accept_report(report, actor=make_actor(Role.REVIEWER))

    assert status_of(accreditation) == AccreditationStatus.WITHDRAWN
    assert proceeding.state == ProceedingState.IN_EFFECT


def test_acceptance_settles_a_notice_over_the_missing_report_alone(db):
    accreditation = accredited(due_in=-100)
    proceeding = noticed(accreditation, measure=Measure.SUSPEND, cause=Cause.REPORT_OVERDUE)
    actor = led(accreditation)
    report = whole_report(accreditation, actor)
    commands.send_report(report, actor=actor, declared_name="Amina")

    commands.accept_report(report, actor=make_actor(Role.REVIEWER))

    assert proceeding.state == ProceedingState.DROPPED


@pytest.mark.parametrize(
    ("due_on", "accepted_on", "following"),
    [
        (date(2026, 3, 1), date(2026, 2, 1), date(2030, 3, 1)),
        (date(2026, 3, 1), date(2026, 9, 1), date(2030, 3, 1)),
        (date(2020, 3, 1), date(2026, 9, 1), date(2030, 9, 1)),
        (date(2024, 2, 29), date(2024, 2, 29), date(2028, 2, 29)),
    ],
)
def test_the_next_report_is_due_from_the_day_of_the_last_unless_that_is_over(
    db, due_on, accepted_on, following
):
    assert next_report_day(due_on, accepted_on) == following


def test_equal_files_stand_once_and_a_sent_one_stays(db):
    from engagement.standing.commands import papers

    accreditation = accredited()
    actor = led(accreditation)
    report = whole_report(accreditation, actor)
    papers.add_paper(report, actor=actor, taken=taken())
    assert len(queries.papers_of(report)) == 1

    commands.send_report(report, actor=actor, declared_name="Amina")

    with pytest.raises(RuleViolation, match="sent meanwhile"):
        papers.remove_paper(queries.papers_of(report)[0], actor=actor)
    with pytest.raises(RuleViolation, match="sent meanwhile"):
        papers.add_paper(report, actor=actor, taken=taken("Other"))
