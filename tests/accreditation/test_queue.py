"""The queue: what each lane holds, for whom, how many queries; search; several at once."""

import base64
import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.models import ApplicationState as S
from engagement.accreditation.models import CaseMessage, Recommendation, Verdict
from engagement.accreditation.offices import CLERKS, HEADS
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.models import AuditEvent
from engagement.core.clock import now, today
from engagement.core.db import transaction
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Role, can
from engagement.organizations.queries import actor_for
from engagement.settings import commands as setting_commands
from tests.factories import (
    make_account,
    make_actor,
    make_application,
    make_document,
    make_organization,
)

UNCOMMON = {"session", "languages", "reconsideration", "late", "justify"}
"""Lanes that not everybody has; `test_who_has_which_lane` says who."""

QUEUE = "/en/accreditation/desk"


def held(db, actor, key):
    """References in a lane, as the list gives them; the count must say the same."""
    lanes = queries.LANES if key in UNCOMMON else queries.lanes_of(actor)
    lane = queries.lane(key, lanes)
    assert lane.key == key
    found = {row.reference for row in db.execute(queries.queue(actor, lane))}
    assert queries.lane_counts(actor, lanes)[key] == len(found)
    return found


def found(db, actor, words):
    statement = queries.queue(actor, queries.lane("all"), queries.Filters(words=words))
    return {row.reference for row in db.execute(statement)}


def test_lanes_hold_what_their_names_say(db):
    me, other = make_account(Role.REVIEWER), make_account(Role.REVIEWER)
    actor = actor_for(me)
    new = make_application(state=S.SUBMITTED)
    mine = make_application(state=S.IN_REVIEW, reviewer=me)
    both = make_application(state=S.IN_REVIEW, reviewer=other, second_reviewer=me)
    asked = make_application(state=S.CLARIFICATION, reviewer=other)
    returned = make_application(state=S.RETURNED)
    late = make_application(state=S.RECOMMENDED)
    refused = make_application(state=S.REFUSED)
    again = make_application(state=S.RECONSIDERATION)
    with transaction(audited=False):
        late.due_on = asked.due_on = today() - timedelta(days=1)
    make_application(state=S.DRAFT)

    expected = {
        "new": {new},
        "mine": {mine, both},
        "unassigned": {new},
        "waiting": {asked, returned},
        "overdue": {late},
        "review": {mine, both},
        "recommended": {late},
        "over": {refused},
        "session": set(),
        "languages": {new, mine, both, asked, returned},
        "reconsideration": {again},
        "late": {late},
        "justify": set(),
        "second": set(),
        "finish": set(),
        "messages": set(),
        "all": {new, mine, both, asked, returned, late, refused, again},
    }
    assert {lane.key for lane in queries.LANES} == set(expected)
    for key, applications in expected.items():
        assert held(db, actor, key) == {each.reference for each in applications}, key


def close_the_session(days):
    setting_commands.change_setting(
        "accreditation.session_closes_on",
        actor=make_actor(Role.ADMINISTRATOR),
        value=(today() + timedelta(days=days)).isoformat(),
        reason="The dates are set.",
    )


def test_the_lane_of_the_session_holds_what_was_complete_in_time_soonest_due_first(db, sign_in):
    early, earlier, late = (make_application(state=S.IN_REVIEW) for _ in range(3))
    done = make_application(state=S.REFUSED)
    close_the_session(days=40)
    last = queries.in_time_for_the_session()
    assert last < today()
    with transaction(audited=False):
        for each in (early, earlier, done):
            each.submitted_at = queries.end_of_day_everywhere(last) - timedelta(minutes=1)
        early.due_on, earlier.due_on = today() + timedelta(days=9), today() + timedelta(days=2)
        late.submitted_at = queries.end_of_day_everywhere(last)

    actor = make_account(Role.REVIEWER)

    assert held(db, actor_for(actor), "session") == {early.reference, earlier.reference}
    page = sign_in(actor).get(f"{QUEUE}?lane=session").text
    assert page.index(earlier.reference) < page.index(early.reference)


