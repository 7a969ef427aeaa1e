"""Progress updates in every state, a linked record, and figures of two months, for the pages."""

from datetime import timedelta

from engagement.action_plan import commands
from engagement.action_plan.models import UpdateState
from engagement.core.clock import today
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from tests.action_plan.cases import ACTION, make_update
from tests.factories import make_account

OWN = frozenset({UpdateState.DRAFT, UpdateState.RETURNED})


def samples_of_the_plan(people, organization) -> dict:
    """The values of the plan's addresses; what is to be finished is the samples' officer's own."""
    officer = actor_for(people[Role.PROGRAMME_OFFICER])
    other = actor_for(make_account(Role.PROGRAMME_OFFICER))
    updates = [
        make_update(
            state,
            author=officer if state in OWN else other,
            reader=other if state in OWN else officer,
            text="Shorelines were cleared – تم ذلك.",
        )
        for state in UpdateState
    ]
    published = next(one for one in updates if one.state == UpdateState.PUBLISHED)
    make_update(corrects=published, author=officer, reader=other, language="fr", text="Vingt.")
    commands.link_record(ACTION, organization, actor=officer)
    for day in (today() - timedelta(days=40), today()):
        commands.take_figures(day)
    return {
        "action_code": [ACTION, "IV.4"],
        "section_id": ["VIII", "IV"],
        "indicator_code": ["accredited_by_region", "accredited_organizations", "last_list_sent"],
        "update_id": [one.id for one in updates],
        "file_id": [published.files[0].id],
    }
