"""What was recorded wrongly is put right by two people, in the register of past days as well."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import commands as accreditation
from engagement.accreditation.commands.status import change_status
from engagement.accreditation.models import AccreditationStatus
from engagement.audit.models import AuditEvent
from engagement.core import invariants
from engagement.core.clock import today
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation, Stale
from engagement.core.major_groups import MajorGroup
from engagement.core.partial_dates import Precision
from engagement.core.permissions import Role
from engagement.directory import commands as directory
from engagement.directory.models import RegisterSpan
from engagement.mail.models import Message
from engagement.organizations.commands.identity import change_identity
from engagement.organizations.models import FormerIdentity, NameKind, OrganizationName
from engagement.standing.commands import corrections as commands
from engagement.standing.models import Correction, CorrectionState
from engagement.standing.queries import corrections as queries
from tests.factories import make_account, make_actor
from tests.standing.lives import accredited
from tests.standing.test_recorded import recorded

ONE_MORE = {
    "name": "Keepers of the Dune",
    "country": "NA",
    "major_group": "ngo",
    "since": "2020-01-01",
    "precision": "year",
}
TYPED = {
    "name": "Guardians of the Spring",
    "country": "KE",
    "major_group": "ngo",
    "since-day": "",
    "since-month": "2",
    "since-year": "2023",
    "reason": "A slip of the pen.",
    "evidence": "Folder 12.",
}
"""The form as it is filled in, but for what each accreditation has of its own."""


def propose(one, *, actor=None, **facts):
    return commands.propose_correction(
        one,
        actor=actor or make_actor(Role.REVIEWER),
        facts=facts,
        reason="A slip of the pen.",
        evidence="Folder 12.",
    )


def confirm(correction, *, actor=None):
    commands.confirm_correction(correction, actor=actor or make_actor(Role.HEAD_OF_UNIT))


def spans(db, one):
    """What the register says of it, from when to when."""
    directory.refresh([one.organization_id])
    return [
        (span.valid_from, span.valid_to, span.name, span.country)
        for span in db.scalars(
            select(RegisterSpan)
            .filter_by(accreditation_id=one.id)
            .order_by(RegisterSpan.valid_from)
        )
    ]


def test_nothing_changes_until_another_confirms_and_then_it_was_so_from_the_beginning(db):
    one = recorded(db)
    first, token, drawn = make_actor(Role.REVIEWER), one.token, one.number
    due = one.report_due_on
    correction = propose(
        one,
        actor=first,
        name="Guardians of the Springs",
        country="UG",
        major_group="women",
        since="2021",
        number="old – 17",
        report_due_on=(due + timedelta(days=90)).isoformat(),
    )
    assert spans(db, one) == [(date(2023, 2, 1), None, "Guardians of the Spring", "KE")]
    with pytest.raises(RuleViolation, match="took part"):
        confirm(correction, actor=first)
    with pytest.raises(NotAllowed):
        confirm(correction, actor=make_actor(Role.REVIEWER, interest_in=[one.organization]))

    confirm(correction)

    assert spans(db, one) == [(date(2021, 1, 1), None, "Guardians of the Springs", "UG")]
    assert (one.since, one.since_precision) == (date(2021, 1, 1), Precision.YEAR)
    assert (one.number, one.former_numbers, one.token) == ("OLD-17", [drawn], token)
    assert one.report_due_on == due + timedelta(days=90)
    assert one.organization.major_group == MajorGroup.WOMEN
    assert db.scalars(select(FormerIdentity)).all() == []
    names = db.scalars(select(OrganizationName.text)).all()
    assert names == ["Guardians of the Springs"]
    event = db.scalars(
        select(AuditEvent).filter_by(action="standing:accreditation:corrected")
    ).one()
    assert event.data["number"] == [drawn, "OLD-17"]
    assert event.data["since"] == ["2023-02", "2021"]
    mail = db.scalars(select(Message).filter_by(template="standing/correction_confirmed")).one()
    assert mail.to == "spring@place.example"
    assert drawn in mail.body_text
    assert drawn in mail.body_html
    assert set(invariants.broken()) <= {"every account's opening stands in the trail"}


def test_a_later_change_stands_and_the_name_before_it_is_corrected(db):
    one = recorded(db)
    day = today() - timedelta(days=30)

    @bookkeeping
    def rename():
        change_identity(one.organization, {"name": "Spring Trust"}, day=day)

    rename()
    confirm(propose(one, name="Guardians of the Springs", country="UG"))

    assert spans(db, one) == [
        (date(2023, 2, 1), day, "Guardians of the Springs", "UG"),
        (day, None, "Spring Trust", "UG"),
    ]
    former = select(OrganizationName.text).filter_by(kind=NameKind.FORMER)
    assert db.scalars(former).all() == ["Guardians of the Springs"]

    confirm(propose(one, name="Spring Trust"))

    assert spans(db, one) == [(date(2023, 2, 1), None, "Spring Trust", "UG")]
    assert db.scalars(former).all() == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"since": (today() + timedelta(days=1)).isoformat()}, "still to come"),
        ({"since": "1971"}, "before 1972"),
        ({"since": (today() - timedelta(days=3)).isoformat()}, "before this day"),
        ({"number": "MG-2011-00001"}, "given by the platform"),
        ({"report_due_on": (today() + timedelta(days=9)).isoformat()}, "stays as it is"),
        ({"name": "Guardians  of the Spring "}, "Nothing differs"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(db, facts, said):
    one = recorded(db)

    @bookkeeping
    def lapse():
        change_status(
            one,
            AccreditationStatus.REPORT_DUE,
            reason_code="report_due",
            day=today() - timedelta(days=5),
        )

    lapse()
    with pytest.raises(RuleViolation, match=said):
        propose(one, **facts)
    assert db.scalars(select(Correction)).all() == []


def test_a_number_that_somebody_has_or_had_is_refused_here_and_where_others_are_recorded(db):
    one = recorded(db)
    other = accredited(recorded=True)
    with pytest.raises(RuleViolation, match="given by the platform"):
        propose(one, number=other.number)
    confirm(propose(one, number="OLD-1"))
    confirm(propose(one, number="OLD-2"))
    with pytest.raises(RuleViolation, match="has this number, or had it"):
        propose(other, number="OLD-1")
    with pytest.raises(RuleViolation, match="taken"):
        accreditation.record_by_hand(
            actor=make_actor(Role.REVIEWER), values=ONE_MORE | {"number": "OLD-1"}
        )

    confirm(propose(one, number="OLD-1"))

    assert one.number == "OLD-1", "its own may come back"
    assert "OLD-1" not in one.former_numbers


def test_what_changed_meanwhile_is_not_overwritten(db):
    one = recorded(db)
    seen = queries.version_of(one)
    first = propose(one, country="UG")
    with pytest.raises(RuleViolation, match="waits for a second person already"):
        propose(one, country="TZ")

    @bookkeeping
    def spoil():
        one.organization.country = "TZ"

    spoil()
    with pytest.raises(Stale):
        confirm(first)
    db.expire_all()
    assert one.organization.country == "TZ"
    commands.drop_correction(first, actor=make_actor(Role.REVIEWER))
    with pytest.raises(Stale):
        commands.propose_correction(
            one,
            actor=make_actor(Role.REVIEWER),
            facts={"country": "RW"},
            reason="A slip.",
            evidence="Folder 12.",
            seen=seen,
        )


def test_the_pages_lead_from_the_form_to_the_register(db, sign_in):
    one = recorded(db)
    clerk = sign_in(make_account(Role.REVIEWER))
    address = f"/en/standing/{one.id}"
    assert "Correct what was recorded" in clerk.get(address).text
    address = f"{address}/propose-correction"
    typed = TYPED | {"number": one.number, "seen": queries.version_of(one)}
    assert typed["seen"] in clerk.get(address).text
    unchanged = clerk.post(address, data=typed)
    assert unchanged.status_code == 409
    assert "Nothing differs from what is recorded." in unchanged.text
    late = clerk.post(address, data=typed | {"since-year": "1971"})
    assert late.status_code == 422
    assert "before 1972" in late.text

    done = clerk.post(address, data=typed | {"number": "OLD-17"})

    correction = db.scalars(select(Correction)).one()
    assert done.location.endswith(f"/en/standing/corrections/{correction.id}")
    assert list(correction.differences) == ["number"]
    own = clerk.get(done.location).text
    assert "somebody else has to confirm it" in own
    assert "Confirm the correction" not in own
    other = sign_in(make_account(Role.HEAD_OF_UNIT))
    assert "Corrections to confirm" in other.get("/en/home").text
    assert one.organization.name in other.get("/en/standing/corrections").text
    assert "Confirm the correction" in other.get(done.location).text
    drawn = one.number

    @bookkeeping
    def renumber(number):
        one.number = number

    renumber("OLD-9")
    stale = other.post(f"{done.location}/confirm-correction")
    assert stale.status_code == 409
    assert "has changed since this was proposed" in stale.text
    renumber(drawn)
    other.post(f"{done.location}/confirm-correction")
    db.refresh(correction)
    assert correction.state == CorrectionState.CONFIRMED
    granted = accredited()
    assert "Correct what was recorded" not in other.get(f"/en/standing/{granted.id}").text
    assert other.get(f"/en/standing/{granted.id}/propose-correction").status_code == 404
    numbers = (drawn, "OLD-17")
    answers = [other.get(f"/en/standing/{each}/certificate").status_code for each in numbers]
    assert answers == [404, 200]
