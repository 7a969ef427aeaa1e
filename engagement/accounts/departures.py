"""What has to be settled before a person may ask to be erased: features above say it here."""

from collections.abc import Callable

from engagement.accounts.models import Account

GUARDS: list[Callable[[Account], None]] = []


def register(guard: Callable[[Account], None]) -> None:
    """Add a guard: it raises RuleViolation with a sentence that says what to do first."""
    GUARDS.append(guard)


def refuse_departure(account: Account) -> None:
    """RuleViolation when others still depend on this person."""
    for guard in GUARDS:
        guard(account)
