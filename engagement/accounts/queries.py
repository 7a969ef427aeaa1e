"""Finding accounts and sign-ins."""

import functools
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, true
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from engagement.accounts import settings
from engagement.accounts.models import (
    Account,
    ErasureRequest,
    GraveAct,
    GraveKind,
    KnownBrowser,
    SignIn,
)
from engagement.accounts.tokens import digest
from engagement.core.clock import now
from engagement.core.db import ask, db
from engagement.core.permissions import Role
from engagement.core.rows import columns_of, row_of

BELONGING: list[ColumnElement[bool]] = []
"""Whether the person of a `SignIn` ever belonged to something; filled by features above."""


def belongs_where(condition: ColumnElement[bool]) -> None:
    """Let a feature above have asked with each sign-in whether it need ask anything more."""
    BELONGING.append(condition)


@functools.cache
def _open_sign_in():
    belongs = or_(*BELONGING) if BELONGING else true()
    return (
        select(belongs, *columns_of(SignIn), *columns_of(Account))
        .join_from(SignIn, Account, Account.id == SignIn.account_id)
        .where(SignIn.token_hash == bindparam("token_hash"), SignIn.ended_at.is_(None))
    )


def email_key(email: str) -> str:
    """The form of an address by which accounts are told apart: without case."""
    return email.strip().casefold()


def get_account(account_id) -> Account | None:
    """An account by its id."""
    return db.session.get(Account, account_id)


def account_by_email(email: str) -> Account | None:
    """An account by its address, however that is capitalized."""
    return db.session.scalars(select(Account).filter_by(email_key=email_key(email))).first()


def knows_browser(key: str, browser_key: str) -> bool:
    """Whether the person with this address, as `email_key`, signed in from that browser before."""
    statement = (
        select(KnownBrowser.id)
        .join(Account, Account.id == KnownBrowser.account_id)
        .where(Account.email_key == key, KnownBrowser.key_hash == digest(browser_key))
    )
    return db.session.scalar(statement) is not None


def open_sign_in(token: str) -> SignIn | None:
    """The sign-in a cookie stands for, unless it was ended; one query with its account."""
    found = ask(_open_sign_in(), {"token_hash": digest(token)}).first()
    if found is None:
        return None
    may_belong, *values = found
    number = len(columns_of(SignIn))
    sign_in = row_of(SignIn, values[:number])
    set_committed_value(sign_in, "account", row_of(Account, values[number:]))
    sign_in.may_belong = may_belong
    return sign_in


@dataclass(frozen=True)
class PeopleLane:
    """A saved filter of the list of people."""

    key: str
    label: Any
    condition: Any


PEOPLE_LANES = (
    PeopleLane("all", _l("Everybody"), true()),
    PeopleLane("staff", _l("Staff"), func.cardinality(Account.role_names) > 0),
    PeopleLane("waiting", _l("Address not confirmed"), Account.verified_at.is_(None)),
    PeopleLane("closed", _l("Closed"), Account.deactivated_at.is_not(None)),
)
PEOPLE_ORDER = (Account.email_key,)


def people_lane(key: str | None) -> PeopleLane:
    """The lane called `key`, by default everybody."""
    return next((lane for lane in PEOPLE_LANES if lane.key == key), PEOPLE_LANES[0])


def people(lane: PeopleLane, words: str) -> Select:
    """Accounts in a lane whose name or address contains `words`; for administrators."""
    statement = select(Account).where(lane.condition)
    if words:
        statement = statement.where(
            or_(
                Account.name.icontains(words, autoescape=True),
                Account.email_key.contains(email_key(words), autoescape=True),
            )
        )
    return statement


@dataclass(frozen=True)
class Waiting:
    """Something about a person that an administrator has to answer or to confirm."""

    asked_at: datetime
    what: Any
    name: str
    endpoint: str
    arguments: dict
    people: frozenset
    """Who may not do it: whom it is about, and who asked for it."""


def waiting_for_administrators() -> list[Waiting]:
    """What is asked for and still open, oldest first; two queries."""
    acts = db.session.scalars(
        select(GraveAct).where(act_is_open()).options(joinedload(GraveAct.account))
    ).all()
    being_erased = {act.account_id for act in acts if act.kind == GraveKind.ERASURE}
    rows = [
        Waiting(
            act.asked_at,
            act.kind.label,
            act.name,
            "accounts.show_grave_act",
            {"act_id": act.id},
            frozenset({act.account_id, act.asked_by_id}),
        )
        for act in acts
    ]
    rows += [
        Waiting(
            request.asked_at,
            _l("Request for erasure"),
            request.account.name,
            "accounts.show_person",
            {"account_id": request.account_id},
            frozenset({request.account_id}),
        )
        for request in db.session.scalars(
            select(ErasureRequest)
            .where(ErasureRequest.answered_at.is_(None))
            .options(joinedload(ErasureRequest.account))
        )
        if request.account_id not in being_erased
    ]
    return sorted(rows, key=lambda row: row.asked_at)


def act_is_open():
    """The condition that an act can be confirmed: neither over nor asked for too long ago."""
    return and_(
        *GraveAct.unsettled(),
        GraveAct.asked_at > now() - timedelta(days=settings.grave_act_days()),
    )


def get_grave_act(act_id) -> GraveAct | None:
    """An act that two administrators do, by its id."""
    return db.session.get(GraveAct, act_id)


def open_grave_acts(account: Account) -> list[GraveAct]:
    """What an administrator asked for about a person and no second one has confirmed yet."""
    return db.session.scalars(
        select(GraveAct)
        .where(GraveAct.account_id == account.id, act_is_open())
        .order_by(GraveAct.asked_at)
    ).all()


def can_be_confirmed(*, asked_by_id, account: Account | None) -> bool:
    """Whether there is an administrator other than who asks and whom it is about."""
    others = {each.id for each in with_role(Role.ADMINISTRATOR)} - {asked_by_id}
    return bool(others - {account.id if account else None})


def last_seen(account: Account) -> datetime | None:
    """When a person last used the platform signed in, as far as sessions are kept."""
    return db.session.scalar(select(func.max(SignIn.last_seen_at)).filter_by(account_id=account.id))


def open_erasure_request(account: Account) -> ErasureRequest | None:
    """The person's request for erasure that nobody has answered."""
    return db.session.scalars(
        select(ErasureRequest).filter_by(account_id=account.id, answered_at=None)
    ).first()


def open_sign_ins(account: Account) -> list[SignIn]:
    """Where a person is signed in, latest first."""
    return db.session.scalars(
        select(SignIn)
        .filter_by(account_id=account.id, ended_at=None)
        .order_by(SignIn.last_seen_at.desc())
    ).all()


def with_role(*roles: Role) -> list[Account]:
    """Active staff who hold one of `roles`, by name."""
    return db.session.scalars(
        select(Account)
        .where(
            Account.role_names.overlap([role.value for role in roles]),
            Account.deactivated_at.is_(None),
            Account.verified_at.is_not(None),
        )
        .order_by(Account.name)
    ).all()
