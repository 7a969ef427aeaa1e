"""Time how long a new version of a list takes to be compared with a whole portfolio.

    python drills/rescreen.py --organizations 20000 --people 5 --changed 100

Fills a database of its own under a temporary folder with made-up organizations and people, lets a
version with so many changed entries come into force, and runs what the worker runs. Prints the
time, the memory before and after, and what was found; status 0 when it took `--within` seconds.
"""

import argparse
import json
import resource
import sys
import time
import uuid
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from drills import own_database
from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import SYSTEM
from engagement.demo.bulk import count_rows
from engagement.demo.screening_builders import listed, make_list
from engagement.matching.reasons import ALGORITHM_VERSION
from engagement.organizations.models import OrganizationKind
from engagement.screening import content, party_keys
from engagement.screening.commands.rescreening import rescreen
from engagement.screening.models import Match, PartyKind
from engagement.screening.sources import Track

AT_ONCE = 1000
PLANTED = 30
SOUNDS = {
    "latin": (
        "ka mo li sa re tu do an ni be ro zi fa wen shi gar bra chu de el fi gri ho is ja kel lu"
        " mar na ol pe qua ri so ti ul va wi xe yu za ster thom brun cla dri ek fro gle hum ing",
        "lo mir san ov ez nath ga ri sen tez bach dor vik ham ley rup tan wal zin court man berg",
    ),
    "arabic": ("مح سا كر عل نا بد حس فا رش طا جم خل زي قد وس", "مود لم يم اء در ين ري ان وب"),
    "cyrillic": ("ко ма ли са ре ту до ан ни бе гра про све чер", "лов мир сан ов ез нат га рин"),
}
SHARES = ("latin",) * 7 + ("arabic",) * 2 + ("cyrillic",)
COMMON = ("Mohamed", "Ali", "Ahmad", "Maria", "John", "Ivan", "Hassan", "Fatima")
ORDINARY = ("Trading", "Holding", "Foundation", "Industries", "Energy", "Association", "Water")
FORMS = ("Ltd", "GmbH", "S.A.", "LLC", "")


def word(random: Random, script: str) -> str:
    """A word that nobody has."""
    first, last = (part.split() for part in SOUNDS[script])
    return (random.choice(first) + random.choice(first) + random.choice(last)).capitalize()


def person(random: Random) -> dict:
    """The content of a person's party."""
    script = random.choice(SHARES)
    words = [word(random, script) for _ in range(3)]
    if script == "latin" and random.random() < 0.3:
        words[0] = random.choice(COMMON)
    names = [[" ".join(words), "primary", None]]
    if script != "latin":
        names.append([" ".join(word(random, "latin") for _ in range(3)), "primary", None])
    year = random.randrange(1940, 2000)
    return {
        "kind": "person",
        "names": names,
        "countries": [random.choice(("KE", "SY", "RU", "FR", "CN", "BR"))],
        "births": [[None, year, None, None, False]],
        "identifiers": [],
    }


def organization(random: Random) -> dict:
    """The content of an organization's party."""
    name = f"{word(random, 'latin')} {word(random, 'latin')} {random.choice(ORDINARY)}"
    return {
        "kind": "organization",
        "names": [[f"{name} {random.choice(FORMS)}".strip(), "primary", None]],
        "countries": ["KE"],
        "births": [],
        "identifiers": [["registration", str(random.randrange(10**8)), "KE"]],
    }


def fill(organizations: int, people: int, random: Random) -> list[tuple[str, str]]:
    """Write organizations and parties by COPY, some at a time; returns names of a few parties."""
    planted: list[tuple[str, str]] = []
    for first in range(0, organizations, AT_ONCE):
        parties = []
        for _ in range(min(AT_ONCE, organizations - first)):
            own, organization_id = organization(random), uuid.uuid4()
            parties.append((organization_id, None, PartyKind.ORGANIZATION, own))
            parties += [
                (organization_id, uuid.uuid4(), PartyKind.PERSON, person(random))
                for _ in range(people)
            ]
        keys = [party_keys.of_party(values) for *_, values in parties]
        copy(parties, keys)
        if len(planted) < PLANTED:
            chosen = random.sample(parties, min(5, len(parties)))
            planted += [(values["names"][0][0], kind.value) for _, _, kind, values in chosen]
    return planted


