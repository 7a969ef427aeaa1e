"""The main job through HTTP: sign up, apply, review, decide, register, verify."""

import io
import re
from datetime import timedelta

import time_machine
from sqlalchemy import select

from engagement.accreditation import jobs as accreditation_jobs
from engagement.accreditation import queries
from engagement.accreditation.models import Application, ApplicationState, Decision
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.clock import now
from engagement.core.permissions import Role
from engagement.demo.screening_builders import make_needed_lists
from engagement.directory import jobs as directory_jobs
from engagement.mail.models import Message
from engagement.screening.jobs import matches as screening_jobs
from engagement.screening.sources import Track
from tests.documents import samples
from tests.factories import ANSWERS, PASSWORD, make_account


def post(client, url, status=302, **data):
    response = client.post(url, data=data)
    assert response.status_code == status, re.sub(r"<[^>]+>|\s+", " ", response.text)[:3000]
    return response


def answers_of(key):
    values = dict(ANSWERS[key])
    if "registered_on" in values:
        year, month, day = values.pop("registered_on").split("-")
        values |= {
            "registered_on-day": day,
            "registered_on-month": month,
            "registered_on-year": year,
        }
    return values


def test_an_organization_applies_is_reviewed_decided_on_and_stands_in_the_register(
    db, client, sign_in
):
    make_needed_lists(Track.MAJOR_GROUP)
    post(
        client, "/en/sign-up", name="Amina Otieno", email="amina@wetland.example", password=PASSWORD
    )
    mail = db.scalars(select(Message).filter_by(template="accounts/verify_email")).one()
    path = re.search(r"http://localhost(/en/confirm-email/\S+)", mail.body_text)[1]
    assert client.get(path).status_code == 200
    post(client, path)

    post(
        client,
        "/en/organizations/new",
        name="Wetland Women",
        country="KE",
        kind="non_profit",
        major_group="women",
    )
    organization = client.get("/en/home").text
    organization_id = re.search(r"/en/organizations/([0-9a-f-]{36})", organization)[1]
    location = post(client, f"/en/accreditation/start/{organization_id}").location
    post(
        client, f"{location}/people/add", name="Sukarno", position="Chair", nationality="stateless"
    )
    for key in ANSWERS:
        post(client, f"{location}/sections/{key}", version="0", **answers_of(key))
    application = db.scalars(select(Application)).one()
    for key in queries.required_documents(application):
        upload = (io.BytesIO(samples.picture("JPEG")), "photograph of the paper.jpg")
        post(client, f"{location}/documents/{key}", file=upload)
    assert client.get(f"{location}/check").status_code == 200
    receipt = post(
        client, f"{location}/submit-application", declared_name="Amina Otieno", declared="y"
    ).location
    assert "ACC-" in client.get(receipt).text

    screening_jobs.screen_organization(
        organization_id=organization_id, cause="submission", track=application.track
    )
    db.refresh(application)
    desk = f"/en/accreditation/desk/{application.id}"
    reviewer = sign_in(make_account(Role.REVIEWER))
    assert application.reference in reviewer.get("/en/accreditation/desk").text
    post(reviewer, f"{desk}/accept-application")
    assert "Record certified copies" in reviewer.get(desk).text
    copies = {f"copy_{paper}": "on_paper" for paper in queries.copies_open(application)}
    days = {
        f"seen_on_{paper}-{part}": value
        for paper in queries.copies_open(application)
        for part, value in (("day", "2"), ("month", "3"), ("year", "2026"))
    }
    post(reviewer, f"{desk}/record-certified-copies", **copies, **days)
    second = sign_in(make_account(Role.REVIEWER))
    for person in (reviewer, second):
        for criterion in MAJOR_GROUP.criteria:
            post(person, f"{desk}/criteria/{criterion.key}", verdict="met", reason="As documented.")
        assert person.get(desk).status_code == 200
        post(person, f"{desk}/recommend-application", accredit="yes", reason="All criteria met.")

    approver = sign_in(make_account(Role.APPROVER))
    assert application.reference in approver.get("/en/accreditation/decisions").text
    assert approver.get(f"{desk}/decide-application").status_code == 200
    post(approver, f"{desk}/decide-application", outcome="accredit", reason="I agree.")
    assert "Undo" in approver.get("/en/accreditation/decisions").text
    db.refresh(application)
    assert application.state == ApplicationState.RECOMMENDED
    decision = db.scalars(select(Decision)).one()

    with time_machine.travel(now() + timedelta(minutes=11)):
        accreditation_jobs.effect_decision(str(decision.id))
        directory_jobs.refresh_organization(str(application.organization_id))
        db.expire_all()
        assert application.state == ApplicationState.ACCREDITED
        register = client.get("/en/register?q=wetland").text
        number = re.search(r"MG-\d{4}-\d{5}", register)[0]
        assert "Wetland Women" in client.get(f"/en/register/{number}").text
        verified = client.get(f"/verify?number={number}", follow_redirects=True)

    assert "Wetland Women" in verified.text
    letters = db.scalars(select(Message.template).order_by(Message.created_at)).all()
    assert letters == [
        "accounts/verify_email",
        "accreditation/application_submitted",
        "accreditation/application_accepted",
        "accreditation/application_accredited",
    ]
