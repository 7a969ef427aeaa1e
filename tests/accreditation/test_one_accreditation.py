"""An organization holds one accreditation of a track: nothing begins that could not end."""

import pytest
from sqlalchemy import select

from engagement.accreditation import commands
from engagement.accreditation.models import Accreditation, ApplicationState, Outcome
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.models import AuditEvent
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from tests.accreditation.cases import effect, in_reconsideration, leader, recommended, refused
from tests.factories import make_account, make_actor, make_application

pytestmark = pytest.mark.usefixtures("db")

HELD = "holds the accreditation"


def accredited(organization=None):
    """A case of an organization that was accredited before."""
    return make_application(organization=organization, state=ApplicationState.ACCREDITED)


def start(organization, actor):
    return commands.start_application(
        organization, actor=actor, track=MAJOR_GROUP.key, language="en"
    )


def accredit_beside(application):
    """The organization got its accreditation by another application meanwhile."""
    return make_application(
        organization=application.organization, state=ApplicationState.ACCREDITED, complete=False
    )


def test_who_is_accredited_cannot_begin_another_application():
    organization = accredited().organization

    with pytest.raises(RuleViolation, match=HELD):
        start(organization, make_actor(leads=[organization]))


def test_a_draft_from_before_cannot_be_submitted():
    draft = make_application()
    accredit_beside(draft)

    with pytest.raises(RuleViolation, match=HELD):
        commands.submit_application(draft, actor=leader(draft), declared_name="A. Otieno")

    assert draft.state == ApplicationState.DRAFT


def test_whoever_was_accredited_later_cannot_ask_to_look_again_at_the_refusal(sign_in):
    application = refused()
    accredit_beside(application)

    with pytest.raises(RuleViolation, match=HELD):
        commands.ask_reconsideration(application, actor=leader(application), reasons="Look.")
    browser = sign_in(make_account(leads=[application.organization]))
    page = f"/en/accreditation/applications/{application.id}"
    assert "ask-reconsideration" not in browser.get(page).text
    assert HELD in browser.get(f"{page}/ask-reconsideration").text


def test_a_second_application_cannot_be_decided_to_be_accredited_but_refused():
    application = recommended()
    accredit_beside(application)
    approver = make_actor(Role.APPROVER)

    with pytest.raises(RuleViolation, match=HELD):
        commands.decide_application(
            application, actor=approver, outcome=Outcome.ACCREDIT, reason="Yes."
        )
    (row,) = commands.decide_as_recommended([application], actor=approver, reason="Yes.")
    assert HELD in str(row.refusal)
    assert application.decisions == []
    assert commands.decide_application(
        application, actor=approver, outcome=Outcome.REFUSE, reason="It is accredited."
    ).pending


def test_a_refusal_cannot_be_overturned_beside_an_accreditation_but_upheld():
    application = in_reconsideration()
    accredit_beside(application)
    approver = make_actor(Role.APPROVER)

    with pytest.raises(RuleViolation, match=HELD):
        commands.decide_reconsideration(
            application, actor=approver, outcome=Outcome.OVERTURN, reason="Yes."
        )
    assert commands.decide_reconsideration(
        application, actor=approver, outcome=Outcome.UPHOLD, reason="It is accredited."
    ).pending


@pytest.mark.parametrize("again", [False, True])
def test_a_decision_overtaken_by_an_accreditation_is_laid_aside(db, again):
    application = in_reconsideration() if again else recommended()
    decide = commands.decide_reconsideration if again else commands.decide_application
    state = application.state
    decision = decide(
        application,
        actor=make_actor(Role.APPROVER),
        outcome=Outcome.OVERTURN if again else Outcome.ACCREDIT,
        reason="Yes.",
    )
    accredit_beside(application)
    sent = set(db.scalars(select(Message.id)))

    effect(decision)

    assert application.state == state
    assert decision.undone_at is not None
    assert len(db.scalars(select(Accreditation)).all()) == 1
    told = db.scalars(select(Message).where(Message.id.not_in(sent))).one()
    assert told.person_id == decision.decided_by_id, "nobody outside hears of it"
    event = db.scalars(select(AuditEvent).filter_by(action="accreditation:decision:undone")).one()
    assert event.data["holds"] is True
