"""Pages of matches: the queue, one match with its decision, several at once, a name, runs."""

import io
import re

import pytest
from sqlalchemy import select

from engagement.audit.models import AuditEvent, ReadEvent
from engagement.core.db import bookkeeping
from engagement.core.permissions import SYSTEM, Role
from engagement.demo.screening_builders import listed, make_list, make_match
from engagement.screening.commands import decisions
from engagement.screening.commands.screenings import screen_organization
from engagement.screening.models import (
    Cause,
    MatchPaper,
    MatchState,
    Outcome,
    ScreeningRun,
    Source,
)
from engagement.screening.queries import indexes, matches
from engagement.screening.sources import SWITCHES, Track
from tests.factories import make_account, make_organization, make_person

DESK = "/en/screening/desk"
TOKEN = re.compile(r'value="[\w.-]{40,}"')
ARABIC = "محمود ترزي أوغلو كريموف"


@pytest.fixture(autouse=True)
def own_indexes():
    """No index of another test."""
    indexes.forget()
    yield
    indexes.forget()


@pytest.fixture
def officer(db, sign_in):
    return sign_in(make_account(Role.SCREENING_OFFICER))


@bookkeeping
def weaken(match, score=0.55):
    match.score, match.band = score, "possible"


def make_person_match(**entry):
    organization = make_organization(name="Harbour Lights")
    make_person(organization, name=ARABIC, latin_name="Mahmoud Terzioglu Karimov")
    make_list(
        a=listed(
            "Mahmud Terzioglu Karimov",
            births=[[None, 1981, None, None, True]],
            countries=["SY"],
            **entry,
        )
    )
    screen_organization(
        organization, actor=SYSTEM, cause=Cause.SUBMISSION, track=Track.PRIVATE_SECTOR
    )
    return matches.open_for(organization)[0]


def test_the_page_shows_both_records_and_says_why_in_words(db, officer):
    match = make_person_match()

    page = officer.get(f"{DESK}/matches/{match.id}").text

    assert ARABIC in page
    assert "1980" in page
    assert "~1981" in page
    assert 'state-tag--attention">Contradict each other' in page
    assert "</bdi>” was read as “<bdi>" in page
    assert "Born at nearly the same time" in page
    assert "No country in common" in page
    assert f'action="{DESK}/matches/{match.id}/propose"' in page
    reads = db.scalars(select(ReadEvent.subject_id)).all()
    assert match.id in reads


def test_known_kinds_of_numbers_are_said_in_the_readers_words(db, officer):
    match = make_person_match(
        identifiers=[["National ID No.", "1234", "SY"], ["Folio Mercantil No.", "77", None]]
    )

    page = officer.get(f"{DESK}/matches/{match.id}").text

    assert "National ID" not in page
    said = "National identification, Syrian Arab Republic</span>"
    assert f'1234</bdi> <span class="hint">{said}' in page
    assert '77</bdi> <span class="hint"><bdi>Folio Mercantil No.</bdi></span>' in page


def test_a_match_is_proposed_by_one_and_confirmed_by_another_who_goes_on(db, sign_in):
    first, second = (sign_in(make_account(Role.SCREENING_OFFICER)) for _ in range(2))
    match = make_match(make_organization(name="Sami Karlov Berg"))
    other = make_match(make_organization(name="Tolwick Kestrel Works"))
    asked = {"outcome": "clear", "reason": "name", "text": "Another body."}

    refused = first.post(f"{DESK}/matches/{match.id}/propose", data=asked | {"reason": ""})
    assert refused.status_code == 422
    assert "Choose why it is not the same." in refused.text
    assert "Another body." in refused.text
    first.post(f"{DESK}/matches/{match.id}/propose", data=asked)
    own = first.get(f"{DESK}/matches/{match.id}").text
    assert "/send-back" in second.get(f"{DESK}/matches/{match.id}").text
    assert "A colleague has to confirm it." in own
    assert "/confirm" not in own

    answer = second.post(
        f"{DESK}/matches/{match.id}/confirm", data={"looked_at": "Agreed.", "then": "next"}
    )
    assert answer.headers["Location"] == f"{DESK}/matches/{other.id}"
    assert match.state == MatchState.CLEARED
    stale = second.post(f"{DESK}/matches/{match.id}/confirm", data={"looked_at": "Agreed."})
    assert stale.status_code == 409


