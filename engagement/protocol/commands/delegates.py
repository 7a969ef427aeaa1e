"""Who acts for a State: invited by e-mail, accepted by a link, ended."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from engagement.accounts import departures, tokens
from engagement.accounts.models import Account
from engagement.accounts.queries import email_key
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.mail import outbox
from engagement.protocol import queries, settings
from engagement.protocol.models import (
    Delegate,
    DelegateFunction,
    Note,
    ShortTrackState,
    State,
    StateInvitation,
)
from engagement.protocol.permissions import Protocol


@dataclass(frozen=True)
class Invited:
    """An address that a mail goes to, whether or not it has an account."""

    email: str
    language: str
    id: uuid.UUID | None = None
    name: str = ""


@command
def invite_administrator(
    note: Note, *, actor: Actor, language: str, key: uuid.UUID | None = None
) -> StateInvitation:
    """Invite the administrator whom a recorded note names, at the address that was checked."""
    lock(note)
    if not can(actor, Protocol.INVITE_ADMINISTRATOR, note):
        raise NotAllowed(Protocol.INVITE_ADMINISTRATOR)
    if earlier := once.take(key, actor):
        return db.session.get_one(StateInvitation, earlier.result_id)
    if note.state != ShortTrackState.RECORDED or note.administrator_email is None:
        raise RuleViolation(_l("Only a recorded note can name an administrator."))
    return _invite(
        note.country,
        note.administrator_email,
        DelegateFunction.ADMINISTRATOR,
        language,
        actor,
        key,
        note_id=note.id,
    )


@command
def invite_delegate(
    state: State, *, actor: Actor, email: str, language: str, key: uuid.UUID | None = None
) -> StateInvitation:
    """A State's administrator opens the account of a delegate by inviting an address."""
    if not can(actor, Protocol.INVITE, state):
        raise NotAllowed(Protocol.INVITE)
    if earlier := once.take(key, actor):
        return db.session.get_one(StateInvitation, earlier.result_id)
    return _invite(state.country, email, DelegateFunction.DELEGATE, language, actor, key)


def _invite(country, email, function, language, actor, key, note_id=None):
    wanted = email_key(email)
    if any(
        one.account.email_key == wanted and one.function == function
        for one in queries.acting_for(country)
    ):
        raise RuleViolation(_l("Somebody with this address acts for the State already."))
    token, token_hash = tokens.new_token()
    invitation = StateInvitation(
        country=country,
        email=email.strip(),
        email_key=wanted,
        function=function,
        language=language,
        note_id=note_id,
        token_hash=token_hash,
        invited_by=db.session.get(Account, actor.id),
        created_at=now(),
        expires_at=now() + timedelta(days=settings.invitation_days()),
    )
    try:
        with db.session.begin_nested():
            db.session.add(invitation)
            db.session.flush()
    except IntegrityError:
        raise RuleViolation(
            _l("This address is invited already. Send the invitation again from the list.")
        ) from None
    once.remember(key, invitation.id)
    record(
        "protocol:invitation:sent",
        invitation,
        actor=actor,
        country=country,
        function=function.value,
    )
    _mail(invitation, token)
    return invitation


@command
def resend_invitation(invitation: StateInvitation, *, actor: Actor) -> None:
    """Mail a new link; the earlier one stops working."""
    lock(invitation)
    if not can(actor, Protocol.REVOKE, invitation):
        raise NotAllowed(Protocol.REVOKE)
    _still_open(invitation)
    token, invitation.token_hash = tokens.new_token()
    invitation.expires_at = now() + timedelta(days=settings.invitation_days())
    record("protocol:invitation:sent", invitation, actor=actor, again=True)
    _mail(invitation, token)


@command
def revoke_invitation(invitation: StateInvitation, *, actor: Actor) -> None:
    """Let the mailed link stop working."""
    lock(invitation)
    if not can(actor, Protocol.REVOKE, invitation):
        raise NotAllowed(Protocol.REVOKE)
    _still_open(invitation)
    invitation.revoked_at = now()
    record("protocol:invitation:revoked", invitation, actor=actor, country=invitation.country)


@command
def accept_invitation(invitation: StateInvitation, *, actor: Actor) -> Delegate:
    """Come to act for a State by a mailed link, with the account of the address it was sent to.

    RuleViolation for another account, for staff, and for a link that is over.
    """
    lock(invitation)
    if not can(actor, Protocol.ACCEPT, invitation):
        raise NotAllowed(Protocol.ACCEPT)
    _still_open(invitation)
    if invitation.expires_at <= now():
        raise RuleViolation(_l("This invitation is too old. Ask for a new one."))
    account = lock(db.session.get_one(Account, actor.id))
    if account.email_key != invitation.email_key:
        raise RuleViolation(
            _l(
                "This invitation was sent to another address. Sign in with the account of that"
                " address, or ask to be invited at yours."
            )
        )
    if account.is_staff:
        raise RuleViolation(_l("Staff of the secretariat do not act for a State."))
    invitation.accepted_at = now()
    standing = db.session.scalars(
        select(Delegate).filter_by(account_id=account.id, country=invitation.country, ended_at=None)
    ).first()
    if standing is not None:
        standing.ended_at = now()
        db.session.flush()
    administers = standing is not None and standing.function == DelegateFunction.ADMINISTRATOR
    delegate = Delegate(
        account=account,
        country=invitation.country,
        function=DelegateFunction.ADMINISTRATOR if administers else invitation.function,
        note_id=invitation.note_id or (standing.note_id if standing else None),
        invitation_id=invitation.id,
        started_at=now(),
    )
    account.acts_for_state = True
    db.session.add(delegate)
    db.session.flush()
    record(
        "protocol:invitation:accepted",
        delegate,
        actor=actor,
        country=delegate.country,
        function=delegate.function.value,
    )
    return delegate


@command
def end_delegate(delegate: Delegate, *, actor: Actor) -> None:
    """Let somebody no longer act for a State: the administrator, an officer, or the person."""
    lock(delegate)
    if not can(actor, Protocol.END_DELEGATE, delegate):
        raise NotAllowed(Protocol.END_DELEGATE)
    if delegate.ended_at is not None:
        return
    delegate.ended_at = now()
    record(
        "protocol:delegate:ended",
        delegate,
        actor=actor,
        country=delegate.country,
        function=delegate.function.value,
    )
    if actor.id != delegate.account_id:
        outbox.send(
            "protocol/delegate_ended",
            to=delegate.account,
            about=delegate,
            country=delegate.country,
        )


def leave(account: Account, addresses: Collection[str]) -> None:
    """Who is erased acts for no State any more, and no invitation names the address."""
    for standing in db.session.scalars(
        select(Delegate).filter_by(account_id=account.id, ended_at=None).with_for_update()
    ):
        standing.ended_at = now()
    db.session.execute(delete(StateInvitation).where(StateInvitation.email_key.in_(addresses)))


departures.on_erasure(leave)


def _still_open(invitation):
    if invitation.accepted_at is not None:
        raise RuleViolation(_l("This invitation has been accepted already."))
    if invitation.revoked_at is not None:
        raise RuleViolation(_l("This invitation has been revoked. Ask for a new one."))


def _mail(invitation, token):
    outbox.send(
        "protocol/invitation",
        to=Invited(invitation.email, invitation.language),
        about=invitation,
        invitation=invitation,
        token=token,
        days=settings.invitation_days(),
    )
