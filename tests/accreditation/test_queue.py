"""The queue: what each lane holds, for whom, how many queries; search; several at once."""

from datetime import timedelta

import pytest

from engagement.accreditation import commands, queries
from engagement.accreditation.models import ApplicationState as S
from engagement.accreditation.models import Recommendation, Verdict
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.clock import now, today
from engagement.core.db import transaction
from engagement.core.permissions import Role, can
from engagement.organizations.queries import actor_for
from engagement.settings import commands as setting_commands
from tests.factories import make_account, make_actor, make_application, make_organization

UNCOMMON = {"session", "languages", "reconsideration"}
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
    statement = queries.queue(actor, queries.lane("all"), words=words)
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
    assert ("languages" in keys) == (role in {Role.REVIEWER, Role.HEAD_OF_UNIT})
    assert ("reconsideration" in keys) == (role == Role.APPROVER)


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


@pytest.mark.parametrize("role", [*Role, None])
def test_lists_search_and_plan_hold_exactly_what_the_policy_allows(db, role):
    open_case = make_application(state=S.SUBMITTED)
    conflicted = make_application(state=S.IN_REVIEW)
    own = make_application(state=S.RECOMMENDED)
    draft = make_application(state=S.DRAFT)
    everything = [open_case, conflicted, own, draft]
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
    assert sum(queries.language_counts(actor, queries.lane("all")).values()) == len(allowed)


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
    make_application(state=S.IN_REVIEW, language="ar")
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
    assert french.count("ACC-") == page.count("ACC-") - 2
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
    assert "bulk-reviewer" not in auditor.get(f"{QUEUE}?lane=all").text


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
