"""Of whom the lines of an attendance list are: by link or number, by address, by name at last."""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.accounts.queries import email_key
from engagement.accounts.tokens import digest
from engagement.core.db import db
from engagement.core.references import plain_number
from engagement.matching.names import normalise
from engagement.meetings.attendance_lists import Stay
from engagement.meetings.models import (
    CONFIRMED,
    JoinLink,
    Meeting,
    Recognition,
    Registration,
    RegistrationState,
)

_REFERENCE = re.compile(r"(?:REG-?)?([2-9A-Z]{4})-?([2-9A-Z]{4})")


@dataclass(frozen=True)
class Known:
    """Somebody registered, as far as lines are compared."""

    id: uuid.UUID
    reference: str
    state: RegistrationState
    organization_id: uuid.UUID | None

    @property
    def has_place(self) -> bool:
        """Whether a line of this person counts."""
        return self.state in CONFIRMED


@dataclass
class Directory:
    """Everybody registered for a meeting, by what a line can say."""

    by_id: dict[uuid.UUID, Known] = field(default_factory=dict)
    by_reference: dict[str, Known] = field(default_factory=dict)
    by_address: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))


def recognise(meeting: Meeting, stays: Sequence[Stay]) -> None:
    """Write into each line without a problem whose it is, or the problem that it has; two queries.

    The strongest sign counts: the personal link or the number, then the address, and the name
    where one registered person alone has it and the list does not give it two addresses.
    """
    known, links = _directory(meeting), _links(meeting, stays)
    addresses = _addresses_of_names(stays)
    for stay in stays:
        if stay.problem is None:
            _recognise(stay, known, links, addresses)


def reference_in(text: str) -> str | None:
    """The number of a registration in what somebody typed, as it is kept; None for none."""
    found = _REFERENCE.fullmatch(plain_number(text))
    return f"REG-{found[1]}-{found[2]}" if found else None


def _directory(meeting):
    known = Directory()
    rows = db.session.execute(
        select(
            Registration.id,
            Registration.reference,
            Registration.state,
            Registration.organization_id,
            Registration.name,
            Registration.email_key,
            Account.email_key.label("account_key"),
        )
        .outerjoin(Account, Account.id == Registration.person_id)
        .where(
            Registration.meeting_id == meeting.registers_at.id, Registration.forgotten_at.is_(None)
        )
    )
    for row in rows:
        somebody = Known(row.id, row.reference, row.state, row.organization_id)
        known.by_id[row.id] = known.by_reference[row.reference] = somebody
        for key in {row.email_key, row.account_key} - {None, ""}:
            known.by_address[key].append(somebody)
        if (name := normalise(row.name)) and somebody.has_place:
            known.by_name[name].append(somebody)
    return known


def _links(meeting, stays):
    """Registrations by the hash of each token that a line holds; revoked links tell whose, too."""
    hashes = {digest(token) for stay in stays for token in _tokens(stay)}
    rows = db.session.execute(
        select(JoinLink.token_hash, JoinLink.registration_id)
        .join(JoinLink.registration)
        .where(JoinLink.token_hash.in_(hashes), Registration.meeting_id == meeting.registers_at.id)
    )
    return dict(rows.all())


def _tokens(stay) -> Iterable[str]:
    """What a cell holds of a personal link: its address, or the last part of it."""
    text = stay.cells.get("registration", "").strip()
    if text:
        parts = [each for each in urlsplit(text).path.split("/") if each] if "/" in text else [text]
        yield from parts[-2:]


def _addresses_of_names(stays):
    """Which addresses the list gives to each name."""
    found = defaultdict(set)
    for stay in stays:
        if key := email_key(stay.cells.get("email", "")):
            found[normalise(stay.cells.get("name", ""))].add(key)
    return found


def _recognise(stay, known, links, addresses):
    somebody, how = _by_sign(stay, known, links)
    if somebody is None:
        name = normalise(stay.cells.get("name", ""))
        called = known.by_name.get(name, []) if name else []
        if len(called) > 1 or (called and len(addresses[name]) > 1):
            stay.problem = "several"
            return
        somebody, how = (called[0] if called else None), Recognition.NAME
    if somebody is None:
        stay.problem = "unknown"
        return
    stay.reference, stay.organization_id = somebody.reference, somebody.organization_id
    if not somebody.has_place:
        stay.problem = "no_place"
        return
    stay.registration_id, stay.recognised_by = somebody.id, how


def _by_sign(stay, known, links):
    for token in _tokens(stay):
        if found := known.by_id.get(links.get(digest(token))):
            return found, Recognition.LINK
    cell = stay.cells.get("registration", "")
    if found := known.by_reference.get(reference_in(cell) or ""):
        return found, Recognition.REFERENCE
    if found := known.by_id.get(_id_in(cell)):
        return found, Recognition.REFERENCE
    of_address = known.by_address.get(email_key(stay.cells.get("email", "")), [])
    with_place = [each for each in of_address if each.has_place]
    if len(with_place) == 1 or (len(of_address) == 1 and not with_place):
        return (with_place or of_address)[0], Recognition.EMAIL
    if of_address and not with_place:
        return of_address[-1], Recognition.EMAIL
    return None, None


def _id_in(text):
    try:
        return uuid.UUID(text.strip())
    except ValueError:
        return None
