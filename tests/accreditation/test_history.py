"""The history of a case at the desk, and why a case came back."""

from engagement.accreditation import commands, queries
from engagement.accreditation.models import ApplicationState, Cause, Outcome, Verdict
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from tests.accreditation.cases import effect, in_reconsideration, recommended, reviewers
from tests.factories import make_account, make_actor, make_application


def desk(application, page=""):
    return f"/en/accreditation/desk/{application.id}{page}"


def test_why_a_case_was_sent_back_stands_on_it(db, sign_in):
    application = recommended()
    commands.send_back_application(
        application, actor=make_actor(Role.APPROVER, name="Marta Silva"), reason="READTHESTATUTES"
    )

    page = sign_in(application.reviewer).get(desk(application)).text

    assert "An approver has sent this case back to you" in page
    assert page.count("READTHESTATUTES") == 2, "as a notice and in the history"
    assert "Marta Silva" in page
    assert "This recommendation no longer stands." in page


def test_the_reason_still_stands_after_a_round_of_questions(db, sign_in):
    application = recommended()
    commands.send_back_application(
        application, actor=make_actor(Role.APPROVER), reason="READTHESTATUTES"
    )
    first = reviewers(application)[0]
    asked = [commands.Asked(text="Since when?")]
    commands.ask_clarification(application, actor=first, questions=asked)

    page = sign_in(application.reviewer).get(desk(application)).text

    assert "An approver has sent this case back to you" in page


def test_a_reopened_case_shows_request_refusal_reason_and_letters(db, sign_in):
    application = in_reconsideration()
    decision = commands.decide_reconsideration(
        application, actor=make_actor(Role.APPROVER), outcome=Outcome.REOPEN, reason="LOOKAGAIN"
    )
    effect(decision)

    page = sign_in(application.reviewer).get(desk(application)).text

    assert application.state == ApplicationState.IN_REVIEW
    for words in (
        "The review was reopened",
        "LOOKAGAIN",
        "Two projects were overlooked.",
        "The environment is not its main work.",
    ):
        assert words in page
    sent = queries.letters_of(application)
    assert sent
    assert all(f"/letters/{message.id}" in page for message in sent)


def test_what_was_asked_for_stands_beside_what_changed(db, sign_in):
    application = make_application(state=ApplicationState.SUBMITTED)
    reviewer = make_account(Role.REVIEWER)
    leader = make_actor(leads=[application.organization])
    commands.return_application(
        application,
        actor=actor_for(reviewer),
        parts=[
            commands.MissingPart(section="finances", note="SAYWHOPAYS"),
            commands.MissingPart(document="statutes", cause=Cause.UNREADABLE, note="PAGETWO"),
        ],
    )
    saved = queries.sections_of(application)["finances"]
    commands.save_section(
        application,
        "finances",
        actor=leader,
        answers=saved.answers | {"sources": "Fees of members."},
        complete=True,
        version=saved.version,
    )
    commands.resubmit_application(application, actor=leader, declared_name="A. Leader")

    page = sign_in(reviewer).get(desk(application)).text

    asked = page[page.index("What was asked for") : page.index("What is different now")]
    assert "SAYWHOPAYS" in asked
    assert "PAGETWO" in asked
    assert asked.count("Not changed") == 1
    assert asked.index("Changed") < asked.index("Not changed")


def test_a_decision_that_waits_is_in_the_history_of_approvers_alone(db, sign_in):
    application = recommended()
    approver = make_account(Role.APPROVER)
    commands.decide_application(
        application, actor=actor_for(approver), outcome=Outcome.ACCREDIT, reason="PENDINGREASON"
    )

    assert "PENDINGREASON" in sign_in(approver).get(desk(application)).text
    for role in (Role.REVIEWER, Role.AUDITOR, Role.HEAD_OF_UNIT):
        assert "PENDINGREASON" not in sign_in(make_account(role)).get(desk(application)).text

    commands.undo_decision(queries.pending_decision(application), actor=actor_for(approver))
    assert "It was undone" in sign_in(approver).get(desk(application)).text
    assert "PENDINGREASON" not in sign_in(application.reviewer).get(desk(application)).text


def test_the_history_tells_a_second_reviewer_nothing_of_the_first(db, sign_in):
    application = make_application(state=ApplicationState.IN_REVIEW)
    first = make_actor(Role.REVIEWER)
    for criterion in queries.track_of(application).criteria:
        commands.judge_criterion(
            application,
            actor=first,
            criterion=criterion.key,
            verdict=Verdict.MET,
            reason="FIRSTREASON",
            note="FIRSTNOTE",
        )
    commands.recommend_application(application, actor=first, accredit=True, reason="FIRSTADVICE")

    page = sign_in(make_account(Role.REVIEWER)).get(desk(application)).text

    assert "FIRST" not in page
    assert "Assigned" in page


def test_whose_turn_it_was_and_for_how_long_is_told(db, sign_in):
    application = make_application(state=ApplicationState.CLARIFICATION)

    page = sign_in(make_account(Role.AUDITOR)).get(desk(application)).text

    assert "With the applicant: less than a day so far" in page


def test_the_page_of_who_decides_has_the_history_too(db, sign_in):
    application = recommended()
    commands.send_back_application(
        application, actor=make_actor(Role.APPROVER), reason="READTHESTATUTES"
    )
    for reviewer in reviewers(application):
        commands.recommend_application(
            application, actor=reviewer, accredit=True, reason="They name the wetland."
        )

    page = sign_in(make_account(Role.APPROVER)).get(desk(application, "/decide-application")).text

    assert "READTHESTATUTES" in page
    assert "An approver has sent this case back" not in page


def test_a_note_for_the_desk_is_kept_shown_and_in_no_letter(db, sign_in):
    application = make_application(state=ApplicationState.IN_REVIEW, language="fr")
    reviewer = make_account(Role.REVIEWER)
    client = sign_in(reviewer)
    address = desk(application, "/criteria/registered")

    form = client.get(address).text
    assert "these words stand in the letter; write them in <bdi>Français</bdi>" in form
    sent = {"verdict": "not_met", "reason": "Trop jeune.", "note": "DESKONLY"}
    assert client.post(address, data=sent).status_code == 302

    assert "DESKONLY" in client.get(desk(application)).text
    assert "DESKONLY" in client.get(address).text
    letter = commands.letters_before(application, Outcome.REFUSE, reason="Non.")[0]
    assert "Trop jeune." in letter.words.text
    assert "DESKONLY" not in letter.words.text
