"""Nobody leaves an organization without a focal point behind by asking to be erased."""

from flask_babel import lazy_gettext as _l

from engagement.accounts import departures
from engagement.accounts.models import Account
from engagement.core.errors import RuleViolation
from engagement.organizations.queries import led_alone


def somebody_else_leads(account: Account) -> None:
    """Guard: a colleague is named first where there is one."""
    for organization in led_alone(account):
        raise RuleViolation(
            _l(
                "You are the only focal point of %(organization)s. Make a colleague focal point"
                " first; then you can ask for this.",
                organization=organization.name,
            )
        )


departures.register(somebody_else_leads)