@bookkeeping
def copy(parties: list[tuple], keys: list[list[int]]) -> None:
    """Write the rows of some organizations and their parties."""
    connection, instant = db.session.connection().connection.driver_connection, now()
    with connection.cursor() as cursor:
        with cursor.copy(
            "COPY organization (id, kind, name, name_language, country, created_at, kept_by_staff,"
            " recorded, protection, shows_website) FROM STDIN"
        ) as target:
            kind = OrganizationKind.NON_PROFIT.value
            for organization_id, person_id, _, values in parties:
                if person_id is None:
                    row = (organization_id, kind, values["names"][0][0], "en", "KE", instant)
                    target.write_row((*row, False, False, "none", False))
        with cursor.copy(
            "COPY screening_party (id, organization_id, organization_person_id, kind, name, script,"
            " content, content_hash, tracks, keys, keys_of, since, changed_at) FROM STDIN"
        ) as target:
            for (organization_id, person_id, kind, values), found in zip(
                parties, keys, strict=True
            ):
                name = values["names"][0][0]
                target.write_row(
                    (
                        uuid.uuid4(),
                        organization_id,
                        person_id,
                        kind.value,
                        name,
                        content.script_of(name),
                        json.dumps(values, ensure_ascii=False),
                        content.digest(values),
                        [Track.PRIVATE_SECTOR.value],
                        found,
                        ALGORITHM_VERSION,
                        instant,
                        instant,
                    )
                )
    count_rows("organization", "screening_party")


def entries(count: int, known: list, random: Random) -> dict[str, dict]:
    """Entries of which some are called nearly like a party of the portfolio."""
    found = {}
    for number in range(count):
        if number < len(known):
            name, kind = known[number]
        else:
            kind = random.choice(("person", "organization"))
            made = person(random) if kind == "person" else organization(random)
            name = made["names"][0][0]
        found[f"E{number}"] = listed(name, f"{word(random, 'latin')} {name}", kind=kind)
    return found


def resident() -> int:
    """Megabytes this process has resident now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024 // 1024


def main() -> int:
    """Run the drill; 0 when everybody was compared in time."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--organizations", type=int, default=20_000)
    parser.add_argument("--people", type=int, default=5)
    parser.add_argument("--changed", type=int, default=100)
    parser.add_argument("--within", type=float, default=60.0, help="seconds")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    random = Random(asked.seed)
    with own_database.application("rescreen"):
        return timed(asked, random)


def timed(asked, random: Random) -> int:
    """Fill, compare, print."""
    known = fill(asked.organizations, asked.people, random)
    version = make_list(**entries(asked.changed, known, random))
    before, began, used = resident(), time.perf_counter(), time.process_time()
    run = rescreen(version, actor=SYSTEM)
    seconds, used = time.perf_counter() - began, time.process_time() - used
    opened = db.session.query(Match).count()
    print(f"parties compared     {run.counts['parties']:>9,}")
    print(f"entries compared     {run.counts['entries']:>9,}")
    print(f"matches opened       {opened:>9,}  (of {len(known)} names planted)")
    print(f"seconds              {seconds:>9.1f}  (at most {asked.within:g})")
    print(f"of them in the worker {used:>8.1f}  (the rest waited, for the database or a processor)")
    print(f"parties a second     {run.counts['parties'] / seconds:>9,.0f}")
    print(f"memory before, after {before:>9,} MB, {resident():,} MB")
    return 0 if seconds <= asked.within and opened >= len(known) else 1


if __name__ == "__main__":
    sys.exit(main())
