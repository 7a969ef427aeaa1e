"""Two administrators confirm the same at once: it is done once, the other reads what happened."""

from sqlalchemy import select

from engagement.accounts import commands
from engagement.accounts.models import Account
from engagement.audit.models import AuditEvent
from engagement.core.db import db
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from tests.factories import make_account

TIMES = 5


def test_of_two_who_confirm_at_once_one_does_it(racing, browser_of, at_once):
    with racing.app_context():
        asker = actor_for(make_account(Role.ADMINISTRATOR))
        people = [make_account().id for _ in range(TIMES)]
        acts = [
            commands.change_roles(
                db.session.get(Account, one), actor=asker, roles=[Role.REVIEWER], reason="New."
            ).id
            for one in people
        ]
        clients = [browser_of(make_account(Role.ADMINISTRATOR)) for _ in range(2)]

    for act in acts:
        answers = at_once(
            *(
                lambda client=client, act=act: client.post(f"/en/people/requests/{act}/confirm")
                for client in clients
            )
        )
        assert sorted(answer.status_code for answer in answers) == [302, 409]

    with racing.app_context():
        for one in people:
            assert db.session.get(Account, one).role_names == ["reviewer"]
            changed = select(AuditEvent).filter_by(subject_id=one, action="accounts:roles:changed")
            assert len(db.session.scalars(changed).all()) == 1
