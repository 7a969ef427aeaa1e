"""Mails about a case reach no staff it is kept from; nor do numbers say that it is there."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import commands as accreditation
from engagement.accreditation.models import ApplicationState as State
from engagement.core.clock import today
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations.commands.protection import request_protection
from engagement.organizations.models import Protection
from engagement.organizations.queries import actor_for
from tests.conflict_screening import shared_meeting
from tests.conflict_world import KINDS, NAMES, SHOWN, Reader, bind, make_case, member
from tests.factories import make_account, make_application, make_organization

COUNTED = [
    "home",
    "accreditation/desk",
    "accreditation/desk?lane=all",
    "accreditation/desk?lane=mine",
    "accreditation/desk?lane=unassigned",
    "accreditation/desk/download.csv?lane=all",
    "accreditation/desk/deputies",
    "accreditation/decisions",
    "accreditation/reconsiderations",
    "accreditation/by-post/drafts",
    "accreditation/by-post/letters",
    "register/reports",
    "organizations/protected",
    "organizations/led-by-nobody",
    "screening/cases",
    "screening/desk/ineligible-vendors",
    "screening/desk/matches",
    "screening/desk/runs",
    "committee",
    "meetings/statements/desk",
    "partnerships/desk",
    "partnerships/complaints",
    "partnerships/business-meetings/desk",
    "jobs",
    "mail",
]
"""Pages with lists and numbers, none of which may differ by a case that is hidden."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_mail_about_the_case_is_sent_to_staff_once_the_conflict_began(db, kind):
    language = ("en", "ar")[KINDS.index(kind) % 2]
    reviewer = make_account(*Role, email="judge@lagoon.example", language=language)
    other = make_account(*Role, language=language)
    organization = make_organization(name=NAMES[kind])
    case = make_application(
        organization=organization, state=State.IN_REVIEW, reviewer=reviewer, second_reviewer=other
    )
    leader = actor_for(make_account(leads=[organization]))
    accreditation.name_deputy(
        actor=actor_for(other),
        person=other,
        deputy=reviewer,
        from_day=today(),
        to_day=today() + timedelta(days=5),
    )
    bind(kind, reviewer, [organization])
    assert organization.id in actor_for(reviewer).conflicts

    accreditation.write_to_office(case, actor=leader, text="We have moved.")
    request_protection(
        organization, actor=leader, wanted=Protection.PROTECTED, reason="We are threatened."
    )
    accreditation.withdraw_application(case, actor=leader)

    def told(person):
        mails = db.scalars(select(Message).where(Message.to == person.email)).all()
        text = "\n".join(f"{each.subject}\n{each.body_text}\n{each.body_html}" for each in mails)
        return {word for word in (NAMES[kind], case.reference) if word in text}

    assert told(reviewer) == set()
    assert told(other) == {NAMES[kind], case.reference}


def test_no_number_or_list_of_staff_differs_by_the_cases_of_a_conflict(app, db):
    """The same pages before these cases were there and after: word for word, but for the hour."""
    judge = make_account(*Role, name="Conflicted", email="judge@lagoon.example")
    free = make_account(*Role, name="Free")
    interested = make_account(Role.REVIEWER)
    shown = [
        make_case(SHOWN, state, interested=interested)
        for state in (State.SUBMITTED, State.RECOMMENDED)
    ]
    case_page = f"accreditation/desk/{shown[0].ids['application_id']}"
    pages = [*COUNTED, case_page, f"{case_page}/documents", f"committee/{shared_meeting().id}"]

    def read(account):
        reader = Reader(app, account)
        return {page: plain(reader.open(f"/en/{page}")[1]) for page in pages}

    before, before_free = read(judge), read(free)
    for kind in KINDS:
        if kind is not member:
            states = (State.SUBMITTED, State.RECOMMENDED)
            cases = [make_case(NAMES[kind], state, interested=interested) for state in states]
            bind(kind, judge, [each.organization for each in cases])
    after, after_free = read(judge), read(free)

    assert {page for page in pages if before[page] != after[page]} == set()
    assert len([page for page in pages if before_free[page] != after_free[page]]) > 8


def plain(text) -> str:
    """What a page says: no marks, no keys of its forms, no hour that moves on."""
    text = re.sub(r"<[^>]*>", " ", text)
    return " ".join(re.sub(r"\b\d{1,2}:\d\d\b", "", text).split())
