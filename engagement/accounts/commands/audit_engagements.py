"""The days on which somebody audits and the cases that covers: opened by two, ended by one.

The first engagement comes with the role (`people`, `registration`). One that gives more than
before needs two administrators again; less, or none, is one person's act at once.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.accounts.commands.administering import administer
from engagement.accounts.commands.grave_acts import ask, deed
from engagement.accounts.models import Account, AuditEngagement, GraveAct, GraveKind
from engagement.audit.commands import record
from engagement.core.clock import now, today
from engagement.core.db import command, db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor, Period, Role


@dataclass(frozen=True)
class AuditTerms:
    """What somebody is engaged for."""

    title: str
    from_day: date
    to_day: date
    cases_from: date | None = None
    cases_to: date | None = None

    @property
    def as_data(self) -> dict[str, Any]:
        """As it waits for a second administrator and stands in the trail."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
        }

    @property
    def cases(self) -> Period:
        """When the cases were submitted that it covers."""
        return Period(self.cases_from, self.cases_to)

    def is_within(self, other: "AuditTerms | AuditEngagement") -> bool:
        """Whether it gives nothing that the other does not."""
        days = Period(self.from_day, self.to_day).is_within(Period(other.from_day, other.to_day))
        return days and self.cases.is_within(other.cases)


def audit_terms(data: dict[str, Any]) -> AuditTerms:
    """The terms that `as_data` made."""
    return AuditTerms(
        data["title"],
        **{
            name: date.fromisoformat(value) if value else None
            for name, value in data.items()
            if name != "title"
        },
    )


@command
def change_engagement(
    account: Account, *, actor: Actor, terms: AuditTerms, reason: str
) -> GraveAct | None:
    """Put other terms in force; what gives more waits for a second administrator: returned."""
    administer(account, actor)
    refuse_no_auditor(account, {})
    _refuse_over(terms)
    current = account.audit_engagement
    if current is not None and terms.is_within(current):
        open_engagement(account, terms, actor=actor, reason=reason)
        return None
    wanted = {"engagement": terms.as_data}
    return ask(
        GraveKind.ENGAGEMENT, account, actor=actor, reason=reason, wanted=wanted, told=wanted
    )


def refuse_no_auditor(account: Account, wanted: dict) -> None:
    """Only who has the role is engaged."""
    if Role.AUDITOR not in account.roles:
        raise RuleViolation(_l("This person is no auditor. Give the role first."))


@deed(GraveKind.ENGAGEMENT, check=refuse_no_auditor)
def engage(account: Account, wanted: dict, *, actor: Actor, reason: str) -> Account:
    """Put the terms in force that two administrators agreed on."""
    open_engagement(account, audit_terms(wanted["engagement"]), actor=actor, reason=reason)
    return account


@command
def end_engagement(account: Account, *, actor: Actor, reason: str) -> None:
    """End an engagement now; the role stays, and counts again with another engagement."""
    administer(account, actor)
    if account.audit_engagement is None:
        raise RuleViolation(_l("There is no engagement to end."))
    close_engagement(account)
    record("accounts:engagement:ended", account, actor=actor, reason=reason)


def open_engagement(account: Account, terms: AuditTerms, *, actor: Actor, reason: str) -> None:
    """Put terms in force in place of those of before; within a command."""
    close_engagement(account)
    db.session.add(AuditEngagement(account_id=account.id, opened_at=now(), **asdict(terms)))
    record("accounts:engagement:opened", account, actor=actor, reason=reason, **terms.as_data)
    db.session.expire(account, ["audit_engagement"])


def close_engagement(account: Account) -> None:
    """End the engagement that runs, if one does; within a command."""
    for engagement in db.session.scalars(
        select(AuditEngagement).filter_by(account_id=account.id, ended_at=None)
    ):
        engagement.ended_at = now()
    db.session.flush()
    db.session.expire(account, ["audit_engagement"])


def engagement_for(roles, held, terms: AuditTerms | None) -> dict[str, Any]:
    """What an act that gives `roles` to who has `held` must say of an engagement.

    RuleViolation when it makes somebody an auditor and says nothing.
    """
    if Role.AUDITOR not in set(roles) - set(held):
        return {}
    if terms is None:
        raise RuleViolation(_l("Write for which days and which cases the auditor is engaged."))
    _refuse_over(terms)
    return {"engagement": terms.as_data}


def _refuse_over(terms):
    if terms.to_day < today():
        raise RuleViolation(_l("The last day is past. Enter a later one."))
