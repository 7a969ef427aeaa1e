"""Registrations as people follow them: a draft with documents, an offer, a change asked for."""

from engagement.core.permissions import Role
from engagement.demo.meeting_builders import make_online_meeting, make_question, make_registration
from engagement.demo.registering_builders import make_change, make_paper
from engagement.meetings.commands import leaving
from engagement.meetings.models import AgeBand, ApprovalRule, CategoryKind, QuestionKind
from engagement.organizations.queries import actor_for

NAME = "Green Youth (Kenya) – لقاء"


def registering_samples(samples) -> None:
    """Meetings in which the newcomer has a draft, an offer and a question that depends."""
    person = samples.people["newcomer"]
    titles = {"title": {"en": NAME, "ar": NAME}, "officer": samples.people[Role.MEETING_OFFICER]}
    press = make_online_meeting(
        kinds=(CategoryKind.MEDIA,),
        category={"papers": True, "approval": ApprovalRule.BY_OFFICER},
        youngest=AgeBand.YOUTH,
        notice={"en": NAME},
        **titles,
    )
    first = make_question(press, QuestionKind.CHOICE, required=True, hint={"en": NAME})
    make_question(press, QuestionKind.DATE, show_if=first, show_value="a")
    draft = make_registration(press, account=person, send=False, name=NAME, represents=NAME)
    paper = make_paper(draft)
    open_to_all = make_online_meeting(kinds=(CategoryKind.PUBLIC, CategoryKind.MEDIA), **titles)
    full = make_online_meeting(places=1, **titles)
    before = make_registration(full, account=samples.people["focal_point"], name=NAME)
    offered = make_registration(full, account=person, name=NAME)
    leaving.withdraw(before, actor=actor_for(before.person))
    asked = make_change(offered)
    samples.values["meeting_id"] += [press.id, open_to_all.id, full.id]
    samples.values["registration_id"] += [draft.id, offered.id, before.id]
    samples.values |= {
        "registration_paper_id": [paper.id],
        "change_request_id": [asked.id],
        "question_id": [*samples.values["question_id"], first.id],
    }
