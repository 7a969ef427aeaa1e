"""Organizations and their people compared with the lists: at submission and at each change."""

import pytest
from sqlalchemy import select

from engagement.core.db import bookkeeping
from engagement.core.permissions import SYSTEM, Role
from engagement.demo.screening_builders import listed, make_list
from engagement.organizations.commands import write_names
from engagement.screening.commands.screenings import screen_organization
from engagement.screening.models import (
    Cause,
    Lapse,
    Match,
    MatchState,
    Party,
    ScreeningRun,
    Source,
)
from engagement.screening.queries import indexes, matches, runs
from engagement.screening.sources import FIXED, SWITCHES, Track, compared_with
from tests.factories import make_organization, make_person

NAME = "Mahmud Terzioglu Karimov"
ARABIC = "محمود ترزي أوغلو كريموف"


@pytest.fixture(autouse=True)
def own_indexes():
    """No index of another test."""
    indexes.forget()
    yield
    indexes.forget()


def screen(organization, cause=Cause.SUBMISSION, track=Track.PRIVATE_SECTOR):
    return screen_organization(organization, actor=SYSTEM, cause=cause, track=track)


@bookkeeping
def rename(organization, name):
    organization.name = name
    write_names(organization)


def live(db):
    return db.scalars(select(Match).where(Match.state != MatchState.LAPSED)).all()


def test_people_of_an_organization_are_compared_and_a_match_says_why(db):
    organization = make_organization(name="Harbour Lights")
    make_person(
        organization, name="محمود ترزي أوغلو كريموف", latin_name="Mahmoud Terzioglu Karimov"
    )
    make_list(a=listed(NAME), b=listed("Somebody Else Entirely"))

    run = screen(organization)

    (match,) = matches.open_for(organization)
    assert match.reference == "a"
    assert match.party.name == ARABIC
    assert match.reason["their_name"] == NAME
    assert (match.score, match.band) == (match.reason["score"], match.reason["band"])
    assert match.list_version_id == match.entry.since_version_id
    assert run.counts == {
        "parties": 2,
        "entries": 2,
        "hits": 1,
        "opened": 1,
        "reopened": 0,
        "kept": 0,
        "lapsed": 0,
    }
    assert runs.is_whole(run)


def test_a_run_is_signed_also_when_nothing_is_found_and_shows_a_later_change(db):
    organization = make_organization()

    run = screen(organization)

    assert run.counts["parties"] == 1
    assert run.counts["opened"] == run.counts["entries"] == 0
    assert runs.is_whole(run)
    run.counts = run.counts | {"opened": 1}
    assert not runs.is_whole(run)
    db.expire(run)


def test_major_groups_meet_the_security_council_list_alone_whatever_settings_say(db, monkeypatch):
    monkeypatch.setitem(SWITCHES, Source.OFAC, lambda: True)

    assert compared_with([Track.MAJOR_GROUP]) == {Source.UN}
    assert Source.OFAC in compared_with([Track.PRIVATE_SECTOR])
    assert not compared_with(Track) & {Source.GLOBAL_COMPACT, Source.GLOBAL_COMPACT_DELISTED}

    organization = make_organization(name="Terzioglu Karimov Holding")
    for source in FIXED:
        make_list(source, x=listed("Terzioglu Karimov Holding", kind="organization"))
    run = screen(organization, track=Track.MAJOR_GROUP)

    assert {match.source for match in matches.open_for(organization)} == {Source.UN}
    assert set(run.list_versions) == {"un"}


def test_what_nobody_screens_is_left_alone_and_what_has_not_changed_makes_no_run(db):
    organization = make_organization()

    assert screen(organization, cause=Cause.PARTY_CHANGED, track=None) is None
    assert db.scalars(select(Party)).all() == []

    screen(organization)
    assert screen(organization, cause=Cause.PARTY_CHANGED, track=None) is None
    assert len(db.scalars(select(ScreeningRun)).all()) == 1


def test_a_changed_party_opens_its_match_again_and_keeps_its_day(db):
    organization = make_organization(name=NAME)
    make_list(a=listed(NAME, kind="organization"))
    screen(organization)
    (first,) = matches.open_for(organization)

    rename(organization, f"{NAME} Ltd")
    screen(organization, cause=Cause.PARTY_CHANGED, track=None)

    (second,) = live(db)
    assert (first.state, first.lapsed_because) == (MatchState.LAPSED, Lapse.PARTY_CHANGED)
    assert second.previous == first
    assert second.due_on == first.due_on


def test_a_match_lapses_when_the_names_part_and_when_a_person_leaves(db):
    organization = make_organization(name=NAME)
    person = make_person(organization, name=NAME)
    make_list(a=listed(NAME, kind="organization"), b=listed(NAME))
    screen(organization)
    assert len(matches.open_for(organization)) == 2

    rename(organization, "Harbour Lights")
    bookkeeping(db.delete)(person)
    screen(organization, cause=Cause.PARTY_CHANGED, track=None)

    lapsed = db.scalars(select(Match.lapsed_because).order_by(Match.reference)).all()
    assert lapsed == [Lapse.BELOW, Lapse.PARTY_LEFT]


