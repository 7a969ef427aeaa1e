"""A meeting that minors come to: guardians, adults who go along, needs, the published list."""

import io

from engagement.core.permissions import Role
from engagement.demo.meeting_builders import make_registration
from engagement.demo.meeting_safeguard_builders import (
    a_guardian,
    make_asked,
    make_consent,
    make_minor,
    make_need,
    make_youth_meeting,
    new_link,
)
from engagement.documents.intake import take_in
from engagement.meetings.commands.chaperones import name_chaperone_as_guardian
from engagement.meetings.commands.minors import enter_paper_consent
from engagement.meetings.commands.participants import publish_list
from engagement.meetings.models import CategoryKind, ListState
from engagement.organizations.queries import actor_for
from tests.documents.samples import pdf

NAME = "Green Youth (Kenya) – أمل"


def safeguard_samples(samples, organization) -> None:
    """One minor whose guardian was asked, one with a consent, an adult, a need, a list."""
    leader = actor_for(samples.people["focal_point"])
    officer, newcomer = samples.people[Role.MEETING_OFFICER], samples.people["newcomer"]
    meeting = make_youth_meeting(title={"en": NAME, "ar": NAME}, officer=officer)
    adult = make_registration(
        meeting, account=newcomer, kind=CategoryKind.PUBLIC, name=NAME, position=NAME
    )
    asked, agreed, on_paper = (
        make_minor(meeting, organization=organization, leader=leader, name=NAME) for _ in range(3)
    )
    paper = enter_paper_consent(
        on_paper,
        a_guardian(name=NAME),
        take_in(io.BytesIO(pdf()), "consent.pdf"),
        actor=actor_for(samples.people[Role.SAFEGUARDING_OFFICER]),
        media=False,
    )
    waiting = make_asked(asked, actor=leader, name=NAME)
    given = make_consent(agreed, actor=leader, name=NAME)
    bond = name_chaperone_as_guardian(given, reference=adult.reference)
    need = make_need(adult, newcomer, note=NAME)
    publish_list(meeting, ListState.PROVISIONAL, actor=actor_for(officer))
    samples.values["meeting_id"].append(meeting.id)
    samples.values["registration_id"] += [adult.id, asked.id, agreed.id, on_paper.id]
    samples.values |= {"chaperone_id": [bond.id], "consent_id": [paper.id], "need_id": [need.id]}
    samples.given |= {
        "meetings.answer_as_guardian": [
            {"token": new_link(waiting)},
            {"token": new_link(given)},
        ],
        "meetings.go_along": [{"token": new_link(bond)}],
    }
