"""Records of outreach and an address left at the checker, for the pages."""

from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.permissions import Role
from engagement.demo.outreach import token_of
from engagement.organizations.queries import actor_for
from engagement.outreach.commands import records
from engagement.outreach.models import OutreachKind
from tests.factories import make_follow_up

NAME = "Green Youth (Kenya) – أمل"


def outreach_samples(samples) -> None:
    """Fill the addresses of this feature; the record is the samples' officer's own."""
    officer = actor_for(samples.people[Role.REGIONAL_OFFICER])
    entered = records.enter_record(
        records.RecordData(
            OutreachKind.VISIT,
            NAME,
            today(),
            Region.AFRICA,
            NAME,
            countries=["KE", "UG"],
            major_groups=["farmers", "women"],
            people_reached=40,
            result=NAME,
        ),
        actor=officer,
    )
    records.add_note(entered, text=NAME, actor=officer)
    make_follow_up("waiting@outreach.example", confirmed=False)
    make_follow_up("sure@outreach.example", wait=200)
    samples.values["record_id"] = [entered.id]
    samples.given |= {
        "outreach.show_follow_up": [
            {"token": token_of(f"{who}@outreach.example")} for who in ("waiting", "sure")
        ],
    }