def test_the_lane_of_languages_follows_what_the_person_reads(db):
    french, arabic = (make_application(state=S.SUBMITTED, language=code) for code in ("fr", "ar"))
    over = make_application(state=S.ACCREDITED, language="fr")
    me = make_account(Role.REVIEWER, language="fr")
    assert held(db, actor_for(me), "languages") == {french.reference}
    with transaction(audited=False):
        me.languages_read = ["ar", "en"]
    assert held(db, actor_for(me), "languages") == {arabic.reference}
    assert over.state == S.ACCREDITED


@pytest.mark.parametrize("role", list(Role))
def test_who_has_which_lane(db, role):
    actor = make_actor(role)
    assert "session" not in {lane.key for lane in queries.lanes_of(actor)}
    close_the_session(days=200)
    keys = {lane.key for lane in queries.lanes_of(actor)}
    assert "session" in keys
    assert ("languages" in keys) == (role in CLERKS)
    assert ({"reconsideration", "late"} <= keys) == (role == Role.APPROVER)
    assert ("justify" in keys) == (role in HEADS.values())


def test_a_case_becomes_ready_to_finish_and_then_a_second_reading(db):
    application = make_application(state=S.IN_REVIEW)
    first, second, third = (make_actor(Role.REVIEWER) for _ in range(3))
    for criterion in MAJOR_GROUP.criteria:
        commands.judge_criterion(
            application, actor=first, criterion=criterion.key, verdict=Verdict.MET, reason="Seen."
        )
    assert held(db, first, "finish") == {application.reference}
    assert held(db, second, "second") == set()
    commands.recommend_application(application, actor=first, accredit=True, reason="Fine.")
    assert held(db, first, "finish") == set()
    assert held(db, first, "second") == set()
    assert held(db, second, "second") == {application.reference}
    commands.judge_criterion(
        application, actor=second, criterion="registered", verdict=Verdict.MET, reason="Seen."
    )
    assert held(db, second, "second") == {application.reference}
    assert held(db, third, "second") == set()


def test_a_deputy_has_a_lane_of_the_colleague_without_own_conflicts(db):
    away, deputy = make_account(Role.REVIEWER, name="Ada Away"), make_account(Role.REVIEWER)
    seen = make_application(state=S.IN_REVIEW, reviewer=away)
    hidden = make_application(state=S.IN_REVIEW, reviewer=away)
    deputy = make_account(Role.REVIEWER, interest_in=[hidden.organization])
    commands.name_deputy(
        actor=actor_for(away), person=away, deputy=deputy, from_day=today(), to_day=today()
    )
    assert held(db, actor_for(deputy), f"for-{away.id}") == {seen.reference}
    others = {lane.key for lane in queries.lanes_of(make_actor(Role.REVIEWER))}
    assert f"for-{away.id}" not in others


class TestCases:
    @pytest.fixture(scope="class")
    @classmethod
    def everything(cls, db):
        """Open, of a conflict, of the own organization, and a draft."""
        states = (S.SUBMITTED, S.IN_REVIEW, S.RECOMMENDED, S.DRAFT)
        return [make_application(state=state) for state in states]

    @pytest.mark.parametrize("role", [*Role, None])
    def test_lists_search_and_plan_hold_exactly_what_the_policy_allows(self, db, everything, role):
        _open, conflicted, own, _draft = everything
        actor = make_actor(
            *([role] if role else []),
            member_of=[own.organization],
            interest_in=[conflicted.organization],
        )
        allowed = {each for each in everything if can(actor, Accreditations.HANDLE, each)}
        references = {each.reference for each in allowed}

        assert held(db, actor, "all") == references
        assert found(db, actor, "Wetland Society") == references
        assert set(queries.handled(actor, [each.id for each in everything])) == allowed
        lanes, every = queries.lanes_of(actor), queries.lane("all")
        in_lanes, by_facet = queries.counts_of_queue(actor, lanes, every, queries.Filters())
        assert in_lanes == queries.lane_counts(actor, lanes)
        assert in_lanes["all"] == len(allowed)
        for counts in by_facet.values():
            assert sum(counts.values()) in {len(allowed), 0}


