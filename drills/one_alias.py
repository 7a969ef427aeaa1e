"""Show on a real file that one changed alias opens exactly that pair again, and nothing else.

    python drills/one_alias.py LISTS/un_consolidated_2026-02-27.xml --pairs 25

A database of its own under a temporary folder: the list is imported; companies are made whose
owners are called as some of the listed people; their matches are cleared, by two persons where two
are needed. Then the same file comes once more, and once with a letter of one alias of one entry
changed. Prints what each import changed and which matches are open after; status 0 when nothing
opened the first time and exactly the matches with that entry the second.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy import select

from drills import own_database
from engagement.core.db import db
from engagement.core.permissions import SYSTEM, Role
from engagement.demo.builders import make_actor, make_organization, make_person
from engagement.screening import list_imports
from engagement.screening.commands import decisions
from engagement.screening.commands.rescreening import rescreen
from engagement.screening.commands.screenings import screen_organization
from engagement.screening.models import (
    Cause,
    ClearReason,
    EntryKind,
    ListEntry,
    Match,
    MatchState,
    Outcome,
    Source,
)
from engagement.screening.queries.indexes import versions_in_force
from engagement.screening.sources import Track

ALIAS = re.compile(
    r"(<INDIVIDUAL_ALIAS>\s*<QUALITY>Good</QUALITY>\s*<ALIAS_NAME>)([^<]{6,})(?=</ALIAS_NAME>)"
)


def changed_alias(text: str, reference: str) -> str:
    """The file with a letter added to the first good alias of one entry."""
    at = text.index(f"<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>")
    end = text.index("</INDIVIDUAL>", at)
    entry, times = ALIAS.subn(r"\1\2x", text[at:end], count=1)
    if not times:
        raise ValueError(f"{reference} has no good alias in the file")
    return text[:at] + entry + text[end:]


def clear_all() -> int:
    """Clear every open match as two officers would; how many there were."""
    one, two = make_actor(Role.SCREENING_OFFICER), make_actor(Role.SCREENING_OFFICER)
    found = open_now()
    for match in found:
        decisions.propose(
            match,
            actor=one,
            outcome=Outcome.CLEAR,
            reason=ClearReason.NAME,
            text="Somebody else of the same name.",
        )
        if match.state is not MatchState.CLEARED:
            decisions.confirm(match, actor=two, text="Agreed: somebody else.")
    return len(found)


def open_now() -> list[Match]:
    """Matches that wait for somebody."""
    return list(db.session.scalars(select(Match).where(Match.state == MatchState.OPEN)))


def import_and_compare(path: Path) -> None:
    """Take a file in as `flask import-list un` does, then compare everybody as a worker does."""
    print(list_imports.run(Source.UN, [path]).line)
    rescreen(versions_in_force()[Source.UN], actor=SYSTEM)


def shown(file: Path, pairs: int) -> int:
    """Import, clear, import again with a change; 0 when exactly what changed is open."""
    import_and_compare(file)
    text = file.read_text(encoding="utf-8")
    people = db.session.scalars(
        select(ListEntry).filter_by(kind=EntryKind.PERSON).order_by(ListEntry.reference)
    ).all()
    named = people[:: max(1, len(people) // pairs)][:pairs]
    for entry in named:
        company = make_organization(major_group=None)
        make_person(company, name=entry.name, **as_listed(entry))
        screen_organization(
            company, actor=SYSTEM, cause=Cause.SUBMISSION, track=Track.PRIVATE_SECTOR
        )
    cleared = clear_all()
    print(f"{len(named)} owners called as listed people: {cleared} matches, all cleared")
    import_and_compare(file)
    first = len(open_now())
    print(f"the same file again: {first} matches open")

    reference = min(
        match.reference
        for match in db.session.scalars(select(Match))
        if has_alias(text, match.reference)
    )
    exactly = set(pairs_with(reference, MatchState.CLEARED))
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "changed.xml"
        other.write_text(changed_alias(text, reference), encoding="utf-8")
        import_and_compare(other)
    found = {(match.reference, match.party_id) for match in open_now()}
    listed = ", ".join(sorted({each for each, _ in found})) or "none"
    print(f"an alias of {reference} changed: {len(found)} of {cleared} open again: {listed}")
    return 0 if cleared and not first and found == exactly else 1


def as_listed(entry: ListEntry) -> dict:
    """Nationalities and birth year of somebody, as an entry has them."""
    years = [year for _day, year, *_others in entry.content["births"] if year]
    given = {"nationalities": entry.content["countries"] or ["KE"]}
    return given | ({"birth_year": years[0]} if years else {})


def pairs_with(reference: str, state: MatchState) -> list[tuple[str, object]]:
    """The pairs of an entry and a party that are matches in a state."""
    rows = select(Match).filter_by(reference=reference, state=state)
    return [(match.reference, match.party_id) for match in db.session.scalars(rows)]


def has_alias(text: str, reference: str) -> bool:
    """Whether an entry of the file has an alias that can be changed."""
    at = text.find(f"<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>")
    return at >= 0 and bool(ALIAS.search(text[at : text.index("</INDIVIDUAL>", at)]))


def main() -> int:
    """Run the drill in a database of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--pairs", type=int, default=25)
    asked = parser.parse_args()
    with own_database.application("one-alias"):
        return shown(asked.file, asked.pairs)


if __name__ == "__main__":
    sys.exit(main())
