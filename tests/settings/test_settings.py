"""Rules staff may change: their pages and the command."""

import pytest
from sqlalchemy import select

from engagement.accreditation import settings as accreditation
from engagement.audit.models import AuditEvent
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.settings import registry
from engagement.settings.calendar import weekend_days
from engagement.settings.commands import change_setting
from tests.factories import make_account, make_actor

KEY = accreditation.undo_minutes.key
PAGE = f"/en/settings/{KEY}"


def test_change_setting_puts_the_value_in_force_with_its_reason(db):
    change_setting(KEY, actor=make_actor(Role.ADMINISTRATOR), value=20, reason="More time.")

    assert accreditation.undo_minutes() == 20
    event = db.scalars(select(AuditEvent).filter_by(action="settings:setting:changed")).one()
    assert event.data == {"key": KEY, "value": [10, 20], "reason": "More time."}


@pytest.mark.parametrize("value", [0, 24 * 60 + 1, "20", True, None])
def test_change_setting_refuses_a_value_that_cannot_be(db, value):
    with pytest.raises(RuleViolation):
        change_setting(KEY, actor=make_actor(Role.ADMINISTRATOR), value=value, reason="Try.")

    assert accreditation.undo_minutes() == 10


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_change_setting_is_refused_to_everybody_but_administrators(db, role):
    with pytest.raises(NotAllowed):
        change_setting(KEY, actor=make_actor(role), value=20, reason="Try.")


def test_a_check_of_the_rule_is_asked(db):
    with pytest.raises(RuleViolation, match="small letters"):
        change_setting(
            weekend_days.key,
            actor=make_actor(Role.ADMINISTRATOR),
            value=["Vendredi"],
            reason="Try.",
        )


def test_a_change_is_previewed_before_it_is_in_force(db, sign_in):
    browser = sign_in(make_account(Role.ADMINISTRATOR))
    typed = {"value": "25", "reason": "Approvers asked for it."}

    preview = browser.post(f"{PAGE}/change-setting", data=typed)

    assert preview.status_code == 200
    assert "It applies from now on." in preview.text
    assert accreditation.undo_minutes() == 10

    done = browser.post(f"{PAGE}/change-setting", data=typed | {"confirmed": "yes"})

    assert done.status_code == 302
    registry.forget()
    assert accreditation.undo_minutes() == 25
    page = browser.get(PAGE).text
    assert "Approvers asked for it." in page


@pytest.mark.parametrize("value", ["", "0", "ten", "100000"])
def test_a_wrong_value_is_told_and_what_was_typed_is_kept(db, sign_in, value):
    answer = sign_in(make_account(Role.ADMINISTRATOR)).post(
        f"{PAGE}/change-setting", data={"value": value, "reason": "Kept words.", "confirmed": "yes"}
    )

    assert answer.status_code == 422
    assert "Kept words." in answer.text
    assert f'value="{value}"' in answer.text
    assert accreditation.undo_minutes() == 10


def test_a_list_is_changed_line_by_line(db, sign_in):
    browser = sign_in(make_account(Role.ADMINISTRATOR))
    data = {"value": "friday\r\nsaturday", "reason": "The calendar.", "confirmed": "yes"}

    assert (
        browser.post(f"/en/settings/{weekend_days.key}/change-setting", data=data).status_code
        == 302
    )

    registry.forget()
    assert weekend_days() == ["friday", "saturday"]


def test_every_rule_stands_on_the_list_and_has_its_pages(db, sign_in):
    browser = sign_in(make_account(Role.ADMINISTRATOR))
    listed = browser.get("/en/settings").text

    for key in registry.DECLARED:
        assert f"/en/settings/{key}" in listed
        assert browser.get(f"/en/settings/{key}").status_code == 200
        assert browser.get(f"/en/settings/{key}/change-setting").status_code == 200
    assert browser.get("/en/settings/no.rule").status_code == 404


def test_who_may_look_may_not_always_change(db, sign_in):
    auditor = sign_in(make_account(Role.AUDITOR))

    assert auditor.get(PAGE).status_code == 200
    assert "change-setting" not in auditor.get(PAGE).text
    assert auditor.get(f"{PAGE}/change-setting").status_code == 403
    assert sign_in(make_account(Role.REVIEWER)).get("/en/settings").status_code == 403
