"""Requests for erasure: asked by the person, answered by an administrator, remembered as done."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, or_, select

from engagement.accounts import departures
from engagement.accounts.commands.administering import administer
from engagement.accounts.commands.grave_acts import ask, close_grave_acts, deed
from engagement.accounts.commands.second_factor import clear_second_factor
from engagement.accounts.commands.sessions import Stranger
from engagement.accounts.models import (
    Account,
    AccountToken,
    ErasureAnswer,
    ErasureRequest,
    GraveAct,
    GraveKind,
    KnownBrowser,
    SignIn,
)
from engagement.accounts.permissions import Accounts
from engagement.accounts.queries import open_erasure_request
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor
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
    account: Account, *, actor: Actor, answer: ErasureAnswer, answer_text: str, reason: str = ""
) -> GraveAct | None:
    """Say why the data are kept, by mail at once; or ask a second administrator to erase them.

    `reason` is for that administrator. RuleViolation for staff, whose roles are taken first.
    """
    if account.id == actor.id:
        raise NotAllowed(Accounts.ADMINISTER)
    administer(account, actor)
    if answer == ErasureAnswer.ERASED:
        wanted = {"answer_text": answer_text}
        return ask(GraveKind.ERASURE, account, actor=actor, reason=reason, wanted=wanted)
    request = _open_request(account)
    close_grave_acts(GraveAct.account_id == account.id, GraveAct.kind == GraveKind.ERASURE)
    _answer(request, actor, answer, answer_text)
    return None


def refuse_erasing(account: Account, wanted: dict) -> None:
    """The person must still ask for it, and hold no role."""
    _open_request(account)
    if account.is_staff:
        raise RuleViolation(_l("This person is staff. Take the roles off first."))


@deed(GraveKind.ERASURE, check=refuse_erasing)
def erase(account: Account, wanted: dict, *, actor: Actor, reason: str) -> Account:
    """Erase the person's data, as two administrators agreed; the answer is mailed.

    A lasting pseudonym takes the place of name and address, the account is closed; how and where
    the person signed in goes, and the words of mails that are about no case; memberships end.
    Decisions, letters of cases and the audit trail stay: they must be kept.
    """
    message = _answer(
        _open_request(account), actor, ErasureAnswer.ERASED, wanted["answer_text"], reason=reason
    )
    _erase(account, message)
    return account


def _open_request(account):
    request = open_erasure_request(account)
    if request is None:
        raise RuleViolation(_l("There is no open request of this person any more."))
    return request


def _answer(request, actor, answer, answer_text, **told):
    account = request.account
    request.answer, request.answer_text = answer, answer_text
    request.answered_by_id, request.answered_at = actor.id, now()
    record("accounts:erasure:answered", account, actor=actor, answer=answer, **told)
    return outbox.send(
        "accounts/erasure_answered",
        to=Stranger(account.email, account.language, account.name, account.id),
        erased=answer == ErasureAnswer.ERASED,
        answer_text=answer_text,
    )


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
    close_grave_acts(
        or_(
            GraveAct.account_id == account.id,
            GraveAct.wanted["email_key"].astext.in_(addresses),
        )
    )
    account.name = pseudonym
    account.email = account.email_key = address
    account.password_hash = account.terms_version = None
    account.language, account.time_zone = "en", "Africa/Nairobi"
    account.languages_read = []
    account.deactivated_at = account.deactivated_at or now()
    clear_second_factor(account)
    for model in (SignIn, KnownBrowser, AccountToken):
        db.session.execute(delete(model).where(model.account_id == account.id))
