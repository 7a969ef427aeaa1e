"""A claim: the wrong person fails at every step, the right one gets in after all of them."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.core import invariants
from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.errors import NotAllowed, RuleViolation, TooOften
from engagement.core.permissions import Role
from engagement.demo.papers import page as paper
from engagement.documents.intake import take_in
from engagement.mail.models import Message
from engagement.organizations import commands, jobs, offers
from engagement.organizations.models import (
    Claim,
    ClaimNotice,
    ClaimState,
    ClaimWay,
    Interest,
    KnownContact,
)
from engagement.organizations.queries import actor_for, claims, focal_points, open_memberships
from tests.factories import make_account, make_accreditation, make_actor, make_organization

CONTACT = "info@wetland.example"


@bookkeeping
def know(organization, *addresses):
    """Addresses from an older list."""
    for address in addresses:
        database.session.add(
            KnownContact(
                organization_id=organization.id, email=address, email_key=address, noted_at=now()
            )
        )


@pytest.fixture
def organization(db):
    one = make_organization(name="Wetland Society", website="https://www.wetland.example")
    _set_domain(one)
    know(one, CONTACT, "old@other.example")
    return one


@bookkeeping
def _set_domain(organization):
    organization.web_domain = "wetland.example"


@pytest.fixture
def claimant(organization):
    return make_account(name="Amina Otieno")


@pytest.fixture
def first(organization):
    return make_actor(Role.REVIEWER)


@pytest.fixture
def second(organization):
    return make_actor(Role.HEAD_OF_UNIT)


def letter():
    return take_in(io.BytesIO(paper("We name Amina Otieno our focal point.")), "letter.pdf")


def open_claim(organization, account, way=ClaimWay.MAILBOX):
    return commands.open_claim(
        organization, actor=actor_for(account), way=way, words="I chair it.", language="en"
    )


def mailed(db, template, to):
    sent = select(Message).filter_by(template=f"organizations/{template}", to=to)
    return db.scalars(sent.order_by(Message.created_at)).all()


def token_in(message):
    return re.search(r"/claims/(?:prove|object)/([\w-]+)", message.body_text)[1]


def proof_link(db, claim, account, to=CONTACT):
    contact = next(
        (one for one in claims.contacts_of(claim.organization_id) if one.email == to), None
    )
    commands.send_proof(claim, actor=actor_for(account), contact=contact, email=to)
    return token_in(mailed(db, "claim_proof", to)[-1])


def proved(db, organization, account):
    claim = open_claim(organization, account)
    commands.prove_mailbox(claim, actor=actor_for(account), token=proof_link(db, claim, account))
    return claim


def checked(db, organization, account, first):
    claim = proved(db, organization, account)
    commands.check_claim(claim, actor=first, note="Name and letter agree.")
    return claim


def waiting(db, organization, account, first, second):
    claim = checked(db, organization, account, first)
    commands.confirm_claim(claim, actor=second)
    return claim


def later(days=8):
    return moved_to(now() + timedelta(days=days))


def nobody_in(organization):
    return not open_memberships(organization)


def test_the_right_person_gets_in_after_every_step(db, organization, claimant, first, second):
    claim = waiting(db, organization, claimant, first, second)

    jobs.effect_claim(str(claim.id))
    assert nobody_in(organization), "not before the time to object is over"
    with later():
        jobs.effect_claim(str(claim.id))

    assert claim.state == ClaimState.GRANTED
    assert [one.id for one in focal_points(organization.id)] == [claimant.id]
    told = {
        one.to
        for one in db.scalars(select(Message).filter_by(template="organizations/claim_notice"))
    }
    assert told == {CONTACT, "old@other.example"}
    assert mailed(db, "claim_granted", claimant.email)
    ours = [one for one in invariants.broken() if "claim" in one]
    assert ours == []


def test_somebody_without_the_mailbox_does_not_get_on(db, organization, claimant, client, sign_in):
    """A stranger claims; the link goes to the known mailbox, whose reader only learns of it."""
    stranger = make_account(name="A Stranger")
    claim = open_claim(organization, stranger)
    token = proof_link(db, claim, stranger)

    with pytest.raises(NotAllowed):
        commands.prove_mailbox(claim, actor=actor_for(claimant), token=token)
    with pytest.raises(RuleViolation, match="does not work"):
        commands.prove_mailbox(claim, actor=actor_for(stranger), token="guessed")
    path = f"/en/organizations/claims/prove/{token}"
    assert "do nothing" in client.get(path).text
    reader = sign_in(make_account(email=CONTACT))
    assert reader.post(path).status_code == 403
    assert claim.state == ClaimState.OPENED
    page = sign_in(stranger).get(f"/en/organizations/claims/{claim.id}").text
    assert "i…@wetland.example" in page
    assert CONTACT not in page


def test_an_earlier_link_and_an_old_one_do_not_work(db, organization, claimant):
    claim = open_claim(organization, claimant)
    earlier, current = proof_link(db, claim, claimant), proof_link(db, claim, claimant)

    with pytest.raises(RuleViolation):
        commands.prove_mailbox(claim, actor=actor_for(claimant), token=earlier)
    with later(), pytest.raises(RuleViolation):
        commands.prove_mailbox(claim, actor=actor_for(claimant), token=current)


@pytest.mark.parametrize("missing", ["letter", "domain", "mailbox"])
def test_letter_and_domain_are_both_needed(db, organization, claimant, missing):
    claim = open_claim(organization, claimant, ClaimWay.LETTER)
    actor = actor_for(claimant)
    if missing == "domain":
        with pytest.raises(RuleViolation, match=r"at wetland\.example"):
            commands.send_proof(claim, actor=actor, email="amina@wetland-society.example")
    if missing == "letter":
        token = proof_link(db, claim, claimant, "amina@wetland.example")
        commands.prove_mailbox(claim, actor=actor, token=token)
    else:
        commands.add_letter(claim, actor=actor, taken=letter())

    assert claim.state == ClaimState.OPENED


def test_letter_and_a_mailbox_at_the_domain_prove_it(db, organization, claimant):
    claim = open_claim(organization, claimant, ClaimWay.LETTER)
    commands.add_letter(claim, actor=actor_for(claimant), taken=letter())
    token = proof_link(db, claim, claimant, "amina@mail.wetland.example")
    commands.prove_mailbox(claim, actor=actor_for(claimant), token=token)

    assert claim.state == ClaimState.PROVED


def test_the_first_member_of_staff_refuses(db, organization, claimant, first):
    claim = proved(db, organization, claimant)
    commands.refuse_claim(claim, actor=first, reason="The board does not know this person.")

    assert claim.state == ClaimState.REFUSED
    assert "board does not know" in mailed(db, "claim_refused", claimant.email)[0].body_text
    assert not db.scalars(select(ClaimNotice)).all()
    with later(30), pytest.raises(RuleViolation):
        commands.check_claim(claim, actor=first, note="")


def test_the_second_member_of_staff_refuses(db, organization, claimant, first, second):
    claim = checked(db, organization, claimant, first)
    commands.refuse_claim(claim, actor=second, reason="The letter is forged.")
    with later(30):
        jobs.effect_claim(str(claim.id))

    assert claim.state == ClaimState.REFUSED
    assert nobody_in(organization)


def test_one_member_of_staff_is_not_two(db, organization, claimant, first):
    claim = checked(db, organization, claimant, first)

    with pytest.raises(RuleViolation, match="somebody else"):
        commands.confirm_claim(claim, actor=first)
    with later(30):
        jobs.effect_claim(str(claim.id))
    assert claim.state == ClaimState.CHECKED
    assert nobody_in(organization)


def test_staff_neither_handle_their_own_claim_nor_one_in_conflict(db, organization, first):
    insider = make_account(Role.REVIEWER)
    claim = proved(db, organization, insider)
    conflicted = make_actor(Role.HEAD_OF_UNIT, interest_in=[organization])

    for actor in (actor_for(insider), conflicted):
        with pytest.raises(NotAllowed):
            commands.check_claim(claim, actor=actor, note="")
    commands.check_claim(claim, actor=first, note="")
    for actor in (actor_for(insider), conflicted):
        with pytest.raises(NotAllowed):
            commands.confirm_claim(claim, actor=actor)


def test_an_objection_within_seven_days_stops_it(db, organization, claimant, first, second, client):
    claim = waiting(db, organization, claimant, first, second)
    path = f"/en/organizations/claims/object/{token_in(mailed(db, 'claim_notice', CONTACT)[0])}"

    with later(6):
        assert client.post(path, data={"words": ""}).status_code == 422
        assert client.post(path, data={"words": "We never heard of her."}).status_code == 302
        assert "is stopped" in client.get(path).text
    with later(30):
        jobs.effect_claim(str(claim.id))

    assert claim.state == ClaimState.OBJECTED
    assert nobody_in(organization)
    assert mailed(db, "claim_objected", claimant.email)
    commands.refuse_claim(claim, actor=second, reason="The society objects.")
    assert claim.state == ClaimState.REFUSED


def test_a_resolved_objection_lets_everything_begin_anew(db, organization, claimant, first, second):
    claim = waiting(db, organization, claimant, first, second)
    commands.object_to_claim(
        claims.notice_by_token(token_in(mailed(db, "claim_notice", CONTACT)[0])), words="Why?"
    )
    commands.resume_claim(claim, actor=second, reason="They took it back by telephone.")

    assert (claim.state, claim.confirmed_by_id) == (ClaimState.CHECKED, None)
    with pytest.raises(RuleViolation):
        commands.confirm_claim(claim, actor=second)
    commands.confirm_claim(claim, actor=first)
    assert len(mailed(db, "claim_notice", CONTACT)) == 2
    with later(9):
        jobs.effect_claim(str(claim.id))
    assert claim.state == ClaimState.GRANTED


def test_nobody_claims_what_somebody_belongs_to(db, organization, claimant, first, second):
    make_account(member_of=[organization])

    with pytest.raises(RuleViolation, match="Ask its focal point"):
        open_claim(organization, claimant)


def test_it_lapses_when_somebody_leads_meanwhile(db, organization, claimant, first, second):
    claim = waiting(db, organization, claimant, first, second)
    rival = proved(db, organization, make_account())
    with later():
        jobs.effect_claim(str(claim.id))

    assert claim.state == ClaimState.GRANTED
    assert rival.state == ClaimState.EXPIRED


def test_staff_who_may_not_any_more_do_not_count(db, organization, claimant, first, second):
    claim = waiting(db, organization, claimant, first, second)
    _declare(second, organization)
    with later():
        jobs.effect_claim(str(claim.id))

    assert (claim.state, claim.checked_by_id) == (ClaimState.PROVED, None)
    assert nobody_in(organization)


@bookkeeping
def _declare(actor, organization):
    database.session.add(
        Interest(
            person_id=actor.id,
            organization_id=organization.id,
            reason="My brother works there.",
            declared_at=now(),
        )
    )


def test_without_proof_it_lapses(db, organization, claimant):
    claim = open_claim(organization, claimant)
    with later(31):
        jobs.expire_claims()

    assert claim.state == ClaimState.EXPIRED


def test_attempts_are_limited(db, organization, claimant):
    claim = open_claim(organization, claimant)
    for _ in range(5):
        proof_link(db, claim, claimant)
    with pytest.raises(TooOften):
        proof_link(db, claim, claimant)
    for _ in range(2):
        other = make_organization()
        know(other, "x@y.example")
        open_claim(other, claimant)
    with pytest.raises(TooOften):
        other = make_organization()
        know(other, "x@y.example")
        open_claim(other, claimant)


def test_a_claim_over_the_pages(db, organization, claimant, sign_in, client):
    browser = sign_in(claimant)
    path = f"/en/organizations/claim/{offers.to_claim(organization.id)}"
    page = browser.get(path).text
    assert "i…@wetland.example" in page
    assert CONTACT not in page
    assert browser.post(path, data={"words": ""}).status_code == 422
    assert client.get(path).status_code == 302
    assert browser.get("/en/organizations/claim/forged").status_code == 404

    answer = browser.post(path, data={"way": "letter", "words": "I chair it."})
    claim = db.scalars(select(Claim)).one()
    assert answer.location.endswith(f"/claims/{claim.id}")
    base = f"/en/organizations/claims/{claim.id}"
    assert browser.get(path).location.endswith(base)
    sent = {"file": (io.BytesIO(b"nothing"), "letter.exe")}
    assert browser.post(f"{base}/letter", data=sent).status_code == 422
    sent = {"file": (io.BytesIO(paper("A letter")), "letter.pdf")}
    assert browser.post(f"{base}/letter", data=sent).status_code == 302
    assert browser.post(f"{base}/link", data={"email": "a@b.example"}).status_code == 422
    assert browser.post(f"{base}/link", data={"email": "a@wetland.example"}).status_code == 302
    token = token_in(mailed(db, "claim_proof", "a@wetland.example")[0])
    assert browser.post(f"/en/organizations/claims/prove/{token}").status_code == 302
    assert claim.state == ClaimState.PROVED
    assert browser.get(base).status_code == 200
    assert browser.post(f"{base}/check", data={"note": "x"}).status_code == 403

    one, other = sign_in(make_account(Role.REVIEWER)), sign_in(make_account(Role.HEAD_OF_UNIT))
    assert "Wetland Society" in one.get("/en/organizations/claims").text
    assert CONTACT in one.get(base).text
    assert one.get(f"{base}/letter").status_code == 200
    assert one.post(f"{base}/check", data={"note": ""}).status_code == 422
    assert one.post(f"{base}/check", data={"note": "Names agree."}).status_code == 302
    assert one.post(f"{base}/confirm").status_code == 409
    assert other.post(f"{base}/confirm").status_code == 302
    assert claim.state == ClaimState.WAITING
    assert browser.post(f"{base}/withdraw").status_code == 302
    assert claim.state == ClaimState.WITHDRAWN


def test_the_register_offers_only_what_nobody_leads(db, client):
    standing = make_accreditation(name="Open Meadow")
    path = f"/en/register/{standing.number}"

    assert "Claim this entry" in client.get(path).text
    make_account(leads=[standing.organization])
    assert "Claim this entry" not in client.get(path).text


def test_look_alikes_without_members_are_offered_to_be_claimed(db, organization, claimant, sign_in):
    browser = sign_in(claimant)
    data = {
        "name": "Wetland Society",
        "country": "KE",
        "kind": "non_profit",
        "major_group": "ngo",
    }

    page = browser.post("/en/organizations/new", data=data).text
    assert "claim this entry" in page
    assert "Ask its focal point" not in page
    make_account(leads=[organization])
    page = browser.post("/en/organizations/new", data=data).text
    assert "claim this entry" not in page
    assert "Ask its focal point" in page


def test_an_erased_person_claims_nothing(db, organization, claimant):
    from engagement.organizations.commands.departures import leave

    claim = open_claim(organization, claimant)
    proof_link(db, claim, claimant)
    bookkeeping(leave)(claimant, {CONTACT})

    assert (claim.state, claim.proof_email) == (ClaimState.EXPIRED, None)
    assert [one.email for one in claims.contacts_of(organization.id)] == ["old@other.example"]