def test_compared_twice_nothing_is_opened_twice(db):
    organization = make_organization(name=NAME)
    make_list(a=listed(NAME, kind="organization"))
    screen(organization)

    again = screen(organization, cause=Cause.ASKED)

    assert (again.counts["opened"], again.counts["kept"]) == (0, 1)
    assert len(live(db)) == 1


def test_candidates_from_the_database_find_what_memory_finds(db, monkeypatch):
    from engagement.screening.commands.entry_keys import store_keys

    people = ["Ali Hassan Baroud", "Sergei Petrovich Ivanov", "Maria Lopez Quintero", NAME]
    make_list(**{f"r{n}": listed(name) for n, name in enumerate(people)})
    versions, rules = indexes.versions_in_force(), indexes.thresholds()
    asked = [listed(name) for name in (*people, "Ali Barud", "Сергей Иванов", "M. L. Quintero")]

    def found():
        indexes.forget()
        return [
            [
                (each.entry.reference, each.hit.score)
                for each in indexes.screen(one, {Source.UN}, rules=rules, versions=versions)
            ]
            for one in asked
        ]

    in_memory = found()
    monkeypatch.setattr("engagement.screening.settings.most_names_in_memory", lambda: 0)
    assert store_keys(Source.UN) == 4
    assert store_keys(Source.UN) == 0
    in_database = found()

    assert isinstance(
        indexes.index_of(versions[Source.UN]).candidates, indexes.entry_keys.DatabaseCandidates
    )
    assert in_database == in_memory
    assert all(in_memory[:4])


GUESSED = {"details": {"kind_is_a_guess": True}}


def both_kinds_find(reference):
    """Whether an owner, person or organization, meets the entry in all ways to compare."""
    versions, rules = indexes.versions_in_force(), indexes.thresholds()
    return [
        [
            each.entry.reference
            for each in indexes.screen(asked, {Source.EBRD}, rules=rules, versions=versions)
        ]
        for asked in (listed(NAME), listed(NAME, kind="organization"))
    ] == [[reference], [reference]]


@pytest.mark.parametrize("kind", ["person", "organization"])
def test_an_entry_whose_kind_is_guessed_meets_persons_and_organizations(db, monkeypatch, kind):
    from engagement.screening.commands.entry_keys import store_keys

    version = make_list(
        Source.EBRD, a=listed(NAME, kind=kind, **GUESSED), b=listed("Else Entirely", **GUESSED)
    )
    assert both_kinds_find("a")
    indexes.forget()
    assert both_kinds_find("a"), "from the snapshot"
    assert indexes.index_of(version).entries == 2

    monkeypatch.setattr("engagement.screening.settings.most_names_in_memory", lambda: 0)
    assert (store_keys(Source.EBRD), store_keys(Source.EBRD)) == (2, 0)
    indexes.forget()
    assert both_kinds_find("a"), "from the database"


def test_an_entry_whose_kind_is_known_meets_its_kind_alone(db):
    make_list(Source.EBRD, a=listed(NAME))

    assert not both_kinds_find("a")


def test_a_number_finds_an_entry_whose_kind_is_guessed_wrongly(db, monkeypatch):
    from engagement.screening.commands.entry_keys import store_keys

    number = {"identifiers": [["registration", "4711-0815", "KE"]], "countries": ["KE"]}
    make_list(Source.EBRD, a=listed("Ali Baroud", **GUESSED, **number))
    asked = listed("Harbour Lights", kind="organization", **number)
    versions, rules = indexes.versions_in_force(), indexes.thresholds()

    def found():
        indexes.forget()
        hits = indexes.screen(asked, {Source.EBRD}, rules=rules, versions=versions)
        return [(each.entry.reference, each.hit.score) for each in hits]

    in_memory = found()
    monkeypatch.setattr("engagement.screening.settings.most_names_in_memory", lambda: 0)
    store_keys(Source.EBRD)

    assert found() == in_memory != []


def test_an_index_is_read_from_its_snapshot_and_made_anew_when_that_is_damaged(app, db):
    from engagement.screening import index_files

    version = make_list(a=listed(NAME))
    first = indexes.index_of(version)
    path = index_files._path("un", version.id)
    assert path.exists()
    indexes.forget()
    assert len(indexes.index_of(version).candidates) == first.entries == 1

    path.write_bytes(b"damaged")
    indexes.forget()
    assert len(indexes.index_of(version).candidates) == 1


def test_staff_roles_matter_to_who_may_start_a_comparison(db):
    from engagement.core.errors import NotAllowed
    from tests.factories import make_actor

    with pytest.raises(NotAllowed):
        screen_organization(make_organization(), actor=make_actor(Role.REVIEWER), cause=Cause.ASKED)
