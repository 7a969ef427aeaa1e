"""Two approvers at once, and one who clicks twice: one decision, one letter."""

import uuid

from sqlalchemy import select

from engagement.accreditation import commands
from engagement.accreditation.models import ApplicationState, Decision, Outcome
from engagement.audit.models import AuditEvent
from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from tests.accreditation.cases import effect, recommended
from tests.factories import make_account, make_actor

TIMES = 5


def decisions(application_id):
    return db.session.scalars(
        select(Decision).filter_by(application_id=application_id, undone_at=None)
    ).all()


def test_of_two_approvers_at_once_one_decides_and_the_other_reads_what_happened(
    racing, browser_of, at_once
):
    with racing.app_context():
        cases = [recommended().id for _ in range(TIMES)]
        approvers = [make_account(Role.APPROVER, name=name) for name in ("Aya", "Amir")]
        names = [account.name for account in approvers]
        clients = [browser_of(account) for account in approvers]
    forms = [
        {"outcome": "accredit", "reason": "All five criteria are met, says Aya."},
        {"outcome": "refuse", "reason": "The environment is a side line, says Amir."},
    ]

    for case in cases:
        page = f"/en/accreditation/desk/{case}/decide-application"
        answers = at_once(
            *(
                lambda client=client, form=form, page=page: client.post(page, data=form)
                for client, form in zip(clients, forms, strict=True)
            )
        )

        assert sorted(answer.status_code for answer in answers) == [302, 409]
        loser = next(n for n, answer in enumerate(answers) if answer.status_code == 409)
        with racing.app_context():
            (decision,) = decisions(case)
            winner = decision.decided_by.name
        assert winner == names[1 - loser]
        assert f"{winner} has decided on this application meanwhile" in answers[loser].text
        assert forms[loser]["reason"] in answers[loser].text


def test_a_double_click_is_one_decision_and_one_letter(racing, browser_of, at_once):
    with racing.app_context():
        case = recommended().id
        approver = make_account(Role.APPROVER)
        clients = [browser_of(approver), browser_of(approver)]
    page = f"/en/accreditation/desk/{case}/decide-application"
    form = {"outcome": "refuse", "reason": "No.", "form_key": str(uuid.uuid4())}

    answers = at_once(*(lambda client=client: client.post(page, data=form) for client in clients))

    assert [answer.status_code for answer in answers] == [302, 302]
    with racing.app_context():
        (decision,) = decisions(case)
        decision_id = decision.id

    def take_effect():
        with racing.app_context():
            effect(db.session.get(Decision, decision_id))

    at_once(take_effect, take_effect)

    with racing.app_context():
        (decision,) = decisions(case)
        letters = db.session.scalars(select(Message).filter_by(about_id=case)).all()
        effective = db.session.scalars(
            select(AuditEvent).filter_by(action="accreditation:decision:effective")
        ).all()
        assert decision.application.state == ApplicationState.REFUSED
        assert [letter.template for letter in letters] == ["accreditation/application_refused"]
        assert len(effective) == 1


def test_an_undo_and_its_effect_at_once_are_one_or_the_other(racing, at_once):
    with racing.app_context():
        approver = make_actor(Role.APPROVER)
        ids = []
        for _ in range(TIMES):
            decision = commands.decide_application(
                recommended(), actor=approver, outcome=Outcome.ACCREDIT, reason="Yes."
            )
            ids.append(decision.id)

    for decision_id in ids:

        def undo(decision_id=decision_id):
            with racing.app_context():
                try:
                    commands.undo_decision(db.session.get(Decision, decision_id), actor=approver)
                except RuleViolation:
                    return False
                return True

        def take_effect(decision_id=decision_id):
            with racing.app_context():
                effect(db.session.get(Decision, decision_id))

        undone, _ = at_once(undo, take_effect)

        with racing.app_context():
            decision = db.session.get(Decision, decision_id)
            expected = ApplicationState.RECOMMENDED if undone else ApplicationState.ACCREDITED
            assert decision.application.state == expected
            assert (decision.undone_at is None) == (not undone)
