"""A list from the command line, read at once: what came of it in one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engagement.core.permissions import SYSTEM
from engagement.screening import list_storage
from engagement.screening.commands import lists as commands
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.models import CheckOutcome, ListVersion, Source, VersionState

__all__ = ["Report", "Unreadable", "run"]


@dataclass(frozen=True)
class Report:
    """One line, and whether the list in force is the one that was given."""

    line: str
    in_force: bool


def run(source: Source, paths: Sequence[Path]) -> Report:
    """Take a list in and read it. Raises Unreadable, RuleViolation for what is not even kept.

    Who sits at the command line counts as the first person: what has to be confirmed waits for
    somebody in the pages.
    """
    streams = [path.open("rb") for path in paths]
    try:
        kept = list_storage.keep(zip((path.name for path in paths), streams, strict=True))
    finally:
        for stream in streams:
            stream.close()
    check = commands.receive_version(
        source, kept, actor=SYSTEM, received_from=commands.COMMAND_LINE, later=False
    )
    version = check.version
    if check.outcome == CheckOutcome.SAME:
        entries = version.counts["entries"]
        return Report(
            f"{source.value}: nothing has changed: 0 added, 0 changed, 0 removed,"
            f" {entries} unchanged",
            True,
        )
    commands.read_version(version)
    return _told(version)


def _told(version: ListVersion) -> Report:
    if version.state == VersionState.IN_FORCE:
        return Report(f"{version.source.value}: in force: {in_words(version.counts)}", True)
    if version.state == VersionState.HELD:
        return Report(
            f"{version.source.value}: waits for a person to confirm it: {version.sentence}"
            f" ({in_words(version.counts)})",
            False,
        )
    return Report(f"{version.source.value}: refused: {version.sentence}", False)


def in_words(counts: dict[str, int]) -> str:
    """Counts of a version for a terminal."""
    others = counts.get("vessel", 0) + counts.get("aircraft", 0) + counts.get("other", 0)
    kinds = [
        f"{counts.get('person', 0)} individuals",
        f"{counts.get('organization', 0)} entities",
        *([f"{others} others"] if others else []),
        f"{counts['names']} names",
    ]
    changes = [f"{counts[key]} {key}" for key in ("added", "changed", "removed", "unchanged")]
    return f"{', '.join(kinds)}; {', '.join(changes)}"
