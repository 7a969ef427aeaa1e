"""Builders of notes verbales, delegations and intergovernmental organizations, by the commands."""

import itertools
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Actor, Role
from engagement.demo import papers
from engagement.demo.builders import make_account, make_actor
from engagement.protocol.commands import intergovernmental, notes
from engagement.protocol.commands import papers as files
from engagement.protocol.models import (
    Delegate,
    DelegateFunction,
    Eligibility,
    Function,
    Intergovernmental,
    Note,
    PaperKind,
    Representative,
    Seat,
    ShortTrackState,
)

_numbers = itertools.count(1)
FAR = (ShortTrackState.CHECKED, ShortTrackState.RECORDED)
"""States of a paper that somebody has checked."""


def person(name: str = "Amina Otieno", **values) -> notes.RepresentativeData:
    """Somebody a note names; a permanent representative in Nairobi, unless said otherwise."""
    given = {
        "function": Function.PERMANENT,
        "seat": Seat.NAIROBI,
        "from_day": today() - timedelta(days=30),
    }
    return notes.RepresentativeData(name=name, **given | values)


def make_note(
    country: str = "KE",
    *people: notes.RepresentativeData,
    state: ShortTrackState = ShortTrackState.RECORDED,
    officer: Actor | None = None,
    checker: Actor | None = None,
    leaving: Sequence[tuple[Representative, date]] = (),
    administrator: tuple[str, str] | None = None,
    confirms_list: bool = False,
    dated_on: date | None = None,
    reason: str = "The note has no signature.",
) -> Note:
    """A note verbale in `state`, with its file, entered by one officer and checked by another."""
    officer = officer or make_actor(Role.PROTOCOL_OFFICER)
    if checker is None and state != ShortTrackState.RECEIVED:
        checker = make_actor(Role.PROTOCOL_OFFICER)
    name, email = administrator or (None, None)
    day = dated_on or today() - timedelta(days=2)
    data = notes.NoteData(
        country=country,
        reference=f"NV/{next(_numbers)}/{day.year}",
        dated_on=day,
        received_on=min(day + timedelta(days=1), today()),
        administrator_name=name,
        administrator_email=email,
        confirms_list=confirms_list,
    )
    note = notes.enter_note(data, actor=officer)
    add_file(note, PaperKind.NOTE, officer)
    for each in people:
        notes.add_arrival(note, each, actor=officer)
    for who, last in leaving:
        notes.add_departure(note, who, to_day=last, actor=officer)
    if state in FAR:
        notes.check_note(note, actor=checker)
    if state == ShortTrackState.RECORDED:
        notes.record_note(note, actor=checker)
    if state == ShortTrackState.RETURNED:
        notes.return_note(note, actor=checker, reason=reason)
    return note


def add_file(of: Note | Intergovernmental, kind: PaperKind, officer: Actor) -> None:
    """A PDF of one page."""
    taken = papers.taken(papers.page(f"{kind.value} {of.id}"))
    taken = replace(taken, name=f"{kind.value}{taken.name}")
    files.add_paper(of, actor=officer, kind=kind, taken=taken)


def make_representatives(country: str = "KE", *people, **values) -> list[Representative]:
    """Recorded representatives of a State."""
    note = make_note(country, *(people or (person(),)), **values)
    return db.session.scalars(
        select(Representative).filter_by(note_id=note.id).order_by(Representative.entered_at)
    ).all()


def make_delegate(
    country: str = "KE",
    *,
    function: DelegateFunction = DelegateFunction.DELEGATE,
    note: Note | None = None,
    account: Account | None = None,
    **values,
) -> Account:
    """An account that acts for a State; an administrator is named by a recorded note."""
    account = account or make_account(**values)
    if function == DelegateFunction.ADMINISTRATOR and note is None:
        note = make_note(country, administrator=(account.name, account.email))
    _bind(account, country, function, note.id if note else None)
    return account


def make_administrator(country: str = "KE", **values) -> Account:
    """The account of a State's own administrator."""
    return make_delegate(country, function=DelegateFunction.ADMINISTRATOR, **values)


@bookkeeping
def _bind(account: Account, country: str, function: DelegateFunction, note_id: uuid.UUID | None):
    account.acts_for_state = True
    db.session.add(
        Delegate(
            account_id=account.id,
            country=country,
            function=function,
            note_id=note_id,
            started_at=now(),
        )
    )


def make_intergovernmental(
    *,
    state: ShortTrackState = ShortTrackState.RECORDED,
    officer: Actor | None = None,
    checker: Actor | None = None,
    **values,
) -> Intergovernmental:
    """An intergovernmental organization in `state`, with letter and treaty."""
    officer = officer or make_actor(Role.PROTOCOL_OFFICER)
    if checker is None and state != ShortTrackState.RECEIVED:
        checker = make_actor(Role.PROTOCOL_OFFICER)
    number = next(_numbers)
    given = {
        "name": f"Treaty Organization of the Mirabo Basin {number}",
        "name_language": "en",
        "names": {"fr": f"Organisation du traité du bassin du Mirabo {number}"},
        "acronym": f"TOMB{number}",
        "kind": Eligibility.TREATY_BODY,
        "seat": "Sarenda",
        "seat_country": "KE",
        "treaty": "Treaty on the Waters of the Mirabo",
        "treaty_on": date(1994, 5, 17),
        "scope": "Four States of two regions.",
        "signed_by": "Daniel Mensah, Executive Secretary",
        "letter_on": today() - timedelta(days=9),
        "received_on": today() - timedelta(days=3),
    }
    data = intergovernmental.IntergovernmentalData(**given | values)
    igo = intergovernmental.enter_intergovernmental(data, actor=officer)
    add_file(igo, PaperKind.LETTER, officer)
    add_file(igo, PaperKind.TREATY, officer)
    if state in FAR:
        intergovernmental.check_intergovernmental(igo, actor=checker)
    if state == ShortTrackState.RECORDED:
        intergovernmental.record_intergovernmental(igo, actor=checker)
    if state == ShortTrackState.RETURNED:
        reason = "The letter is not signed by the head of the organization."
        intergovernmental.return_intergovernmental(igo, actor=checker, reason=reason)
    return igo
