"""Letters: composed of findings, in the reader's language, shown before and kept after."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.commands.letters import apply_again_on, criteria_in_words
from engagement.accreditation.models import Outcome, Verdict
from engagement.core import clock
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.settings import calendar
from engagement.settings import commands as setting_commands
from tests.accreditation.cases import effect, recommended, refused, reviewers
from tests.factories import make_account, make_actor, make_application

pytestmark = pytest.mark.usefixtures("db")

DAY = date(2026, 3, 5)


def test_a_letter_of_refusal_names_unmet_criteria_with_reasons_dates_and_what_can_be_done(db):
    application = refused(unmet=("environment", "international"))

    letter = db.scalars(select(Message)).one()
    text = letter.body_text

    assert letter.subject == f"Decision on your application {application.reference}"
    for needed in (
        "Main focus on the environment: Not met",
        "Because of environment.",
        "National and international activity: Not met",
        "Because of international.",
        "The environment is not its main work.",
        "You can apply again at any time.",
        f"/en/accreditation/applications/{application.id}/ask-reconsideration",
    ):
        assert needed in text
        assert needed.replace(": Not met", "") in letter.body_html
    assert "Because of registered." not in text
    assert queries.last_refusal(application).apply_again_on is not None


def test_what_is_shown_before_is_what_is_mailed(db):
    application = recommended(unmet=("environment",))
    approver = make_actor(Role.APPROVER)

    (shown,) = commands.letters_before(application, Outcome.REFUSE, reason="Not its main work.")
    effect(
        commands.decide_application(
            application, actor=approver, outcome=Outcome.REFUSE, reason="Not its main work."
        )
    )

    mailed = db.scalars(select(Message)).one()
    assert (shown.words.subject, shown.words.text, shown.words.html) == (
        mailed.subject,
        mailed.body_text,
        mailed.body_html,
    )


def test_each_language_among_the_focal_points_is_shown(db):
    application = recommended(language="ar")
    make_account(name="Paul", language="fr", leads=[application.organization])
    make_account(name="Pierre", language="fr", leads=[application.organization])

    shown = commands.letters_before(application, Outcome.ACCREDIT, reason="Yes.")

    assert [letter.to.language for letter in shown] == ["ar", "fr"]


def test_a_letter_can_be_shown_for_an_organization_that_nobody_leads():
    application = make_application(state="recommended", language="fr")

    (shown,) = commands.letters_before(application, Outcome.ACCREDIT, reason="Yes.")

    assert (shown.to.language, shown.to.name) == ("fr", application.organization.name)


def test_where_reviewers_differ_those_who_did_not_find_it_met_give_the_reasons():
    application = recommended()
    _, second = reviewers(application)
    commands.send_back_application(application, actor=make_actor(Role.APPROVER), reason="Again.")
    commands.judge_criterion(
        application,
        actor=second,
        criterion="environment",
        verdict=Verdict.UNCLEAR,
        reason="I found no results.",
    )

    rows = criteria_in_words(application, queries.findings_of(application))

    assert [(row.met, row.reasons) for row in rows if not row.met] == [
        (False, ("I found no results.",))
    ]


@pytest.mark.parametrize(
    ("unmet", "registered", "months", "expected"),
    [
        (("environment",), "2025-06-01", 0, DAY),
        (("environment",), "2025-06-01", 6, date(2026, 9, 5)),
        (("registered",), "2025-06-01", 0, date(2027, 6, 1)),
        (("registered",), "2024-02-29", 0, DAY),
        (("registered",), "2012-05-04", 0, DAY),
        (("registered",), None, 0, DAY),
    ],
)
def test_the_date_to_apply_again_is_the_rule_or_when_it_is_registered_long_enough(
    db, unmet, registered, months, expected
):
    setting_commands.change_setting(
        "accreditation.reapply_months",
        actor=make_actor(Role.ADMINISTRATOR),
        value=months,
        reason="Trial.",
    )
    application = recommended(unmet=unmet)
    application.snapshot.content["sections"]["legal_status"]["registered_on"] = registered

    assert apply_again_on(application, DAY) == expected
    db.rollback()


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_a_month_too_short_ends_on_its_last_day(day, count, expected):
    assert calendar.months_after(day, count) == expected


def test_a_letter_page_shows_what_was_mailed_even_when_names_change(db, sign_in):
    with clock.moved_to(datetime(2026, 3, 5, 9, tzinfo=UTC)):
        application = recommended(unmet=("environment",), language="ar", name="Wetland Women")
        decision = commands.decide_application(
            application,
            actor=make_actor(Role.APPROVER),
            outcome=Outcome.REFUSE,
            reason="Not its main work.",
        )
    with clock.moved_to(datetime(2026, 3, 5, 10, tzinfo=UTC)):
        commands.effect_decision(decision)
    letter = db.scalars(select(Message)).one()
    client = sign_in(make_account(member_of=[application.organization]))

    case = client.get(f"/en/accreditation/applications/{application.id}").text
    page = client.get(f"/en/accreditation/applications/{application.id}/letters/{letter.id}")

    assert f"/letters/{letter.id}" in case
    assert page.status_code == 200
    assert 'lang="ar" dir="rtl"' in page.text
    assert "Because of environment." in page.text


def test_a_letter_page_is_not_there_for_others_and_for_other_mails(db, sign_in):
    application, other = refused(), refused()
    letter = queries.letters_of(application)[0]
    path = f"/en/accreditation/applications/{application.id}/letters/"

    assert sign_in(make_account()).get(path + str(letter.id)).status_code == 404
    member = sign_in(make_account(member_of=[application.organization, other.organization]))
    assert member.get(path + str(letter.id)).status_code == 200
    assert member.get(path + str(queries.letters_of(other)[0].id)).status_code == 404


def test_who_joins_later_reads_the_letter_in_the_language_of_the_application(db, sign_in):
    application = recommended(unmet=("environment",), language="fr")
    make_account(name="Aba", language="ar", leads=[application.organization])
    effect(
        commands.decide_application(
            application, actor=make_actor(Role.APPROVER), outcome=Outcome.REFUSE, reason="No."
        )
    )
    own = db.scalars(select(Message).where(Message.language == "ar")).one()
    later = make_account(leads=[application.organization])

    (letter,) = queries.letters_of(application, later.id)
    assert letter.language == "fr"
    assert queries.letters_of(application, own.person_id) == [own]
    path = f"/en/accreditation/applications/{application.id}/letters/{letter.id}"
    assert "another focal point" in sign_in(later).get(path).text
