"""Lists are taken in whole or not at all; what is implausible waits for a second person."""

import uuid

import pytest
from sqlalchemy import select

from engagement.core import invariants
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, Role, can
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from engagement.screening import list_storage
from engagement.screening.commands import lists as commands
from engagement.screening.models import (
    Change,
    CheckOutcome,
    ListChange,
    ListCheck,
    ListEntry,
    Source,
    VersionState,
)
from engagement.screening.permissions import Lists
from engagement.screening.queries import lists as queries
from engagement.screening.sources import FIXED, Track, lists_for
from engagement.settings import registry
from tests.factories import make_account, make_actor
from tests.screening.made_lists import BODIES, PEOPLE, take_in, un_list

ALL = len(PEOPLE) + len(BODIES)
FETCHED = "https://lists.example/un.xml"


def standing(db):
    return {
        entry.reference: entry
        for entry in db.scalars(select(ListEntry).where(ListEntry.until_version_id.is_(None)))
    }


def sound(db):
    """Whether the invariants of this feature hold."""
    db.expire_all()
    return not {name for name in invariants.broken() if "list" in name or "version" in name}


def mails(db, template):
    return db.scalars(select(Message).filter_by(template=f"screening/{template}")).all()


def test_a_first_list_comes_into_force_with_all_its_names(db):
    version = take_in(un_list(aliases=[("QDi.902", "Boris the Sample")])).version

    assert version.state == VersionState.IN_FORCE
    assert version.generated_at.date().isoformat() == "2026-02-27"
    assert version.counts == {
        "added": ALL, "changed": 0, "removed": 0, "unchanged": 0, "entries": ALL,
        "person": 4, "organization": 2, "names": 9,
    }  # fmt: skip
    entry = standing(db)["QDi.901"]
    assert entry.name == "Amina Testova"
    assert entry.words == "amina testova\nамина тестова"
    assert entry.content["countries"] == ["KE"]
    assert sound(db)


def test_the_same_file_changes_nothing_and_makes_no_version(db):
    first = take_in(un_list())
    again = take_in(un_list())

    assert (first.outcome, again.outcome) == (CheckOutcome.NEW, CheckOutcome.SAME)
    assert again.version == first.version
    assert queries.seen_at(queries.all_in_force())[Source.UN] == again.checked_at


def test_only_what_differs_gets_a_new_row(db):
    first = take_in(un_list()).version
    before = standing(db)
    second = take_in(
        un_list(day="2026-03-01", aliases=[("QDi.903", "Chidi Other"), ("QDi.904", "Dawood")])
    ).version

    after = standing(db)
    assert [second.counts[key] for key in ("added", "changed", "removed", "unchanged")] == [
        0, 2, 0, ALL - 2
    ]  # fmt: skip
    assert {ref for ref in after if after[ref].id != before[ref].id} == {"QDi.903", "QDi.904"}
    assert before["QDi.903"].until_version_id == second.id
    assert first.state == VersionState.SUPERSEDED
    [change] = db.scalars(queries.changes_of(second).where(ListChange.reference == "QDi.903"))
    assert change.before == before["QDi.903"]
    assert queries.begun_by([change])[change.id] == after["QDi.903"]
    assert [entry.id for entry, _version in queries.history_of(after["QDi.903"])] == [
        after["QDi.903"].id,
        before["QDi.903"].id,
    ]
    assert sound(db)


def test_a_list_that_lost_entries_waits_for_another_person(db):
    first = take_in(un_list()).version
    one, other = make_account(Role.SCREENING_OFFICER), make_account(Role.SCREENING_OFFICER)
    sender, colleague = map(actor_for, (one, other))
    held = take_in(
        un_list(day="2026-03-01", without=["QDi.902"]), actor=sender, received_from="upload"
    ).version

    assert held.state == VersionState.HELD
    assert held.sentence.startswith("1 of 6 entries of the list in force are missing")
    assert first.state == VersionState.IN_FORCE and len(standing(db)) == ALL
    assert [mail.to for mail in mails(db, "list_held")] == [other.email]
    with pytest.raises(RuleViolation, match="You sent this version"):
        commands.sign_off_version(held, actor=sender, reason="It is right.")
    assert len(standing(db)) == ALL
    commands.sign_off_version(held, actor=colleague, reason="Compared with the publisher's page.")

    assert held.state == VersionState.IN_FORCE and held.signed_off_by_id == other.id
    assert set(standing(db)) == {*PEOPLE, *BODIES} - {"QDi.902"}
    assert sound(db)


def test_a_list_that_grew_too_much_waits_too(db):
    take_in(un_list())
    held = take_in(un_list(day="2026-03-01", more=4)).version

    assert held.state == VersionState.HELD
    assert [each["code"] for each in held.problems] == ["grown"]


def test_what_waits_is_refused_once_a_newer_list_is_in_force(db):
    take_in(un_list())
    held = take_in(un_list(day="2026-03-01", without=["QDi.902"])).version
    take_in(un_list(day="2026-03-02"))

    assert held.state == VersionState.REFUSED
    assert held.problems[-1]["code"] == "overtaken"
    assert len(standing(db)) == ALL


