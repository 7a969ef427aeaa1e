"""Passwords: Argon2id, at least twelve characters, nothing that guessers try first."""

import functools

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import lazy_gettext as _l

MINIMUM_LENGTH, MAXIMUM_LENGTH = 12, 128
LEAST_SCORE = 2
"""Of zxcvbn's 0 to 4: fewer than about a hundred million guesses are refused."""

hasher = PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """The hash to store."""
    return hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether `password` is the right one. Costs the same for an account that is not there."""
    try:
        hasher.verify(password_hash or _nobody(), password[:MAXIMUM_LENGTH])
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def weakness(password: str, *, words: list[str]):
    """Why `password` is not good enough, as a sentence that says what to do, or None.

    `words` are the person's name and address, which must not make up the password.
    """
    if len(password) < MINIMUM_LENGTH:
        return _l("Use at least 12 characters. Several words in a row are easy to remember.")
    if len(password) > MAXIMUM_LENGTH:
        return _l("Use at most 128 characters.")
    from zxcvbn import zxcvbn  # a large word list, needed on two pages only

    context = [part for word in words for part in word.lower().replace("@", " ").split()]
    if zxcvbn(password[:64], user_inputs=[*context, "engagement", "unep"])["score"] < LEAST_SCORE:
        return _l(
            "This password is easy to guess. Use three or four words that do not belong together."
        )
    return None


@functools.cache
def _nobody() -> str:
    return hasher.hash("nobody has this password")
