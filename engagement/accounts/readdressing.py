"""What else follows when an account gets another e-mail address; features above say it here."""

from typing import Protocol

from engagement.accounts.models import Account


class Follower(Protocol):
    """Called in the command; `before` is the old address, where others may read by now."""

    def __call__(self, account: Account, before: str, *, tell_before: bool) -> None:
        """Follow the account to its address; write to the old one only if `tell_before`."""


FOLLOWERS: list[Follower] = []


def on_other_address(follower: Follower) -> Follower:
    """Add what follows; for use as a decorator."""
    FOLLOWERS.append(follower)
    return follower


def follow(account: Account, before: str, *, tell_before: bool = True) -> None:
    """Let the features above follow an account to its new address."""
    for follower in FOLLOWERS:
        follower(account, before, tell_before=tell_before)
