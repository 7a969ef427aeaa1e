"""Checking what was sent: kept, read by accepting and returning, told apart by file."""

import pytest

from engagement.accreditation import commands, queries
from engagement.accreditation.commands import PartCheck
from engagement.accreditation.models import ApplicationState, Cause
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from tests.accreditation.test_case_papers import sent_again
from tests.factories import make_account, make_actor, make_application, make_document


def desk(application, page=""):
    return f"/en/accreditation/desk/{application.id}{page}"


@pytest.fixture
def case(db):
    return make_application(state=ApplicationState.SUBMITTED)


def check(application, *checks, actor=None):
    commands.check_completeness(
        application, actor=actor or make_actor(Role.REVIEWER), checks=checks
    )


def test_what_was_checked_is_kept_and_shown_to_the_next(case, sign_in):
    first = sign_in(make_account(Role.REVIEWER, name="Ingrid Holm"))
    page = desk(case, "/return-application")
    form = {
        "check_section_finances": "complete",
        "note_section_finances": "Who pays the other half?",
        "check_section_contacts": "order",
        "next": "later",
    }

    assert first.post(page, data=form).status_code == 302

    assert case.state == ApplicationState.SUBMITTED
    checks = queries.checks_of(case)
    assert {key: check.in_order for key, check in checks.items()} == {
        "section:finances": False,
        "section:contacts": True,
    }
    other = sign_in(make_account(Role.REVIEWER))
    again = other.get(page).text
    assert "Who pays the other half?" in again
    assert again.count("selected") >= 2
    shown = other.get(desk(case)).text
    assert "1 part is to be completed." in shown
    assert "Accept as complete" not in shown


def test_what_is_wanting_cannot_be_accepted_until_it_is_found_in_order(case):
    reviewer = make_actor(Role.REVIEWER)
    check(case, PartCheck("section:finances", in_order=False, note="Who pays?"))
    with pytest.raises(RuleViolation):
        commands.accept_application(case, actor=reviewer)
    check(case, PartCheck("section:finances", in_order=True))

    commands.accept_application(case, actor=reviewer)

    assert case.state == ApplicationState.IN_REVIEW


def test_two_files_of_one_paper_are_told_apart(case, sign_in):
    second = make_document(case, "statutes", name="annex.pdf")
    sent_again(case)
    leader = make_account(leads=[case.organization])
    client = sign_in(make_account(Role.REVIEWER))
    name = f"file_{second.id.hex}"
    form = {f"check_{name}": "unreadable", f"note_{name}": "The annex is dark."}

    assert client.post(desk(case, "/return-application"), data=form).status_code == 302

    part = queries.open_return(case).parts[0]
    assert (part.document, part.file_id, part.cause) == ("statutes", second.id, Cause.UNREADABLE)
    assert [c.part for c in queries.faults_of(case)] == [f"file:{second.id}"]
    applicant = sign_in(leader)
    hub = applicant.get(f"/en/accreditation/applications/{case.id}").text
    assert "annex.pdf" in hub[hub.index("Please complete your application") :]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"check_section_finances": "complete"}, "Say what has to be completed."),
        ({"note_FILE": "Too dark."}, "Choose what is wrong with it."),
        ({"check_section_finances": "order"}, "Say of at least one part"),
        ({"check_FILE": "missing"}, "Not a valid choice"),
    ],
)
def test_a_check_that_says_too_little_is_refused_with_what_to_do(case, sign_in, form, sentence):
    file = f"file_{queries.submitted_documents(case)[0].id.hex}"
    sent = {name.replace("FILE", file): value for name, value in form.items()}
    client = sign_in(make_account(Role.REVIEWER))

    answer = client.post(desk(case, "/return-application"), data=sent)

    assert answer.status_code == 422
    if sentence != "Not a valid choice":
        assert sentence in answer.text
    assert all(value in answer.text for value in sent.values())
    assert queries.checks_of(case) == {}


def test_what_changed_since_is_not_checked_any_more(case):
    reviewer, leader = make_actor(Role.REVIEWER), make_actor(leads=[case.organization])
    commands.return_application(
        case,
        actor=reviewer,
        parts=[commands.MissingPart(section="finances", note="Who pays?")],
        checks=[
            PartCheck("section:finances", in_order=False, note="Who pays?"),
            PartCheck("section:contacts", in_order=True),
        ],
    )
    saved = queries.sections_of(case)["finances"]
    commands.save_section(
        case,
        "finances",
        actor=leader,
        answers=saved.answers | {"sources": "Fees of members."},
        complete=True,
        version=saved.version,
    )
    commands.resubmit_application(case, actor=leader, declared_name="A. Leader")

    assert list(queries.checks_of(case)) == ["section:contacts"]


def test_a_file_found_wanting_is_looked_at_anew_when_another_of_its_paper_has_come(case):
    dark, other = queries.submitted_documents(case)[:2]
    assert dark.requirement != other.requirement
    reviewer = make_actor(Role.REVIEWER)
    check(
        case,
        PartCheck(f"file:{dark.id}", in_order=False, cause=Cause.UNREADABLE, note="Too dark."),
        actor=reviewer,
    )
    make_document(case, other.requirement, name="another.pdf")
    sent_again(case)
    assert [each.part for each in queries.faults_of(case)] == [f"file:{dark.id}"]

    make_document(case, dark.requirement, name="bright.pdf")
    sent_again(case)

    assert queries.checks_of(case) == {}
    commands.accept_application(case, actor=reviewer)
    assert case.state == ApplicationState.IN_REVIEW


def test_a_part_of_another_case_and_a_case_that_moved_on_are_refused(case):
    other = make_application(state=ApplicationState.SUBMITTED)
    foreign = queries.submitted_documents(other)[0]
    for part in ("section:nonsense", f"file:{foreign.id}"):
        with pytest.raises(RuleViolation):
            check(case, PartCheck(part, in_order=True))
    with pytest.raises(RuleViolation):
        commands.return_application(
            case,
            actor=make_actor(Role.REVIEWER),
            parts=[commands.MissingPart(document="statutes", cause=Cause.WRONG, file=foreign.id)],
        )
    moved_on = make_application(state=ApplicationState.IN_REVIEW)
    with pytest.raises(RuleViolation):
        check(moved_on, PartCheck("section:finances", in_order=True))
    with pytest.raises(NotAllowed):
        check(case, PartCheck("section:finances", in_order=True), actor=make_actor(Role.APPROVER))
