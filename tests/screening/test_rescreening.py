"""Everybody compared with what a version of a list brought: only the difference, once."""

import pytest
from sqlalchemy import select

from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.permissions import SYSTEM
from engagement.demo.screening_builders import listed, make_list, make_needed_lists
from engagement.screening.commands import rescreening
from engagement.screening.commands.rescreening import rescreen
from engagement.screening.commands.screenings import screen_organization
from engagement.screening.models import Cause, Lapse, Match, MatchState, Party, ScreeningRun, Source
from engagement.screening.queries import indexes, matches, runs
from engagement.screening.sources import SWITCHES, Track
from tests.factories import make_organization, make_person

ONE, TWO, THREE = "Mahmud Terzioglu Karimov", "Sergei Petrovich Ivanov", "Lopez Quintero Baroud"


@pytest.fixture(autouse=True)
def own_indexes():
    """No index of another test."""
    indexes.forget()
    yield
    indexes.forget()


def portfolio(*names, track=Track.PRIVATE_SECTOR):
    organizations = [make_organization(name=name) for name in names]
    for organization in organizations:
        screen_organization(organization, actor=SYSTEM, cause=Cause.SUBMISSION, track=track)
    return organizations


def of(name, *aliases, **values):
    return listed(name, *aliases, kind="organization", **values)


def test_a_new_entry_opens_a_match_and_the_run_is_signed(db):
    make_list(a=of("Nobody We Know"))
    first, _second = portfolio(ONE, TWO)

    version = make_list(a=of("Nobody We Know"), b=of(ONE))
    run = rescreen(version, actor=SYSTEM)

    assert [match.reference for match in matches.open_for(first)] == ["b"]
    assert (run.counts["parties"], run.counts["entries"], run.counts["opened"]) == (2, 1, 1)
    assert run.list_versions["un"]["sha256"] == version.digest.hex()
    assert runs.is_whole(run)
    assert rescreen(version, actor=SYSTEM) == run
    assert len(db.scalars(select(Match)).all()) == 1


def test_one_changed_alias_opens_exactly_that_pair_again(db):
    before = {"a": of(ONE), "b": of(TWO)}
    make_list(**before)
    portfolio(ONE, TWO)
    old = {match.reference: match for match in db.scalars(select(Match))}

    version = make_list(a=of(ONE, "Terzioglu Trading"), b=before["b"])
    run = rescreen(version, actor=SYSTEM)

    assert (old["a"].state, old["a"].lapsed_because) == (MatchState.LAPSED, Lapse.ENTRY_CHANGED)
    assert old["b"].state == MatchState.OPEN
    (new,) = db.scalars(select(Match).where(Match.previous_id.is_not(None)))
    assert (new.reference, new.previous) == ("a", old["a"])
    assert (run.counts["reopened"], run.counts["opened"], run.counts["lapsed"]) == (1, 0, 0)


def test_matches_lapse_with_their_entry(db):
    make_list(a=of(ONE), b=of(TWO), c=of(THREE))
    portfolio(ONE, TWO, THREE)

    version = make_list(a=of("Now Called Otherwise"), c=of(THREE))
    run = rescreen(version, actor=SYSTEM)

    found = {each.reference: each.lapsed_because for each in db.scalars(select(Match))}
    assert found == {"a": Lapse.BELOW, "b": Lapse.ENTRY_REMOVED, "c": None}
    assert run.counts["lapsed"] == 2


def test_a_major_group_is_not_compared_with_another_list(db):
    (organization,) = portfolio(ONE, track=Track.MAJOR_GROUP)

    run = rescreen(make_list(Source.WORLD_BANK, a=of(ONE)), actor=SYSTEM)

    assert run.counts["parties"] == 0
    assert matches.open_for(organization) == []


