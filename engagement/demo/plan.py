"""Progress updates of the action plan in the demo, all made up, and figures of thirteen months."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from engagement.accounts.queries import account_by_email
from engagement.action_plan import commands
from engagement.action_plan.models import ProgressUpdate, Status
from engagement.core.clock import today
from engagement.core.permissions import Actor
from engagement.demo import papers
from engagement.organizations.queries import actor_for

Act = tuple[datetime, Callable[[], None]]
MONTHS = 13
WRITERS = ("programme@engagement.example", "programme2@engagement.example")


@dataclass(frozen=True)
class Told:
    """An update of the demo; `ends` is how many days ago its period ended."""

    action: str
    status: Status
    ends: int
    text: str
    language: str = "en"
    link: str | None = None


PUBLISHED = (
    Told(
        "VIII.A.4",
        Status.UNDER_WAY,
        560,
        "Guidance for applicants was rewritten with two Major Groups and tried with nine"
        " organizations.",
        link="https://guidance.example/applicants",
    ),
    Told(
        "I.A.2",
        Status.CONTINUOUS,
        500,
        "Letters on accreditation went to all missions; four States answered.",
    ),
    Told(
        "VIII.A.1",
        Status.UNDER_WAY,
        420,
        "Deux sessions de formation en ligne ont réuni 64 représentants de jeunes de 21 pays.",
        language="fr",
    ),
    Told(
        "V.C.5", Status.CONTINUOUS, 380, "Three dashboards were tested with readers and reworded."
    ),
    Told(
        "VIII.A.2",
        Status.UNDER_WAY,
        330,
        "Youth delegates took part in the preparation of two agenda items.",
    ),
    Told(
        "I.B.4",
        Status.UNDER_WAY,
        290,
        "Of 42 documents, 31 were ready in six languages four weeks before the meeting.",
        link="https://documents.example/timeliness",
    ),
    Told(
        "II.A.2",
        Status.CONTINUOUS,
        240,
        "The yearly summary of the Environment Fund now says what each activity cost.",
    ),
    Told("VI.A.4", Status.NOT_STARTED, 200, "Work begins once the library of materials is open."),
    Told(
        "VIII.C.5",
        Status.UNDER_WAY,
        170,
        "Se acordó el cuestionario de riesgos y se probó con seis empresas.",
        language="es",
    ),
    Told(
        "IV.4",
        Status.UNDER_WAY,
        130,
        "Observation data from two partners fill gaps for eleven countries.",
    ),
    Told(
        "VIII.A.3",
        Status.UNDER_WAY,
        90,
        "This platform is open for accreditation and for the register, in six languages.",
    ),
    Told(
        "VII.A.2",
        Status.CONTINUOUS,
        60,
        "The measured days of each stage are public; half of the stages keep their standard.",
    ),
    Told("V.B.1", Status.DONE, 45, "The final report on the data strategy was presented."),
    Told(
        "VIII.A.4",
        Status.CONTINUOUS,
        30,
        "Applications can be followed step by step; every refusal names the criterion.",
    ),
)
WITHDRAWN = Told("VIII.B.1", Status.UNDER_WAY, 150, "Pledges of three States were counted.")
CORRECTION = "Of 42 documents, 29 were ready in six languages four weeks before the meeting."
WAITING = (
    Told("VIII.A.5", Status.UNDER_WAY, 20, "Two advisory bodies opened a seat for youth."),
    Told("I.B.2", Status.UNDER_WAY, 15, "The manual for online meetings was reviewed."),
)
DRAFT = Told("VIII.C.1", Status.NOT_STARTED, 10, "Talks with two companies are planned.")


def acts(present: datetime) -> Iterator[Act]:
    """Every update with the moment at which it is written, read and published."""
    made: dict[Told, ProgressUpdate] = {}
    for number, told in enumerate([*PUBLISHED, WITHDRAWN, *WAITING, DRAFT]):
        begun = present - timedelta(days=told.ends - 5, hours=number)
        yield begun, partial(write, told, number, begun, made)
    corrected = next(told for told in PUBLISHED if told.action == "I.B.4")
    yield present - timedelta(days=250), partial(correct, corrected, made)
    yield present - timedelta(days=100), partial(withdraw, made)


def writers(number: int) -> list[Actor]:
    """Who writes an update, and who reads it."""
    people = [actor_for(account_by_email(email)) for email in WRITERS]
    return people if number % 2 == 0 else people[::-1]


def write(told: Told, number: int, begun: datetime, made: dict) -> None:
    """One update as far as it goes."""
    author, reader = writers(number)
    update = commands.write_update(told.action, actor=author, report=report(told, begun))
    made[told] = update
    if number % 4 == 0:
        taken = papers.taken(papers.page(f"Evidence for {told.action}"))
        named = replace(taken, name=f"evidence-{told.action}.pdf")
        commands.add_file(update, actor=author, taken=named)
    if told is DRAFT:
        return
    commands.submit_update(update, actor=author)
    if told not in WAITING:
        commands.publish_update(update, actor=reader)


def report(told: Told, begun: datetime, text: str | None = None) -> commands.Report:
    """What an update says, of the half year that ended some days before."""
    last = begun.date() - timedelta(days=5)
    return commands.Report(
        status=told.status,
        language=told.language,
        text=text or told.text,
        period_from=last - timedelta(days=181),
        period_to=last,
        links=[told.link] if told.link else [],
    )


def correct(told: Told, made: dict) -> None:
    """A figure was wrong."""
    author, reader = writers(0)
    earlier = made[told]
    update = commands.write_update(
        told.action,
        actor=author,
        report=commands.Report(
            status=told.status,
            language=told.language,
            text=CORRECTION,
            period_from=earlier.period_from,
            period_to=earlier.period_to,
            links=list(earlier.links),
        ),
        corrects=earlier,
    )
    commands.submit_update(update, actor=author)
    commands.publish_update(update, actor=reader)


def withdraw(made: dict) -> None:
    """An update that should not stand."""
    _author, reader = writers(0)
    commands.withdraw_update(
        made[WITHDRAWN], actor=reader, reason="Two of the pledges were of another programme."
    )


def take_figures() -> None:
    """The figures of the last day of each month, and of yesterday."""
    days = [today() - timedelta(days=1)]
    first = days[0].replace(day=1)
    for _month in range(MONTHS - 1):
        days.append(first - timedelta(days=1))
        first = days[-1].replace(day=1)
    for day in reversed(days):
        commands.take_figures(day)