def test_a_held_list_can_be_refused_with_a_reason(db):
    take_in(un_list())
    held = take_in(un_list(day="2026-03-01", without=["QDi.902"])).version
    commands.refuse_version(held, actor=make_actor(Role.ADMINISTRATOR), reason="Half a file.")

    assert held.state == VersionState.REFUSED and held.sign_off_reason == "Half a file."
    assert len(standing(db)) == ALL and sound(db)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b"<CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>"
)
HOSTILE = {
    "empty": b"",
    "no entries": un_list(without=[*PEOPLE, *BODIES]),
    "truncated": un_list()[:-200],
    "doubled": un_list() * 2,
    "entities": LAUGHS,
    "older": un_list(day="2026-01-01"),
    "web page": b"<!doctype html><title>Sorry</title>",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_bad_file_is_refused_in_one_line_and_the_list_stays(db, content):
    first = take_in(un_list()).version
    keeper = make_account(Role.ADMINISTRATOR)
    bad = take_in(content, received_from=FETCHED).version

    assert bad.state == VersionState.REFUSED
    assert bad.sentence and "\n" not in bad.sentence
    assert first.state == VersionState.IN_FORCE and len(standing(db)) == ALL
    [mail] = mails(db, "list_refused")
    assert mail.to == keeper.email and bad.sentence in mail.body_text
    assert sound(db)


def test_a_refused_file_is_read_again_for_a_person_and_not_each_night(db):
    make_account(Role.ADMINISTRATOR)
    bad = take_in(b"", received_from=FETCHED)
    tonight = take_in(b"", received_from=FETCHED)
    by_person = take_in(b"")

    assert tonight.outcome == CheckOutcome.HERE and tonight.version == bad.version
    assert by_person.outcome == CheckOutcome.NEW
    assert len(mails(db, "list_refused")) == 1


def test_a_lost_file_is_refused(db):
    kept = [list_storage.Kept("list.xml", "0" * 64, 10)]
    check = commands.receive_version(
        Source.UN, kept, actor=SYSTEM, received_from="upload", later=False
    )
    commands.read_version(check.version)

    assert check.version.problems[0]["code"] == "lost"


def test_keepers_are_told_once_that_no_file_came(db):
    make_account(Role.PRIVATE_SECTOR_HEAD)
    for _night in range(3):
        commands.note_no_file(Source.UN, code="refused", received_from=FETCHED)

    assert len(mails(db, "list_not_fetched")) == 1
    assert queries.last_checks()[Source.UN].outcome == CheckOutcome.FAILED


def test_only_keepers_take_lists_in_and_only_readers_see_them(db):
    version = take_in(un_list()).version
    keepers = {Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD, Role.ADMINISTRATOR}
    readers = keepers | {Role.LEGAL_ADVISER, Role.DIRECTOR, Role.AUDITOR}

    for role in Role:
        actor = Actor(id=uuid.uuid4(), name="", roles=frozenset({role}))
        seen = db.scalars(queries.visible_to(actor)).all()
        entries = db.scalars(queries.entries_visible_to(actor)).all()
        assert (seen, len(entries)) == (([version], ALL) if role in readers else ([], 0))
        assert can(actor, Lists.VIEW, version) == (role in readers)
        assert can(actor, Lists.IMPORT) == (role in keepers)
    with pytest.raises(NotAllowed):
        commands.receive_version(
            Source.UN, [], actor=make_actor(Role.AUDITOR), received_from="upload"
        )


def test_entries_are_found_by_a_part_of_any_name_and_by_reference(db):
    take_in(un_list(aliases=[("QDi.902", "Boris the Sample")]))
    actor = make_actor(Role.LEGAL_ADVISER)

    def found(words):
        return {e.reference for e in db.scalars(queries.entries_of(actor, Source.UN, words=words))}

    assert found("THE  sample") == {"QDi.902"}
    assert found("ТЕСТОВА") == {"QDi.901"}
    assert found("QDe.901") == {"QDe.901"}
    assert found("%") == set()
    assert len(found("")) == ALL


def test_a_major_group_is_compared_with_the_security_council_alone(db, monkeypatch):
    monkeypatch.setattr(registry.Declared, "__call__", lambda self: True)

    assert lists_for(Track.MAJOR_GROUP) == {Source.UN}
    assert lists_for(Track.PRIVATE_SECTOR) == set(FIXED)
    monkeypatch.setattr(registry.Declared, "__call__", lambda self: False)
    assert lists_for(Track.MAJOR_GROUP) == {Source.UN}
    assert lists_for(Track.PARTNERSHIP) == {Source.UN, Source.EXCLUSION}
    assert not [s for s, use in FIXED.items() if use.national and Track.MAJOR_GROUP in use.tracks]


def test_each_check_is_kept(db):
    take_in(un_list())
    take_in(un_list())

    assert len(db.scalars(select(ListCheck)).all()) == 2
    assert {change for change in db.scalars(select(ListChange.change))} == {Change.ADDED}
