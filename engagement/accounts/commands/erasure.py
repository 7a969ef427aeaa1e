"""Requests for erasure: asked by the person, answered by an administrator, remembered as done."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from engagement.accounts import departures
from engagement.accounts.commands.second_factor import clear_second_factor
from engagement.accounts.commands.sessions import Stranger
from engagement.accounts.models import (
    Account,
    AccountToken,
    ErasureAnswer,
    ErasureRequest,
    KnownBrowser,
    SignIn,
)
from engagement.accounts.permissions import Accounts
from engagement.accounts.queries import open_erasure_request
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.personal_data import ERASED_DOMAIN
from engagement.mail import forgetting, outbox


@command
def ask_erasure(account: Account, *, actor: Actor) -> ErasureRequest:
    """Ask that what is held about oneself be erased.

    RuleViolation while others depend on the person, see `departures`.
    """
    lock(account)
    if account.id != actor.id:
        raise NotAllowed(Accounts.OWN)
    if open_erasure_request(account) is not None:
        raise RuleViolation(_l("You have asked for this already. You will get an answer by mail."))
    departures.refuse_departure(account)
    request = ErasureRequest(account_id=account.id, asked_at=now())
    db.session.add(request)
    record("accounts:erasure:asked", account, actor=actor)
    outbox.send("accounts/erasure_asked", to=account)
    return request


@command
def answer_erasure(
    account: Account, *, actor: Actor, answer: ErasureAnswer, answer_text: str
) -> None:
    """Erase the person's data, or say why they are kept; the answer is mailed.

    Erasing puts a lasting pseudonym in place of name and address, closes the account and deletes
    how and where the person signed in, and the words of mails that are about no case; memberships
    end. Decisions, letters of cases and the audit trail stay: they must be kept.
    RuleViolation for staff, whose roles are taken first.
    """
    lock(account)
    if not can(actor, Accounts.ADMINISTER, account) or account.id == actor.id:
        raise NotAllowed(Accounts.ADMINISTER)
    request = open_erasure_request(account)
    if request is None:
        raise RuleViolation(_l("There is no open request of this person any more."))
    if answer == ErasureAnswer.ERASED and account.is_staff:
        raise RuleViolation(_l("This person is staff. Take the roles off first."))
    request.answer, request.answer_text = answer, answer_text
    request.answered_by_id, request.answered_at = actor.id, now()
    record("accounts:erasure:answered", account, actor=actor, answer=answer)
    reader = Stranger(account.email, account.language, account.name, account.id)
    message = outbox.send(
        "accounts/erasure_answered",
        to=reader,
        erased=answer == ErasureAnswer.ERASED,
        answer_text=answer_text,
    )
    if answer == ErasureAnswer.ERASED:
        _erase(account, message)


def _erase(account, message):
    pseudonym = f"person-{account.id.hex[:12]}"
    address = f"{pseudonym}@{ERASED_DOMAIN}"
    addresses = forgetting.addresses_of(account.id) | {account.email_key}
    others = select(Account.email_key).where(Account.id != account.id)
    addresses -= set(db.session.scalars(others.where(Account.email_key.in_(addresses))))
    forgetting.forget(
        account.id, addresses=addresses, name=account.name, pseudonym=address, last=message
    )
    departures.say_farewell(account, addresses)
    account.name = pseudonym
    account.email = account.email_key = address
    account.password_hash = account.terms_version = None
    account.language, account.time_zone = "en", "Africa/Nairobi"
    account.languages_read = []
    account.deactivated_at = account.deactivated_at or now()
    clear_second_factor(account)
    for model in (SignIn, KnownBrowser, AccountToken):
        db.session.execute(delete(model).where(model.account_id == account.id))