def test_search_finds_numbers_names_in_any_script_and_countries(db):
    arabic = make_application(
        state=S.SUBMITTED,
        organization=make_organization(
            name="جمعية نساء الأراضي الرطبة", latin_name="Wetland Women", country="TN"
        ),
    )
    chinese = make_application(
        state=S.ACCREDITED, organization=make_organization(name="湿地保护协会", country="CN")
    )
    french = make_application(
        state=S.RETURNED,
        organization=make_organization(name="Société des eaux vives", country="NE"),
    )
    actor = make_actor(Role.REVIEWER)
    for words, application in (
        ("نساء الاراضى", arabic),
        ("tunisie", arabic),
        ("wetland WOMEN", arabic),
        ("湿地", chinese),
        ("Китай", chinese),
        (chinese.reference, chinese),
        (chinese.reference.lower().replace("-", " "), chinese),
        ("societe eaux", french),
        ("eaux vives niger", french),
        ("Socète des eaux vivse", french),
    ):
        assert found(db, actor, words) == {application.reference}, words
    assert found(db, actor, "nowhere at all") == set()
    assert found(db, actor, "100%") == set()


def test_search_looks_into_people_papers_questions_and_messages(db):
    application = make_application(state=S.CLARIFICATION)
    other = make_application(state=S.IN_REVIEW)
    with transaction(audited=False):
        other.organization.registration_number = "NGO/77-B"
        other.organization.web_domain = "mangroves.example"
    make_document(application, name="Satzung-2019.pdf", submitted=True)
    make_document(application, name="not-yet-sent.pdf")
    with transaction(audited=False):
        queries.open_round(application).questions[0].answer = "Not yet given: seahorses."
        db.add(
            CaseMessage(
                application_id=application.id,
                from_office=True,
                author_id=application.started_by_id,
                text="Потом пришлите УСТАВ",
                sent_at=now(),
            )
        )
    actor = make_actor(Role.REVIEWER)
    for words, reference in (
        ("ngo/77-b", other.reference),
        ("mangroves.example", other.reference),
        ("satzung", application.reference),
        ("since work abroad", application.reference),
        ("устав", application.reference),
        ("Amina устав", application.reference),
    ):
        assert found(db, actor, words) == {reference}, words
    everybody = {application.reference, other.reference}
    assert found(db, actor, "amina otieno") == found(db, actor, "Ouma") == everybody
    for words in ("seahorses", "not-yet-sent", "100%", "устав nowhere"):
        assert found(db, actor, words) == set(), words


def test_search_finds_alike_names_among_cases_of_the_desk_alone(db):
    for number in range(6):
        make_organization(name=f"Blue Mangrove Society {number}")
    hidden = make_application(
        state=S.SUBMITTED, organization=make_organization(name="Blue Mangrove Society")
    )
    seen = make_application(
        state=S.SUBMITTED, organization=make_organization(name="Blue Mangrove Societies")
    )
    actor = make_actor(Role.REVIEWER, interest_in=[hidden.organization])

    assert found(db, actor, "Blu Mangrove Society") == {seen.reference}


def test_filters_and_their_counts_say_what_each_link_leads_to(db):
    rosa = make_account(Role.REVIEWER)
    niger = make_application(
        state=S.IN_REVIEW,
        reviewer=rosa,
        language="fr",
        organization=make_organization(country="NE", major_group=MajorGroup.WOMEN),
    )
    kenya = make_application(state=S.IN_REVIEW, second_reviewer=rosa, language="en")
    france = make_application(
        state=S.SUBMITTED, language="fr", organization=make_organization(country="FR")
    )
    actor, lane = make_actor(Role.HEAD_OF_UNIT), queries.lane("all")
    for filters, expected in (
        ({}, {niger, kenya, france}),
        ({"region": "africa"}, {niger, kenya}),
        ({"region": "africa", "language": "fr"}, {niger}),
        ({"group": "women"}, {niger}),
        ({"reviewer": rosa.id}, {niger, kenya}),
        ({"reviewer": rosa.id, "words": "Kenya"}, {kenya}),
    ):
        wanted = queries.Filters(**filters)
        rows = {row.id for row in db.execute(queries.queue(actor, lane, wanted))}
        assert rows == {each.id for each in expected}, filters
        in_lanes, by_facet = queries.counts_of_queue(actor, [lane], lane, wanted)
        assert in_lanes == {"all": 3}, filters
        for facet, counts in by_facet.items():
            for value, count in counts.items():
                one = replace(wanted, **{facet: value})
                assert len(db.execute(queries.queue(actor, lane, one)).all()) == count


