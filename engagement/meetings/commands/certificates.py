"""A certificate of participation is made, taken back, and given again: by what is known alone.

Parts of commands, none by itself.
"""

import secrets

from engagement.accounts import tokens
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import SYSTEM
from engagement.mail.outbox import Batch
from engagement.meetings.commands.letters import tell
from engagement.meetings.commands.registering import SIGNS
from engagement.meetings.models import ParticipationCertificate, Registration
from engagement.meetings.queries.certificates import certificate_of

LETTERS = 12
"""60 bits: who has no certificate in hand cannot come upon the code of one."""


def issue(registration: Registration, *, batch: Batch) -> ParticipationCertificate:
    """Make somebody's certificate and say so by one mail, or let the earlier one hold again.

    Of whom no name is kept any more gets none to read, and no mail.
    """
    paper = certificate_of(registration)
    if paper is not None:
        paper.revoked_at = None
        db.session.flush()
        return paper
    token, token_hash = tokens.new_token()
    paper = ParticipationCertificate(
        registration=registration, code=new_code(), token_hash=token_hash
    )
    db.session.add(paper)
    db.session.flush()
    record("meetings:certificate:issued", paper, actor=SYSTEM)
    if registration.forgotten_at is None:
        tell("certificate", registration, batch=batch, token=token)
    return paper


def revoke(registration: Registration) -> None:
    """What a certificate says is not true any more: whoever checks it is told so."""
    paper = certificate_of(registration)
    if paper is not None and paper.holds:
        paper.revoked_at = now()
        db.session.flush()
        record("meetings:certificate:revoked", paper, actor=SYSTEM)


def new_code() -> str:
    """What a certificate is checked by; nothing can be counted or guessed from it."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LETTERS))
    return "-".join(signs[at : at + 4] for at in range(0, LETTERS, 4))
