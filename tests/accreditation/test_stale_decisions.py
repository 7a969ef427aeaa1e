"""A decision is on what its maker saw: recommendations that changed meanwhile are read first."""

import re
import uuid

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.models import Decision, Outcome
from engagement.core.errors import Stale
from engagement.core.permissions import Role
from tests.accreditation.cases import recommend, recommended, reviewers
from tests.factories import make_account, make_actor

pytestmark = pytest.mark.usefixtures("db")
CHANGED = "What the reviewers recommend has changed since you opened this page."
LIST = "/en/accreditation/decisions"


def hidden(page: str, name: str = "seen") -> list[str]:
    """What stands in a page's hidden fields of this name."""
    fields = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return [re.search('value="([^"]*)"', field)[1] for field in fields]


def judged_anew(application, *, unmet=("environment",)):
    """An approver sends the case back, and its reviewers come to recommend otherwise."""
    commands.send_back_application(application, actor=make_actor(Role.APPROVER), reason="Again.")
    for reviewer in reviewers(application):
        recommend(application, reviewer, unmet=unmet)


def test_a_decision_is_refused_when_other_recommendations_stand_than_were_seen(db):
    application = recommended()
    approver = make_actor(Role.APPROVER)
    seen = queries.seen_recommendations(queries.recommendations_of(application))
    judged_anew(application, unmet=())

    def decide(seen, **kwargs):
        return commands.decide_application(
            application,
            actor=approver,
            outcome=Outcome.ACCREDIT,
            reason="Yes.",
            seen=seen,
            **kwargs,
        )

    for other in (seen, ""):
        with pytest.raises(Stale, match=CHANGED):
            decide(other)
    assert db.scalars(select(Decision)).all() == []
    standing = queries.seen_recommendations(queries.recommendations_of(application))
    key = uuid.uuid4()
    decision = decide(standing, key=key)
    assert decide(standing, key=key) is decision


def test_of_several_only_the_one_that_changed_is_left_and_says_why():
    same, changed = recommended(), recommended()
    standing = queries.standing_recommendations([same.id, changed.id])
    seen = {id: queries.seen_recommendations(rows) for id, rows in standing.items()}
    judged_anew(changed)

    done, left = commands.decide_as_recommended(
        [same, changed], actor=make_actor(Role.APPROVER), reason="Yes.", seen=seen
    )

    assert done.decision.outcome == Outcome.ACCREDIT
    assert left.decision is None
    assert CHANGED in str(left.refusal)
    assert queries.pending_decision(changed) is None


def test_a_stale_decision_form_is_shown_again_with_what_was_typed(sign_in):
    application = recommended()
    page = f"/en/accreditation/desk/{application.id}/decide-application"
    client = sign_in(make_account(Role.APPROVER))
    (seen,) = hidden(client.get(page).text)
    form = {"outcome": "accredit", "reason": "All five are met.", "seen": seen}
    judged_anew(application)

    again = client.post(page, data={"reason": form["reason"], "seen": seen})
    late = client.post(page, data=form)

    assert (again.status_code, hidden(again.text)) == (422, [seen]), "not yet told"
    assert late.status_code == 409
    assert CHANGED in late.text
    assert form["reason"] in late.text[late.text.rindex("<textarea") :]
    assert "Because of environment." in late.text
    assert queries.pending_decision(application) is None
    (now_seen,) = hidden(late.text)
    assert client.post(page, data=form | {"seen": now_seen}).status_code == 302


def test_a_stale_confirmation_decides_nothing_else_than_was_confirmed(sign_in):
    same, changed = recommended(), recommended()
    client = sign_in(make_account(Role.APPROVER))
    chosen = {"applications": [str(same.id), str(changed.id)]}
    seen = hidden(client.post(f"{LIST}/confirm", data=chosen).text)
    judged_anew(changed)
    form = chosen | {"seen": seen, "reason": "All five are met."}

    again = client.post(f"{LIST}/decide", data=form | {"preview": "yes"})
    late = client.post(f"{LIST}/decide", data=form)

    assert hidden(again.text) == seen
    assert late.status_code == 200
    assert late.text.count("Not decided") == late.text.count(CHANGED) == 1
    assert "All five are met." in late.text
    assert queries.pending_decision(same).outcome == Outcome.ACCREDIT
    assert queries.pending_decision(changed) is None
    assert set(hidden(client.post(f"{LIST}/confirm", data=chosen).text)).isdisjoint(seen)


def test_what_is_no_case_in_a_confirmation_is_passed_over(sign_in):
    application = recommended()
    client = sign_in(make_account(Role.APPROVER))
    form = {"applications": [str(application.id)], "seen": ["x", "x:y"], "reason": "Yes."}

    assert "Takes effect" in client.post(f"{LIST}/decide", data=form).text