@pytest.mark.parametrize(
    ("order", "places"),
    [("number", [0, 1, 2, 3]), ("due", [2, 1, 0, 3]), ("waiting", [1, 2, 0, 3])],
)
def test_each_order_begins_as_its_name_says_and_goes_on_after_a_case(db, sign_in, order, places):
    cases = [make_application(state=S.SUBMITTED, complete=False) for _ in range(4)]
    with transaction(audited=False):
        for number, case in enumerate(cases[:3]):
            case.due_on = today() + timedelta(days=5 - number)
            case.stages[0].entered_at = now() - timedelta(days=(2, 9, 4)[number])
    expected = [cases[at] for at in places]
    client = sign_in(make_account(Role.REVIEWER))
    first = client.get(f"{QUEUE}?lane=all&order={order}").text
    rows = db.execute(queries.queue(make_actor(Role.REVIEWER), queries.lane("all"))).all()
    second = next(row for row in rows if row.id == expected[1].id)
    place = [getattr(second, column.key) for column in queries.ORDERS[order]]
    packed = json.dumps([{"time": place[0].isoformat()}, {"id": str(place[1])}])
    after = base64.urlsafe_b64encode(packed.encode()).decode()
    rest = client.get(f"{QUEUE}?lane=all&order={order}&after={after}").text

    assert sorted(expected, key=lambda case: first.index(case.reference)) == expected
    assert [case in rest for case in [each.reference for each in expected]] == [False] * 2 + [
        True
    ] * 2
    assert f"order={order}" in first


def test_the_file_of_the_queue_holds_the_rows_of_the_page_and_no_formula(db, sign_in):
    shown = make_application(
        state=S.SUBMITTED, organization=make_organization(name="=HYPERLINK(1)", country="NE")
    )
    other = make_application(state=S.SUBMITTED)
    hidden = make_application(state=S.SUBMITTED, organization=make_organization(country="NE"))
    client = sign_in(make_account(Role.REVIEWER, interest_in=[hidden.organization]))

    answer = client.get(f"{QUEUE}/download.csv?lane=new&q=Niger")

    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row[0] for row in rows] == ["Number", shown.reference]
    assert rows[1][1] == "'=HYPERLINK(1)"
    assert other.reference not in answer.text
    assert hidden.reference not in answer.text
    event = db.scalars(select(AuditEvent).filter_by(action="accreditation:queue:exported")).one()
    assert event.data == {"lane": "new", "q": "Niger", "count": 1}


def test_the_file_of_the_queue_can_be_had_as_often_in_an_hour_as_the_setting_says(db, sign_in):
    setting_commands.change_setting(
        "accreditation.files_an_hour",
        actor=make_actor(Role.ADMINISTRATOR),
        value=1,
        reason="The line is slow this week.",
    )
    client = sign_in(make_account(Role.REVIEWER))
    with time_machine.travel(now().replace(minute=1, second=0)):
        answers = [client.get(f"{QUEUE}/download.csv?lane=all").status_code for _ in range(2)]

    assert answers == [200, 429]


def test_links_to_cases_carry_the_view_from_which_they_were_opened(db, sign_in):
    application = make_application(state=S.IN_REVIEW, language="fr")
    page = sign_in(make_account(Role.REVIEWER)).get(f"{QUEUE}?lane=review&language=fr&q=Kenya").text
    assert f"desk/{application.id}?lane=review&amp;language=fr&amp;q=Kenya" in page


