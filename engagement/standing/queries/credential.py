"""Check a credential that somebody shows: its signature, its time, and the status today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from engagement.accreditation import queries
from engagement.accreditation.models import Accreditation, AccreditationStatus
from engagement.core.clock import now
from engagement.core.partial_dates import Precision, read
from engagement.signing import tokens
from engagement.standing import addresses, settings
from engagement.standing.queries.certificate import CERTIFIED, status_today

TYPE = "accreditation+jwt"


@dataclass(frozen=True)
class Checked:
    """What a credential says and what holds today.

    `name` is what was signed, so it is no news to who has the text. `accreditation` is None when
    the register has no such number any more.
    """

    number: str
    name: str
    name_language: str
    since: date | None
    since_precision: Precision
    issued_at: datetime
    expires_at: datetime
    has_run_out: bool
    accreditation: Accreditation | None
    status: AccreditationStatus | None

    @property
    def listed(self) -> bool:
        """Whether the register lists the holder today, suspended or not."""
        return self.status in CERTIFIED

    @property
    def holds(self) -> bool:
        """Whether the holder is listed today without reserve, and the text has not run out."""
        suspended = self.status == AccreditationStatus.SUSPENDED
        return self.listed and not suspended and not self.has_run_out


def check_credential(text: str) -> Checked:
    """What a credential proves today. Raises `tokens.NotSigned`."""
    signed = tokens.check("".join(text.split()), typ=TYPE)
    claims = signed.claims
    issued_at, expires_at = signed.instant("iat"), signed.instant("exp")
    if issued_at is None or expires_at is None or claims.get("iss") != addresses.issuer():
        raise tokens.NotSigned("type")
    if expires_at - issued_at > timedelta(days=settings.LONGEST_CREDENTIAL):
        raise tokens.NotSigned("long")
    accreditation = queries.accreditation_by_number(str(claims.get("sub", "")))
    since, since_precision = read(claims.get("since"))
    return Checked(
        number=str(claims.get("sub", "")),
        name=str(claims.get("name", "")),
        name_language=str(claims.get("name_language", "")),
        since=since,
        since_precision=since_precision,
        issued_at=issued_at,
        expires_at=expires_at,
        has_run_out=expires_at <= now(),
        accreditation=accreditation,
        status=status_today(accreditation) if accreditation else None,
    )