def test_a_list_that_is_switched_off_opens_no_match_and_lets_go_of_the_one_that_changed(
    db, monkeypatch
):
    make_needed_lists(Track.PRIVATE_SECTOR)
    make_list(Source.EBRD, a=of(ONE))
    one, _two = portfolio(ONE, TWO)
    monkeypatch.setitem(SWITCHES, Source.EBRD, lambda: False)
    assert matches.resolved(one, Track.PRIVATE_SECTOR)

    rescreen(make_list(Source.EBRD, a=of(ONE, "Another Name"), b=of(TWO)), actor=SYSTEM)

    (match,) = db.scalars(select(Match))
    assert match.lapsed_because == Lapse.LIST_NOT_USED


def test_a_run_that_was_cut_short_goes_on_where_it_stood(db, monkeypatch):
    organizations = portfolio(ONE, TWO, THREE)
    make_person(organizations[0], name="Amina Otieno")
    monkeypatch.setattr(rescreening, "AT_ONCE", 1)
    version = make_list(a=of(ONE), b=of(TWO), c=of(THREE))

    done = []

    def die(run, last, parties, found, **others):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(last)
        note(run, last, parties, found, **others)

    note = rescreening._note
    monkeypatch.setattr(rescreening, "_note", die)
    with pytest.raises(KeyboardInterrupt):
        rescreen(version, actor=SYSTEM)
    (cut,) = db.scalars(select(ScreeningRun).filter_by(cause=Cause.LIST_CHANGED))
    assert (cut.ended_at, cut.counts["parties"]) == (None, 2)

    monkeypatch.setattr(rescreening, "_note", note)
    run = rescreen(version, actor=SYSTEM)

    assert run == cut
    assert (run.counts["parties"], run.counts["opened"]) == (3, 3)
    assert len(db.scalars(select(Match)).all()) == 3


def test_who_changed_meanwhile_is_left_to_the_comparison_of_the_change(db, monkeypatch):
    (organization,) = portfolio(ONE)
    version = make_list(a=of(ONE))
    compared = rescreening._compared

    def change_meanwhile(screener, asked, rules):
        found = compared(screener, asked, rules)
        party = database.session.get_one(Party, asked[0].id)
        bookkeeping(setattr)(party, "content_hash", b"another")
        return found

    monkeypatch.setattr(rescreening, "_compared", change_meanwhile)
    run = rescreen(version, actor=SYSTEM)

    assert (run.counts["parties"], run.counts["opened"]) == (1, 0)
    assert matches.open_for(organization) == []


def test_who_shares_no_key_is_passed_over_unless_the_keys_are_of_an_older_version(db, monkeypatch):
    near, _far, old = portfolio(ONE, "Harbour Lights", "Meadow Bells")
    bookkeeping(setattr)(db.scalars(select(Party).filter_by(name=old.name)).one(), "keys_of", "0")
    compared, seen = rescreening._compared, []

    def note_seen(screener, asked, rules):
        seen.extend(each.content["names"][0][0] for each in asked)
        return compared(screener, asked, rules)

    monkeypatch.setattr(rescreening, "_compared", note_seen)
    run = rescreen(make_list(a=of("Mahmoud Terzioglu")), actor=SYSTEM)

    assert set(seen) == {near.name, old.name}
    assert run.counts["parties"] == 3


def test_a_changed_entry_whose_kind_is_a_guess_meets_and_keeps_an_owner_of_the_other_kind(db):
    guessed = {"details": {"kind_is_a_guess": True}}
    (organization,) = portfolio(ONE)

    rescreen(make_list(Source.EBRD, a=listed(ONE, **guessed)), actor=SYSTEM)
    assert [match.reference for match in matches.open_for(organization)] == ["a"]

    rescreen(make_list(Source.EBRD, a=listed(ONE, "Another Name", **guessed)), actor=SYSTEM)
    (match,) = matches.open_for(organization)
    assert match.previous.lapsed_because == Lapse.ENTRY_CHANGED

    screen_organization(organization, actor=SYSTEM, cause=Cause.ASKED)
    assert matches.open_for(organization) == [match]
