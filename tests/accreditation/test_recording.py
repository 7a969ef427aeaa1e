"""Accreditations granted before the platform: entered by one, confirmed by another, then listed."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from engagement.accreditation import (
    commands,
    jobs,
    line_problems,
    list_dates,
    member_lists,
)
from engagement.accreditation.models import (
    Accreditation,
    LineOutcome,
    RecordedLine,
    Recording,
    RecordingState,
)
from engagement.accreditation.queries import recordings as queries
from engagement.accreditation.report_calendar import first_report_on
from engagement.audit.models import AuditEvent
from engagement.core import invariants
from engagement.core.clock import today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.partial_dates import Precision
from engagement.core.permissions import Role
from engagement.demo.bulk import count_rows
from engagement.directory import commands as directory
from engagement.mail.models import Message
from engagement.organizations.models import KnownContact, Organization
from engagement.organizations.queries import open_memberships
from engagement.tables.refusals import Unreadable
from tests.factories import make_account, make_accreditation, make_actor, make_organization

HEADS = "Title,Country,Major group,Region,Accreditation Date,Number,E-mail"
GROUPS = ("Farmers", "Femmes", "非政府组织", "Местные органы власти", "Niños y jóvenes")
COUNTRIES = ("Kenya", "Éthiopie", "الأردن", "法国", "Turkey")
DATES = ("janvier 2025", "February 2023", "يناير 2020", "2021年2月", "13/05/2019", "2002-01-14")
SPOILED = (
    "{name},Atlantis,Farmers,,2019",
    "{name},Kenya,Bakers,,2019",
    "{name},Kenya,Farmers,,12/05/2019",
    "{name},Kenya,Farmers,,soon",
    ",Kenya,Farmers,,2019",
    "{name},Kenya,Farmers,,1950",
    "{name},Kenya,Farmers,,2019,,nobody",
    "{name},Kenya,Farmers,,2019,MG-2019-00001",
    "{name},Kenya,,,2019",
    "{name},Kenya,Farmers,,2019,,,surplus",
)


def word(number):
    """A name of its own for each number, unlike any other."""
    return "".join(
        "aeiouy"[number // 6**place % 6] + "bdgklmnprstvz"[(number * 7 + place) % 13]
        for place in range(5)
    ).capitalize()


def members(count, spoiled=0):
    """A list of `count` members, of which the last so many are spoiled in ten ways."""
    lines = [HEADS]
    for number in range(count - spoiled):
        lines.append(
            f"{word(number)} Wardens,{COUNTRIES[number % 5]},{GROUPS[number % 5]},,"
            f"{DATES[number % 6]},OLD-{number},info@{word(number).lower()}.example"
        )
    for number in range(spoiled):
        line = SPOILED[number % len(SPOILED)]
        lines.append(line.format(name=f"{word(count + number)} Keepers"))
    return "\n".join(lines).encode()


def begin(content, actor, title="list.csv"):
    lines = list(member_lists.read(content, most_lines=20000))
    recording = commands.begin_list(lines, actor=actor, title=title, content=content)
    jobs.check_recording(str(recording.id))
    return recording


def confirm(recording, entered_by, second):
    commands.hand_over_recording(recording, actor=entered_by)
    commands.confirm_recording(recording, actor=second)
    jobs.write_recording(str(recording.id))


def states(recording, actor):
    return dict(queries.counts([recording], actor)[recording.id])


def test_a_list_of_2000_members_with_30_spoiled_lines(db, app):
    one, other = make_actor(Role.REVIEWER), make_actor(Role.HEAD_OF_UNIT)
    content = members(2000, spoiled=30)

    recording = begin(content, one)

    assert states(recording, one) == {LineOutcome.READY: 1970, LineOutcome.BAD: 30}
    bad = db.scalars(queries.lines_of(recording, one, LineOutcome.BAD)).all()
    assert all(len(line.problems) == 1 for line in bad), [line.problems for line in bad]
    assert db.scalar(select(func.count()).select_from(Organization)) == 0
    confirm(recording, one, other)
    assert recording.state == RecordingState.RECORDED
    assert states(recording, one) == {LineOutcome.RECORDED: 1970, LineOutcome.BAD: 30}
    assert db.scalar(select(func.count()).select_from(Accreditation)) == 1970
    ids = db.scalars(select(Organization.id)).all()
    assert directory.refresh(ids) == 1970
    count_rows()
    opened = "every account's opening stands in the trail"
    assert set(invariants.broken()) <= {opened}  # a builder opened them

    again = begin(content, other)

    assert states(again, one) == {LineOutcome.KNOWN: 1970, LineOutcome.BAD: 30}
    with pytest.raises(RuleViolation, match="no line"):
        commands.hand_over_recording(again, actor=other)
    assert db.scalar(select(func.count()).select_from(Accreditation)) == 1970


def one_of(**changes):
    return {
        "name": "Guardians of the Spring",
        "country": "KE",
        "major_group": "ngo",
        "since": "2023-02-01",
        "precision": "month",
        "number": "OLD-7",
        "emails": ["spring@place.example"],
        "website": "https://spring.example",
    } | changes


def test_nothing_is_here_before_a_second_person_has_confirmed(db, client):
    one = make_actor(Role.REVIEWER)
    run = commands.record_by_hand(actor=one, values=one_of())

    assert db.scalars(select(Organization)).all() == []
    with pytest.raises(RuleViolation, match="somebody else"):
        commands.confirm_recording(run, actor=one)
    for role in (None, *(role for role in Role if role not in CLERKS)):
        with pytest.raises(NotAllowed):
            commands.confirm_recording(run, actor=make_actor(*([role] if role else [])))
    commands.confirm_recording(run, actor=make_actor(Role.HEAD_OF_UNIT))

    standing = db.scalars(select(Accreditation)).one()
    assert (standing.number, standing.application_id) == ("OLD-7", None)
    assert (standing.since, standing.since_precision) == (date(2023, 2, 1), Precision.MONTH)
    assert standing.report_due_on > today() + timedelta(days=364)
    (period,) = standing.periods
    assert (period.valid_from, period.reason_code) == (standing.since, "recorded")
    organization = standing.organization
    assert (organization.web_domain, organization.kept_by_staff) == ("spring.example", True)
    assert open_memberships(organization) == []
    assert [one.email for one in db.scalars(select(KnownContact))] == ["spring@place.example"]
    event = db.scalars(
        select(AuditEvent).filter_by(action="accreditation:accreditation:recorded")
    ).one()
    assert event.about_organization_id == organization.id
    directory.refresh([organization.id])
    for path, words in (
        ("/en/register", "February 2023"),
        ("/fr/register/OLD-7", "février 2023"),
        ("/ar/register/OLD-7", "فبراير 2023"),
        (f"/verify/{standing.token}", "February 2023"),
        ("/en/register/download.csv", ",2023-02,"),
    ):
        text = client.get(path).text
        assert words in text, path
        assert "1 February" not in text
        assert "2023-02-01" not in text
        assert "spring@place.example" not in text


CLERKS = (Role.REVIEWER, Role.HEAD_OF_UNIT)


def test_first_reports_are_spread_over_quarters(db):
    days = [
        first_report_on(place, day=date(2026, 11, 26), after_days=365, quarters=8)
        for place in range(9)
    ]

    assert days[:2] == [date(2027, 12, 31), date(2028, 3, 31)]
    assert days[7] == date(2029, 9, 30)
    assert days[8] == days[0]


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("janvier 2025", "2025-01-01", "month"),
        ("February 2023", "2023-02-01", "month"),
        ("يناير 2025", "2025-01-01", "month"),
        ("كانون الثاني/يناير 2025", "2025-01-01", "month"),
        ("2021年2月", "2021-02-01", "month"),
        ("13/05/2019", "2019-05-13", "day"),
        ("05/13/2019", "2019-05-13", "day"),
        ("05/05/2019", "2019-05-05", "day"),
        ("1er mars 2011", "2011-03-01", "day"),
        ("3 de mayo de 2011", "2011-05-03", "day"),
        ("февраль 2023 г.", "2023-02-01", "month"),
        ("٣ مايو ٢٠٢٠", "2020-05-03", "day"),
        ("2002", "2002-01-01", "year"),
    ],
)
def test_dates_are_read_as_lists_write_them(written, day, precision):
    found, exactly = list_dates.read(written)

    assert (found.isoformat(), exactly) == (day, precision)


@pytest.mark.parametrize("written", ["12/05/2019", "05-12-2019"])
def test_a_date_that_could_be_two_is_refused(written):
    with pytest.raises(list_dates.Ambiguous):
        list_dates.read(written)


@pytest.mark.parametrize("written", ["", "soon", "30 février 2020", "May June 2020", "19"])
def test_what_is_no_date_is_refused(written):
    with pytest.raises(ValueError):
        list_dates.read(written)


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("Title,Country,Major group,Region,Accreditation Date", "A B,Kenya,NGO,Africa,2019"),
        ("Titre;Pays;Grand groupe;Région;Date d'accréditation", "A B;Kenya;ONG;Afrique;2019"),
        ("Título;País;Grupo principal;Región;Fecha de acreditación", "A B;Kenya;ONG;África;2019"),
        ("Название;Страна;Основная группа;Регион;Дата аккредитации", "A B;Кения;НПО;Африка;2019"),
        (
            "العنوان,البلد,المجموعة الرئيسية,المنطقة,تاريخ الاعتماد",
            "A B,كينيا,المنظمات غير الحكومية,أفريقيا,2019",
        ),
        ("标题,国家,主要群体,区域,认可日期", "A B,肯尼亚,非政府组织,非洲,2019"),
    ],
)
def test_a_list_is_read_in_each_of_the_six_languages(heads, cells):
    (line,) = member_lists.read(f"\ufeff{heads}\r\n{cells}\r\n".encode(), most_lines=5)
    entry = member_lists.entry_of(line, day=today())

    assert (entry.problems, entry.warnings) == ([], [])
    assert (entry.values["country"], entry.values["major_group"]) == ("KE", "ngo")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"Name,Country\nA,Kenya\n", "columns_missing"),
        (f"{HEADS},Name\n".encode(), "column_twice"),
        (f"{HEADS}\n".encode(), "no_lines"),
        (f"{HEADS}\nA".encode("utf-16"), "not_utf8"),
        (f"{HEADS}\nSoci\xe9t\xe9".encode("latin-1"), "not_utf8"),
        (f'{HEADS}\n"A\n'.encode(), "quotes"),
        (f"{HEADS}\n".encode() + b"A,Kenya,NGO,,2019\n" * 6, "too_many_lines"),
        (b"PK\x03\x04\x00\x00", "not_text"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(app, content, code):
    with pytest.raises(Unreadable) as refused:
        list(member_lists.read(content, most_lines=5))

    assert refused.value.code == code
    with app.test_request_context("/fr/"):
        assert "%(" not in line_problems.of_file(code, **refused.value.values)


def test_every_problem_is_a_sentence_with_what_was_read(db):
    one = make_actor(Role.REVIEWER)
    make_accreditation(name="Open Meadow")
    text = [HEADS, "Zebra Lagoon,Kennya,Farmer,Europe,2019", "Open Meadow,Kenya,NGO,,2001"]
    text += ["Lagoon Trust,Kenya,NGO,,2019", "Lagoon Trust,Kenya,NGO,,2019"]
    run = begin("\n".join(text).encode(), one)

    lines = db.scalars(queries.lines_of(run, one)).all()
    codes = [[each["code"] for each in line.problems] for line in lines]
    assert codes == [
        ["major_group_unknown", "country_unknown"],
        ["other_date"],
        [],
        ["twice_in_file"],
    ]
    sentences = [line_problems.sentence(each) for line in lines for each in line.problems]
    assert "Kenya" in sentences[1]
    assert "Farmers" in sentences[0]
    assert "line 4" in sentences[3]
    assert not any("%(" in sentence for sentence in sentences)


def test_a_line_that_looks_like_one_here_waits_for_a_person(db):
    one = make_actor(Role.REVIEWER)
    there = make_organization(name="Wetland Wardens of Kisumu")
    run = begin(f"{HEADS}\nWetland Wardens of Kisumu,Kenya,NGO,,2019".encode(), one)

    (line,) = db.scalars(queries.lines_of(run, one)).all()
    assert (line.outcome, line.alike_id) == (LineOutcome.BAD, there.id)
    kept_from = make_actor(Role.REVIEWER, interest_in=[there])
    assert db.scalars(queries.lines_of(run, kept_from)).all() == []


def test_a_list_over_the_pages(db, sign_in):
    browser, other = sign_in(make_account(Role.REVIEWER)), sign_in(make_account(Role.HEAD_OF_UNIT))
    new = "/en/accreditation/recorded/list"
    assert browser.post(new).status_code == 422
    bad = {"file": (io.BytesIO(b"Name\nA"), "list.csv")}
    answer = browser.post(new, data=bad)
    assert (answer.status_code, "Country or area" in answer.text) == (422, True)
    content = (
        f"{HEADS}\n=HYPERLINK(1),Kenya,Bakers,,2019\nRiver Trust,Kenya,Farmers,Europe,May 2019"
    )
    answer = browser.post(new, data={"file": (io.BytesIO(content.encode()), "list.csv")})
    path = answer.location
    assert "nothing is recorded yet" in browser.get(path).text
    assert "Bakers" in browser.get(path).text
    report = csv.reader(io.StringIO(browser.get(f"{path}/report.csv").text.lstrip("\ufeff")))
    rows = list(report)
    assert rows[1][1] == "'=HYPERLINK(1)"
    assert "Bakers" in rows[1][3]
    assert "Europe" in rows[2][4]
    assert browser.post(f"{path}/hand-over").status_code == 302
    assert browser.post(f"{path}/confirm").status_code == 409
    assert other.post(f"{path}/refuse", data={"reason": ""}).status_code == 422
    assert "River Trust" in other.get(f"{path}/confirm").text
    assert other.post(f"{path}/confirm").status_code == 302
    assert db.scalars(select(Organization.name)).all() == ["River Trust"]
    assert db.scalars(select(Message.template)).all() == ["accreditation/recording_waits"]


def test_one_by_hand_over_the_pages(db, sign_in):
    browser = sign_in(make_account(Role.REVIEWER))
    there = make_organization(name="Wetland Wardens of Kisumu")
    path = "/en/accreditation/recorded/by-hand"
    data = {
        "name": "Wetland Wardens of Kisumu",
        "country": "KE",
        "kind": "non_profit",
        "major_group": "ngo",
        "since-day": "",
        "since-month": "2",
        "since-year": "2019",
        "emails": "not an address",
    }
    assert browser.post(path, data=data).status_code == 422
    data["emails"] = "a@wetland.example"
    page = browser.post(path, data=data).text
    assert "look alike" in page
    data["declined"] = re.search(r'name="declined"[^>]*value="([^"]+)"', page)[1]
    assert browser.post(path, data=data).status_code == 422
    answer = browser.post(path, data=data | {"organization": str(there.id)})
    assert answer.status_code == 302
    line = db.scalars(select(RecordedLine)).one()
    assert line.organization_id == there.id
    assert line.entry["precision"] == "month"
    assert "February 2019" in browser.get(answer.location).text
    assert browser.post(path, data=data | {"organization": str(there.id)}).status_code == 422


def test_the_command_line_reports_and_enters(db, app, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(
        f"{HEADS}\nRiver Trust,Kenya,Farmers,,May 2019\nLake Trust,Atlantis,NGO,,2019\n"
    )
    run = app.test_cli_runner().invoke

    dry = run(args=["import-accredited", str(file), "--dry-run"])
    assert dry.exit_code == 1
    assert "line 3: Country or area" in dry.output
    assert "1 to be recorded" in dry.output
    assert db.scalars(select(Recording)).all() == []
    run(args=["import-accredited", str(file)])
    recording = db.scalars(select(Recording)).one()
    assert (recording.state, recording.entered_by_id) == (RecordingState.WAITING, None)
    again = run(args=["import-accredited", str(file)])
    assert "0 wait" in again.output
