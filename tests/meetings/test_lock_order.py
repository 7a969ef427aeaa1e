"""Whoever locks the queue of a meeting does so first: nobody waits for one another."""

import re
from datetime import timedelta
from functools import partial

from engagement.core.permissions import Role
from engagement.demo.meeting_builders import details, make_online_meeting, make_registration
from engagement.meetings.commands import bulk, postponing, publishing, registering
from engagement.meetings.models import ApprovalRule, BulkAct, BulkKind
from engagement.organizations.queries import actor_for
from tests.factories import make_actor

LOCKS = re.compile(
    r"FROM (meeting|meeting_queue|meeting_registration)\s.*FOR (NO KEY )?UPDATE", re.DOTALL
)


def test_the_queue_is_locked_before_the_meeting_and_its_registrations(db, count_queries):
    meeting = make_online_meeting(category={"approval": ApprovalRule.BY_OFFICER})
    officer = make_actor(Role.MEETING_OFFICER)
    sent, kept, draft = (make_registration(meeting, send=done) for done in (True, False, False))
    own, other = actor_for(kept.person), actor_for(draft.person)
    (session,) = meeting.sessions
    later = session.starts_at + timedelta(days=1)

    for act in (
        partial(bulk.act, BulkKind.APPROVE, [sent], meeting=meeting, actor=officer),
        lambda: bulk.undo(db.query(BulkAct).one(), actor=officer),
        partial(registering.send, kept, actor=own),
        partial(registering.revise, draft, details(name="Changed"), actor=other),
        partial(
            postponing.postpone, session, starts_at=later, alone=True, actor=officer, reason="Rain."
        ),
        partial(publishing.cancel_meeting, meeting, actor=officer, reason="Rain."),
    ):
        with count_queries() as counted:
            act()
        locked = [found[1] for each in counted if (found := LOCKS.search(each))]
        assert locked[0] == "meeting_queue", (act, locked)
        assert len(set(locked)) > 1
    assert draft.name == "Changed"
