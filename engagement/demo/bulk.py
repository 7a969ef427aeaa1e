"""Organizations with accreditations by COPY: for load, and for seeing how pages behave at scale."""

import secrets
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from random import Random

from psycopg import sql
from sqlalchemy import text

from engagement.accreditation.models import AccreditationStatus
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import Base, command, db
from engagement.core.permissions import SYSTEM
from engagement.demo import names
from engagement.directory import commands as directory
from engagement.matching import duplicates
from engagement.matching.names import normalise
from engagement.organizations.models import NameKind, Organization, OrganizationKind

SKIPPED = (
    "In bulk, what people's commands would have done is skipped: no applications, findings,"
    " decisions, members and letters; names are not compared with those that are there; no"
    " permission is asked for; one audit event for all."
)
BATCH = 5000
YEARS = 6

TABLES = {
    "organization": (
        "id kind name name_language latin_name acronym country major_group website web_domain"
        " registration_number registration_key created_at"
    ),
    "organization_name": "id organization_id kind text language normalised",
    "organization_name_key": "key organization_id",
    "accreditation": "id number token track organization_id since created_at",
    "accreditation_status_period": "id accreditation_id status valid_from reason_code",
}
"""What is written, in this order, with the columns of each."""

Rows = dict[str, list[tuple]]


def organizations() -> int:
    """How many organizations there are."""
    return db.session.scalar(text("SELECT count(*) FROM organization"))


def count_rows(*tables: str) -> None:
    """Let the database plan anew: it sees the growth of its tables when a transaction ends only.

    All our tables when none is named. Never the catalogues, which other databases count, too:
    they would wait for the end of this transaction.
    """
    names = tables or tuple(table.name for table in Base.metadata.sorted_tables)
    db.session.execute(text(f"ANALYZE {', '.join(names)}"))


def fill_up_to(count: int) -> int:
    """Add what is missing to `count` organizations; returns how many that was."""
    missing = max(0, count - organizations())
    if missing:
        add_organizations(missing)
    return missing


@command
def add_organizations(count: int) -> int:
    """Add `count` accredited organizations; returns how many organizations there are then.

    Numbers go on where the counters of their years stand.
    """
    begin = organizations()
    numbers = take_numbers(count)
    first = None
    for batch in batches(begin, numbers):
        copy(batch)
        first = first or batch["organization"][0][0]
    count_rows(*TABLES)
    directory.rebuild()
    record(
        "demo:organizations:added", db.session.get(Organization, first), actor=SYSTEM, count=count
    )
    return begin + count


def take_numbers(count: int) -> Iterator[tuple[str, date]]:
    """`count` numbers of accreditations over the last years, each with its first day."""
    series, today = MAJOR_GROUP.number_series, now().date()
    days = sorted(today - timedelta(days=1 + i * 365 * YEARS // count) for i in range(count))
    last: dict[int, int] = {}
    for year in {day.year for day in days}:
        share = sum(day.year == year for day in days)
        last[year] = (
            db.session.scalar(
                text(
                    "INSERT INTO reference_counter AS c (series, year, last)"
                    " VALUES (:series, :year, :share)"
                    " ON CONFLICT (series, year) DO UPDATE SET last = c.last + :share"
                    " RETURNING last"
                ),
                {"series": series, "year": year, "share": share},
            )
            - share
        )
    for day in days:
        last[day.year] += 1
        yield f"{series}-{day.year}-{last[day.year]:05d}", day


def batches(begin: int, numbers: Iterable[tuple[str, date]]) -> Iterator[Rows]:
    """Rows of every table, some thousand organizations at a time."""
    random, instant = Random(begin), now()
    rows: Rows = {table: [] for table in TABLES}
    for index, (number, day) in enumerate(numbers, start=begin):
        add_rows(rows, index, number, day, random=random, instant=instant)
        if len(rows["organization"]) == BATCH:
            yield rows
            rows = {table: [] for table in TABLES}
    if rows["organization"]:
        yield rows


def add_rows(
    rows: Rows, index: int, number: str, day: date, *, random: Random, instant: datetime
) -> None:
    """Everything about one organization."""
    _, named = names.organization(index, random)
    word = names.numbered_word(index)
    name = f"{named.name} {word}"
    latin = f"{named.latin_name} {word}" if named.latin_name else None
    organization, accreditation = uuid.uuid4(), uuid.uuid4()
    domain = f"{word.lower()}.example"
    registration = f"{named.country}-B{index}"
    rows["organization"].append(
        (
            organization,
            OrganizationKind.NON_PROFIT.value,
            name,
            named.language,
            latin,
            named.acronym,
            named.country,
            named.major_group.value,
            f"https://{domain}",
            domain,
            registration,
            duplicates.registration_key(registration, named.country),
            instant,
        )
    )
    texts = [
        (kind, written, language)
        for kind, written, language in (
            (NameKind.OFFICIAL, name, named.language),
            (NameKind.LATIN, latin, None),
            (NameKind.ACRONYM, named.acronym, None),
        )
        if written
    ]
    rows["organization_name"] += [
        (uuid.uuid4(), organization, kind.value, written, language, normalise(written))
        for kind, written, language in texts
    ]
    rows["organization_name_key"] += [
        (key, organization) for key in duplicates.keys(written for _, written, _ in texts)
    ]
    rows["accreditation"].append(
        (
            accreditation,
            number,
            secrets.token_urlsafe(24),
            MAJOR_GROUP.key,
            organization,
            day,
            instant,
        )
    )
    rows["accreditation_status_period"].append(
        (uuid.uuid4(), accreditation, AccreditationStatus.ACTIVE.value, day, "decision")
    )


def copy(rows: Rows) -> None:
    """Write rows to their tables within the command's transaction."""
    connection = db.session.connection().connection.driver_connection
    with connection.cursor() as cursor:
        for table, given in TABLES.items():
            columns = given.split()
            constants = defaults(table, columns)
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
                sql.Identifier(table),
                sql.SQL(", ").join(map(sql.Identifier, [*columns, *constants])),
            )
            rest = tuple(constants.values())
            with cursor.copy(statement) as target:
                for row in rows[table]:
                    target.write_row(row + rest)


def defaults(table: str, given: list[str]) -> dict[str, object]:
    """The values that a model's constant defaults would give to the other columns."""
    return {
        column.name: column.default.arg
        for column in Base.metadata.tables[table].columns
        if column.name not in given and column.default is not None and column.default.is_scalar
    }
