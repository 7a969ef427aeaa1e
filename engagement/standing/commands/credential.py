"""Give an organization its accreditation as signed text."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l

from engagement.accreditation.models import Accreditation
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.partial_dates import written
from engagement.core.permissions import Actor, can
from engagement.jobs.queue import enqueue
from engagement.signing import tokens
from engagement.signing.commands import ensure_key
from engagement.standing import addresses, settings
from engagement.standing.commands.status_list import place_of
from engagement.standing.permissions import Standings
from engagement.standing.queries.certificate import certificate_of
from engagement.standing.queries.credential import TYPE


@command
def issue_credential(accreditation: Accreditation, *, actor: Actor) -> str:
    """The credential as compact JWS, from now for `standing.credential_days`; see `docs`.

    Each download is another one; earlier ones stay valid until they run out, since the status list
    speaks of the accreditation and not of a text.
    """
    if not can(actor, Standings.TAKE_CREDENTIAL, accreditation):
        raise NotAllowed(Standings.TAKE_CREDENTIAL)
    paper = certificate_of(accreditation)
    if paper is None:
        raise RuleViolation(_l("There is no credential: this accreditation is not in force today."))
    ensure_key(actor=actor)
    position, is_new = place_of(accreditation)
    issued_at = now()
    expires_at = issued_at + timedelta(days=settings.credential_days())
    claims = {
        "iss": addresses.issuer(),
        "sub": accreditation.number,
        "name": paper.organization.name,
        "name_language": paper.organization.name_language,
        "track": accreditation.track,
        **(
            {"valid_until": accreditation.valid_until.isoformat()}
            if accreditation.valid_until
            else {}
        ),
        "since": written(accreditation.since, accreditation.since_precision),
        "status_at_issue": paper.status.value,
        "iat": int(issued_at.timestamp()),
        "exp": int(expires_at.timestamp()),
        "verify": addresses.verification(accreditation),
        "status": {"status_list": {"idx": position, "uri": addresses.status_list()}},
    }
    text = tokens.sign(claims, typ=TYPE)
    if is_new:  # the published list ends before this place
        enqueue("standing.issue_list")
    record(
        "standing:credential:issued",
        accreditation,
        actor=actor,
        expires_at=expires_at.isoformat(timespec="seconds"),
        status=paper.status,
    )
    return text
