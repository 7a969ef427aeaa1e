"""Random lives of applications, made through the commands with a moved clock, by seed."""

from datetime import UTC, datetime, timedelta
from random import Random

from engagement.accounts.models import Account
from engagement.accreditation import commands, queries
from engagement.accreditation.models import (
    Application,
    ApplicationState,
    Finding,
    Outcome,
    Verdict,
)
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core import clock
from engagement.core.countries import COUNTRIES
from engagement.core.db import bookkeeping, db
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Actor, Role
from engagement.demo.bulk import count_rows
from engagement.organizations import commands as organizations
from engagement.organizations.models import OrganizationKind
from engagement.settings.commands import change_setting
from tests.factories import (
    make_account,
    make_actor,
    make_certified,
    make_documents,
    make_sections,
    note_compared,
)

S = ApplicationState
BEGIN = datetime(2021, 1, 4, 8, tzinfo=UTC)
MOST_STEPS = 14


class Office:
    """The staff of all histories: enough people that somebody uninvolved is always left."""

    def __init__(self):
        self.reviewers = [make_actor(Role.REVIEWER) for _ in range(2)]
        self.approvers = [make_actor(Role.APPROVER) for _ in range(4)]
        leader = make_account()
        self.leader_id = leader.id
        for person in (leader, *(db.session.get(Account, each.id) for each in self.reviewers)):
            silence(person)
        change_setting(  # they must stay who may decide: an account that is closed may not
            "accreditation.mails_to_approvers",
            actor=make_actor(Role.ADMINISTRATOR),
            value=False,
            reason="Letters are not what histories are about.",
        )

    def leading(self, *organizations):
        """The one person who leads every organization, as far as these ones go."""
        own = frozenset(organization.id for organization in organizations)
        return Actor(id=self.leader_id, name="Leader", leads=own, belongs_to=own)

    def free_approver(self, application):
        """An approver who has taken no part."""
        hands = {hand.person_id for hand in application.hands}
        return next((each for each in self.approvers if each.id not in hands), None)


def live(random: Random, office: Office) -> Application:
    """One application from its organization's first day to where chance leaves it."""
    moment = BEGIN + timedelta(minutes=random.randrange(3 * 365 * 24 * 60))
    with clock.moved_to(moment):
        organization = organizations.create_organization(
            actor=office.leading(),
            kind=OrganizationKind.NON_PROFIT,
            name=f"History {random.random()}",
            name_language="en",
            country=random.choice(["KE", "NE", "TN", "BR", "FR", "CN", "US", "LB", *COUNTRIES]),
            major_group=random.choice([MajorGroup.WOMEN, MajorGroup.NGO, *MajorGroup]),
        )
        leader = office.leading(organization)
        make_sections(organization, db.session.get(Account, leader.id))
        application = commands.start_application(
            organization, actor=leader, track=MAJOR_GROUP.key, language="en"
        )
        make_documents(application)
    for _ in range(MOST_STEPS):
        moment += timedelta(minutes=random.randrange(60, 25 * 24 * 60))
        with clock.moved_to(moment):
            step = random.choice(STEPS[application.state])
            moment = step(random, office, application, leader) or moment
        if random.random() < 0.04 or application.state not in STEPS:
            break
    return application


@bookkeeping
def silence(person):
    """Whom no mail reaches: letters are not what these histories are about."""
    person.deactivated_at = clock.now()


def submit(random, office, application, leader):
    commands.submit_application(application, actor=leader, declared_name="A. Leader")


def accept(random, office, application, leader):
    commands.accept_application(application, actor=office.reviewers[0])


def give_back(random, office, application, leader):
    commands.return_application(
        application,
        actor=office.reviewers[0],
        parts=[commands.MissingPart(section="environment", note="Tell us more.")],
    )


def resubmit(random, office, application, leader):
    if clock.today() <= application.due_on:
        commands.resubmit_application(application, actor=leader, declared_name="A. Leader")


def close(random, office, application, leader):
    moment = queries.end_of_day_everywhere(application.due_on)
    if moment > clock.now():
        with clock.moved_to(moment):
            commands.close_application(application)
        return moment
    commands.close_application(application)
    return None


def ask(random, office, application, leader):
    if len(queries.rounds_of(application)) < 2:
        commands.ask_clarification(
            application,
            actor=office.reviewers[0],
            questions=[commands.Asked(text="Who funds you?")],
        )


def answer(random, office, application, leader):
    one = queries.open_round(application)
    commands.answer_clarification(
        application, actor=leader, answers={1: "Our members."}, version=one.version
    )


def recommend(random, office, application, leader):
    if not queries.findings_of(application):
        find_all_met(application, office)
    for reviewer in office.reviewers:
        for _ in range(random.choice([0, 0, 0, 1, 2])):
            commands.judge_criterion(
                application,
                actor=reviewer,
                criterion=random.choice(MAJOR_GROUP.criteria).key,
                verdict=random.choice(list(Verdict)),
                reason="As documented.",
            )
    make_certified(application)
    for reviewer in office.reviewers:
        commands.recommend_application(
            application, actor=reviewer, accredit=True, reason="As found."
        )


@bookkeeping
def find_all_met(application, office):
    """Every criterion at once, as met: ten commands a case would be most of the time.

    What is not met, and what is changed in a later round, is said by the command.
    """
    db.session.add_all(
        Finding(
            application_id=application.id,
            criterion=criterion.key,
            reviewer_id=reviewer.id,
            verdict=Verdict.MET,
            reason="As documented.",
            evidence=[],
            judged_at=clock.now(),
        )
        for reviewer in office.reviewers
        for criterion in MAJOR_GROUP.criteria
    )


def send_back(random, office, application, leader):
    commands.send_back_application(application, actor=office.approvers[0], reason="Once more.")


def decide(random, office, application, leader):
    approver = office.free_approver(application)
    if approver is None:
        return None
    if application.state == S.RECONSIDERATION:
        outcome = random.choice([Outcome.UPHOLD, Outcome.OVERTURN, Outcome.REOPEN])
        command = commands.decide_reconsideration
    else:
        outcome = random.choice([Outcome.ACCREDIT, Outcome.REFUSE])
        command = commands.decide_application
    if outcome in (Outcome.ACCREDIT, Outcome.OVERTURN):
        note_compared(application.organization, application.track)
    decision = command(application, actor=approver, outcome=outcome, reason="So it is.")
    if random.random() < 0.1:
        commands.undo_decision(decision, actor=approver)
        return None
    with clock.moved_to(decision.effective_at):
        commands.effect_decision(decision)
    return decision.effective_at


def reconsider(random, office, application, leader):
    if clock.today() <= application.due_on:
        commands.ask_reconsideration(application, actor=leader, reasons="Look again.")


def withdraw(random, office, application, leader):
    commands.withdraw_application(application, actor=leader)


def wait(random, office, application, leader):
    """Nothing happens."""


STEPS = {
    S.DRAFT: [submit],
    S.SUBMITTED: [accept] * 6 + [give_back, withdraw],
    S.RETURNED: [resubmit] * 4 + [close],
    S.IN_REVIEW: [recommend] * 5 + [ask] * 3,
    S.CLARIFICATION: [answer] * 8 + [close, withdraw],
    S.RECOMMENDED: [decide] * 8 + [send_back],
    S.REFUSED: [reconsider, wait],
    S.RECONSIDERATION: [decide],
}


def fill(seed: int, count: int) -> None:
    """Make `count` histories."""
    random, office = Random(seed), Office()
    for number in range(count):
        if number in (10, 50, 150):
            count_rows()
        live(random, office)
        db.session.expunge_all()
