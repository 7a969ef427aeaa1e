"""Companies: their own track, the short path, who may begin what, the way to a decision."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.forms.by_track import FORMS_OF_BUSINESS, questions, short_forms
from engagement.accreditation.models import (
    ApplicationPath,
    ApplicationState,
    Outcome,
    Verdict,
    WaitingOn,
)
from engagement.accreditation.private_sector import MOST_QUESTIONS
from engagement.accreditation.tracks import MAJOR_GROUP, PRIVATE_SECTOR
from engagement.core.clock import today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.company_answers import company_answers
from engagement.mail.models import Message
from engagement.organizations.models import (
    IDENTITY,
    Organization,
    OrganizationKind,
    OrganizationPerson,
    PersonRole,
    ProfileSection,
    StaffBand,
    TurnoverBand,
)
from engagement.organizations.queries import actor_for, identity_of
from engagement.screening.levels import Level
from engagement.screening.models import CaseState
from engagement.settings import calendar
from tests.accreditation.cases import effect
from tests.factories import (
    make_account,
    make_actor,
    make_application,
    make_company,
    make_organization,
    make_person,
    make_screening,
    make_sections,
    make_sme,
)


def page_of(application, key):
    return f"/en/accreditation/applications/{application.id}/sections/{key}"


def start(organization, track):
    leader = make_account(leads=[organization])
    return commands.start_application(
        organization, actor=actor_for(leader), track=track.key, language="en"
    )


def test_every_section_has_a_form_and_the_answers_of_the_demo_fit_both_paths(db):
    keys = {section.key for section in PRIVATE_SECTOR.sections}
    assert keys == set(FORMS_OF_BUSINESS)
    company = make_company()
    make_person(company, roles=["director", "owner"], share=30)
    answers = company_answers() | {IDENTITY: identity_of(company)}
    for forms in (FORMS_OF_BUSINESS, short_forms()):
        for key, form in forms.items():
            again = form.again(answers[key], organization=company)
            assert again.validate(), (key, again.errors)


def test_the_short_path_asks_at_most_twenty_questions(db):
    asked = questions()
    assert set(asked) == PRIVATE_SECTOR.short - {IDENTITY}
    assert all(asked.values())
    assert sum(asked.values()) <= MOST_QUESTIONS


def test_the_receipt_counts_the_questions_of_the_path(db):
    application = make_application(organization=make_sme())
    leader = make_actor(leads=[application.organization])
    commands.submit_application(application, actor=leader, declared_name="A. Otieno")
    titles = {str(section.title): section.key for section in PRIVATE_SECTOR.sections}

    lines = queries.received(application.snapshot)

    counted = {titles[str(line.title)]: line.answers for line in lines if line.title}
    assert {key: counted[key] for key in counted if key != IDENTITY} == questions()


@pytest.mark.parametrize("make", [make_company, make_sme])
def test_a_company_begins_on_the_path_of_its_size(db, make):
    application = start(make(), PRIVATE_SECTOR)
    small = make is make_sme
    assert application.path == (ApplicationPath.SME if small else ApplicationPath.FULL)
    missing = queries.missing_sections(application)
    assert ("accounts" in missing) == (not small)
    assert application.reference is None
    assert "owners" in missing
    with pytest.raises(RuleViolation, match="Begin a private-sector application"):
        start(application.organization, MAJOR_GROUP)


def test_a_major_group_organization_is_told_its_way(db):
    association = make_organization()
    association.kind = OrganizationKind.BUSINESS_ASSOCIATION
    with pytest.raises(RuleViolation, match="applies with its"):
        start(association, PRIVATE_SECTOR)


def test_a_company_that_turns_out_larger_leaves_the_short_path(db, sign_in):
    application = make_application(organization=make_sme())
    leader = make_account(leads=[application.organization])
    assert not queries.missing_parts(application)
    section = db.scalars(select(ProfileSection).filter_by(key=IDENTITY)).one()
    typed = section.answers | {"staff_band": "more", "version": str(section.version)}
    typed = {key: value or "" for key, value in typed.items()}
    assert sign_in(leader).post(page_of(application, IDENTITY), data=typed).status_code == 302
    db.refresh(application)
    assert application.path == ApplicationPath.FULL
    assert "exclusions" in queries.missing_sections(application)
    assert application.organization.staff_band == StaffBand.MORE


def test_the_path_is_chosen_on_the_task_list(db, sign_in):
    application = make_application(organization=make_sme())
    browser = sign_in(make_account(leads=[application.organization]))
    tasks = f"/en/accreditation/applications/{application.id}"
    assert "at most 20 questions" in browser.get(tasks).text
    browser.post(f"{tasks}/choose-path", data={"path": "full"})
    db.refresh(application)
    assert application.path == ApplicationPath.FULL
    assert not queries.missing_sections(application)  # the demo answers both
    assert "Take the short path" in browser.get(tasks).text
    application.organization.staff_band = StaffBand.MORE
    with pytest.raises(RuleViolation, match="small and medium-sized"):
        commands.choose_path(
            application,
            actor=make_actor(leads=[application.organization]),
            path=ApplicationPath.SME,
        )


def test_submission_gives_a_number_of_the_series_and_waits_on_the_unit(db):
    application = make_application(organization=make_company())
    leader = make_actor(leads=[application.organization])
    commands.submit_application(application, actor=leader, declared_name="A. Otieno")
    assert application.reference.startswith("PSA-")
    assert application.stages[-1].waiting_on == WaitingOn.OFFICER
    content = application.snapshot.content
    assert content["people"][0]["roles"] == ["chief_executive", "owner"]
    assert content["people"][0]["share"] == "60.00"
    assert content["organization"]["sector"] == "C"


def test_each_unit_has_its_own_cases(db):
    company = make_application(organization=make_company(), state=ApplicationState.SUBMITTED)
    civil = make_application(state=ApplicationState.SUBMITTED)
    desks = {
        Role.REVIEWER: {civil},
        Role.SCREENING_OFFICER: {company},
        Role.PRIVATE_SECTOR_HEAD: {company},
        Role.DIRECTOR: {company},
        Role.APPROVER: {civil, company},
    }
    for role, cases in desks.items():
        assert set(db.scalars(queries.handled_by(make_actor(role)))) == cases, role


def test_a_company_is_created_with_sector_and_size(db, sign_in):
    browser = sign_in(make_account())
    page = browser.get("/en/organizations/new-company").text
    assert "Major Group" not in page
    typed = {
        "name": "Насосы Плюс",
        "latin_name": "Nasosy Plyus",
        "country": "KZ",
        "kind": "state_enterprise",
        "sector": "C",
        "staff_band": "up_to_9",
        "turnover_band": "up_to_2",
    }
    assert browser.post("/en/organizations/new-company", data=typed).status_code == 302
    company = db.scalars(select(Organization).filter_by(name="Насосы Плюс")).one()
    assert company.kind == OrganizationKind.STATE_ENTERPRISE
    assert company.turnover_band == TurnoverBand.UP_TO_2
    assert company.major_group is None
    section = db.scalars(select(ProfileSection).filter_by(organization_id=company.id)).one()
    assert section.complete
    shown = browser.get(f"/en/organizations/{company.id}").text
    assert "Apply for private-sector accreditation" in shown
    assert "Small or medium-sized enterprise" in shown


def test_owners_are_named_with_roles_and_shares(db, sign_in):
    application = make_application(organization=make_company(), complete=False)
    browser = sign_in(make_account(leads=[application.organization]))
    owners = page_of(application, "owners")
    refused = browser.post(owners, data={"has_owners": "yes", "version": "0"})
    assert refused.status_code == 422
    assert "Add the chief executive or the directors" in refused.text
    person = {
        "name": "أمينة السيد",
        "latin_name": "Amina El Sayed",
        "nationality": "not_stated",
        "roles": ["director"],
        "share": "37,5",
    }
    add = f"/en/accreditation/applications/{application.id}/people/add"
    assert "Only a beneficial owner has a share" in browser.post(add, data=person).text
    person["roles"] = ["director", "owner"]
    assert browser.post(add, data=person).status_code == 302
    row = db.scalars(select(OrganizationPerson)).one()
    assert row.roles == [PersonRole.DIRECTOR, PersonRole.OWNER]
    assert str(row.share) == "37.50"
    section = db.scalars(select(ProfileSection).filter_by(key="owners")).one()
    assert not section.complete
    page = browser.get(owners).text
    assert "Beneficial owner (37.5%)" in page
    typed = {"has_owners": "yes", "version": str(section.version)}
    assert browser.post(owners, data=typed).status_code == 302
    db.refresh(section)
    assert section.complete


def test_a_flagged_answer_needs_an_explanation(db, sign_in):
    application = make_application(organization=make_sme(), complete=False)
    leader = make_account(leads=[application.organization])
    make_sections(application.organization, leader)
    section = db.scalars(select(ProfileSection).filter_by(key="exclusions")).one()
    typed = section.answers | {"sme_rights": "yes", "version": str(section.version)}
    browser = sign_in(leader)
    refused = browser.post(page_of(application, "exclusions"), data=typed)
    assert refused.status_code == 422
    assert "Explain your answer in a few words." in refused.text
    assert "excl_tobacco" not in refused.text


JUDGED = [each for each in PRIVATE_SECTOR.criteria if not each.by_record]


def reviewed(application):
    """The case after two officers, who found every criterion met, and its screening is over."""
    make_screening(application, state=CaseState.DECIDED, level=Level.LOW)
    officers = [make_actor(Role.SCREENING_OFFICER), make_actor(Role.PRIVATE_SECTOR_HEAD)]
    for officer in officers:
        for criterion in JUDGED:
            commands.judge_criterion(
                application,
                actor=officer,
                criterion=criterion.key,
                verdict=Verdict.MET,
                reason="The extract shows it.",
            )
        commands.recommend_application(application, actor=officer, accredit=True, reason="All met.")
    return application


def test_a_company_is_reviewed_by_its_unit_and_gets_a_letter_and_an_end(db):
    application = make_application(
        organization=make_company(name="Насосы Плюс", latin_name="Nasosy Plyus"),
        state=ApplicationState.IN_REVIEW,
    )
    leader = make_account(leads=[application.organization])
    with pytest.raises(NotAllowed):
        commands.judge_criterion(
            application,
            actor=make_actor(Role.REVIEWER),
            criterion="legal_existence",
            verdict=Verdict.MET,
            reason="No.",
        )
    reviewed(application)
    assert application.state == ApplicationState.RECOMMENDED
    decision = commands.decide_application(
        application,
        actor=make_actor(Role.PRIVATE_SECTOR_HEAD),
        outcome=Outcome.ACCREDIT,
        reason="I agree.",
    )
    effect(decision)
    accreditation = queries.accreditation_of(application)
    assert accreditation.number.startswith("PS-")
    assert accreditation.valid_until == calendar.months_after(today(), 24)
    assert accreditation.report_due_on == accreditation.valid_until
    letter = db.scalars(select(Message).filter_by(person_id=leader.id)).all()[-1]
    assert "private-sector accreditation" in letter.body_text
    assert "no endorsement" in letter.body_text
    assert "Major Group" not in letter.body_text


@pytest.mark.parametrize(("path", "days"), [(ApplicationPath.FULL, 30), (ApplicationPath.SME, 20)])
def test_each_path_has_its_own_clock(db, path, days):
    make = make_sme if path == ApplicationPath.SME else make_company
    application = make_application(organization=make(), state=ApplicationState.IN_REVIEW)
    assert application.path == path
    assert application.due_on == today() + timedelta(days=days)


def test_the_queue_of_who_sees_both_is_narrowed_by_track(db, sign_in):
    company = make_application(organization=make_company(), state=ApplicationState.SUBMITTED)
    civil = make_application(state=ApplicationState.SUBMITTED)
    browser = sign_in(make_account(Role.APPROVER))
    page = browser.get("/en/accreditation/desk?lane=all").text
    assert company.reference in page
    assert civil.reference in page
    assert "Kind of application" in page
    narrowed = browser.get("/en/accreditation/desk?lane=all&track=private_sector").text
    assert company.reference in narrowed
    assert civil.reference not in narrowed


@pytest.mark.parametrize("make", [make_company, make_sme])
def test_no_page_of_a_company_speaks_of_major_groups(db, sign_in, make):
    application = make_application(organization=make(), state=ApplicationState.DRAFT)
    browser = sign_in(make_account(leads=[application.organization]))
    own = f"/en/accreditation/applications/{application.id}"
    pages = [
        f"/en/organizations/{application.organization_id}",
        own,
        f"{own}/check",
        f"{own}/documents",
        f"{own}/people/add",
        *(page_of(application, each.key) for each in queries.track_of(application).sections),
        "/en/accreditation/private-sector/check",
    ]
    for page in pages:
        answer = browser.get(page)
        assert answer.status_code == 200, page
        for word in ("Major Group", "civil society unit", "statutes show", "Governing body"):
            assert word not in answer.text, (page, word)
    leader = make_actor(leads=[application.organization])
    commands.submit_application(application, actor=leader, declared_name="A. Otieno")
    for page in (own, f"{own}/receipt", f"{own}/submitted"):
        answer = browser.get(page)
        assert answer.status_code == 200, page
        assert "Major Group" not in answer.text, page
    officer = sign_in(make_account(Role.SCREENING_OFFICER))
    desk = officer.get(f"/en/accreditation/desk/{application.id}")
    assert desk.status_code == 200


def test_a_company_checks_whether_it_can_apply(client):
    check = "/en/accreditation/private-sector/check"
    answers = {"registered": "yes", "products": "no", "listed": "no", "rights": "no"}
    assert client.post(check, data=answers).status_code == 422
    answer = client.post(check, data=answers | {"commitment": "yes"})
    assert "You can apply" in client.get(answer.location).text
    against = client.get(answer.location.replace("products=no", "products=yes")).text
    assert "does not engage with business in these" in against
    assert client.get("/en/accreditation/private-sector/result?products=no").status_code == 302
    start = client.get("/en/accreditation/private-sector").text
    assert "no endorsement" in start
