"""No name or address of somebody under 18 in any channel, whatever the state, whoever reads.

Everybody who is registered anywhere in the samples is made a minor with names that stand nowhere
else; a meeting has minors in every state there is. Then every address of the URL map is opened that
is not somebody's own, so that a page added later is opened as well. Figures are found by comparing:
what the public reads may not differ between one person and four.
"""

import io
import itertools
import uuid
import zipfile
from datetime import timedelta

import pypdfium2
import pytest
from sqlalchemy import insert, select, text

from engagement.action_plan import commands as figures
from engagement.action_plan.indicators import DECLARED
from engagement.core import versions
from engagement.core.clock import moved_to, now, today
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.permissions import Role
from engagement.core.small_numbers import FEWEST_IN_CELL
from engagement.demo.builders import make_account
from engagement.demo.case_builders import make_accreditation
from engagement.demo.delegations import make_delegate
from engagement.demo.meeting_builders import (
    category_of,
    make_leader,
    make_nominations,
    make_online_meeting,
    make_registration,
)
from engagement.demo.meeting_safeguard_builders import (
    make_company,
    make_consent,
    make_minor,
    make_nominee,
    make_youth_meeting,
)
from engagement.mail.models import Message
from engagement.meetings import jobs
from engagement.meetings.commands import (
    bulk,
    changing,
    deciding,
    leaving,
    postponing,
    publishing,
)
from engagement.meetings.models import (
    CONFIRMED,
    ENDED,
    AgeBand,
    BulkKind,
    CategoryKind,
    DelegationFunction,
    EndReason,
    ListState,
    Mode,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries.meetings import get_meeting
from engagement.organizations.queries import actor_for
from tests import made_once
from tests.browser.addresses import addresses, by_endpoint
from tests.browser.sampled import samples_of_ids, with_people
from tests.conftest import browser
from tests.meetings.told import run_tellings

MARKER = "Quillfeather"
"""In the name and the address of every minor, and nowhere else."""
OWN_LINKS = {"token", "join_token", "feed_token", "certificate_token"}
"""Addresses mailed to the person, the guardian or the adult: who has one may read the name."""
WHOLE = ("meetings.", "calendars.", "action_plan.show_indicator")
"""Pages of which every address is opened."""
MOST = 4
"""Rows of the samples that such a page is opened with, besides those made here."""
OTHER_STATE = "MW"
STATES_OF_MINORS = ["ES", "IT", "PT", "GR", "IE", "AT", "BE", "DK", "FI", "NL", "SE", "CH", "PL"]
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def app(worker_name, tmp_path_factory):
    """An application on a copy of the samples."""
    name, folder = f"test_minors_{worker_name}", tmp_path_factory.mktemp("minors")
    with made_once.application("samples", samples_of_ids, name=name, folder=folder) as (one, ids):
        one.samples_of_ids = ids
        yield one


@pytest.fixture
def samples(app, db):
    """The samples, in which everybody who is registered is a minor."""
    samples = with_people(app.samples_of_ids)
    meetings = [make_meeting_of_minors(ListState.PROVISIONAL), make_meeting_of_minors()]
    make_everybody_a_minor(make_registration())
    figures.take_figures(today())
    shown = {code for code, one in DECLARED.items() if "meeting_registration" in str(one.sql)}
    samples.values["indicator_code"] = sorted(shown)
    for each in meetings:
        add_sample(samples, "meeting_id", each.id)
    return samples


def add_sample(samples, name, value):
    """Another row for an argument, also where pages are given theirs, beside a few of those."""
    samples.values[name].append(value)
    for endpoint, given in samples.given.items():
        if given and all(set(values) == {name} for values in given):
            samples.given[endpoint] = [*given[-MOST:], {name: value}]


def make_meeting_of_minors(listed: ListState = ListState.FINAL):
    """Minors in every state, with consent and without, who agreed to be named and who did not."""
    meeting = make_online_meeting(
        kinds=(CategoryKind.ACCREDITED, CategoryKind.MEMBER_STATE, CategoryKind.PUBLIC),
        youngest=AgeBand.CHILD,
        participants=listed,
    )
    organization, leader = make_leader()
    adult = make_nominee(meeting, organization, leader)
    ways = itertools.product(RegistrationState, (True, False), (True, False))
    rows = [
        minor(meeting, state, kind, adult, nominator=leader.id, consent=consent, listed=agreed)
        for state, consent, agreed in ways
        for kind in (CategoryKind.ACCREDITED, CategoryKind.PUBLIC)
        if consent or state not in CONFIRMED
    ]
    heads = iter(STATES_OF_MINORS)
    rows += [
        minor(meeting, state, CategoryKind.MEMBER_STATE, adult)
        | {"country": next(heads), "function": DelegationFunction.HEAD}
        for state in RegistrationState
    ]
    add_rows(rows)
    assert {row["state"] for row in rows} == set(RegistrationState)
    return meeting


@bookkeeping
def add_rows(rows):
    """Registrations as they are, past the commands."""
    database.session.execute(insert(Registration), rows)


def minor(meeting, state, kind, adult, *, nominator=None, consent=True, listed=True):
    """A row of somebody of 15 to 17."""
    number = next(_numbers)
    return {
        "id": uuid.uuid4(),
        "meeting_id": meeting.id,
        "category_id": category_of(meeting, kind).id,
        "reference": f"REG-MINOR-{number}",
        "state": state,
        "organization_id": adult.organization_id if kind is CategoryKind.ACCREDITED else None,
        "nominated_by_id": nominator,
        "name": f"{MARKER} {number}",
        "email": f"{MARKER.lower()}{number}@minor.example",
        "email_key": f"{MARKER.lower()}{number}@minor.example",
        "language": "en",
        "country": "KE",
        "function": None,
        "mode": Mode.ONLINE,
        "age_band": AgeBand.YOUTH,
        "listed": listed,
        "number": 1000 + number,
        "submitted_at": now(),
        "confirmed_at": now() if state in CONFIRMED else None,
        "ended_at": now() if state in ENDED else None,
        "end_reason": EndReason.OWN_WISH if state is RegistrationState.WITHDRAWN else None,
        "refusal": "No." if state is RegistrationState.REFUSED else None,
        "guardian_consent_at": now() if consent else None,
        "chaperone_id": adult.id if consent else None,
    }


@bookkeeping
def make_everybody_a_minor(adult):
    """Names, addresses and what they wrote of themselves; their accounts, too."""
    words = {"marker": MARKER, "small": MARKER.lower(), "adult": adult.id}
    database.session.execute(
        text("""
        UPDATE account a SET name = :marker || ' ' || left(a.id::text, 8),
          email = :small || a.id || '@account.example',
          email_key = :small || a.id || '@account.example'
        WHERE a.id IN (SELECT person_id FROM meeting_registration WHERE id <> :adult)"""),
        words,
    )
    database.session.execute(
        text("""
        UPDATE meeting_registration r SET age_band = 'youth', listed = true, chaperone_id = :adult,
          guardian_consent_at = now(), name = :marker || ' ' || left(r.id::text, 8),
          email = :small || r.id || '@place.example',
          email_key = :small || r.id || '@place.example',
          position = :marker, represents = :marker
        WHERE r.id <> :adult"""),
        words,
    )
    database.session.expire_all()
    read_anew()


@bookkeeping
def read_anew():
    """Kept pages are made again."""
    for area in ("meetings", "action_plan", "directory", "organizations"):
        versions.bump(area)


def make_other(samples):
    """One person for all who may read more than a visitor and have nothing to do with a minor.

    Focal point of another accredited organization, delegate of another State, with a place at the
    meeting of minors.
    """
    other = make_account(leads=[make_accreditation().organization], name="Another reader")
    meeting = get_meeting(samples.values["meeting_id"][-1])
    own = make_registration(meeting, account=other, kind=CategoryKind.PUBLIC)
    add_sample(samples, "registration_id", own.id)
    return make_delegate(OTHER_STATE, account=other)


def words_of(answer) -> str:
    """What a reader gets to read of an answer: pages, tables, workbooks, calendars, papers."""
    content = answer.get_data()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "".join(book.read(name).decode(errors="ignore") for name in book.namelist())
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        return "".join(page.get_textpage().get_text_range() for page in document)
    return content.decode(errors="ignore").replace("\r\n ", "")


def of_others(app, samples) -> list[str]:
    """Every address of meetings but those that are somebody's own, and one of each other page."""
    own = {rule.endpoint for rule in app.url_map.iter_rules() if rule.arguments & OWN_LINKS}
    return [
        path
        for endpoint, paths in by_endpoint(app, samples, "en").items()
        if endpoint not in own
        for path in (paths if endpoint.startswith(WHOLE) else paths[:1])
    ]


@pytest.mark.parametrize("who", ["visitor", "another"])
def test_no_page_feed_or_file_names_a_minor_to_somebody_else(app, samples, sign_in, who):
    reader = browser(app) if who == "visitor" else sign_in(make_other(samples))
    opened, told = 0, []
    for path in of_others(app, samples):
        answer = reader.get(path, buffered=True)
        opened += answer.status_code == 200
        if MARKER.lower() in words_of(answer).lower():
            told.append(path)

    assert told == []
    assert opened > 60, opened


def test_what_the_public_reads_is_the_same_of_one_person_and_of_four(app, db, samples):
    """No figure of fewer than five, nor one from which it follows; from five on there is one."""
    organization, leader = make_leader()
    meeting = make_youth_meeting(
        kinds=(CategoryKind.ACCREDITED,), places=20, participants=ListState.PROVISIONAL
    )
    samples.values["meeting_id"] = [meeting.id]
    samples.given = {
        endpoint: [{"meeting_id": meeting.id}]
        for endpoint, given in samples.given.items()
        if given and all(set(values) == {"meeting_id"} for values in given)
    } | {endpoint: given for endpoint, given in samples.given.items() if "meeting" not in endpoint}
    paths = [path for path in addresses(app, samples, "en") if str(meeting.id) in path]
    assert len(paths) > 10
    read = {}
    for people in (1, 4, 5):
        already = len(database.session.scalars(taking_part(meeting)).all())
        make_nominations(meeting, people - already, organization=organization, leader=leader)
        read_anew()
        visitor = browser(app)
        read[people] = {path: words_of(visitor.get(path, buffered=True)) for path in paths}

    assert FEWEST_IN_CELL == 5
    assert read[1] == read[4]
    assert read[4] != read[5]


def taking_part(meeting):
    """Registrations with a place."""
    return select(Registration).where(
        Registration.meeting_id == meeting.id, Registration.state.in_(CONFIRMED)
    )


def test_mails_about_a_minor_go_to_guardian_nominator_adult_and_officers_alone(app, db):
    """From the nomination to the end of the meeting, beside others who get mails of their own."""
    officer = make_account(Role.MEETING_OFFICER)
    acting = actor_for(officer)
    meeting = make_youth_meeting(places=3, officer=officer)
    organization, leader = make_leader()
    nominator = leader.id
    stranger = make_registration(meeting, kind=CategoryKind.PUBLIC)
    (elsewhere,) = make_nominations(meeting)
    adult = make_nominee(meeting, organization, leader)
    child = make_minor(
        meeting, organization=organization, leader=leader, name=f"{MARKER} the first"
    )
    late = make_minor(
        meeting, organization=organization, leader=leader, name=f"{MARKER} the second"
    )
    guardians = [make_consent(each, actor=leader).email for each in (child, late)]
    for each in (child, late):
        make_company(each, adult, actor=leader)
    assert (child.state, late.state) == (RegistrationState.CONFIRMED, RegistrationState.WAITING)

    changing.ask_change(child, {"name": f"{MARKER} Junior"}, actor=leader, reason="Misspelt.")
    everybody = [child, late, adult, stranger, elsewhere]
    bulk.act(
        BulkKind.WRITE,
        everybody,
        meeting=meeting,
        actor=acting,
        words=bulk.Words(subject="Rooms", text="Come early."),
    )
    leaving.withdraw(elsewhere, actor=leader_of(elsewhere))
    leaving.accept_offer(late, actor=leader)
    session = meeting.sessions[0]
    later = session.starts_at + timedelta(days=2)
    postponing.postpone(session, starts_at=later, alone=True, actor=acting, reason="Flood.")
    run_tellings(db)
    with moved_to(later - timedelta(minutes=50)):
        jobs.watch_hours()
        run_tellings(db)
    deciding.refuse(late, actor=acting, reason="Too late.")
    publishing.cancel_meeting(meeting, actor=acting, reason="Flood.")
    publishing.end_registrations(meeting.id)
    run_tellings(db)

    may_read = {*guardians, adult.email, officer.email, account_email(nominator)}
    about, others = set(), set()
    for mail in db.scalars(select(Message)):
        says = f"{mail.subject} {mail.body_text} {mail.body_html} {mail.calendar}".lower()
        (about if MARKER.lower() in says or child.email in says else others).add(
            (mail.template, mail.to)
        )
    assert {to for _template, to in about} <= may_read
    assert len({template for template, _to in about}) > 8
    assert {stranger.email, elsewhere.email} <= {to for _template, to in others}


def account_email(account_id):
    return database.session.scalar(
        text("SELECT email FROM account WHERE id = :id"), {"id": account_id}
    )


def leader_of(registration):
    """Who nominated it, as the rules see them."""
    return actor_for(registration.nominated_by)
