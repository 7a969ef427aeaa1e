"""Protected and withheld entries: asking, confirming, the yearly review, the end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core.clock import today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role, can
from engagement.mail.models import Message
from engagement.organizations.commands import protection as commands
from engagement.organizations.models import Protection, ProtectionRequest
from engagement.organizations.permissions import Organizations
from engagement.organizations.queries import protection as queries
from engagement.settings.commands import change_setting
from tests.factories import make_account, make_actor, make_organization

SECRET = "The governor's men came to our office."


def request(organization, actor, wanted=Protection.PROTECTED):
    return commands.request_protection(organization, actor=actor, wanted=wanted, reason=SECRET)


def allow_withholding():
    change_setting(
        "organizations.withholding_allowed",
        actor=make_actor(Role.ADMINISTRATOR),
        value=True,
        reason="Decided.",
    )


def mails(db, template):
    statement = select(Message).filter_by(template=f"organizations/{template}")
    return db.scalars(statement.order_by(Message.to)).all()


def trail(db):
    statement = select(AuditEvent).where(AuditEvent.action.startswith("organizations:protection"))
    events = db.scalars(statement.order_by(AuditEvent.id))
    return [(event.action.rsplit(":")[-1], event.data) for event in events]


def test_request_protection_protects_at_once_and_tells_officers_without_the_reason(db):
    organization = make_organization()
    officer = make_account(Role.SAFEGUARDING_OFFICER)
    make_account(Role.SAFEGUARDING_OFFICER, interest_in=[organization])
    make_account(Role.ADMINISTRATOR)

    asked = request(organization, make_actor(leads=[organization]))

    assert organization.protection == Protection.PROTECTED
    assert organization.protected_since is not None
    assert today() < asked.answer_due_on <= today() + timedelta(days=7)
    assert [mail.to for mail in mails(db, "protection_requested")] == [officer.email]
    assert trail(db) == [("requested", {"wanted": "protected"})]
    told = [mail.body_text + mail.body_html + mail.subject for mail in db.scalars(select(Message))]
    assert not [text for text in told if SECRET in text]


def test_request_protection_is_refused_to_contributors_strangers_and_staff(db):
    organization = make_organization()

    for actor in (
        make_actor(member_of=[organization]),
        make_actor(),
        make_actor(Role.SAFEGUARDING_OFFICER),
    ):
        with pytest.raises(NotAllowed):
            request(organization, actor)

    assert organization.protection == Protection.NONE


def test_request_protection_is_refused_a_second_time(db):
    organization = make_organization()
    focal_point = make_actor(leads=[organization])
    request(organization, focal_point)

    with pytest.raises(RuleViolation, match="already"):
        request(organization, focal_point)


def test_an_entry_is_withheld_only_if_the_setting_allows_it_and_an_officer_confirms(db):
    organization = make_organization()
    focal_point = make_actor(leads=[organization])
    officer = make_actor(Role.SAFEGUARDING_OFFICER)
    with pytest.raises(RuleViolation, match="not withheld at present"):
        request(organization, focal_point, Protection.WITHHELD)
    allow_withholding()

    asked = request(organization, focal_point, Protection.WITHHELD)

    assert organization.protection == Protection.PROTECTED
    commands.confirm_protection(asked, actor=officer, protection=Protection.WITHHELD, note="")
    assert organization.protection == Protection.WITHHELD


def test_confirm_protection_sets_the_review_and_tells_focal_points_once(db):
    organization = make_organization()
    focal_point = make_account(leads=[organization])
    make_account(member_of=[organization])
    asked = request(organization, make_actor(leads=[organization]))
    officer = make_actor(Role.SAFEGUARDING_OFFICER)

    for note in ("Called them.", "A year later."):
        commands.confirm_protection(
            asked, actor=officer, protection=Protection.PROTECTED, note=note
        )

    assert (asked.confirmed_by_id, asked.note) == (officer.id, "A year later.")
    assert asked.review_due_on == today() + timedelta(days=365)
    assert [action for action, _ in trail(db)] == ["requested", "confirmed", "reviewed"]
    assert focal_point.email in {mail.to for mail in mails(db, "protection_confirmed")}
    assert len(mails(db, "protection_confirmed")) == 2


def test_confirm_protection_is_refused_to_others_in_conflict_and_when_it_is_over(db):
    organization = make_organization()
    focal_point = make_actor(leads=[organization])
    asked = request(organization, focal_point)

    for actor in (
        make_actor(Role.ADMINISTRATOR),
        make_actor(Role.SAFEGUARDING_OFFICER, interest_in=[organization]),
        focal_point,
    ):
        with pytest.raises(NotAllowed):
            commands.confirm_protection(
                asked, actor=actor, protection=Protection.PROTECTED, note=""
            )

    commands.end_protection(asked, actor=focal_point)
    with pytest.raises(RuleViolation, match="over"):
        commands.confirm_protection(
            asked,
            actor=make_actor(Role.SAFEGUARDING_OFFICER),
            protection=Protection.PROTECTED,
            note="",
        )


def test_end_protection_makes_the_entry_public_and_tells_focal_points(db):
    organization = make_organization()
    focal_point = make_actor(leads=[organization])
    asked = request(organization, focal_point)

    commands.end_protection(asked, actor=make_actor(Role.SAFEGUARDING_OFFICER), note="Agreed.")

    assert (organization.protection, organization.protected_since) == (Protection.NONE, None)
    assert len(mails(db, "protection_ended")) == 1
    with pytest.raises(NotAllowed):
        commands.end_protection(asked, actor=make_actor(Role.APPROVER))


@pytest.mark.parametrize("roles", [[], *([role] for role in Role)], ids=str)
def test_lists_show_exactly_what_the_policies_allow(db, roles):
    conflicted, other = make_organization(), make_organization()
    asked = [request(each, make_actor(leads=[each])) for each in (conflicted, other)]
    actor = make_actor(*roles, interest_in=[conflicted])

    allowed = {one for one in asked if can(actor, Organizations.SAFEGUARD, one)}

    assert set(db.scalars(queries.visible_to(actor))) == allowed
    assert queries.work_count(actor) == len(allowed)


def test_pages_carry_the_request_from_the_focal_point_to_the_officer(db, sign_in):
    organization = make_organization(name="Quiet Rivers")
    focal_point = sign_in(make_account(leads=[organization]))
    page = f"/en/organizations/{organization.id}"
    wrong = focal_point.post(
        f"{page}/request-protection", data={"wanted": "withheld", "reason": SECRET}
    )
    assert wrong.status_code == 422
    assert "The governor&#39;s men" in wrong.text

    assert focal_point.get(f"{page}/public-entry").status_code == 200
    answer = focal_point.post(
        f"{page}/request-protection", data={"wanted": "protected", "reason": SECRET}
    )
    assert answer.status_code == 302
    assert "protected already" in focal_point.get(f"{page}/public-entry").text

    asked = db.scalars(select(ProtectionRequest)).one()
    officer = sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    assert "Quiet Rivers" in officer.get("/en/organizations/protected").text
    address = f"/en/organizations/protected/{asked.id}"
    assert "The governor&#39;s men" in officer.get(address).text
    assert officer.post(address, data={"protection": "protected"}).status_code == 302
    assert officer.post(address, data={"protection": ""}).status_code == 422

    assert sign_in(make_account(Role.ADMINISTRATOR)).get(address).status_code == 404
    assert focal_point.post(f"{page}/end-protection").status_code == 302
    assert organization.protection == Protection.NONE
    assert "The entry is public again." in focal_point.get(f"{page}/public-entry").text
    assert focal_point.post(f"{page}/end-protection").status_code == 302
    assert "There is no protection to end now" in focal_point.get(f"{page}/public-entry").text


def test_the_website_is_shown_by_choice(db, sign_in):
    organization = make_organization(website="https://rivers.example")
    focal_point = sign_in(make_account(leads=[organization]))
    page = f"/en/organizations/{organization.id}"

    assert focal_point.post(f"{page}/show-website", data={}).status_code == 422
    assert focal_point.post(f"{page}/show-website", data={"shown": "yes"}).status_code == 302
    assert organization.shows_website
    assert "https://rivers.example" in focal_point.get(f"{page}/public-entry").text


def test_the_lists_need_a_constant_number_of_queries(db, sign_in, count_queries):
    officer = sign_in(make_account(Role.SAFEGUARDING_OFFICER))

    def ask():
        organization = make_organization()
        return request(organization, make_actor(leads=[organization]))

    ask()
    with count_queries() as one:
        officer.get("/en/organizations/protected")
    ask()
    ask()
    with count_queries() as three:
        officer.get("/en/organizations/protected")

    assert len(one) == len(three)