def test_the_queue_has_lanes_filters_and_says_why_there_is_nothing(db, officer):
    empty = officer.get(f"{DESK}/matches").text
    assert "No list is in force" in empty

    strong = make_match(make_organization(name="Sami Karlov Berg"))
    weak = make_match(make_organization(name="Кестрел Толвик", country="RU"))
    weaken(weak)
    page = officer.get(f"{DESK}/matches").text
    assert f'value="{weak.id}"' in page
    assert f'value="{strong.id}"' not in page
    for query, shown in [
        ("lane=strong", {strong}),
        ("script=cyrillic", {weak}),
        ("list=ofac", set()),
        (f"organization={strong.organization_id}", {strong}),
        ("list=nonsense&script=x&organization=y", {strong, weak}),
    ]:
        page = officer.get(f"{DESK}/matches?{query}").text
        assert {m for m in (strong, weak) if f"/matches/{m.id}" in page} == shown, query


def test_several_are_cleared_after_a_page_that_leaves_strong_ones_out(db, officer):
    strong = make_match(make_organization(name="Sami Karlov Berg"))
    weak, middling = (
        make_match(make_organization(name=name)) for name in ("Tolwick Kestrel", "Orlanda Petrel")
    )
    weaken(weak)
    weaken(middling, 0.7)
    chosen = {"match": [str(each.id) for each in (strong, weak, middling)]}

    page = officer.get(f"{DESK}/clear-matches", query_string=chosen).text
    assert "1 strong match is left out" in page
    assert "Clear 2 matches" in page
    answer = officer.post(
        f"{DESK}/clear-matches", data=chosen | {"reason": "name", "text": "Common words."}
    )

    assert answer.status_code == 302
    states = [strong.state, weak.state, middling.state]
    assert states == [MatchState.OPEN, MatchState.CLEARED, MatchState.PROPOSED]
    assert "Tick matches" in officer.get(f"{DESK}/clear-matches").text


