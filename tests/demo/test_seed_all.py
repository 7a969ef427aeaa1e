"""The whole demo, small: the states that its stories tell, the order of time, once only."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.accreditation.models import Application
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.demo import lives
from engagement.mail.models import Message, MessageState
from engagement.organizations.models import Organization
from tests import made_once
from tests.demo import made
from tests.demo.test_seed import broken, count

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture(scope="module")
def both(worker_name, tmp_path_factory):
    """An application on the demo, and who signs in there."""
    name, folder = f"test_demo_{worker_name}", tmp_path_factory.mktemp("demo")
    with made_once.application("demo", made.make, name=name, folder=folder) as both:
        yield both


@pytest.fixture(scope="module")
def app(both):
    """In place of the application whose database is empty."""
    return both[0]


def test_every_organization_is_in_the_state_its_story_tells(both, db):
    expected = lives.targets(made.SEED)[: made.COUNT]
    by_domain = dict(
        db.execute(
            select(Organization.web_domain, Application.state).join(
                Application, Application.organization_id == Organization.id
            )
        ).all()
    )
    assert [by_domain[f"org{number + 1:03}.example"] for number in range(made.COUNT)] == expected
    assert broken() == {}
    assert {line.role for line in both[1]} >= {"reviewer", "approver", "focal_point"}


def test_no_mail_is_sent_and_the_trail_is_in_the_order_of_time(db):
    assert set(db.scalars(select(Message.state))) <= {MessageState.KEPT, MessageState.TO_POST}
    times = db.scalars(select(AuditEvent.happened_at).order_by(AuditEvent.id)).all()
    assert times == sorted(times)
    assert times[0] < now() - timedelta(days=5 * 365)
    assert times[-1] < now()


def test_nothing_is_added_the_second_time(both, db):
    before = [count(db, model) for model in (Account, Organization, AuditEvent, Message)]

    again = made.make()

    assert [count(db, model) for model in (Account, Organization, AuditEvent, Message)] == before
    assert again == both[1]
