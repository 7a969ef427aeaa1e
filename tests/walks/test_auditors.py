"""An auditor writes nothing: every unsafe route refuses."""

import uuid
from datetime import date

import pytest

from engagement.accounts.permissions import Accounts
from engagement.core.permissions import Role
from engagement.meetings.permissions import Registrations
from engagement.meetings.speaking_permissions import Speaking
from engagement.organizations.permissions import Organizations
from engagement.web.access import PUBLIC
from tests.browser import addresses
from tests.factories import make_account

pytestmark = pytest.mark.xdist_group("walks")
OWN = {
    Accounts.OWN,
    Organizations.DECLARE_INTEREST,  # says what is to be kept from oneself
    Organizations.END_INTEREST,
    Registrations.BEGIN,
    Speaking.ASK,
    Registrations.OWN,
    PUBLIC,
}
"""What everybody does for themselves."""


@pytest.mark.parametrize("scope", [{}, {"cases_to": date(2020, 1, 1)}], ids=["whole", "scoped"])
def test_an_auditor_can_write_nothing(app, samples, sign_in, scope):
    """Every unsafe route that is not about oneself, with records that are there."""
    chosen = addresses.cases_by_state(samples.values["application_id"])
    client = sign_in(make_account(Role.AUDITOR, engaged=scope))
    asked = 0

    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if not rule.methods - {"GET", "HEAD", "OPTIONS"} or view.access in OWN:
            continue
        for name in rule.arguments - {"lang", *samples.values, *addresses.MODELS}:
            samples.values[name] = [uuid.uuid4()]  # of what there is none: 404 at best
        made = samples.given.get(rule.endpoint) or addresses._combinations(rule, samples, chosen)
        for values in made[:3]:
            path = addresses.build(app, rule, {"lang": "en", **values})
            assert client.post(path).status_code in {403, 404}, path
            asked += 1
    assert asked > 60
