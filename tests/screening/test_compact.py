"""The Global Compact: links by review, standings by version, invitations, what the rating reads."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.invariants import broken
from engagement.core.permissions import SYSTEM, Role, can
from engagement.demo.screening_builders import listed, make_list
from engagement.jobs.queue import queue
from engagement.organizations.queries import actor_for
from engagement.screening.commands import cases, compact, compact_invitations
from engagement.screening.facts import Compact
from engagement.screening.jobs.compact import read_version
from engagement.screening.models import CompactLink, InvitationAnswer, LinkState, Source
from engagement.screening.permissions import Compacts
from engagement.screening.queries import compact as queries
from engagement.screening.queries import facts, indexes, tables
from engagement.screening.queries.compact import Lane
from engagement.screening.queries.compact_standing import history, said_of, standing
from engagement.screening.rating import rate
from tests.factories import make_account, make_actor, make_company, make_organization
from tests.screening.risk_world import actions, mails, open_case

NAME = "Lakeshore Solar Cooperative"
PARTICIPANTS, DELISTED = Source.GLOBAL_COMPACT, Source.GLOBAL_COMPACT_DELISTED


@pytest.fixture(autouse=True)
def own_indexes(db):
    """No index of another test."""
    indexes.forget()
    yield
    indexes.forget()


def broken_here():
    """Invariants of links that do not hold."""
    return {name for name in broken() if "link" in name}


def participant(status="active", name=NAME, **details):
    """What the list says of a participant."""
    details = {"status": status, "country": "Kenya", "joined": "2018-05-02"} | details
    return listed(name, kind="organization", countries=["KE"], details=details)


def linked(officer=None, status="active", organization=None, reference="4711"):
    """An organization that an officer linked with the participant of its name."""
    organization = organization or make_company(name=NAME, country="KE")
    make_list(PARTICIPANTS, **{reference: participant(status)})
    compact.find_participants(organization, actor=SYSTEM)
    (link,) = queries.open_links(organization.id)
    compact.confirm_link(
        link, actor=officer or make_actor(Role.SCREENING_OFFICER), reason="Same address."
    )
    return link


@bookkeeping
def declare_number(organization, number):
    organization.global_compact_number = number


def test_candidates_come_from_names_and_the_declared_number_and_a_person_decides(db):
    by_name, by_number = make_company(name=NAME, country="KE"), make_company(name="Acacia Ltd")
    declare_number(by_number, "https://compact.example/participants/815-Baobab")
    group = make_organization(name=NAME, country="KE")
    make_list(
        PARTICIPANTS,
        a4711=participant(name="Lakeshore Solar Co-operative Ltd"),
        **{"815": participant(name="Baobab Holding")},
    )
    for organization in (by_name, by_number, group, by_name):
        compact.find_participants(organization, actor=SYSTEM)

    (one,), (two,) = (queries.open_links(each.id) for each in (by_name, by_number))
    assert (one.entry.name, one.by_number) == ("Lakeshore Solar Co-operative Ltd", False)
    assert one.score > 0.6 and one.reason
    assert (two.reference, two.by_number, two.score) == ("815", True, None)
    assert queries.open_links(group.id) == []
    assert queries.link_of(by_name.id) is None

    officer = make_actor(Role.SCREENING_OFFICER)
    compact.reject_link(one, actor=officer, reason="Another country.")
    assert compact.find_participants(by_name, actor=SYSTEM) == 0
    with pytest.raises(NotAllowed):
        compact.confirm_link(
            two, actor=make_actor(Role.SCREENING_OFFICER, interest_in=[by_number]), reason="So."
        )
    compact.confirm_link(two, actor=officer, reason="It says so.")
    assert queries.link_of(by_number.id) is two
    assert (two.status, two.decision_reason) == (Compact.ACTIVE, "It says so.")
    assert not broken_here()


def test_one_link_holds_at_a_time_and_may_be_taken_back(db):
    officer = make_actor(Role.SCREENING_OFFICER)
    first = linked(officer)
    organization = first.organization
    make_list(DELISTED, b99=participant(name=NAME, status="delisted", year=2021))
    compact.find_participants(organization, actor=SYSTEM)
    (second,) = queries.open_links(organization.id)

    compact.confirm_link(second, actor=officer, reason="The same after a new number.")
    assert (first.state, second.status) == (LinkState.ENDED, Compact.DELISTED)
    compact.end_link(second, actor=officer, reason="Wrong after all.")
    assert queries.link_of(organization.id) is None
    compact.confirm_link(first, actor=officer, reason="It was right.")
    assert queries.link_of(organization.id) is first
    with pytest.raises(RuleViolation):
        compact.reject_link(first, actor=officer, reason="No.")
    assert not broken_here()


def test_standings_are_read_from_versions_day_by_day(db):
    begin = now()
    for days, source, entries in [
        (0, PARTICIPANTS, {"r1": participant()}),
        (10, PARTICIPANTS, {"r1": participant("non_communicating")}),
        (20, PARTICIPANTS, {}),
        (25, DELISTED, {"r1": participant("delisted", year=2020)}),
        (30, PARTICIPANTS, {"r1": participant(joined="2026-01-01")}),
    ]:
        with moved_to(begin + timedelta(days=days)):
            make_list(source, **entries)
    said = said_of("r1")

    assert [step.status for step in history(said, begin + timedelta(days=60))] == [
        Compact.ACTIVE,
        Compact.NON_COMMUNICATING,
        Compact.ABSENT,
        Compact.DELISTED,
        Compact.ACTIVE,
    ]
    assert standing(said, begin + timedelta(days=12)) is Compact.NON_COMMUNICATING
    assert standing(said, begin - timedelta(days=1)) is Compact.ABSENT


def test_a_worse_standing_is_told_and_followed_up_once(db):
    officer = make_account(Role.SCREENING_OFFICER)
    link = linked(actor_for(officer))
    kept = make_account(Role.SCREENING_OFFICER, interest_in=[link.organization])
    reader = actor_for(officer)
    for status in ("non_communicating", "non_communicating", "active", "delisted"):
        version = make_list(PARTICIPANTS, **{"4711": participant(status)})
        read_version(version)

    assert link.status is Compact.DELISTED
    told = mails(db, "compact_changed")
    assert told.count(officer.email) == 2
    assert kept.email not in told
    assert queries.lane_counts(reader)[Lane.TO_FOLLOW] == 1
    with pytest.raises(RuleViolation):
        compact.follow_up(link.standings[1], actor=reader, text="Too late.")
    compact.follow_up(queries.latest_standing(link), actor=reader, text="They will report.")
    assert queries.lane_counts(reader)[Lane.TO_FOLLOW] == 0
    assert actions(db)[-1] == "screening:compact:followed_up"
    assert not broken_here()


def test_the_rating_reads_the_link_and_absence_never_counts_against_an_sme(db):
    organization = make_company(name=NAME, country="KE")
    declare_number(organization, "4711")
    case = open_case(organization, is_sme=True)
    assert facts.gathered(case).compact is Compact.UNKNOWN

    officer = make_actor(Role.SCREENING_OFFICER)
    cases.note_compact(case, actor=officer, compact=Compact.ABSENT, note="Not there.")
    rated = rate(facts.gathered(case), tables.tables())
    assert all(each.rule != "compact_absent" for each in rated.contributions)
    link = linked(officer, "non_communicating", organization)
    assert facts.gathered(case).compact is Compact.NON_COMMUNICATING
    with pytest.raises(RuleViolation):
        cases.note_compact(case, actor=officer, compact=Compact.ACTIVE, note="It says so.")
    read_version(make_list(PARTICIPANTS))
    assert (link.status, facts.gathered(case).compact) == (Compact.ABSENT, Compact.ABSENT)
    rated = rate(facts.gathered(case), tables.tables())
    assert all(each.rule != "compact_absent" for each in rated.contributions)


def test_a_company_is_invited_once_answers_and_is_not_reminded(db):
    officer = make_account(Role.SCREENING_OFFICER)
    organization = make_company(name=NAME, country="KE")
    for subject in (organization, make_organization()):
        with pytest.raises(RuleViolation):
            compact_invitations.invite_to_compact(subject, actor=actor_for(officer))
    leader = make_account(leads=[organization], language="fr")
    invitation = compact_invitations.invite_to_compact(organization, actor=actor_for(officer))
    with pytest.raises(RuleViolation):
        compact_invitations.invite_to_compact(organization, actor=actor_for(officer))
    assert mails(db, "compact_invitation") == [leader.email]
    assert queries.waiting_invitations(actor_for(leader)) == [invitation]

    for answer in (InvitationAnswer.CONSIDER, InvitationAnswer.JOINED):
        compact_invitations.answer_invitation(
            invitation, actor=actor_for(leader), answer=answer, words="Next year."
        )
    with pytest.raises(NotAllowed):
        compact_invitations.answer_invitation(
            invitation, actor=actor_for(officer), answer=InvitationAnswer.NO
        )
    assert (invitation.answer, invitation.words) == (InvitationAnswer.JOINED, "Next year.")
    assert mails(db, "compact_answered") == [officer.email, officer.email]
    assert queries.waiting_invitations(actor_for(leader)) == []


def test_lists_hold_what_the_policies_allow(db):
    kept, other = linked(), None
    other = linked(organization=make_company(name=NAME, country="KE"), reference="4712")
    led = make_company()
    make_account(leads=[kept.organization]), make_account(leads=[led])
    officer = make_actor(Role.SCREENING_OFFICER)
    invitations = [compact_invitations.invite_to_compact(led, actor=officer)]
    for roles in ([], *([role] for role in Role)):
        actor = make_actor(*roles, interest_in=[kept.organization], leads=[led])
        links = {each for each in (kept, other) if can(actor, Compacts.VIEW, each)}
        assert set(db.scalars(queries.links_visible_to(actor))) == links
        seen = {each for each in invitations if can(actor, Compacts.VIEW_INVITATION, each)}
        assert set(db.scalars(queries.invitations_visible_to(actor))) == seen
        counts = queries.lane_counts(actor)
        assert counts[Lane.LINKED] == len(links)


def test_new_versions_and_changed_names_start_the_comparison(db):
    assert {"screening.find_participants", "screening.list_changed"} <= queue.tasks.keys()
    link = linked()
    assert db.scalars(select(CompactLink)).all() == [link]


def token(page):
    """Hidden fields of the first form of a page with a key."""
    return dict(re.findall(r'name="(csrf_token|key)"[^>]*value="([^"]+)"', page))


def test_pages_of_staff(db, sign_in):
    organization = make_company(name=NAME, country="KE")
    make_list(PARTICIPANTS, **{"4711": participant("non_communicating")})
    compact.find_participants(organization, actor=SYSTEM)
    (link,) = queries.open_links(organization.id)
    make_account(leads=[organization])
    client = sign_in(make_account(Role.SCREENING_OFFICER))
    address = f"/en/screening/compact/{link.id}"

    assert NAME in client.get("/en/screening/compact").text
    page = client.get(address).text
    assert "Are they the same?" in page and "4711" in page
    assert f"{address}" in client.get(f"/en/organizations/{organization.id}").text
    refused = client.post(f"{address}/decide", data={"same": "yes", "reason": ""})
    assert refused.status_code == 422
    client.post(f"{address}/decide", data={"same": "yes", "reason": "The same address."})
    page = client.get(address).text
    assert "Note what was done" in page
    latest = queries.latest_standing(link)
    standing_page = f"/en/screening/compact/standings/{latest.id}"
    assert client.post(standing_page, data={"text": "Called."}).status_code == 302
    assert "Called." in client.get(address).text
    assert "Nobody to speak with" in client.get("/en/screening/compact?lane=to-follow").text
    conflicted = sign_in(make_account(Role.SCREENING_OFFICER, interest_in=[organization]))
    assert conflicted.get(address).status_code == 404
    assert NAME not in conflicted.get("/en/screening/compact?lane=linked").text


def test_pages_of_a_company_and_of_everybody(db, sign_in, client):
    organization = make_company(name=NAME, country="KE")
    leader = sign_in(make_account(leads=[organization]))
    officer = sign_in(make_account(Role.SCREENING_OFFICER))
    invite = f"/en/screening/compact/of/{organization.id}/invite"
    assert officer.get(invite).status_code == 200
    assert officer.post(invite, data={}).status_code == 302
    invitation = queries.last_invitation(organization.id)
    address = f"/en/global-compact/invitations/{invitation.id}"

    assert address in leader.get(f"/en/organizations/{organization.id}").text
    assert leader.post(f"{address}/answer", data={}).status_code == 422
    leader.post(f"{address}/answer", data={"answer": "consider", "words": "After the audit."})
    assert "After the audit." in officer.get(address).text
    assert "After the audit." in leader.get(address).text
    assert sign_in(make_account(leads=[make_company()])).get(address).status_code == 404
    assert "never counts against it" in client.get("/en/global-compact").text
