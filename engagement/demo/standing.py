"""What became of made-up accreditations: reports, a suspension, changes; steps of their lives."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select

from engagement.accreditation.models import Accreditation, ApplicationState
from engagement.core.clock import now, today, years_after
from engagement.core.db import db
from engagement.demo import papers, texts
from engagement.demo.applicants import with_memberships
from engagement.demo.lives import Life
from engagement.standing.commands import changes, proceedings, reports
from engagement.standing.commands import papers as paper_commands
from engagement.standing.commands.changes import Wanted
from engagement.standing.models import Cause, ChangeKind, Measure
from engagement.standing.queries.accreditations import open_proceeding
from engagement.standing.queries.reports import open_report

LATE_OF = 4
"""Of so many organizations whose report was due one has sent none."""

LATELY = (
    ((60, "tell"), (50, "respond"), (29, "suspend")),
    ((12, "tell"), (4, "respond")),
    ((6, "move_seat"),),
    ((3, "rename"),),
    ((2, "report"),),
)
"""What happened to one accreditation each, so many days ago."""


def go_on(lives: list[Life]) -> None:
    """Let lives that end accredited go on: steps with their moments, in each life's own order."""
    led = [life for life in lives if goes_on(life)]
    due = {life.number: years_after(granted(life), 4) for life in led}
    over = [life for life in led if due[life.number] < today()]
    for place, life in enumerate(over):
        if place % LATE_OF < LATE_OF - 1:
            day = due[life.number] - timedelta(days=20 + place % 60)
            life.moments += [
                (at(day, 9), "report"),
                (at(day + timedelta(days=9), 8), "accept_report"),
            ]
    soon = today() + timedelta(days=170)
    near = [life for life in led if today() <= due[life.number] < soon]
    rest = [life for life in led if due[life.number] >= soon]
    for steps, life in zip(LATELY[:4], rest, strict=False):
        life.moments += [(at(today() - timedelta(days=ago), 10), step) for ago, step in steps]
    for life in near[:1]:
        life.moments += [(at(today() - timedelta(days=2), 10), "report")]


def goes_on(life: Life) -> bool:
    """Whether it ends accredited, in public, led by somebody, and long enough ago."""
    others = {"enter", "protect", "withhold"}
    if life.target != ApplicationState.ACCREDITED or others & set(life.path):
        return False
    return granted(life) < today() - timedelta(days=90)


def granted(life: Life):
    """The day on which it was accredited."""
    return next(moment for moment, step in reversed(life.moments) if step == "effect").date()


def at(day, hour: int) -> datetime:
    """An hour of a day, never later than now."""
    return min(datetime.combine(day, time(hour), UTC), now() - timedelta(minutes=5))


def held(life: Life) -> Accreditation:
    """Its accreditation."""
    return db.session.scalars(
        select(Accreditation).filter_by(organization_id=life.organization.id)
    ).one()


def report(life: Life) -> None:
    """The organization writes and sends its report."""
    actor, written = with_memberships(life.applicant), texts.WRITTEN[life.named.language]
    begun = reports.begin_report(held(life), actor=actor)
    reports.save_report(
        begun,
        actor=actor,
        activities=f"{written['focus']}\n{written['at_home']}",
        abroad=written["abroad"],
        changes="",
        contacts_checked=True,
        version=begun.version,
    )
    paper_commands.add_paper(begun, actor=actor, taken=paper(life))
    reports.send_report(begun, actor=actor, declared_name=life.signer)


def paper(life: Life):
    """A page that says whose paper it is."""
    return papers.taken(papers.page(f"{held(life).number} {life.organization.latin_name or ''}"))


def accept_report(life: Life) -> None:
    """The office accepts the report that was sent."""
    reports.accept_report(open_report(held(life)), actor=life.reviewer)


def tell(life: Life) -> None:
    """A head of unit gives notice."""
    proceedings.give_notice(
        held(life),
        actor=life.staff.reviewers[-1],
        measure=Measure.SUSPEND,
        cause=Cause.CONDUCT,
        grounds="A delegate of the organization filmed a closed meeting and published the film.",
    )


def respond(life: Life) -> None:
    """The organization answers."""
    proceedings.answer_notice(
        open_proceeding(held(life)),
        actor=with_memberships(life.applicant),
        answer=texts.WRITTEN[life.named.language]["message"],
    )


def suspend(life: Life) -> None:
    """An approver decides after the last day to answer, and it takes effect the same day."""
    proceeding = open_proceeding(held(life))
    proceedings.decide_proceeding(
        proceeding,
        actor=life.approver,
        reason="It was the second time within a year.",
        effective_on=today(),
    )
    proceedings.effect_proceeding(proceeding)


def move_seat(life: Life) -> None:
    """The organization asks to change its seat."""
    country = "TZ" if life.organization.country != "TZ" else "KE"
    ask(life, Wanted(ChangeKind.COUNTRY, country=country))


def rename(life: Life) -> None:
    """The organization asks to change its name."""
    names = life.organization
    ask(life, Wanted(ChangeKind.NAME, name=f"{names.name} 2030", latin_name=names.latin_name))


def ask(life: Life, wanted: Wanted) -> None:
    """The organization asks for a change, with a paper."""
    actor = with_memberships(life.applicant)
    change = changes.prepare_change(
        held(life),
        actor=actor,
        wanted=wanted,
        explanation=texts.WRITTEN[life.named.language]["message"],
    )
    paper_commands.add_paper(change, actor=actor, taken=paper(life))
    changes.send_change(change, actor=actor)
