"""Pages of lists: what staff see and do there, and the table for everybody."""

import io
import re

from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from engagement.screening.commands import lists as commands
from engagement.screening.jobs.lists import read_version
from engagement.screening.list_files.tables import made_reference
from engagement.screening.models import Source, VersionState
from engagement.screening.queries import lists as queries
from tests.factories import make_account, make_organization
from tests.screening.made_lists import take_in, un_list

DESK = "/en/screening/desk/lists"


def sent(content, name="list.xml"):
    return {"files": (io.BytesIO(content), name)}


def test_a_list_is_sent_read_by_the_job_and_shown(db, sign_in):
    keeper = sign_in(make_account(Role.SCREENING_OFFICER))
    assert "No list yet" in keeper.get(DESK).text

    answer = keeper.post(f"{DESK}/un/send", data=sent(un_list()))
    version = queries.latest_of(Source.UN)
    page = keeper.get(answer.location)
    assert page.headers["Refresh"] == "3" and "The list is being read" in page.text
    read_version(str(version.id))

    page = keeper.get(answer.location)
    assert "Refresh" not in page.headers and "In force" in page.text
    assert "<bdi>Amina Testova</bdi>" in page.text
    listed = keeper.get(f"{DESK}/un?q=тестова").text
    [entry] = re.findall(rf"{DESK}/entries/[0-9a-f-]+", listed)
    shown = keeper.get(entry).text
    assert "Амина Тестова" in shown and "In the original script" in shown and "Kenya" in shown
    again = keeper.post(f"{DESK}/un/send", data=sent(un_list()), follow_redirects=True)
    assert "Nothing has changed" in again.text
    assert "Nothing has changed" in keeper.get(f"{DESK}/un/checks").text
    assert "27 February 2026" in keeper.get(DESK).text


def test_a_form_without_a_file_and_a_bad_file_are_told(db, sign_in):
    keeper = sign_in(make_account(Role.ADMINISTRATOR))

    assert keeper.post(f"{DESK}/un/send", data={}).status_code == 422
    answer = keeper.post(f"{DESK}/un/send", data=sent(b"<html>"))
    version = queries.latest_of(Source.UN)
    commands.read_version(version)

    page = keeper.get(answer.location).text
    assert "It was refused; the list in force stays what it is" in page
    assert "This is a web page, not the list" in page


def test_a_held_version_shows_what_it_changes_and_is_confirmed_by_another(db, sign_in):
    sender, colleague = make_account(Role.SCREENING_OFFICER), make_account(Role.ADMINISTRATOR)
    take_in(un_list(), actor=actor_for(sender))
    held = take_in(
        un_list(day="2026-03-01", without=["QDi.904"], aliases=[("QDi.902", "Boris B")]),
        actor=actor_for(sender),
        received_from="upload",
    ).version
    page = f"{DESK}/versions/{held.id}"
    own, other = sign_in(sender), sign_in(colleague)

    assert "You sent it, so a colleague confirms it." in own.get(page).text
    assert own.get(f"{page}/confirm").status_code == 302
    changed = other.get(page).text
    assert re.search(r"<ins>.*?<bdi>Boris B</bdi>", changed) and "<del>" not in changed
    assert "Daoud Placeholder" in other.get(f"{page}?change=removed").text
    assert other.post(f"{page}/refuse", data={}).status_code == 422
    assert other.post(f"{page}/confirm", data={"reason": ""}).status_code == 422
    other.post(f"{page}/confirm", data={"reason": "Same as on the publisher's site."})

    assert held.state == VersionState.IN_FORCE
    shown = own.get(page).text
    assert "Same as on the publisher" in shown and re.search(r"<ins>.*?<bdi>Boris B</bdi>", shown)


def test_an_exclusion_is_proposed_confirmed_and_ended_in_the_pages(db, sign_in):
    one, two = (sign_in(make_account(Role.SCREENING_OFFICER)) for _ in range(2))
    typed = {
        "kind": "organization",
        "name": "Muster Bergbau AG",
        "other_names": "Muster Mining\nMB",
        "country": "CH",
        "grounds": "Forced labour, see the judgment.",
        "evidence": "Judgment of 3 March 2025, file 7",
    }
    refused = one.post(f"{DESK}/exclusion/add", data=typed | {"grounds": "", "birth_year": "x"})
    assert refused.status_code == 422 and "Muster Mining" in refused.text

    page = one.post(f"{DESK}/exclusion/add", data=typed).location
    assert "Forced labour" in one.get(page).text
    assert not queries.in_force(Source.EXCLUSION)
    two.post(f"{page}/confirm", data={"reason": "Read the judgment."})
    listed = two.get(f"{DESK}/exclusion?q=mining").text
    [entry] = re.findall(rf"{DESK}/entries/[0-9a-f-]+", listed)
    assert "End the exclusion" in two.get(entry).text
    page = two.post(f"{entry}/end", data={"reason": "Reversed on appeal."}).location
    assert "End the exclusion" not in two.get(entry).text
    again = two.post(f"{entry}/end", data={"reason": "Reversed on appeal."})
    assert again.status_code == 422 and "waits already" in again.text
    one.post(f"{page}/confirm", data={"reason": "Read it."})

    assert "No longer on the list" in two.get(entry).text
    assert queries.in_force(Source.EXCLUSION).counts["entries"] == 0


def test_what_the_list_of_vendors_says_stands_on_the_organization(db, sign_in):
    organization = make_organization(name="Green Youth (Kenya) – أمل")
    officer = sign_in(make_account(Role.SCREENING_OFFICER))
    record = f"/en/screening/desk/ineligible-vendors/{organization.id}/record"
    assert "Green Youth" in officer.get(record).text
    assert officer.post(record, data={"names": "Green Youth"}).status_code == 422

    today = {"checked_on-day": "1", "checked_on-month": "3", "checked_on-year": "2026"}
    typed = {"names": "Green Youth", "result": "not_listed", "evidence": "Printout 12"}
    page = officer.post(record, data=typed | today).location

    assert "Printout 12" in officer.get(page).text
    assert "1 March 2026" in officer.get("/en/screening/desk/ineligible-vendors").text


def test_everybody_reads_which_list_is_used_for_whom(db, client):
    take_in(un_list())

    page = client.get("/en/screening/lists").text
    assert "27 February 2026" in page and "Only the list of the Security Council is used" in page
    assert page.count("Decided with legal advice") == 1
    assert 'href="https://main.un.org/securitycouncil/en/ombudsperson"' in page


def test_lists_cost_a_constant_number_of_queries(db, sign_in, count_queries):
    keeper = sign_in(make_account(Role.SCREENING_OFFICER))
    take_in(un_list())
    paths = (DESK, f"{DESK}/un", f"{DESK}/un/versions", f"{DESK}/un/checks")

    def costs():
        numbers = []
        for path in paths:
            keeper.get(path)
            with count_queries() as counted:
                keeper.get(path)
            numbers.append(len(counted))
        return numbers

    before = costs()
    take_in(un_list(day="2026-03-01", more=2))
    take_in(un_list(day="2026-03-02", more=3))
    assert costs() == before


def test_days_of_a_list_are_said_in_the_readers_form_and_made_references_not_at_all(app):
    day, given = (app.jinja_env.filters[name] for name in ("day_or_text", "is_given"))
    with app.test_request_context("/en/"):
        assert [day(said) for said in ("2014-11-20", "March 2010", None)] == [
            "20 November 2014",
            "March 2010",
            None,
        ]
    assert given("QDi.9002") and given("4711")
    assert not given(made_reference("Pond plc", "KE"))
