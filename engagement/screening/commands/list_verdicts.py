"""What becomes of a list that was read: it comes into force, waits for a person, or is refused."""

from datetime import UTC, date, datetime, time

from engagement.audit.commands import record
from engagement.core.db import command, db, lock
from engagement.core.permissions import SYSTEM
from engagement.mail import outbox
from engagement.organizations.queries.staff import staff_who_may
from engagement.screening import settings
from engagement.screening.commands.list_changes import line_up, put_in_force, stage
from engagement.screening.list_files.entries import ListFile
from engagement.screening.models import ListVersion, Source, VersionState
from engagement.screening.permissions import Lists
from engagement.screening.permissions.lists import KEEPERS
from engagement.screening.queries import lists as queries
from engagement.screening.version_words import problem, sentence
from engagement.screening.workflow.lists import HOLD, TAKE, TURN_DOWN, of_versions

FETCHED = "https://"
"""With this begins where a version came from that was fetched."""


@command
def compare(version: ListVersion, listed: ListFile) -> None:
    """Compare a list with the one in force, and put it in force, hold or refuse it."""
    line_up()
    lock(version)
    if version.state != VersionState.RECEIVED:
        return
    current = queries.in_force(version.source)
    version.base_id = current.id if current else None
    version.generated_at = made = moment_of(listed.generated_at)
    if current and current.generated_at and made and made < current.generated_at:
        days = {"day": made.date(), "current": current.generated_at.date()}
        turn_down(version, "older", **days)
        return
    version.counts = stage(version, listed.entries)
    version.progress = 100
    problems = implausible(version, current)
    if problems:
        hold(version, problems)
    else:
        put_in_force(version, TAKE, actor=SYSTEM)


def moment_of(made: datetime | date | None) -> datetime | None:
    """When a list was made, as an instant: a day counts from its beginning, in UTC."""
    if made is None or isinstance(made, datetime):
        return made
    return datetime.combine(made, time.min, UTC)


def implausible(version: ListVersion, current: ListVersion | None) -> list[dict]:
    """Why a person has to look at a version before it comes into force."""
    if version.source == Source.EXCLUSION and (current or version.received_by_id):
        return [problem("by_hand")]
    if current is None:
        return []
    total = current.counts.get("entries", 0)
    found = []
    for code, key, most in (
        ("shrunken", "removed", settings.shrink_percent()),
        ("grown", "added", settings.grow_percent()),
    ):
        number = version.counts[key]
        if number * 100 > total * most:
            found.append(problem(code, number=number, total=total, percent=most))
    return found


def hold(version: ListVersion, problems: list[dict]) -> None:
    """Let a version wait for a person; those who may confirm it are told. Within a command."""
    db.session.flush()
    of_versions.fire(HOLD, version, actor=SYSTEM)
    version.problems = problems
    version.sentence = " ".join(str(sentence(each)) for each in problems)
    record("screening:list:held", version, actor=SYSTEM, problems=problems, counts=version.counts)
    for person in staff_who_may(Lists.SIGN_OFF, version, *KEEPERS):
        if person.id != version.received_by_id:
            outbox.send(
                "screening/list_held",
                to=person,
                about=version,
                version=version,
                sentences=[sentence(each) for each in problems],
            )


@command
def turn_down(version: ListVersion, code: str, **values) -> None:
    """Refuse a version whole: the list in force stays. Keepers are told of one that was fetched."""
    db.session.flush()
    of_versions.fire(TURN_DOWN, version, actor=SYSTEM)
    why = problem(code, **values)
    version.problems = [why]
    version.sentence = str(sentence(why))
    version.progress = 100
    record("screening:list:refused", version, actor=SYSTEM, code=code, sentence=version.sentence)
    if version.received_from.startswith(FETCHED):
        for person in staff_who_may(Lists.IMPORT, version, *KEEPERS):
            outbox.send(
                "screening/list_refused",
                to=person,
                about=version,
                version=version,
                sentences=[sentence(why)],
            )
