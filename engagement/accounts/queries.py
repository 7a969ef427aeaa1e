"""Finding accounts and sign-ins."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, bindparam, func, or_, select, true

from engagement.accounts.models import Account, ErasureRequest, FactorReset, KnownBrowser, SignIn
from engagement.accounts.tokens import digest
from engagement.core.db import db
from engagement.core.permissions import Role

_OPEN_SIGN_IN = select(SignIn).where(
    SignIn.token_hash == bindparam("token_hash"), SignIn.ended_at.is_(None)
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
    return db.session.scalars(_OPEN_SIGN_IN, {"token_hash": digest(token)}).first()


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


def waiting_for_administrators() -> list[tuple[Any, Account]]:
    """What somebody asked for and an administrator answers: (what, person), oldest first."""
    erasures = db.session.execute(
        select(ErasureRequest.asked_at, Account)
        .join(ErasureRequest.account)
        .where(ErasureRequest.answered_at.is_(None))
    ).all()
    resets = db.session.execute(
        select(FactorReset.asked_at, Account)
        .join(FactorReset.account)
        .where(FactorReset.confirmed_at.is_(None), FactorReset.withdrawn_at.is_(None))
    ).all()
    rows = [(row.asked_at, _l("Request for erasure"), row.Account) for row in erasures]
    rows += [(row.asked_at, _l("Lost second factor"), row.Account) for row in resets]
    return [(what, person) for _, what, person in sorted(rows, key=lambda row: row[0])]


def last_seen(account: Account) -> datetime | None:
    """When a person last used the platform signed in, as far as sessions are kept."""
    return db.session.scalar(select(func.max(SignIn.last_seen_at)).filter_by(account_id=account.id))


def open_factor_reset(account: Account) -> FactorReset | None:
    """What an administrator asked for and no second one has confirmed yet."""
    return db.session.scalars(
        select(FactorReset).filter_by(account_id=account.id, confirmed_at=None, withdrawn_at=None)
    ).first()


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
