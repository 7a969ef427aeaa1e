"""Sign claims, and check what was signed: compact JWS, `alg` EdDSA, `kid` and `typ` in the header.

What a text says of itself is believed in one thing only, the name of the key; the algorithm and
the type are fixed by who checks.
"""

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import OKPKey

from engagement.signing import keys, queries
from engagement.signing.models import SigningKey

ALGORITHM = "EdDSA"
"""Of Ed25519 keys alone. RFC 9864 calls it "Ed25519" now, which few libraries know yet."""
LONGEST = 16 * 1024
"""Characters of a text that is looked at."""
LEEWAY = timedelta(minutes=5)
"""By which clocks may differ."""


class NotSigned(Exception):
    """A text that is no signature of ours. `code`: `shape` (no compact JWS), `type` (another kind
    of text), `key` (no key of ours has that name), `forged` (the signature does not fit),
    `revoked` (its key was withdrawn), or `period` (dated to a time when its key did not sign); who
    checks may add others."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Signed:
    """Claims whose signature holds, and the key that made it."""

    claims: dict[str, Any]
    key: SigningKey

    def instant(self, claim: str) -> datetime | None:
        """A claim that is a time (seconds since 1970), in UTC; None for anything else."""
        value = self.claims.get(claim)
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        try:
            return datetime.fromtimestamp(value, UTC)
        except (ValueError, OverflowError, OSError):
            return None


def sign(claims: dict[str, Any], *, typ: str) -> str:
    """The compact JWS of `claims`; `commands.ensure_key` comes first (else RuntimeError)."""
    current = queries.current_key()
    if current is None:
        raise RuntimeError("there is no signing key: call ensure_key first")
    private = keys.private_key(current.number)
    if private.thumbprint() != current.kid:
        raise RuntimeError("the signing key is of another secret: call ensure_key first")
    header = {"alg": ALGORITHM, "kid": current.kid, "typ": typ}
    payload = json.dumps(claims, ensure_ascii=False, separators=(",", ":")).encode()
    with _older_name():
        return jws.serialize_compact(header, payload, private, algorithms=[ALGORITHM])


def check(text: str, *, typ: str) -> Signed:
    """What was signed, by whichever of our keys. Raises `NotSigned`; times are for the caller."""
    if len(text) > LONGEST or not text.isascii() or text.count(".") != 2:
        raise NotSigned("shape")
    header = _header(text)
    if header.get("typ") != typ or header.get("alg") != ALGORITHM:
        raise NotSigned("type")
    kid = header.get("kid")
    key = queries.key_called(kid) if isinstance(kid, str) else None
    if key is None:
        raise NotSigned("key")
    try:
        with _older_name():
            public = OKPKey.import_key(key.public_jwk)
            found = jws.deserialize_compact(text, public, algorithms=[ALGORITHM])
        claims = json.loads(found.payload)
    except (JoseError, ValueError, RecursionError) as error:
        raise NotSigned("forged") from error
    if not isinstance(claims, dict):
        raise NotSigned("forged")
    if key.revoked_at is not None:
        raise NotSigned("revoked")
    signed = Signed(claims, key)
    if not _dated_well(signed):
        raise NotSigned("period")
    return signed


@contextmanager
def _older_name() -> Iterator[None]:
    """Say nothing of the newer name of the algorithm."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)
        yield


def _header(text):
    try:
        header = jws.extract_compact(text.encode()).headers()
    except (JoseError, ValueError, RecursionError) as error:
        raise NotSigned("shape") from error
    if not isinstance(header, dict):
        raise NotSigned("shape")
    return header


def _dated_well(signed: Signed) -> bool:
    """Whether `iat` lies in the time in which the key signed: a stolen old key dates in vain."""
    moment, key = signed.instant("iat"), signed.key
    if moment is None or moment < key.began_at - LEEWAY:
        return False
    return key.ended_at is None or moment <= key.ended_at + LEEWAY
