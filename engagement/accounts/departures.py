"""What has to be settled before a person may ask to be erased, and what else goes with them.

Features above say it here.
"""

from collections.abc import Callable, Collection

from engagement.accounts.models import Account

GUARDS: list[Callable[[Account], None]] = []

Farewell = Callable[[Account, Collection[str]], None]
FAREWELLS: list[Farewell] = []


def register(guard: Callable[[Account], None]) -> None:
    """Add a guard: it raises RuleViolation with a sentence that says what to do first."""
    GUARDS.append(guard)


def refuse_departure(account: Account) -> None:
    """RuleViolation when others still depend on this person."""
    for guard in GUARDS:
        guard(account)


def on_erasure(farewell: Farewell) -> None:
    """Add what erases more: called in the command, with every address the person had (keys)."""
    FAREWELLS.append(farewell)


def say_farewell(account: Account, addresses: Collection[str]) -> None:
    """Let the features above erase what they hold."""
    for farewell in FAREWELLS:
        farewell(account, addresses)
