"""Finding accounts and sign-ins."""

from sqlalchemy import select

from engagement.accounts.models import Account, ErasureRequest, FactorReset, SignIn
from engagement.accounts.tokens import digest
from engagement.core.db import db
from engagement.core.permissions import Role


def email_key(email: str) -> str:
    """The form of an address by which accounts are told apart: without case."""
    return email.strip().casefold()


def get_account(account_id) -> Account | None:
    """An account by its id."""
    return db.session.get(Account, account_id)


def account_by_email(email: str) -> Account | None:
    """An account by its address, however that is capitalized."""
    return db.session.scalars(select(Account).filter_by(email_key=email_key(email))).first()


def open_sign_in(token: str) -> SignIn | None:
    """The sign-in a cookie stands for, unless it was ended; one query with its account."""
    return db.session.scalars(
        select(SignIn).filter_by(token_hash=digest(token), ended_at=None)
    ).first()


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
