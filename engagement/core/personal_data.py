"""What is held about people: for what, how long, what erasure does, and the export of it.

Each feature registers the tables in which it keeps something about a person; a test walks all
tables and fails for a column about people that nobody registered.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from engagement.core.db import db
from engagement.core.text import Labelled

ERASED_DOMAIN = "erased.invalid"
"""Where the addresses are that stand for people who were erased."""


def masked(address: str) -> str:
    """An e-mail address as the trail may keep it for ever: `a…@example.org`."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"


class DataClass(Labelled):
    """How much harm a leak would do."""

    CONTACT = "contact", _l("Contact data")
    CONTENT = "content", _l("What you wrote or sent")
    EVIDENCE = "evidence", _l("Who did what, and when")
    ACCESS = "access", _l("How you sign in")


class AtErasure(Labelled):
    """What a granted request for erasure does."""

    ERASED = "erased", _l("Erased")
    PSEUDONYM = "pseudonym", _l("Kept without your name")
    KEPT = "kept", _l("Kept: the record must stay whole")


@dataclass(frozen=True)
class Holding:
    """What one table holds about people.

    `person` names the columns that hold the account it is about, if any; `columns` those beside
    them, which the export gives; `secret` those that it does not.
    """

    model: type
    what: Any
    person: tuple[str, ...]
    columns: tuple[str, ...]
    data_class: DataClass
    purpose: Any
    retention: Any
    at_erasure: AtErasure
    secret: tuple[str, ...]

    @property
    def named(self) -> set[str]:
        """All columns that the entry speaks for."""
        return {*self.person, *self.columns, *self.secret}


HOLDINGS: list[Holding] = []


def register(
    model: type,
    what: Any,
    *,
    person: Sequence[str] = (),
    data_class: DataClass,
    purpose: Any,
    retention: Any,
    at_erasure: AtErasure,
    columns: Sequence[str] = (),
    secret: Sequence[str] = (),
) -> None:
    """Say what `model` holds about people. AttributeError for a column it does not have."""
    for name in (*person, *columns, *secret):
        getattr(model, name)
    HOLDINGS.append(
        Holding(
            model,
            what,
            tuple(person),
            tuple(columns),
            data_class,
            purpose,
            retention,
            at_erasure,
            tuple(secret),
        )
    )


def register_acts(model: type, *columns: str) -> None:
    """Say that `columns` of `model` tell who of the staff or members did something there."""
    register(
        model,
        _l("Your part in a case or a record"),
        person=columns,
        data_class=DataClass.EVIDENCE,
        purpose=_l("To show later who did what, and that nobody decided on their own work."),
        retention=_l("As long as the record itself."),
        at_erasure=AtErasure.PSEUDONYM,
    )


def holdings() -> list[Holding]:
    """Every entry, contact data first."""
    order = list(DataClass)
    return sorted(HOLDINGS, key=lambda one: order.index(one.data_class))


def lines() -> list[Holding]:
    """Entries for people to read: one for each sentence, however many tables it stands for."""
    return list({str(one.what): one for one in reversed(holdings())}.values())[::-1]


def export(person_id: uuid.UUID, *, but_about: Collection[uuid.UUID] = ()) -> list[dict[str, Any]]:
    """What is held about one person: for each entry its meaning and the rows; one query each.

    Other people named in a row stay out: of `person` only what is true of this one is told.
    `but_about` are organizations whose cases are kept from the person: what was mailed about them
    is no part of the answer.
    """
    return [
        {
            "what": str(one.what),
            "purpose": str(one.purpose),
            "kept": str(one.retention),
            "at_erasure": str(one.at_erasure.label),
            "rows": rows,
        }
        for one in holdings()
        if (rows := _rows(one, person_id, but_about))
    ]


def _rows(holding, person_id, but_about):
    model = holding.model
    links = [getattr(model, name) for name in holding.person]
    columns = [getattr(model, name) for name in dict.fromkeys((*holding.columns, *holding.person))]
    if not links:
        return []
    statement = select(*columns).where(or_(*(link == person_id for link in links)))
    about = getattr(model, "about_organization_id", None)
    if about is not None and but_about:
        statement = statement.where(or_(about.is_(None), about.not_in(but_about)))
    found = db.session.execute(statement).all()
    return [
        {name: _plain(row._mapping[getattr(model, name)]) for name in holding.columns}
        | {
            "as": [
                name
                for name in holding.person
                if row._mapping[getattr(model, name)] == person_id and name != "id"
            ]
        }
        for row in sorted(found, key=_instants)
    ]


def _instants(row):
    """Oldest first, however the database happens to keep the rows."""
    return [value.isoformat() for value in row if isinstance(value, datetime)]


def _plain(value):
    return str(value) if value is not None and not isinstance(value, int | list | dict) else value
