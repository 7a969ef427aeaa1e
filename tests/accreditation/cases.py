"""Cases as they reach those who decide: findings and recommendation made by the commands."""

from datetime import timedelta

from engagement.accreditation import commands, queries
from engagement.accreditation.models import Application, ApplicationState, Outcome, Verdict
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core import clock
from engagement.core.db import command
from engagement.core.permissions import Actor, Role
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor, make_application, make_organization


@command
def recommended(*, unmet=(), language="en", name=None, country="KE") -> Application:
    """A case whose two reviewers found the criteria in `unmet` not met, and recommend accordingly.

    It is led by one focal point who reads `language`. All in one transaction: a third quicker.
    """
    organization = make_organization(name=name, country=country)
    application = make_application(
        organization=organization, state=ApplicationState.IN_REVIEW, language=language
    )
    make_account(name="Amina Otieno", language=language, leads=[organization])
    for reviewer in (make_actor(Role.REVIEWER), make_actor(Role.REVIEWER)):
        recommend(application, reviewer, unmet=unmet)
    return application


def reviewers(application) -> list[Actor]:
    """Who reviews the case."""
    return [actor_for(account) for account in queries.reviewers_of(application)]


def recommend(application, reviewer, *, unmet=()):
    """Judge every criterion and recommend."""
    for criterion in MAJOR_GROUP.criteria:
        bad = criterion.key in unmet
        commands.judge_criterion(
            application,
            actor=reviewer,
            criterion=criterion.key,
            verdict=Verdict.NOT_MET if bad else Verdict.MET,
            reason=f"Because of {criterion.key}.",
        )
    commands.recommend_application(
        application, actor=reviewer, accredit=not unmet, reason="As found."
    )


def effect(decision) -> None:
    """Let a decision take effect when its time has come."""
    with clock.moved_to(decision.effective_at + timedelta(minutes=1)):
        commands.effect_decision(decision)


def refused(**kwargs) -> Application:
    """A case that was refused an hour ago."""
    with clock.moved_to(clock.now() - timedelta(hours=1)):
        application = recommended(unmet=kwargs.pop("unmet", ("environment",)), **kwargs)
        decision = commands.decide_application(
            application,
            actor=make_actor(Role.APPROVER),
            outcome=Outcome.REFUSE,
            reason="The environment is not its main work.",
        )
        effect(decision)
    return application


def leader(application) -> Actor:
    """A further focal point of the case's organization."""
    return make_actor(leads=[application.organization], name="Zawadi Leader")


def in_reconsideration(**kwargs) -> Application:
    """A refused case whose organization asked half an hour ago to look again."""
    application = refused(**kwargs)
    with clock.moved_to(clock.now() - timedelta(minutes=30)):
        commands.ask_reconsideration(
            application, actor=leader(application), reasons="Two projects were overlooked."
        )
    return application
