"""What a submission freezes: equal to the profile at that moment, and provable later."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from engagement.accreditation import commands, queries, snapshots
from engagement.accreditation.models import ApplicationSnapshot
from engagement.mail.models import Message
from engagement.organizations import commands as organizations
from engagement.organizations.models import IDENTITY, ProfileSection
from engagement.organizations.queries import actor_for, identity_of, people_of
from tests.factories import ANSWERS, make_account, make_application, make_organization

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
PLACES = [(section, name) for section, answers in ANSWERS.items() for name in answers]


@given(values)
def test_the_fingerprint_survives_storing_and_reading(value):
    content = {"sections": {"any": {"answer": value}}}
    again = json.loads(json.dumps(content))
    assert snapshots.digest_of(again) == snapshots.digest_of(content)


@given(st.sampled_from(PLACES), values)
def test_the_fingerprint_changes_with_any_answer(place, value):
    section, name = place
    content = {"sections": ANSWERS}
    changed = copy.deepcopy(content)
    changed["sections"][section][name] = value
    same = snapshots.canonical(changed) == snapshots.canonical(content)
    assert same == (
        json.dumps(value, sort_keys=True) == json.dumps(ANSWERS[section][name], sort_keys=True)
    )
    assert (snapshots.digest_of(changed) == snapshots.digest_of(content)) == same


def test_a_part_is_declared_once():
    with pytest.raises(RuntimeError, match="declared twice"):
        snapshots.part("sections")(lambda application: {})


@pytest.fixture
def submitted(db):
    organization = make_organization(name="Société « Été » – أمل", latin_name="Ete")
    leader = make_account(leads=[organization])
    application = make_application(organization=organization)
    commands.submit_application(application, actor=actor_for(leader), declared_name="Ève")
    application.leader = leader
    return application


def test_the_snapshot_is_the_profile_at_that_moment(db, submitted):
    snapshot = db.scalars(select(ApplicationSnapshot)).one()
    profile = {
        row.key: row.answers
        for row in db.scalars(
            select(ProfileSection).filter_by(organization_id=submitted.organization_id)
        )
    }
    identity = {IDENTITY: identity_of(submitted.organization)}
    assert snapshot.content["sections"] == profile == ANSWERS | identity
    assert snapshot.content["organization"]["name"] == submitted.organization.name
    names = [person.name for person in people_of(submitted.organization)]
    assert [person["name"] for person in snapshot.content["people"]] == names
    db.expire_all()
    assert snapshots.is_intact(snapshot)
    assert snapshot.content == json.loads(snapshots.canonical(snapshot.content))


def test_a_later_change_of_the_profile_leaves_the_snapshot_alone(db, submitted):
    before = submitted.snapshot.digest
    organizations.save_section(
        submitted.organization,
        "environment",
        actor=actor_for(submitted.leader),
        answers=ANSWERS["environment"] | {"focus": "Something else altogether."},
        complete=True,
        version=1,
    )
    db.expire_all()
    assert submitted.snapshot.digest == before
    assert snapshots.is_intact(submitted.snapshot)
    assert submitted.snapshot.content["sections"]["environment"] == ANSWERS["environment"]


def test_a_changed_snapshot_is_told_on_its_page(db, submitted, sign_in):
    browser = sign_in(submitted.leader)
    page = f"/en/accreditation/applications/{submitted.id}/submitted"
    text = browser.get(page).text
    assert submitted.snapshot.digest.hex() in text
    assert "Amina Otieno" in text
    assert "differs from what was submitted" not in text
    content = copy.deepcopy(submitted.snapshot.content)
    content["sections"]["environment"]["focus"] = "Forged."
    db.connection().execute(ApplicationSnapshot.__table__.update().values(content=content))
    db.expire_all()
    assert "differs from what was submitted" in browser.get(page).text
    assert sign_in(make_account()).get(page).status_code == 404


def test_receipt_and_mail_list_everything_received(db, submitted, sign_in):
    receipt = f"/en/accreditation/applications/{submitted.id}/receipt"
    page = sign_in(submitted.leader).get(receipt).text
    mail = db.scalars(
        select(Message).filter_by(template="accreditation/application_submitted")
    ).one()
    lines = queries.received(submitted.snapshot)
    files = [line for line in lines if line.sha256]
    assert len(lines) - len(files) == len(ANSWERS) + 1
    assert len(files) == len(queries.required_documents(submitted))
    (body,) = [line for line in lines if str(line.title) == "Governing body"]
    assert body.answers == len(ANSWERS["governing_body"]) + 1
    for line in lines:
        words = line.name if line.sha256 else str(line.title)
        assert words in page
        assert words in mail.body_text