def test_the_page_of_the_queue_costs_the_same_for_one_case_and_for_many(db, sign_in, count_queries):
    def cost():
        client = sign_in(make_account(Role.HEAD_OF_UNIT))
        with count_queries() as counted:
            assert client.get(f"{QUEUE}?lane=all").status_code == 200
        return len(counted)

    make_application(state=S.SUBMITTED, reviewer=make_account(Role.REVIEWER))
    before = cost()
    for _ in range(5):
        make_application(state=S.IN_REVIEW, reviewer=make_account(Role.REVIEWER))
    assert cost() == before


def test_the_plan_costs_the_same_for_one_case_and_for_many(db, sign_in, count_queries):
    applications = [make_application(state=S.SUBMITTED) for _ in range(6)]
    client = sign_in(make_account(Role.HEAD_OF_UNIT))
    costs = set()
    for count in (1, 6):
        asked = "&".join(f"application={each.id}" for each in applications[:count])
        with count_queries() as counted:
            assert client.get(f"{QUEUE}/assign-applications?{asked}").status_code == 200
        costs.add(len(counted))
    assert len(costs) == 1


def test_the_queue_shows_its_columns_filters_and_pages(db, sign_in):
    make_account(Role.REVIEWER, name="Ravi")
    application = make_application(
        state=S.IN_REVIEW, reviewer=make_account(Role.REVIEWER, name="Rosa R."), language="fr"
    )
    other = make_application(state=S.IN_REVIEW, language="ar")
    client = sign_in(make_account(Role.HEAD_OF_UNIT))
    page = client.get(f"{QUEUE}?lane=review").text
    for text in (
        application.reference,
        "Rosa R.",
        "Kenya",
        "Waiting since",
        "lane=review&amp;language=fr",
    ):
        assert text in page, text
    french = client.get(f"{QUEUE}?lane=review&language=fr").text
    assert application.reference in french
    assert other.reference in page and other.reference not in french
    assert "Nothing found" in client.get(f"{QUEUE}?q=zzzzzz").text
    assert "Nothing in this lane" in client.get(f"{QUEUE}?lane=over").text
    assert application.reference in client.get(f"{QUEUE}?q={application.reference}").text


def test_several_are_assigned_after_a_page_that_lists_them(db, sign_in):
    free = make_application(state=S.SUBMITTED)
    decided = make_application(state=S.RECOMMENDED)
    hidden = make_application(state=S.SUBMITTED)
    rosa = make_account(Role.REVIEWER, name="Rosa R.")
    account = make_account(Role.HEAD_OF_UNIT, interest_in=[hidden.organization])
    client = sign_in(account)
    asked = "&".join(f"application={each.id}" for each in (free, decided, hidden))
    plan = client.get(f"{QUEUE}/assign-applications?{asked}&reviewer={rosa.id}&application=x").text
    assert "Nothing is done yet." in plan
    assert "not under review any more" in plan
    assert "Rosa R." in plan
    assert hidden.reference not in plan
    db.refresh(free)
    assert free.reviewer_id is None

    done = client.post(
        f"{QUEUE}/assign-applications",
        data={
            "application": [str(each.id) for each in (free, decided, hidden)],
            "reviewer": str(rosa.id),
        },
    ).text

    assert "1 application was assigned." in done
    for each in (free, decided, hidden):
        db.refresh(each)
    assert (free.reviewer_id, decided.reviewer_id, hidden.reviewer_id) == (rosa.id, None, None)
    empty = client.get(f"{QUEUE}/assign-applications").text
    assert "No application is chosen" in empty
    auditor = sign_in(make_account(Role.AUDITOR))
    assert auditor.get(f"{QUEUE}/assign-applications").status_code == 403
    assert "assign-applications" not in auditor.get(f"{QUEUE}?lane=all").text


def test_a_withdrawn_recommendation_does_not_count(db):
    reviewer = make_account(Role.REVIEWER)
    application = make_application(state=S.IN_REVIEW, reviewer=reviewer)
    with transaction(audited=False):
        db.add(
            Recommendation(
                application_id=application.id,
                reviewer_id=reviewer.id,
                accredit=True,
                reason="Fine.",
                made_at=now(),
                withdrawn_at=now(),
            )
        )
    assert held(db, make_actor(Role.REVIEWER), "second") == set()
