"""Changes of name, Major Group, seat; endings; mergers: evidence, another person, history."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import queries as accreditation_queries
from engagement.accreditation.commands import start_application
from engagement.accreditation.models import AccreditationStatus
from engagement.core import clock, invariants
from engagement.core.clock import now, today
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations import commands as organizations
from engagement.organizations.models import (
    ClaimWay,
    FormerIdentity,
    MembershipRole,
    NameKind,
    OrganizationName,
)
from engagement.organizations.queries import actor_for, open_invitations, open_memberships
from engagement.standing.commands import changes as commands
from engagement.standing.commands import mergers, papers, proceedings, undone_endings
from engagement.standing.commands.changes import Wanted
from engagement.standing.models import ChangeKind, ChangeState, MergerState, ProceedingState
from tests.factories import make_account, make_actor
from tests.standing.lives import accredited, in_effect, led, noticed, taken


def sent(accreditation, wanted, actor=None):
    """A request that was sent with a paper."""
    actor = actor or led(accreditation)
    change = commands.prepare_change(
        accreditation, actor=actor, wanted=wanted, explanation="By decree of 3 May."
    )
    papers.add_paper(change, actor=actor, taken=taken("Decree"))
    commands.send_change(change, actor=actor)
    return change


def test_a_new_name_holds_from_the_acceptance_and_the_old_one_is_kept_with_its_day(db):
    accreditation = accredited(name="Wetland Society")
    holder = accreditation.organization
    change = sent(accreditation, Wanted(ChangeKind.NAME, name="Wetlands of Kenya", acronym="WoK"))
    assert holder.name == "Wetland Society"

    commands.accept_change(change, actor=make_actor(Role.REVIEWER), answer="Good luck.")

    assert (holder.name, holder.acronym) == ("Wetlands of Kenya", "WoK")
    former = db.scalars(select(FormerIdentity)).one()
    assert (former.name, former.until, former.country) == ("Wetland Society", today(), "KE")
    names = db.execute(select(OrganizationName.kind, OrganizationName.text)).all()
    assert (NameKind.FORMER, "Wetland Society") in [tuple(row) for row in names]


def test_of_two_changes_of_a_day_the_identity_before_both_is_kept(db):
    accreditation = accredited(name="First")
    for name in ("Second", "Third"):
        change = sent(accreditation, Wanted(ChangeKind.NAME, name=name))
        commands.accept_change(change, actor=make_actor(Role.REVIEWER))

    assert [row.name for row in db.scalars(select(FormerIdentity))] == ["First"]


def test_a_change_needs_evidence_where_there_can_be_some(db):
    accreditation = accredited()
    actor = led(accreditation)
    seat = commands.prepare_change(
        accreditation,
        actor=actor,
        wanted=Wanted(ChangeKind.COUNTRY, country="TZ"),
        explanation="We moved.",
    )
    with pytest.raises(RuleViolation, match="Send a paper"):
        commands.send_change(seat, actor=actor)
    group = commands.prepare_change(
        accreditation,
        actor=actor,
        wanted=Wanted(ChangeKind.MAJOR_GROUP, major_group=MajorGroup.WOMEN),
        explanation="Our members are women.",
    )
    commands.send_change(group, actor=actor)

    assert group.state == ChangeState.SUBMITTED
    with pytest.raises(RuleViolation, match="asked for this already"):
        commands.prepare_change(
            accreditation,
            actor=actor,
            wanted=Wanted(ChangeKind.MAJOR_GROUP, major_group=MajorGroup.FARMERS),
            explanation="No.",
        )


def test_what_would_change_nothing_is_refused(db):
    accreditation = accredited(country="KE")

    with pytest.raises(RuleViolation, match="already"):
        commands.prepare_change(
            accreditation,
            actor=led(accreditation),
            wanted=Wanted(ChangeKind.COUNTRY, country="KE"),
            explanation="No.",
        )


def test_members_and_conflicted_staff_answer_no_request(db):
    accreditation = accredited()
    change = sent(accreditation, Wanted(ChangeKind.COUNTRY, country="TZ"))
    conflicted = make_actor(Role.REVIEWER, interest_in=[accreditation.organization])

    for actor in (conflicted, led(accreditation), make_actor(Role.APPROVER)):
        with pytest.raises(NotAllowed):
            commands.accept_change(change, actor=actor)
    commands.refuse_change(change, actor=make_actor(Role.REVIEWER), answer="Not shown.")

    assert accreditation.organization.country == "KE"


def test_a_dissolution_ends_the_accreditation_and_what_was_under_way(db):
    accreditation = accredited()
    proceeding = noticed(accreditation)
    change = sent(accreditation, Wanted(ChangeKind.DISSOLUTION))

    commands.accept_change(change, actor=make_actor(Role.REVIEWER))

    assert accreditation.periods[-1].status == AccreditationStatus.DISSOLVED
    assert proceeding.state == ProceedingState.DROPPED
    assert (
        accreditation_queries.accreditation_held(accreditation.organization_id, accreditation.track)
        is None
    )
    with pytest.raises(RuleViolation, match="has ended"):
        sent(accreditation, Wanted(ChangeKind.COUNTRY, country="TZ"))


def test_a_merger_takes_two_people_points_on_and_is_undone(db):
    old, new = accredited(name="Old"), accredited(name="New")
    head, approver = make_actor(Role.HEAD_OF_UNIT), make_actor(Role.APPROVER)
    merger = mergers.propose_merger(
        old.organization, new.organization, actor=head, reason="Same statutes."
    )
    with pytest.raises(RuleViolation, match="took part"):
        mergers.carry_out_merger(merger, actor=head)

    leader = make_account(leads=[old.organization])
    make_account(leads=[new.organization])
    organizations.invite_colleague(
        old.organization,
        actor=actor_for(leader),
        email="new@old.example",
        role=MembershipRole.CONTRIBUTOR,
        language="en",
    )
    mergers.carry_out_merger(merger, actor=approver)
    assert old.organization.merged_into_id == new.organization_id
    assert {mail.template for mail in db.scalars(select(Message))} >= {
        "standing/merger_done",
        "standing/merger_received",
    }
    assert open_memberships(old.organization) == open_invitations(old.organization) == []
    with pytest.raises(RuleViolation, match="goes on as another"):
        organizations.open_claim(
            old.organization, actor=make_actor(), way=ClaimWay.MAILBOX, words="Ours.", language="en"
        )
    assert old.periods[-1].status == AccreditationStatus.MERGED

    with clock.moved_to(now() + timedelta(days=9)):
        mergers.undo_merger(merger, actor=head, reason="They are two.")
    assert merger.state == MergerState.UNDONE
    assert old.organization.merged_into_id is None
    assert [each.status for each in old.periods] == ["active", "merged", "active"]
    assert [each.person_id for each in open_memberships(old.organization)] == [leader.id]
    assert not failures(db)


def test_nothing_is_begun_for_one_that_was_merged(db):
    old, new = accredited(), accredited()
    with transaction(audited=False):
        old.organization.kept_by_staff = True
    merger = mergers.propose_merger(
        old.organization, new.organization, actor=make_actor(Role.HEAD_OF_UNIT), reason="Same."
    )
    mergers.carry_out_merger(merger, actor=make_actor(Role.APPROVER))

    with pytest.raises(RuleViolation, match="goes on as another"):
        start_application(
            old.organization,
            actor=make_actor(Role.REVIEWER),
            track="major_group",
            language="en",
            received_by_post_on=today(),
        )
    with pytest.raises(RuleViolation, match="goes on as another"):
        organizations.invite_colleague(
            old.organization,
            actor=make_actor(Role.REVIEWER),
            email="new@old.example",
            role=MembershipRole.FOCAL_POINT,
            language="en",
        )


@pytest.mark.parametrize("ending", ["merger", "renunciation"])
def test_what_ended_while_it_was_suspended_is_suspended_again_once_undone(db, ending):
    accreditation = accredited()
    measure = in_effect(accreditation)
    head, approver = make_actor(Role.HEAD_OF_UNIT), make_actor(Role.APPROVER)
    if ending == "merger":
        into = accredited()
        merger = mergers.propose_merger(
            accreditation.organization, into.organization, actor=head, reason="Same."
        )
        mergers.carry_out_merger(merger, actor=approver)
        assert measure.state == ProceedingState.OVER
        mergers.undo_merger(merger, actor=head, reason="They are two.")
    else:
        change = sent(accreditation, Wanted(ChangeKind.RENUNCIATION))
        reviewer = make_actor(Role.REVIEWER)
        commands.accept_change(change, actor=reviewer)
        assert accreditation.periods[-1].status == AccreditationStatus.WITHDRAWN
        with pytest.raises(NotAllowed):
            undone_endings.undo_ending(change, actor=reviewer, reason="It was forged.")
        undone_endings.undo_ending(change, actor=head, reason="It was forged.")
        assert change.state == ChangeState.UNDONE
        assert db.scalars(select(Message).filter_by(template="standing/ending_undone")).all()

    assert accreditation.periods[-1].status == AccreditationStatus.SUSPENDED
    assert measure.state == ProceedingState.IN_EFFECT
    proceedings.lift_suspension(measure, actor=approver, reason="Settled.")
    assert accreditation.periods[-1].status == AccreditationStatus.ACTIVE
    assert not failures(db)


def test_who_answers_a_new_name_sees_organizations_called_alike(db, sign_in):
    accreditation, other = accredited(name="Wetland Society"), accredited(name="Mangroves of Kenya")
    change = sent(accreditation, Wanted(ChangeKind.NAME, name="Mangroves of Kenia"))
    page = f"/en/standing/changes/{change.id}"

    assert other.organization.name in sign_in(make_account(Role.REVIEWER)).get(page).text
    kept_from = make_account(Role.REVIEWER, interest_in=[other.organization])
    assert other.organization.name not in sign_in(kept_from).get(page).text


def test_an_ending_is_undone_on_its_page_with_reasons(db, sign_in):
    accreditation = accredited()
    change = sent(accreditation, Wanted(ChangeKind.DISSOLUTION))
    commands.accept_change(change, actor=make_actor(Role.REVIEWER))
    page = f"/en/standing/changes/{change.id}"
    assert "Let it go on" not in sign_in(make_account(Role.REVIEWER)).get(page).text
    head = sign_in(make_account(Role.HEAD_OF_UNIT))
    assert "Let it go on" in head.get(page).text

    assert head.post(f"{page}/undo-ending", data={"reason": ""}).status_code == 422
    assert head.post(f"{page}/undo-ending", data={"reason": "Forged."}).status_code == 302

    assert accreditation.periods[-1].status == AccreditationStatus.ACTIVE
    assert "Forged." in head.get(page).text


def test_auditors_read_mergers_and_carry_none_out(db, sign_in):
    old, new = accredited(), accredited()
    merger = mergers.propose_merger(
        old.organization, new.organization, actor=make_actor(Role.HEAD_OF_UNIT), reason="Same."
    )
    auditor = sign_in(make_account(Role.AUDITOR))

    assert old.organization.name in auditor.get("/en/standing/mergers").text
    page = auditor.get(f"/en/standing/mergers/{merger.id}")
    assert (page.status_code, "Carry out" in page.text) == (200, False)
    assert auditor.post(f"/en/standing/mergers/{merger.id}/carry-out-merger").status_code == 403


def test_only_an_ending_is_undone_and_only_while_it_holds(db):
    accreditation = accredited()
    change = sent(accreditation, Wanted(ChangeKind.COUNTRY, country="TZ"))
    commands.accept_change(change, actor=make_actor(Role.REVIEWER))

    with pytest.raises(RuleViolation, match="nothing to undo"):
        undone_endings.undo_ending(change, actor=make_actor(Role.APPROVER), reason="X")


def failures(db):
    """Invariants of organizations and accreditations that do not hold."""
    names = (
        "nobody belongs to an organization that was merged into another",
        "a suspension or withdrawal was decided in a proceeding or asked for",
        "a merged organization points to the one it goes on as, and only while it is merged",
    )
    db.flush()
    return [name for name in names if invariants.offenders(invariants.DECLARED[name])]


def test_a_merger_is_refused_where_one_holds_no_accreditation_or_is_in_conflict(db):
    old, new = accredited(), accredited()
    head = make_actor(Role.HEAD_OF_UNIT)
    conflicted = make_actor(Role.HEAD_OF_UNIT, interest_in=[new.organization])

    with pytest.raises(NotAllowed):
        mergers.propose_merger(old.organization, new.organization, actor=conflicted, reason="X")
    with pytest.raises(RuleViolation, match="two organizations"):
        mergers.propose_merger(old.organization, old.organization, actor=head, reason="X")
    change = sent(new, Wanted(ChangeKind.RENUNCIATION))
    commands.accept_change(change, actor=make_actor(Role.REVIEWER))
    with pytest.raises(RuleViolation, match="holds no accreditation"):
        mergers.propose_merger(old.organization, new.organization, actor=head, reason="X")
