"""The screening case of a company's application: opened, ended, and what is heard of it later.

Nothing here moves an application or an accreditation: people are told, and decide.
"""

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries
from engagement.accreditation.models import (
    Accreditation,
    Application,
    ApplicationPath,
    Decision,
    Outcome,
)
from engagement.accreditation.offices import UNITS
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import PRIVATE_SECTOR, TRACKS
from engagement.core.db import db
from engagement.core.permissions import SYSTEM, can
from engagement.mail import outbox
from engagement.organizations.models import SizeClass
from engagement.organizations.queries import size_of
from engagement.screening.commands.cases import after_reopening, close_case, open_case
from engagement.screening.commands.deciding import after_decision
from engagement.screening.commands.decisions import after_confirming
from engagement.screening.commands.remaining import wants_comparing
from engagement.screening.models import CaseState, Match, ScreeningCase
from engagement.screening.questionnaire import Path
from engagement.screening.sources import Track

wants_comparing(queries.to_be_compared)
PATHS = {ApplicationPath.SME: Path.SME.value, ApplicationPath.FULL: Path.STANDARD.value}


def begin_screening(application: Application) -> None:
    """Let a company be screened by what it has submitted; within a command.

    Sent again the case that is not over goes on with the new answers.
    """
    if not TRACKS[application.track].is_business:
        return
    open_case(
        application.organization,
        actor=SYSTEM,
        track=Track.PRIVATE_SECTOR,
        subject_type=Application.__tablename__,
        subject_id=application.id,
        language=application.language,
        is_sme=size_of(application.organization) == SizeClass.SME,
        declared={
            "answers": application.snapshot.content["sections"],
            "path": PATHS[application.path],
        },
    )
    db.session.expire(application, ["screening_cases"])


def end_screening(application: Application, *, reason: str) -> None:
    """End a case that nobody needs any more; within a command."""
    if (case := queries.case_of(application)) is not None:
        close_case(case, actor=SYSTEM, reason=reason)


def settle_screening(decision: Decision) -> None:
    """After a decision: a refusal ends what was not decided, a reopened review begins it anew."""
    application = decision.application
    if decision.outcome in (Outcome.REFUSE, Outcome.UPHOLD):
        end_screening(application, reason="refused")
    case = queries.case_of(application)
    if decision.outcome == Outcome.REOPEN and case and case.state is CaseState.CLOSED:
        begin_screening(application)


# What is heard of it -------------------------------------------------------------------------

SETTLED = _l("Its screening case was decided.")
REOPENED = _l("Its screening case was opened again.")
CONFIRMED = _l("A match of this company with a list was confirmed.")


@after_decision
def tell_of_decision(case: ScreeningCase) -> None:
    """The officers of the application can go on."""
    if (application := _application_of(case)) is not None:
        _tell_unit(application, None, SETTLED)


@after_reopening
def tell_of_reopening(case: ScreeningCase) -> None:
    """The officers of the application are told, also when the company is accredited by then."""
    if (application := _application_of(case)) is not None:
        held = queries.accreditation_held(case.organization_id, application.track)
        _tell_unit(application, held, REOPENED)


@after_confirming
def tell_of_match(match: Match) -> None:
    """Of a company that is accredited the officers are told; nothing happens by itself."""
    held = queries.accreditation_held(match.organization_id, PRIVATE_SECTOR.key)
    if held is not None and held.application_id is not None:
        _tell_unit(db.session.get_one(Application, held.application_id), held, CONFIRMED)


def _application_of(case: ScreeningCase) -> Application | None:
    if case.subject_type != Application.__tablename__:
        return None
    return queries.get_application(case.subject_id)


def _tell_unit(application: Application, held: Accreditation | None, happened) -> None:
    """Mail those who review it, or the unit where nobody does or the company is accredited."""
    reviewing = {each.id for each in queries.reviewers_of(application)}
    for person in queries.in_roles(UNITS[application.track]):
        concerned = held is not None or not reviewing or person.account.id in reviewing
        if concerned and can(person.actor, Accreditations.HANDLE, application):
            outbox.send(
                "accreditation/screening_notice",
                to=person.account,
                about=application,
                application=application,
                held=held,
                happened=happened,
            )
