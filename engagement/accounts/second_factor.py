"""Codes of an app on the telephone (TOTP, RFC 6238) and the recovery codes beside it.

No secret is stored. It is derived from the deployment's secret key, the account and a random
nonce, and the database holds the nonce alone: a stolen database gives no codes. Changing the
secret key therefore makes everybody set the second factor up anew.
"""

import base64
import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterable

import pyotp
from flask import current_app

from engagement.accounts.models import Account
from engagement.core.clock import now

STEP_SECONDS = 30
WINDOW = 1
"""Steps a telephone's clock may be off, in either direction."""

RECOVERY_CODES = 10


def new_nonce() -> bytes:
    """What makes one set-up of one account's app different from the next."""
    return secrets.token_bytes(20)


def secret_of(account: Account, nonce: bytes) -> str:
    """The secret the app holds, 160 bits in base32."""
    key = current_app.config["SETTINGS"].secret_key.encode()
    message = b"engagement:totp:1:" + account.id.bytes + nonce
    return base64.b32encode(hmac.new(key, message, hashlib.sha256).digest()[:20]).decode()


def app_address(account: Account, secret: str) -> str:
    """The otpauth:// address that the QR code holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name="UNEP engagement")


def matching_step(account: Account, nonce: bytes | None, typed: str) -> int | None:
    """The time step whose code was typed, or None; each step counts once, later ones only."""
    code = plain_digits(typed)
    if nonce is None or len(code) != 6 or not code.isascii() or not code.isdigit():
        return None
    generator = pyotp.TOTP(secret_of(account, nonce))
    current = int(now().timestamp()) // STEP_SECONDS
    found = None
    for step in range(current - WINDOW, current + WINDOW + 1):
        right = hmac.compare_digest(generator.generate_otp(step), code)
        if right and (account.totp_last_step is None or step > account.totp_last_step):
            found = step
    return found


def new_recovery_codes() -> list[str]:
    """Ten codes of 80 bits in groups of four letters and digits, to be shown once."""
    return [
        "-".join(text[start : start + 4] for start in range(0, 16, 4))
        for text in (
            base64.b32encode(secrets.token_bytes(10)).decode().lower()
            for _ in range(RECOVERY_CODES)
        )
    ]


def recovery_hash(account: Account, typed: str) -> str:
    """The stored form of a recovery code."""
    plain = "".join(letter for letter in typed.lower() if letter.isalnum())
    return hashlib.sha256(b"engagement:recovery:" + account.id.bytes + plain.encode()).hexdigest()


def recovery_hashes(account: Account, codes: Iterable[str]) -> list[str]:
    """The stored forms of several."""
    return [recovery_hash(account, code) for code in codes]


def plain_digits(typed: str) -> str:
    """A code without spaces, with the digits of any script as 0 to 9."""
    return "".join(
        str(unicodedata.digit(letter, letter)) for letter in typed if not letter.isspace()
    )


def secret_for_demo(account: Account) -> str | None:
    """The secret of an account, for the list of a demo's accounts; None without second factor."""
    refuse_outside_demo()
    return secret_of(account, account.totp_nonce) if account.totp_nonce else None


def refuse_outside_demo() -> None:
    """RuntimeError unless this deployment is a demo."""
    if not current_app.config["SETTINGS"].demo:
        raise RuntimeError("only a demo knows the second factors of its people")
