"""Changes of name, Major Group, seat; endings; mergers: evidence, another person, history."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import queries as accreditation_queries
from engagement.accreditation.models import AccreditationStatus
from engagement.core import clock
from engagement.core.clock import now, today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Role
from engagement.organizations.models import FormerIdentity, NameKind, OrganizationName
from engagement.standing.commands import changes as commands
from engagement.standing.commands import mergers, papers
from engagement.standing.commands.changes import Wanted
from engagement.standing.models import ChangeKind, ChangeState, MergerState, ProceedingState
from tests.factories import make_actor
from tests.standing.lives import accredited, led, noticed, taken


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

    mergers.carry_out_merger(merger, actor=approver)
    assert old.organization.merged_into_id == new.organization_id
    assert old.periods[-1].status == AccreditationStatus.MERGED

    with clock.moved_to(now() + timedelta(days=9)):
        mergers.undo_merger(merger, actor=head, reason="They are two.")
    assert merger.state == MergerState.UNDONE
    assert old.organization.merged_into_id is None
    assert [each.status for each in old.periods] == ["active", "merged", "active"]


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
