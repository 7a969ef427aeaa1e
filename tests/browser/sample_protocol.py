"""Records of the two short tracks and of governing bodies that draw their pages."""

import re
from datetime import timedelta

from sqlalchemy import select

from engagement.bodies import commands as bodies
from engagement.bodies.models import BodyKey, BureauFunction, Mode
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from engagement.protocol import queries
from engagement.protocol.commands import delegates, intergovernmental, states
from engagement.protocol.models import Mission, ShortTrackState
from tests.factories import (
    make_actor,
    make_administrator,
    make_delegate,
    make_intergovernmental,
    make_note,
    person,
)

NAME = "Green Youth (Kenya) – أمل"


def protocol_samples(samples) -> None:
    """Fill the addresses of this feature; its administrator is a person of the samples."""
    officer = actor_for(samples.people[Role.PROTOCOL_OFFICER])
    since = today() - timedelta(days=400)
    recorded = make_note(
        "KE",
        person(NAME, from_day=since, title=NAME, email="pr@kenya.example", telephone="+254 1"),
        administrator=("Ada", "ada@kenya.example"),
    )
    head = queries.lines_of(recorded).arrivals[0]
    administrator = samples.people["administrator_of_state"] = make_administrator("KE")
    samples.people["delegate"] = make_delegate("KE")
    delegates.invite_administrator(recorded, actor=officer, language="ar")
    delegates.invite_delegate(
        queries.get_state("KE"),
        actor=actor_for(administrator),
        email="invited@kenya.example",
        language="fr",
    )
    states.note_mission("KE", actor=officer, mission=Mission.YES, source=NAME, on=today())
    notes = [
        recorded,
        make_note("KE", person(NAME), leaving=[(head, today())], state=ShortTrackState.RECEIVED),
        make_note("KE", person(NAME), state=ShortTrackState.CHECKED),
        make_note("KE", reason=NAME, state=ShortTrackState.RETURNED),
        make_note("KE", person(NAME), state=ShortTrackState.RECEIVED, officer=officer),
    ]
    igos = [
        make_intergovernmental(
            name=NAME, acronym=NAME, seat=NAME, names={"ar": NAME}, signed_by=NAME, state=state
        )
        for state in ShortTrackState
    ]
    ending = make_intergovernmental(name=NAME)
    intergovernmental.propose_end(
        ending, actor=make_actor(Role.PROTOCOL_OFFICER), ended_on=today(), reason=NAME
    )
    igos.append(ending)
    papers = [paper.id for paper in queries.papers_of(notes[0])]
    samples.values |= {
        "state_code": ["KE", "CK"],
        "note_id": [note.id for note in notes],
        "igo_id": [igo.id for igo in igos],
        "paper_id": papers,
        "representative_id": [head.id],
        "delegate_id": [queries.acting_for("KE")[0].id],
    }
    samples.given |= {
        "protocol.open_state_invitation": [{"token": token_of("invited@kenya.example")}],
        "protocol.show_delegation": [{"state_code": "KE"}],
        "protocol.invite_delegate": [{"state_code": "KE"}],
    }
    samples.values |= keep_bodies(officer)


def token_of(address: str) -> str:
    """The token of the link that went to an address."""
    mail = db.session.scalars(
        select(Message).where(Message.template == "protocol/invitation", Message.to == address)
    ).first()
    return re.search(r"/join/([\w-]+)", mail.body_text)[1]


def keep_bodies(officer) -> dict:
    """Everything that the page of a body can show."""
    key = BodyKey.COMMITTEE
    bodies.change_body(
        key, actor=officer, mandate={"en": NAME}, website="https://committee.example/"
    )
    seat = bodies.BureauData(BureauFunction.CHAIR, "KE", NAME, today(), latin_name="Amal")
    member = bodies.seat_in_bureau(key, seat, actor=officer)
    data = bodies.MeetingData(
        {"en": NAME}, today(), today(), NAME, Mode.HYBRID, "https://committee.example/1"
    )
    meeting = bodies.add_meeting(key, data, actor=officer)
    over = bodies.BureauData(BureauFunction.CHAIR, "KE", NAME, today(), to_day=today())
    gone = bodies.seat_in_bureau(key, over, actor=officer)
    bodies.remove(gone, actor=officer, reason=NAME)
    decision = bodies.add_decision(
        key,
        bodies.DecisionData(
            "UNEP/X/1",
            {"fr": NAME},
            today(),
            meeting.id,
            {"fr": "https://committee.example/fr", "zh": "https://committee.example/zh"},
        ),
        actor=officer,
    )
    return {
        "body": list(BodyKey)[1:],
        "member_id": [member.id, gone.id],
        "body_meeting_id": [meeting.id],
        "decision_id": [decision.id],
    }
