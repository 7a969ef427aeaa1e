"""Many people for few places at once; one person who presses twice."""

import threading
import time
import uuid
from functools import partial

import pytest
from sqlalchemy import event, select, text

from engagement.accounts.queries import get_account
from engagement.core import invariants
from engagement.core.db import db
from engagement.core.errors import BUSY
from engagement.core.permissions import Role
from engagement.demo.meeting_builders import details, make_online_meeting, make_registration
from engagement.mail.models import Message
from engagement.meetings.commands import bulk, leaving, publishing, registering
from engagement.meetings.models import (
    ApprovalRule,
    BulkKind,
    Meeting,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries.registrations import get_registration, position
from engagement.meetings.queries.setting_up import open_registrations
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor

MANY, PLACES = 20, 5
S = RegistrationState
HELD = [
    "no category has other places taken than its registrations hold",
    "nobody waits without a place in line once places are not drawn by lot any more",
    "no two registrations of a meeting share a place in line",
    "no number was given that the queue of the meeting does not know",
]


def offenders():
    return [each for name in HELD for each in invariants.offenders(invariants.DECLARED[name])]


def register(meeting_id, person_id):
    meeting, account = db.session.get(Meeting, meeting_id), get_account(person_id)
    made = registering.register(
        meeting.categories[0], details(), account=account, actor=actor_for(account)
    )
    return made.state


def test_twenty_people_for_five_places_are_never_one_too_many_and_nobody_is_lost(racing, inside):
    with racing.app_context():
        meeting_id = make_online_meeting(places=PLACES).id
        people = [make_account().id for _ in range(MANY)]

    states = inside(*(partial(register, meeting_id, person) for person in people))

    with racing.app_context():
        rows = db.session.scalars(select(Registration).order_by(Registration.number)).all()
        assert states.count(S.CONFIRMED) == PLACES
        assert [each.number for each in rows] == list(range(1, MANY + 1))
        assert [each.state for each in rows] == [S.CONFIRMED] * PLACES + [S.WAITING] * (
            MANY - PLACES
        )
        assert [position(each) for each in rows[PLACES:]] == list(range(1, MANY - PLACES + 1))
        assert len(db.session.scalars(select(Message.id)).all()) == MANY
        assert offenders() == []
        confirmed = [each.id for each in rows[:PLACES]]

    def leave(registration_id):
        registration = get_registration(registration_id)
        leaving.withdraw(registration, actor=actor_for(registration.person))

    inside(*(partial(leave, each) for each in confirmed))

    with racing.app_context():
        offered = db.session.scalars(
            select(Registration.number)
            .where(Registration.offered_until.is_not(None))
            .order_by(Registration.number)
        ).all()
        assert offered == list(range(PLACES + 1, 2 * PLACES + 1))
        assert offenders() == []


def test_one_page_sent_twice_and_two_tabs_make_one_registration_and_one_mail(
    racing, browser_of, at_once
):
    with racing.app_context():
        meeting_id, account = make_online_meeting().id, make_account()
        person_id = account.id
        clients = [browser_of(get_account(person_id)) for _ in range(3)]
    twin = str(uuid.uuid4())
    form = {"name": "Amina", "age_band": "older", "country": "KE", "notice": "y"}

    def click(client, key):
        answer = client.post(f"/en/meetings/{meeting_id}/register", data=form | {"form_key": key})
        return answer.status_code, answer.location

    answers = at_once(
        *(
            partial(click, *each)
            for each in zip(clients, (twin, twin, str(uuid.uuid4())), strict=True)
        )
    )

    assert len(set(answers)) == 1
    with racing.app_context():
        (made,) = db.session.scalars(select(Registration)).all()
        assert made.state is S.CONFIRMED
        assert answers[0] == (302, f"/en/meetings/registrations/{made.id}")
        assert db.session.scalars(select(Message.template)).all() == ["meetings/confirmed"]


def test_nobody_is_left_registered_for_a_meeting_that_is_cancelled_meanwhile(racing, inside):
    with racing.app_context():
        meeting_id, person_id = make_online_meeting().id, make_account().id
        officer = make_actor(Role.MEETING_OFFICER)
    held, queued = threading.Event(), threading.Event()

    def hold():
        with db.engine.begin() as connection:
            connection.execute(text("SELECT 1 FROM meeting_queue FOR UPDATE"))
            held.set()
            queued.wait(10)

    def come():
        held.wait(10)
        return register(meeting_id, person_id)

    def cancel():
        held.wait(10)
        wait_for_locks(1)
        released = threading.Timer(2, queued.set)  # by then it has cancelled, or waits as well
        released.start()
        try:
            publishing.cancel_meeting(
                db.session.get(Meeting, meeting_id), actor=officer, reason="Rain."
            )
            publishing.end_registrations(meeting_id)  # what its job does at once
        finally:
            queued.set()

    inside(hold, come, cancel)

    with racing.app_context():
        assert open_registrations(meeting_id) == []


def wait_for_locks(count):
    """Until so many wait for a lock; AssertionError after ten seconds."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    for _ in range(200):
        with db.engine.connect() as connection:
            if connection.scalar(waiting) >= count:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")


def test_a_place_that_is_taken_and_declined_at_once_counts_once(racing, inside):
    with racing.app_context():
        meeting = make_online_meeting(places=1)
        first, second = make_registration(meeting), make_registration(meeting)
        leaving.withdraw(first, actor=actor_for(first.person))
        registration_id = second.id

    def act(command):
        registration = get_registration(registration_id)
        return command(registration, actor=actor_for(registration.person))

    results = inside(partial(act, leaving.accept_offer), partial(act, leaving.decline))

    with racing.app_context():
        assert len([each for each in results if each is not None]) == 1
        assert offenders() == []


@pytest.fixture
def impatient(racing):
    """Whoever waits for a lock gives up soon."""

    def give_up_soon(connection):
        connection.exec_driver_sql("SET LOCAL lock_timeout = '200ms'")

    with racing.app_context():
        engine = db.engine
    event.listen(engine, "begin", give_up_soon)
    yield engine
    event.remove(engine, "begin", give_up_soon)


def test_a_row_that_somebody_holds_is_told_in_words_and_the_others_go_on(
    racing, browser_of, impatient
):
    with racing.app_context():
        meeting = make_online_meeting(category={"approval": ApprovalRule.BY_OFFICER})
        ids = [make_registration(meeting).id for _ in range(3)]
        account = make_account(Role.MEETING_OFFICER)
        officer, client = actor_for(account), browser_of(account)
    refuse = f"/en/meetings/registrations/{ids[1]}/refuse"

    with impatient.begin() as elsewhere:
        elsewhere.execute(select(Registration.id).filter_by(id=ids[1]).with_for_update())
        busy = client.post(refuse, data={"reason": "No seat"})
        with racing.app_context():
            three = [get_registration(each) for each in ids]
            act = bulk.act(BulkKind.APPROVE, three, meeting=three[0].meeting, actor=officer)
            outcomes = [act.outcome_of(str(each)) for each in ids]

    assert [each.after for each in outcomes] == ["confirmed", None, "confirmed"]
    assert outcomes[1].refusal == BUSY
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert str(BUSY) in busy.text
    assert "No seat" in busy.text
    assert client.post(refuse, data={"reason": "No seat"}).status_code == 302
