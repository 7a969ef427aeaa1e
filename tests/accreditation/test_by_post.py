"""An application that came by post: entered by staff, marked, and by no means decided by them."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.models import Act, Application, ApplicationState, Outcome
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.models import AuditEvent
from engagement.core.clock import moved_to, now, today
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Role, can
from engagement.mail.models import Message, MessageState
from engagement.organizations import commands as organizations
from engagement.organizations.models import MembershipRole, Organization, OrganizationKind
from engagement.organizations.queries import actor_for
from engagement.screening.commands.replies import ask_for_reply
from engagement.screening.models import CaseState
from engagement.screening.permissions import Replies
from engagement.screening.queries.replies import letter_of
from tests.accreditation.cases import effect, recommend
from tests.factories import (
    ANSWERS,
    make_account,
    make_actor,
    make_application,
    make_case,
    make_documents,
    make_organization,
    make_person,
)

NEW = {
    "name": "Conseil des anciens d'Agadez",
    "country": "NE",
    "kind": "non_profit",
    "major_group": "indigenous",
}


def enter(actor, **changes):
    values = {
        "kind": OrganizationKind.NON_PROFIT,
        "name": "Elders of Agadez",
        "name_language": "fr",
        "country": "NE",
        "major_group": MajorGroup.INDIGENOUS,
    }
    return organizations.create_organization(actor=actor, on_paper=True, **values | changes)


def start(organization, actor, day=date(2026, 3, 2)):
    return commands.start_application(
        organization,
        actor=actor,
        track=MAJOR_GROUP.key,
        language="fr",
        received_by_post_on=day,
    )


def fields_of(key):
    values = {name: value for name, value in ANSWERS[key].items() if name != "registered_on"}
    if key == "legal_status":
        values |= {f"registered_on-{part}": "5" for part in ("day", "month")}
        values |= {"registered_on-year": "2012"}
    return values | {"version": "0"}


def test_staff_enter_fill_in_and_submit(db, sign_in):
    clerk = make_account(Role.REVIEWER, name="Rosa")
    browser = sign_in(clerk)
    assert "came by post" in browser.get("/en/home").text
    location = browser.post("/en/organizations/enter", data=NEW).location
    assert "cannot decide on it" in browser.get(location).text
    tomorrow = today() + timedelta(days=1)
    when = {"received_on-day": str(tomorrow.day), "received_on-month": str(tomorrow.month)}
    late = when | {"received_on-year": str(tomorrow.year), "language": "fr"}
    assert browser.post(location, data=late).status_code == 422
    given = {"received_on-day": "2", "received_on-month": "3", "received_on-year": "2026"}
    tasks = browser.post(location, data=given | {"language": "fr"}).location
    person = {"name": "Ghoumour", "position": "Amghar", "nationality": "not_stated"}
    assert browser.post(f"{tasks}/people/add", data=person).status_code == 302
    for section in MAJOR_GROUP.sections:
        if section.key in ANSWERS:
            page = f"{tasks}/sections/{section.key}"
            assert browser.post(page, data=fields_of(section.key)).status_code == 302, section.key
    make_documents(db.scalars(select(Application)).one())
    assert "Came by post on" in browser.get(f"{tasks}/check").text
    sent = browser.post(
        f"{tasks}/submit-application", data={"declared_name": "Ghoumour", "declared": "y"}
    )
    assert sent.status_code == 302
    application = db.scalars(select(Application)).one()
    assert application.received_by_post_on == date(2026, 3, 2)
    assert application.snapshot.declared_name == "Ghoumour"
    assert application.snapshot.content["entry"]["received_by_post_on"] == "2026-03-02"
    assert [(hand.person_id, hand.act) for hand in application.hands] == [(clerk.id, Act.SUBMITTED)]
    desk = sign_in(make_account(Role.REVIEWER)).get(f"/en/accreditation/desk/{application.id}")
    assert "came by post" in desk.text
    assert "Rosa" in desk.text
    (receipt,) = db.scalars(select(Message)).all()
    assert (receipt.state, receipt.language, receipt.to) == (
        MessageState.TO_POST,
        "fr",
        NEW["name"],
    )
    assert application.reference in receipt.subject + receipt.body_text


def posted(**changes):
    """A case by post that was submitted, and the clerk who entered it."""
    clerk = make_account(Role.REVIEWER)
    organization = enter(actor_for(clerk), **changes)
    application = start(organization, actor_for(clerk))
    make_person(organization)
    for key, answers in ANSWERS.items():
        organizations.save_section(
            organization, key, actor=actor_for(clerk), answers=answers, complete=True, version=0
        )
    make_documents(application)
    commands.submit_application(application, actor=actor_for(clerk), declared_name="Ghoumour")
    return application, clerk


def test_whoever_entered_any_of_it_took_part(db):
    first, second = make_account(Role.REVIEWER), make_account(Role.REVIEWER)
    organization = enter(actor_for(first))
    application = start(organization, actor_for(first))
    make_person(organization)
    for number, (key, answers) in enumerate(ANSWERS.items()):
        who = actor_for((first, second)[number % 2])
        organizations.save_section(
            organization, key, actor=who, answers=answers, complete=True, version=0
        )
    make_documents(application)
    third = make_account(Role.REVIEWER)

    commands.submit_application(application, actor=actor_for(third), declared_name="Ghoumour")

    hands = {hand.person_id for hand in application.hands}
    assert hands == {first.id, second.id, third.id}


def kept(db, application):
    """Templates of letters that wait to be posted, oldest first."""
    rows = db.execute(
        queries.letters_to_post(make_actor(Role.REVIEWER)).order_by(*queries.LETTER_ORDER)
    )
    ids = [row.id for row in rows if row.application_id == application.id]
    return [db.get(Message, one).template.removeprefix("accreditation/") for one in ids]


def test_a_returned_case_is_completed_from_the_desk_and_a_round_is_answered(db, sign_in):
    application, clerk = posted()
    browser = sign_in(clerk)
    desk = f"/en/accreditation/desk/{application.id}"
    hub = f"/en/accreditation/applications/{application.id}"
    page = browser.get(desk).text
    for link in (hub, f"/organizations/{application.organization_id}/invitations/new"):
        assert link in page

    commands.return_application(
        application,
        actor=actor_for(clerk),
        parts=[commands.MissingPart(note="Say more.", section="environment")],
    )
    shown = browser.get(hub).text
    assert f"{hub}/check-again" in shown
    assert f"{hub}/messages" not in shown
    again = {"declared_name": "Ghoumour", "declared": "y"}
    assert browser.post(f"{hub}/resubmit-application", data=again).status_code == 302
    assert application.state == ApplicationState.SUBMITTED

    commands.accept_application(application, actor=actor_for(clerk))
    commands.ask_clarification(
        application, actor=actor_for(clerk), questions=[commands.Asked(text="Since when?")]
    )
    assert f"{hub}/answer-clarification" in browser.get(hub).text
    answered = browser.post(
        f"{hub}/answer-clarification", data={"answer_1": "Since 2009.", "version": "0"}
    )
    assert answered.status_code == 302
    assert application.state == ApplicationState.IN_REVIEW
    assert kept(db, application) == [
        "application_submitted",
        "application_returned",
        "application_resubmitted",
        "application_accepted",
        "clarification_requested",
        "clarification_answered",
    ]


def refused_by_post():
    """A case by post that was refused an hour ago."""
    with moved_to(now() - timedelta(hours=1)):
        application, clerk = posted()
        commands.accept_application(application, actor=actor_for(clerk))
        for reviewer in (actor_for(clerk), make_actor(Role.REVIEWER)):
            recommend(application, reviewer, unmet=["environment"])
        effect(
            commands.decide_application(
                application, actor=make_actor(Role.APPROVER), outcome=Outcome.REFUSE, reason="No."
            )
        )
    return application


def test_a_refusal_goes_by_post_and_staff_ask_to_look_again(db, sign_in):
    application = refused_by_post()
    letter = db.scalars(
        select(Message).where(Message.template == "accreditation/application_refused")
    ).one()
    assert (letter.state, letter.language) == (MessageState.TO_POST, "fr")
    (shown,) = commands.letters_before(application, Outcome.REFUSE, reason="No.")
    assert shown.words.text.splitlines()[-1] == letter.body_text.splitlines()[-1]

    hub = f"/en/accreditation/applications/{application.id}"
    other = sign_in(make_account(Role.APPROVER))
    assert other.post(f"{hub}/ask-reconsideration", data={"reasons": "Look."}).status_code == 403
    second = make_account(Role.REVIEWER, Role.APPROVER)
    asked = sign_in(second).post(f"{hub}/ask-reconsideration", data={"reasons": "They wrote."})
    assert asked.status_code == 302
    assert application.state == ApplicationState.RECONSIDERATION
    with pytest.raises(RuleViolation, match="took part"):
        commands.decide_reconsideration(
            application, actor=actor_for(second), outcome=Outcome.UPHOLD, reason="No."
        )
    assert kept(db, application)[-1] == "reconsideration_asked"


def test_letters_are_printed_posted_and_noted_once(db, sign_in):
    application, clerk = posted()
    (letter,) = queries.postal_letters_of(application)
    browser = sign_in(clerk)
    address = f"/en/accreditation/by-post/letters/{letter.id}"

    home = browser.get("/en/home").text
    assert "Print and post" in home
    assert address in browser.get("/en/accreditation/by-post/letters").text
    paper = browser.get(address).text
    assert ANSWERS["contacts"]["address"] in paper
    assert 'lang="fr"' in paper
    day = today()
    late = {f"posted_on-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
    future = late | {"posted_on-year": str(day.year + 1)}
    assert browser.post(f"{address}/post-letter", data=future).status_code == 422
    assert browser.post(f"{address}/post-letter", data=late).status_code == 302
    assert (letter.state, letter.posted_on) == (MessageState.POSTED, day)
    event = db.scalars(select(AuditEvent).filter_by(action="accreditation:letter:posted")).one()
    assert event.data["posted_on"] == day.isoformat()
    assert browser.post(f"{address}/post-letter", data=late).status_code == 409
    assert "Print and post" not in browser.get("/en/home").text
    assert "Posted on" in browser.get(f"/en/accreditation/desk/{application.id}").text


class TestLetters:
    @pytest.fixture(scope="class")
    @classmethod
    def cases(cls, db):
        return posted()[0], posted(name="Another one")[0]

    @pytest.mark.parametrize("role", [*Role, None])
    def test_only_those_who_handle_the_case_see_its_letters(self, cases, db, sign_in, role):
        application, hidden = cases
        account = make_account(*([role] if role else []), interest_in=[hidden.organization])

        listed = {
            row.application_id for row in db.execute(queries.letters_to_post(actor_for(account)))
        }

        clerks = {Role.REVIEWER, Role.HEAD_OF_UNIT}
        assert listed == ({application.id} if role in clerks else set())
        (letter,) = queries.postal_letters_of(hidden)
        path = f"/en/accreditation/by-post/letters/{letter.id}"
        assert sign_in(account).get(path).status_code == 404
        with pytest.raises(NotAllowed):
            commands.note_posted(
                queries.get_postal_letter(letter.id), actor=actor_for(account), posted_on=today()
            )


@pytest.mark.parametrize(
    "role",
    [
        Role.SCREENING_OFFICER,
        Role.PRIVATE_SECTOR_HEAD,
        Role.REVIEWER,
        Role.APPROVER,
        Role.LEGAL_ADVISER,
        Role.AUDITOR,
        None,
    ],
)
def test_letters_on_the_right_of_reply_are_for_the_private_sector_unit_to_post(db, sign_in, role):
    officer = make_actor(Role.SCREENING_OFFICER)
    asked, hidden = (
        ask_for_reply(
            make_case(state=CaseState.ASSESSED), actor=officer, allegation="What happened?"
        )
        for _ in range(2)
    )
    account = make_account(*([role] if role else []), interest_in=[hidden.case.organization])
    actor, letter = actor_for(account), queries.get_postal_letter(letter_of(asked).id)

    listed = {row.reply_id for row in db.execute(queries.letters_to_post(actor))}

    unit = role in {Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD}
    assert listed == ({asked.id} if unit else set())
    assert can(actor, Accreditations.POST_LETTER, letter) == unit
    browser, path = sign_in(account), "/en/accreditation/by-post/letters"
    assert browser.get(f"{path}/{letter_of(hidden).id}").status_code == 404
    if not unit:
        if not can(actor, Replies.VIEW, asked):
            assert browser.get(f"{path}/{letter.message.id}").status_code == 404
        return
    assert asked.case.reference in browser.get(path).text
    assert asked.case.organization.name in browser.get(f"{path}/{letter.message.id}").text
    commands.note_posted(letter, actor=actor, posted_on=today())
    assert "Nothing to post" in browser.get(path).text


def test_drafts_by_post_are_listed_until_they_are_submitted(db, sign_in):
    clerk = make_account(Role.HEAD_OF_UNIT)
    draft = start(enter(actor_for(clerk)), actor_for(clerk))
    posted(name="Sent already")
    hidden = start(enter(actor_for(clerk), name="Hidden"), actor_for(clerk))
    browser = sign_in(make_account(Role.REVIEWER, interest_in=[hidden.organization]))

    assert "By post, not submitted" in browser.get("/en/home").text
    page = browser.get("/en/accreditation/by-post/drafts").text

    assert str(draft.id) in page
    assert str(hidden.id) not in page
    assert "Sent already" not in page


@pytest.mark.parametrize("role", [None, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_may_not_enter(db, sign_in, role):
    account = make_account(*([role] if role else []))
    assert sign_in(account).get("/en/organizations/enter").status_code == 403
    with pytest.raises(NotAllowed):
        enter(actor_for(account))


def test_the_day_of_arrival_is_needed(db):
    clerk = make_actor(Role.HEAD_OF_UNIT)
    organization = enter(clerk)
    with pytest.raises(RuleViolation, match="came by post"):
        start(organization, clerk, day=None)
    assert start(organization, clerk).received_by_post_on == date(2026, 3, 2)
    actions = [event.action for event in db.scalars(select(AuditEvent).order_by(AuditEvent.id))]
    assert actions == [
        "organizations:organization:created",
        "accreditation:application:started",
    ]


def test_what_an_organization_does_itself_is_not_marked(db):
    organization = make_organization()
    leader = make_actor(leads=[organization])
    assert start(organization, leader).received_by_post_on is None


def test_staff_cannot_touch_an_organization_that_speaks_for_itself(db, sign_in):
    organization = make_organization()
    make_account(leads=[organization])
    application = make_application(organization=organization)
    clerk = make_account(Role.REVIEWER)
    browser = sign_in(clerk)
    page = f"/en/accreditation/applications/{application.id}"
    assert browser.get(page).status_code == 404
    assert browser.get(f"{page}/sections/environment").status_code == 404
    with pytest.raises(NotAllowed):
        start(organization, actor_for(clerk))


def test_the_first_member_takes_over(db, sign_in):
    clerk = make_account(Role.REVIEWER)
    organization = enter(actor_for(clerk))
    start(organization, actor_for(clerk))
    invitation = organizations.invite_colleague(
        organization,
        actor=actor_for(clerk),
        email="elder@agadez.example",
        role=MembershipRole.FOCAL_POINT,
        language="fr",
    )
    elder = make_account(email="elder@agadez.example")
    organizations.accept_invitation(invitation, actor=actor_for(elder))
    assert not organization.kept_by_staff
    assert organization.id in actor_for(elder).leads
    with pytest.raises(NotAllowed):
        organizations.invite_colleague(
            organization,
            actor=actor_for(clerk),
            email="other@agadez.example",
            role=MembershipRole.FOCAL_POINT,
            language="fr",
        )


def test_the_first_of_an_organization_to_be_invited_leads_it(db, sign_in):
    clerk = make_account(Role.REVIEWER)
    organization = enter(actor_for(clerk))
    page = f"/en/organizations/{organization.id}/invitations/new"
    browser = sign_in(clerk)

    assert "contributor" not in browser.get(page).text
    asked = {"email": "elder@agadez.example", "role": "contributor", "language": "fr"}
    assert browser.post(page, data=asked).status_code == 422
    with pytest.raises(RuleViolation, match="is its focal point"):
        organizations.invite_colleague(
            organization,
            actor=actor_for(clerk),
            email="elder@agadez.example",
            role=MembershipRole.CONTRIBUTOR,
            language="fr",
        )
    assert browser.post(page, data=asked | {"role": "focal_point"}).status_code == 302


@bookkeeping
def weaken(invitation):
    """An invitation from before the rule."""
    invitation.role = MembershipRole.CONTRIBUTOR


def test_a_contributor_does_not_join_an_organization_that_nobody_leads(db):
    clerk = make_actor(Role.REVIEWER)
    organization = enter(clerk)
    invitation = organizations.invite_colleague(
        organization,
        actor=clerk,
        email="elder@agadez.example",
        role=MembershipRole.FOCAL_POINT,
        language="fr",
    )
    weaken(invitation)
    elder = make_account(email="elder@agadez.example")

    with pytest.raises(RuleViolation, match="is its focal point"):
        organizations.accept_invitation(invitation, actor=actor_for(elder))

    assert organization.kept_by_staff


def test_a_conflict_keeps_staff_from_a_postal_application(db, sign_in):
    organization = enter(make_actor(Role.REVIEWER))
    application = start(organization, make_actor(Role.REVIEWER))
    kept_away = make_account(Role.REVIEWER, interest_in=[organization])
    browser = sign_in(kept_away)
    page = f"/en/accreditation/applications/{application.id}"
    assert browser.get(page).status_code == 404
    offered = browser.post("/en/organizations/enter", data=NEW | {"name": "Elders of Agadez"})
    assert str(organization.id) not in re.sub(r"\s", "", getattr(offered, "text", ""))


@pytest.mark.parametrize("role", [*Role, None])
def test_lists_hold_what_may_be_seen(db, role):
    posted = start(enter(make_actor(Role.REVIEWER)), make_actor(Role.REVIEWER))
    own = make_application()
    sent = make_application(state=ApplicationState.SUBMITTED)
    account = make_account(*([role] if role else []), interest_in=[])
    actor = actor_for(account)

    listed = {row.id for row in database.session.scalars(queries.visible_to(actor))}
    allowed = {one.id for one in (posted, own, sent) if can(actor, Accreditations.VIEW, one)}
    assert listed == allowed
    assert database.session.get(Organization, posted.organization_id).kept_by_staff
