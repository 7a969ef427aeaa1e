"""Accreditations with a past, and people around them."""

import io
from datetime import date, timedelta

from engagement.accreditation.models import Accreditation
from engagement.core.clock import moved_to, now, today
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.demo import papers
from engagement.documents.intake import take_in
from engagement.organizations.queries import actor_for, focal_points
from engagement.standing.commands import papers as paper_commands
from engagement.standing.commands import proceedings as commands
from engagement.standing.commands import reports
from engagement.standing.models import Cause, Measure, Proceeding
from tests.factories import make_account, make_accreditation, make_actor


@bookkeeping
def accredited(
    *, due_in: int = 30, days_ago: int = 1400, recorded: bool = False, **kwargs
) -> Accreditation:
    """An accreditation granted `days_ago` days ago whose report is due in `due_in` days.

    `recorded`: before the platform, and entered by staff.
    """
    accreditation = make_accreditation(**kwargs)
    accreditation.since = today() - timedelta(days=days_ago)
    accreditation.report_due_on = today() + timedelta(days=due_in)
    accreditation.periods[0].valid_from = accreditation.since
    if recorded:
        accreditation.periods[0].reason_code = "recorded"
    db.session.flush()
    return accreditation


def led(accreditation: Accreditation, **kwargs):
    """A focal point of its holder, as the rules see one."""
    return actor_for(make_account(leads=[accreditation.organization], **kwargs))


def taken(words: str = "Annual report"):
    """A file that was taken in and has no row yet."""
    return take_in(io.BytesIO(papers.page(words)), f"{words}.pdf")


def whole_report(accreditation, actor):
    """A report with everything in it, not sent."""
    report = reports.begin_report(accreditation, actor=actor)
    reports.save_report(
        report,
        actor=actor,
        activities="We planted mangroves.",
        abroad="With partners in Tanzania.",
        changes="",
        contacts_checked=True,
        version=report.version,
    )
    paper_commands.add_paper(report, actor=actor, taken=taken())
    return report


def noticed(
    accreditation,
    *,
    head=None,
    measure=Measure.SUSPEND,
    cause=Cause.CONDUCT,
    days_ago=0,
    by_post=False,
) -> Proceeding:
    """A proceeding of which the organization was told `days_ago` days ago, by mail or by post."""
    if not by_post and not focal_points(accreditation.organization_id):
        led(accreditation)
    with moved_to(now() - timedelta(days=days_ago)):
        return commands.give_notice(
            accreditation,
            actor=head or make_actor(Role.HEAD_OF_UNIT),
            measure=measure,
            cause=cause,
            grounds="The delegation disturbed a session.",
        )


def decided(
    accreditation, *, day: date | None = None, answered: bool = True, **kwargs
) -> Proceeding:
    """A proceeding that an approver decided today, after the last day to answer."""
    proceeding = noticed(accreditation, **{"days_ago": 32} | kwargs)
    if answered:
        commands.answer_notice(proceeding, actor=led(accreditation), answer="We regret it.")
    commands.decide_proceeding(
        proceeding,
        actor=make_actor(Role.APPROVER),
        reason="It was the third time.",
        effective_on=day or today(),
    )
    return proceeding


def in_effect(accreditation, **kwargs) -> Proceeding:
    """A measure that took effect."""
    proceeding = decided(accreditation, **kwargs)
    commands.effect_proceeding(proceeding)
    return proceeding
