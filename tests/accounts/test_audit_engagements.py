"""An auditor reads on the days of an engagement, what it covers, and writes nothing."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from engagement.accounts import commands
from engagement.accounts.models import Account, AuditEngagement, GraveAct
from engagement.accreditation.models import ApplicationState as State
from engagement.core import invariants
from engagement.core.clock import now, today
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Period, Role
from engagement.organizations.queries import actor_for
from tests.accounts.test_people import INVITED, last_event, page_of
from tests.factories import make_account, make_actor, make_application

DAY = timedelta(days=1)


def boxes(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def empty(name):
    return {f"{name}-{part}": "" for part in ("day", "month", "year")}


def typed(first, last, **more):
    return (
        {"title": "Contract 7", "reason": "The yearly audit."}
        | boxes("from_day", first)
        | boxes("to_day", last)
        | more
    )


def terms(first=None, last=None, **cases):
    return commands.AuditTerms("Contract 7", first or today(), last or today() + 30 * DAY, **cases)


def give(account, **values):
    """Make somebody an auditor as two administrators do."""
    act = commands.change_roles(
        account,
        actor=make_actor(Role.ADMINISTRATOR),
        roles=[*account.roles, Role.AUDITOR],
        reason="The yearly audit.",
        engagement=terms(**values),
    )
    return commands.confirm_grave_act(act, actor=make_actor(Role.ADMINISTRATOR))


def roles_on(account, day):
    with time_machine.travel(f"{day}T12:00:00Z"):
        return actor_for(account).roles


def test_the_role_comes_with_an_engagement_that_two_agree_on(db, sign_in):
    account = make_account(name="Aude")
    first, second = (sign_in(make_account(Role.ADMINISTRATOR)) for _ in range(2))
    begin, end = today() + 2 * DAY, today() + 9 * DAY

    without = first.post(
        page_of(account, "/roles"), data={"roles": ["auditor"], "reason": "Audit."}
    )
    asked = first.post(
        page_of(account, "/roles"),
        data=typed(begin, end, **boxes("cases_from", date(2026, 1, 1))) | {"roles": ["auditor"]},
    )
    alone = first.post(f"{asked.location}/confirm")
    shown = second.get(asked.location).text
    second.post(f"{asked.location}/confirm")

    assert (without.status_code, asked.status_code, alone.status_code) == (422, 302, 409)
    assert all(f'id="{name}-errors"' in without.text for name in ("title", "from_day", "to_day"))
    assert "Contract 7" in shown
    assert "1 January 2026" in shown
    [engagement] = db.scalars(select(AuditEngagement))
    assert (engagement.from_day, engagement.to_day) == (begin, end)
    assert engagement.cases == Period(date(2026, 1, 1), None)
    assert [bool(roles_on(account, day)) for day in (begin - DAY, begin, end, end + DAY)] == [
        False,
        True,
        True,
        False,
    ]
    assert last_event(db, "accounts:engagement:opened").data["title"] == "Contract 7"
    assert "only auditors are engaged to audit" not in invariants.broken()


def test_an_auditor_is_invited_with_an_engagement(db, sign_in):
    first, second = (sign_in(make_account(Role.ADMINISTRATOR)) for _ in range(2))
    data = INVITED | {"roles": ["auditor"]}

    assert first.post("/en/people/invite", data=data).status_code == 422
    asked = first.post("/en/people/invite", data=data | typed(today(), today() + DAY))
    second.post(f"{asked.location}/confirm")

    account = db.scalars(select(Account).filter_by(email=INVITED["email"])).one()
    assert account.audit_engagement.to_day == today() + DAY


@pytest.mark.parametrize("wrong", ["past", "backwards", "no title", "no reason", "no such day"])
def test_an_engagement_that_cannot_be_answers_422_with_a_sentence_at_the_field(db, sign_in, wrong):
    account = give(make_account())
    data, field = {
        "past": (typed(today() - 9 * DAY, today() - DAY), "to_day"),
        "backwards": (typed(today() + 9 * DAY, today() + DAY), "to_day"),
        "no title": (typed(today(), today()) | {"title": " "}, "title"),
        "no reason": (typed(today(), today()) | {"reason": " "}, "reason"),
        "no such day": (typed(today(), today()) | {"from_day-day": "32"}, "from_day"),
    }[wrong]

    answer = sign_in(make_account(Role.ADMINISTRATOR)).post(
        page_of(account, "/engagement"), data=data
    )

    assert answer.status_code == 422
    assert f'id="{field}-errors"' in answer.text


def test_less_is_one_persons_act_and_more_is_two_persons(db, sign_in):
    account = give(make_account(), cases_from=date(2026, 1, 1), cases_to=date(2026, 12, 31))
    first, second = (sign_in(make_account(Role.ADMINISTRATOR)) for _ in range(2))
    page = page_of(account, "/engagement")
    scope = boxes("cases_from", date(2026, 2, 1)) | boxes("cases_to", date(2026, 12, 31))

    assert "Contract 7" in first.get(page).text
    less = first.post(page, data=typed(today(), today() + 9 * DAY, **scope))
    assert less.location == page_of(account)
    db.expire_all()
    assert account.audit_engagement.to_day == today() + 9 * DAY
    for more in (
        typed(today(), today() + 10 * DAY, **scope),
        typed(today(), today() + 9 * DAY, **(scope | boxes("cases_from", date(2026, 1, 31)))),
        typed(today(), today() + 9 * DAY, **(scope | empty("cases_from"))),
    ):
        asked = first.post(page, data=more)
        assert "/people/requests/" in asked.location
        assert first.post(f"{asked.location}/confirm").status_code == 409
        first.post(f"{asked.location}/withdraw")
    whole = empty("cases_from") | empty("cases_to")
    asked = first.post(page, data=typed(today(), today() + 99 * DAY, **whole))
    assert second.post(f"{asked.location}/confirm").status_code == 302
    db.expire_all()
    assert account.audit_engagement.to_day == today() + 99 * DAY
    assert account.audit_engagement.cases.is_open


def test_an_engagement_is_ended_now_and_the_person_told_plainly(db, sign_in):
    account = give(make_account())
    theirs = sign_in(account)
    assert "You audit until" in theirs.get("/en/home").text
    administrator = sign_in(make_account(Role.ADMINISTRATOR))
    page = page_of(account, "/end-engagement")

    assert administrator.post(page, data={"reason": ""}).status_code == 422
    assert administrator.post(page, data={"reason": "Report handed in."}).status_code == 302
    assert administrator.post(page, data={"reason": "Again."}).status_code == 409

    db.expire_all()
    assert "Your engagement as an auditor is over" in theirs.get("/en/home").text
    assert theirs.get("/en/audit").status_code == 403
    assert theirs.get("/en/accreditation/desk").status_code == 403
    assert last_event(db, "accounts:engagement:ended").data["reason"] == "Report handed in."


def test_home_says_until_when_and_what_or_from_when(db, sign_in):
    account = make_account(
        Role.AUDITOR,
        engaged={
            "title": "Contract 9",
            "from_day": date(2027, 1, 1),
            "to_day": date(2027, 1, 31),
            "cases_from": date(2026, 3, 1),
        },
    )
    with time_machine.travel("2026-12-31T12:00:00Z"):
        before = sign_in(account).get("/en/home").text
    with time_machine.travel("2027-01-31T12:00:00Z"):
        within = sign_in(account).get("/en/home").text

    assert "begins on 1 January 2027" in before
    assert "Contract 9" in within
    assert "You audit until 31 January 2027: Cases submitted from 1 March 2026 on." in within


def test_the_role_taken_away_ends_the_engagement(db):
    account = give(make_account(Role.REVIEWER))

    commands.change_roles(
        account, actor=make_actor(Role.ADMINISTRATOR), roles=[Role.REVIEWER], reason="Done."
    )

    assert account.audit_engagement is None
    assert db.scalars(select(AuditEngagement.ended_at)).one() is not None


def test_only_an_auditor_is_engaged(db):
    with pytest.raises(RuleViolation, match="no auditor"):
        commands.change_engagement(
            make_account(Role.REVIEWER),
            actor=make_actor(Role.ADMINISTRATOR),
            terms=terms(),
            reason="x",
        )
    with pytest.raises(RuleViolation, match="which days"):
        commands.change_roles(
            make_account(),
            actor=make_actor(Role.ADMINISTRATOR),
            roles=[Role.AUDITOR],
            reason="x",
        )
    assert db.scalars(select(GraveAct)).all() == []


def test_other_roles_of_an_auditor_count_on_every_day(db):
    account = make_account(Role.AUDITOR, Role.REVIEWER, engaged={"to_day": today() - DAY})

    assert actor_for(account).roles == {Role.REVIEWER}


def test_engagements_are_read_once_and_for_auditors_alone(db, count_queries):
    reviewer, auditor = make_account(Role.REVIEWER), make_account(Role.AUDITOR)

    def read_for(account):
        db.expire_all()
        with count_queries() as counted:
            actor_for(account)
        return sum("account_audit_engagement" in statement for statement in counted)

    assert (read_for(reviewer), read_for(auditor)) == (0, 1)


def test_the_desk_of_an_auditor_is_that_of_the_scope(db, sign_in):
    case = make_application(state=State.SUBMITTED)
    covered = make_account(Role.AUDITOR, engaged={"cases_from": now().date() - DAY})
    other = make_account(Role.AUDITOR, engaged={"cases_from": now().date() + DAY})

    assert [
        sign_in(one).get(f"/en/accreditation/desk/{case.id}").status_code
        for one in (covered, other)
    ] == [200, 404]
