"""Organizations of earlier lists that nobody has claimed: staff enter for them, mails tell how."""

import re

import pytest
from sqlalchemy import select

from engagement.accreditation import commands as accreditation
from engagement.accreditation.models import Accreditation
from engagement.core.errors import RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Role, can
from engagement.mail.models import Message
from engagement.organizations.permissions import Organizations
from engagement.standing.commands import changes
from engagement.standing.commands.changes import Wanted
from engagement.standing.models import ChangeKind
from tests.factories import make_account, make_actor


def recorded(db):
    """An accreditation of before the platform, entered by one and confirmed by another."""
    recording = accreditation.record_by_hand(
        actor=make_actor(Role.REVIEWER),
        values={
            "name": "Guardians of the Spring",
            "country": "KE",
            "major_group": "ngo",
            "since": "2023-02-01",
            "precision": "month",
            "emails": ["spring@place.example"],
        },
    )
    accreditation.confirm_recording(recording, actor=make_actor(Role.HEAD_OF_UNIT))
    return db.scalars(select(Accreditation)).one()


def test_staff_enter_a_change_for_it_a_colleague_answers_and_a_claim_ends_that(db, sign_in):
    one = recorded(db)
    clerk, colleague = make_actor(Role.REVIEWER), make_actor(Role.REVIEWER)
    change = changes.prepare_change(
        one,
        actor=clerk,
        wanted=Wanted(ChangeKind.MAJOR_GROUP, major_group=MajorGroup.WOMEN),
        explanation="Their letter of 3 May.",
    )
    changes.send_change(change, actor=clerk)
    with pytest.raises(RuleViolation, match="took part"):
        changes.accept_change(change, actor=clerk)
    changes.accept_change(change, actor=colleague)
    assert one.organization.major_group == MajorGroup.WOMEN
    page = sign_in(make_account(Role.REVIEWER)).get(f"/en/standing/{one.id}").text
    assert "Nobody of this organization has an account yet." in page
    assert not can(clerk, Organizations.INVITE, one.organization), "who leads it is claimed"

    make_account(leads=[one.organization])

    assert not can(clerk, Organizations.EDIT, one.organization)


def test_a_mail_to_a_known_contact_leads_to_the_claim_of_the_entry(db, sign_in):
    one = recorded(db)
    clerk = make_actor(Role.REVIEWER)
    change = changes.prepare_change(
        one,
        actor=clerk,
        wanted=Wanted(ChangeKind.RENUNCIATION),
        explanation="Their letter of 3 May.",
    )
    changes.send_change(change, actor=clerk)

    mail = db.scalars(select(Message).filter_by(template="standing/change_sent")).one()
    link = re.search(r"/en/organizations/claim/\S+", mail.body_text)[0]
    assert link in mail.body_html
    assert sign_in(make_account()).get(link).status_code == 200
