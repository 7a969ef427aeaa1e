"""What pages of the staff list need: an act on several registrations, kinds of files."""

from engagement.core.permissions import Role
from engagement.meetings.commands import bulk
from engagement.meetings.models import BulkKind
from engagement.organizations.queries import actor_for


def desk_samples(samples, meeting, registrations) -> None:
    """A message to everybody, and a refusal of one that can still be undone."""
    officer = actor_for(samples.people[Role.MEETING_OFFICER])
    name = registrations[0].name
    words = bulk.Words(reason=name, subject=name, text=name)
    acts = [
        bulk.act(kind, chosen, meeting=meeting, actor=officer, words=words)
        for kind, chosen in (
            (BulkKind.WRITE, registrations),
            (BulkKind.REFUSE, registrations[-1:]),
        )
    ]
    samples.values |= {
        "bulk_act_id": [each.id for each in acts],
        "file_kind": ["csv", "xlsx"],
    }
