"""Lists with a version in every state, an exclusion that waits, a look at the vendors' list."""

from sqlalchemy import select

from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import SYSTEM, Role
from engagement.organizations.queries import actor_for
from engagement.screening.commands import exclusions, ineligibility
from engagement.screening.commands import lists as commands
from engagement.screening.list_storage import Kept
from engagement.screening.models import (
    EntryKind,
    IneligibilityResult,
    ListEntry,
    Source,
    VersionState,
)
from tests.factories import make_account
from tests.screening.made_lists import take_in, un_list

NAME = "Green Youth (Kenya) – أمل"


def screening_samples(samples, organization) -> None:
    """Fill the addresses of this feature."""
    other = actor_for(make_account(Role.SCREENING_OFFICER))
    versions = [
        take_in(un_list()).version,
        take_in(un_list(day="2026-03-01", aliases=[("QDi.902", NAME)])).version,
        take_in(un_list(day="2026-03-02", without=["QDi.904"]), actor=other).version,
        take_in(b"").version,
        being_read(),
    ]
    commands.note_no_file(Source.UN, code="redirect", received_from="https://lists.example/un.xml")
    excluded = exclusions.add_exclusion(exclusion(NAME), actor=other)
    commands.sign_off_version(
        excluded, actor=actor_for(make_account(Role.SCREENING_OFFICER)), reason=NAME
    )
    waits = exclusions.add_exclusion(exclusion(f"{NAME} 2"), actor=other)
    ineligibility.record_ineligibility(
        organization,
        ineligibility.Finding(today(), NAME, IneligibilityResult.UNCLEAR, NAME, NAME),
        actor=other,
    )
    kept = db.session.scalars(select(ListEntry).order_by(ListEntry.source, ListEntry.name)).all()
    samples.values |= {
        "source": [Source.UN.value, Source.OFAC.value, Source.EXCLUSION.value],
        "version_id": [version.id for version in (*versions, excluded, waits)],
        "entry_id": [entry.id for entry in kept],
    }
    samples.given |= {
        "screening.sign_off_version": [{"version_id": versions[2].id}, {"version_id": waits.id}],
        "screening.end_exclusion": [
            {"entry_id": entry.id} for entry in kept if entry.source == Source.EXCLUSION
        ],
    }


def being_read():
    """A file that a job has still to read."""
    check = commands.receive_version(
        Source.UN,
        [Kept("list.xml", "0" * 64, 10)],
        actor=SYSTEM,
        received_from=commands.UPLOAD,
        later=False,
    )
    assert check.version.state == VersionState.RECEIVED
    return check.version


def exclusion(name):
    """Somebody on our own list, with every field filled."""
    return exclusions.Exclusion(
        EntryKind.PERSON, name, NAME, NAME, NAME, [NAME], "KE", 1961, "A 12"
    )
