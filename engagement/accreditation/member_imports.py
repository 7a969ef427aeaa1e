"""A list of members from the command line: a report, and, unless that is all, a run to confirm."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from engagement.accreditation import commands, member_lists, settings
from engagement.accreditation.line_problems import COLUMNS, sentence
from engagement.accreditation.models import LineOutcome
from engagement.accreditation.queries import recordings as queries
from engagement.core.clock import today
from engagement.core.permissions import Actor
from engagement.tables.refusals import Unreadable

__all__ = ["Report", "Unreadable", "run"]

BATCH = 500


@dataclass(frozen=True)
class Report:
    """What is wrong, a sentence each, and what there is in all."""

    faults: list[str]
    summary: str


def run(name: str, content: bytes, *, actor: Actor, dry: bool) -> Report:
    """Read a list and say of each line what is wrong. Raises `Unreadable`, NotAllowed.

    Unless `dry`, its lines wait afterwards for a member of staff to confirm them; a list in which
    nothing is new leaves no run behind.
    """
    lines = list(member_lists.read(content, most_lines=settings.list_lines()))
    seen, judged, rest = queries.Seen(), [], iter(lines)
    while some := list(islice(rest, BATCH)):
        judged += queries.judge(some, day=today(), seen=seen)
    numbers = Counter(one.outcome for one in judged)
    new = numbers[LineOutcome.READY]
    if new and not dry:
        recording = commands.begin_list(lines, actor=actor, title=name, content=content)
        commands.check_recording(recording)
        commands.hand_over_recording(recording, actor=actor)
    verb = "to be recorded" if dry else "wait for a member of staff to confirm them"
    return Report(
        [
            f"line {one.line.number}: {COLUMNS[each['column']]}: {sentence(each)}"
            for one in judged
            for each in one.problems
        ],
        f"{len(lines)} lines: {new} {verb}, {numbers[LineOutcome.KNOWN]} recorded already,"
        f" {numbers[LineOutcome.BAD]} to be corrected",
    )
