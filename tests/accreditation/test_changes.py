"""What changed since the last submission, on the review page."""

from engagement.accreditation import commands
from engagement.accreditation.models import ApplicationState
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from tests.factories import ANSWERS, make_account, make_application


def test_the_review_page_marks_what_changed_after_a_resubmission(db, sign_in):
    application = make_application(state=ApplicationState.RETURNED)
    leader = actor_for(make_account(leads=[application.organization]))
    desk = sign_in(make_account(Role.REVIEWER))
    page = f"/en/accreditation/desk/{application.id}"
    assert "What changed" not in desk.get(page).text

    commands.save_section(
        application,
        "environment",
        actor=leader,
        answers=ANSWERS["environment"] | {"focus": "Restoration of <forests> and training."},
        complete=True,
        version=1,
    )
    commands.resubmit_application(application, actor=leader, declared_name="A. Otieno")

    text = desk.get(page).text
    assert "What changed since the submission" in text
    assert "&lt;forests&gt;" in text
    assert "<ins>" in text
    assert "<del>" in text


def test_an_unchanged_resubmission_says_so(db, sign_in):
    application = make_application(state=ApplicationState.RETURNED)
    leader = actor_for(make_account(leads=[application.organization]))
    commands.resubmit_application(application, actor=leader, declared_name="A. Otieno")
    desk = sign_in(make_account(Role.REVIEWER))
    assert "Nothing was changed." in desk.get(f"/en/accreditation/desk/{application.id}").text
