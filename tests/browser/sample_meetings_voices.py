"""Side events of the samples' meeting, and contributions to one of its documents."""

from engagement.core.permissions import Role
from engagement.core.text import LANGUAGES
from engagement.demo.case_builders import make_accreditation
from engagement.demo.meeting_paper_builders import make_contribution
from engagement.demo.side_event_builders import make_call, make_side_event, make_slot, select
from engagement.meetings.commands import cosigning, moderating
from engagement.meetings.commands import side_event_calls as calls
from engagement.meetings.commands import side_event_organizers as organizing
from engagement.meetings.commands import side_event_selection as selection
from engagement.meetings.commands.side_event_selection import Verdict
from engagement.meetings.models import Disposition
from engagement.meetings.queries.meeting_documents import get_paper
from engagement.organizations.queries import actor_for

NAME = "Green Youth (Kenya) – أصوات"
WORDS = {"en": NAME, "ar": NAME}


def voice_samples(samples, meeting, organization) -> None:
    """A draft, one on the waiting list, one in the programme; contributions on their way."""
    lead = actor_for(samples.people["focal_point"])
    officer = actor_for(samples.people[Role.MEETING_OFFICER])
    make_call(meeting, languages=LANGUAGES, rules=WORDS)
    slots = [make_slot(meeting, place=NAME) for _ in range(2)]
    own = {"organization": organization, "leader": lead}
    draft = make_side_event(
        meeting,
        send=False,
        title={"fr": NAME},
        summary=WORDS,
        partners=NAME,
        wished_slot_id=slots[1].id,
        **own,
    )
    asked = organizing.name_organizer(draft, make_accreditation(name=NAME).number, actor=lead)
    waits = make_side_event(meeting, title=WORDS, summary={"ar": NAME}, **own)
    selection.decide(Verdict.WAITLIST, [waits.id], actor=officer, reason=NAME)
    shown = select(make_side_event(meeting, title=WORDS, partners=NAME), slots[0])
    calls.publish_programme(meeting, actor=officer)
    paper = get_paper(samples.values["meeting_document_id"][0])
    begun = make_contribution(paper, part=NAME, wording=WORDS, text=WORDS, send=False, **own)
    cosigning.name_cosigner(begun, make_accreditation(name=NAME).number, actor=lead)
    public = make_contribution(paper, part="12", wording=WORDS, text=WORDS)
    moderating.publish_statement(public, actor=officer)
    moderating.dispose_statement(public, Disposition.NOT, WORDS, actor=officer)
    samples.values |= {
        "side_event_id": [draft.id, waits.id, shown.id],
        "organizer_id": [asked.id],
        "slot_id": [slots[0].id],
        "statement_id": [*samples.values["statement_id"], begun.id, public.id],
    }
    samples.given |= {
        "meetings.act_on_side_events": [{"meeting_id": meeting.id}],
        "meetings.give_slot": [{"side_event_id": shown.id}],
        "meetings.write_side_event": [{"side_event_id": draft.id}],
        "meetings.write_contribution": [{"statement_id": begun.id}],
        "meetings.begin_contribution": [{"meeting_document_id": paper.id}],
    }