def test_a_file_stands_with_a_match_and_with_nobody_outside(db, officer):
    match = make_match(make_organization(name="Sami Karlov Berg"))

    answer = officer.post(
        f"{DESK}/matches/{match.id}/add-paper",
        data={"file": (io.BytesIO(b"An extract of the register."), "extract.txt")},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 302
    (paper,) = db.scalars(select(MatchPaper))
    assert paper.document.organization_id is None
    assert "extract.txt" in officer.get(f"{DESK}/matches/{match.id}").text
    assert "extract" in officer.get(f"{DESK}/match-papers/{paper.id}").text
    assert officer.get(f"{DESK}/match-papers/{paper.id}/download").status_code == 200


def test_a_name_is_looked_up_and_not_kept(db, officer):
    make_list(a=listed("Mahmud Terzioglu Karimov"))

    refused = officer.post(f"{DESK}/name", data={"kind": "person", "name": "", "year": "19"})
    assert refused.status_code == 422
    page = officer.post(f"{DESK}/name", data={"kind": "person", "name": ARABIC}).text

    assert "1 entry found" in page
    assert "Mahmud Terzioglu Karimov" in page
    (event,) = db.scalars(select(AuditEvent).filter_by(action="screening:name:looked_up"))
    assert event.data == {"kind": "person", "found": 1}
    assert db.scalars(select(ScreeningRun)).all() == []


def test_a_look_up_obeys_what_is_switched_off_and_says_that_a_kind_is_not_known(
    db, officer, monkeypatch
):
    guessed = listed("Mahmud Terzioglu Karimov", details={"kind_is_a_guess": True})
    make_list(Source.EBRD, a=guessed)
    asked = {"kind": "organization", "name": "Mahmud Terzioglu Karimov"}
    said = "does not say whether the entry is a person or an organization"

    assert said in officer.post(f"{DESK}/name", data=asked).text
    monkeypatch.setitem(SWITCHES, Source.EBRD, lambda: False)
    assert "Nobody on the lists" in officer.post(f"{DESK}/name", data=asked).text


def test_runs_are_listed_and_a_changed_record_is_seen(db, officer):
    match = make_match(make_organization(name="Sami Karlov Berg"))
    run = db.get(ScreeningRun, match.run_id)

    assert f"/runs/{run.id}" in officer.get(f"{DESK}/runs").text
    assert "says what it said" in officer.get(f"{DESK}/runs/{run.id}").text
    bookkeeping(setattr)(run, "counts", run.counts | {"opened": 0})
    assert "does not fit its signature" in officer.get(f"{DESK}/runs/{run.id}").text


def test_the_legal_adviser_puts_a_match_to_the_organization_on_a_page(db, sign_in):
    organization = make_organization(name="Sami Karlov Berg")
    leader = make_account(leads=[organization])
    adviser = make_account(Role.LEGAL_ADVISER)
    officers = [make_account(Role.SCREENING_OFFICER) for _ in range(2)]
    match = make_match(organization, track=Track.MAJOR_GROUP)
    first, second = map(actor, officers)
    decisions.propose(match, actor=first, outcome=Outcome.CONFIRM, text="The same.")
    decisions.confirm(match, actor=second, text="The same.")
    bar = matches.legal_bar_of(organization)
    member, desk = sign_in(leader), sign_in(adviser)
    of_organization = f"/en/organizations/{organization.id}"

    assert member.get(f"/en/screening/legal-bars/{bar.id}").status_code == 404
    before = member.get(of_organization).text
    assert "Security Council" not in before
    sent = {"advice": "SECRET ADVICE", "in_writing": "yes", "text": ""}
    assert desk.post(f"{DESK}/legal-bars/{bar.id}/advise", data=sent).status_code == 422
    desk.post(f"{DESK}/legal-bars/{bar.id}/advise", data=sent | {"text": "Please answer."})

    page = member.get(f"/en/screening/legal-bars/{bar.id}").text
    assert "Please answer." in page
    assert match.reference in page
    assert "SECRET ADVICE" not in page
    assert f"/legal-bars/{bar.id}" in member.get(of_organization).text


def test_two_organizations_of_which_one_has_an_open_match_look_alike_to_members(db, sign_in):
    twins = [make_organization(name=name) for name in ("Sami Karlov Berg", "Sami Karlov Burg")]
    leader = make_account(leads=twins)
    member = sign_in(leader)

    def seen():
        pages = [f"/en/organizations/{twin.id}" for twin in twins]
        texts = [TOKEN.sub("", member.get(page).text) for page in [*pages, "/en/home"]]
        for twin in twins:
            texts = [each.replace(str(twin.id), "ID").replace(twin.name, "") for each in texts]
        return texts

    before = seen()
    make_list(a=listed("Sami Karlov Berg", kind="organization"))
    for twin in twins:
        screen_organization(twin, actor=SYSTEM, cause=Cause.SUBMISSION, track=Track.PRIVATE_SECTOR)
    waiting = [bool(matches.open_for(twin)) for twin in twins]
    bookkeeping(setattr)(matches.open_for(twins[0])[0], "band", "possible")

    assert waiting[0]
    assert seen() == before
    assert seen()[0] == seen()[1]
    for match in matches.open_for(twins[0]):
        assert member.get(f"{DESK}/matches/{match.id}").status_code == 404
    assert member.get(f"{DESK}/matches").status_code == 403


def test_staff_see_screening_on_the_page_of_an_organization_and_can_ask_for_more(db, officer):
    match = make_match(make_organization(name="Sami Karlov Berg"))
    of_organization = f"/en/organizations/{match.organization_id}"

    page = officer.get(of_organization).text
    assert "Matches to decide" in page
    answer = officer.post(f"{DESK}/organizations/{match.organization_id}/screen", data={})
    assert answer.headers["Location"].endswith(of_organization)
    assert "once more within a minute" in officer.get(of_organization).text


def actor(account):
    from engagement.organizations.queries import actor_for

    return actor_for(account)
