"""Files with reports and answers: a draft is the organization's alone, what was sent is staff's."""

from datetime import timedelta

from engagement.core.clock import moved_to, now
from engagement.core.permissions import Role, can
from engagement.standing.commands import papers, reports
from engagement.standing.commands import proceedings as proceeding_commands
from engagement.standing.permissions import Standings
from engagement.standing.queries.reports import papers_of
from tests.factories import make_account, make_actor
from tests.standing.lives import accredited, led, noticed, taken, whole_report


def test_a_file_with_an_answer_that_was_not_sent_is_the_organization_s_alone(db, sign_in):
    accreditation = accredited()
    leader, head = led(accreditation), make_account(Role.HEAD_OF_UNIT)
    proceeding = noticed(accreditation)
    papers.add_paper(proceeding, actor=leader, taken=taken("Minutes"))
    paper = papers_of(proceeding)[0]
    desk = sign_in(head)
    page, file = f"/en/standing/proceedings/{proceeding.id}", f"/en/standing/papers/{paper.id}"

    assert "Minutes" not in desk.get(page).text
    assert [desk.get(file + end).status_code for end in ("", "/download", "/page-picture")] == [
        404
    ] * 3
    assert can(make_actor(member_of=[accreditation.organization]), Standings.VIEW_PAPER, paper)

    proceeding_commands.answer_notice(proceeding, actor=leader, answer="We regret it.")

    assert "Minutes" in desk.get(page).text
    assert desk.get(file).status_code == 200


def test_what_is_written_anew_of_a_returned_report_is_shown_to_staff_once_it_is_sent(db, sign_in):
    accreditation = accredited()
    leader, reviewer = led(accreditation), make_actor(Role.REVIEWER)
    report = whole_report(accreditation, leader)
    reports.send_report(report, actor=leader, declared_name="Amina")
    reports.return_report(report, actor=reviewer, note="Name the countries.")
    desk, page = sign_in(make_account(Role.REVIEWER)), f"/en/standing/reports/{report.id}"
    assert "We planted mangroves." in desk.get(page).text  # as it was sent

    with moved_to(now() + timedelta(minutes=1)):
        reports.save_report(
            report,
            actor=leader,
            activities="A draft.",
            abroad="In Uganda.",
            changes="",
            contacts_checked=True,
            version=report.version,
        )
        papers.add_paper(report, actor=leader, taken=taken("Lease"))
        shown = desk.get(page).text
        assert "A draft." not in shown
        assert "Lease" not in shown
        assert "Annual report" in shown
        reports.send_report(report, actor=leader, declared_name="Amina")
        shown = desk.get(page).text
        assert "A draft." in shown
        assert "Lease" in shown
