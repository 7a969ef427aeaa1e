"""Human numbers such as ACC-2026-00042: no gaps within a series and year, in order of commit."""

import unicodedata

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.clock import now
from engagement.core.db import Base, db


class ReferenceCounter(Base):
    """The last number given in a series and year; its row lock puts callers in a queue."""

    __tablename__ = "reference_counter"

    id = None  # type: ignore[assignment]
    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


def plain_number(typed: str) -> str:
    """A number as it is kept, from what somebody typed: any script's digits, any dash, any case.

    >>> plain_number(" mg\u2013\u0662\u0660\u0662\u0666-00042 ")
    'MG-2026-00042'
    """
    signs = unicodedata.normalize("NFKC", "".join(typed.split())).upper()
    return "".join(_plain_sign(each) for each in signs if unicodedata.category(each) != "Cf")


def _plain_sign(sign: str) -> str:
    if unicodedata.category(sign) == "Pd" or sign == "\u2212":
        return "-"
    return str(unicodedata.digit(sign, sign))


def next_reference(series: str) -> str:
    """The next number of `series`, e.g. "ACC-2026-00042"."""
    return next_references(series, 1)[0]


def next_references(series: str, count: int) -> list[str]:
    """The next `count` numbers of `series`.

    Holds the counter's row until the command commits: so numbers are given in the order in which
    the cases that carry them become visible, and a command that fails leaves no gap.
    """
    year = now().year
    db.session.execute(
        insert(ReferenceCounter).values(series=series, year=year, last=0).on_conflict_do_nothing()
    )
    counter = db.session.scalars(
        select(ReferenceCounter)
        .filter_by(series=series, year=year)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    counter.last += count
    db.session.flush()
    return [f"{series}-{year}-{counter.last - left:05d}" for left in reversed(range(count))]
