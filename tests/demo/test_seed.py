import csv
import unicodedata
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from engagement.accounts.queries import account_by_email
from engagement.core import invariants
from engagement.core.clock import now
from engagement.core.countries import Region, country
from engagement.core.major_groups import MajorGroup
from engagement.core.text import LANGUAGES
from engagement.demo import bulk, lives, seed, steps
from engagement.demo.lives import Staff, make_life
from engagement.demo.standing import go_on
from engagement.organizations.models import Organization
from tests.factories import PASSWORD, make_organization


def broken():
    found = {one.name: invariants.offenders(one) for one in invariants.DECLARED.values()}
    return {name: offenders for name, offenders in found.items() if offenders}


def count(db, model):
    return db.scalar(select(func.count()).select_from(model))


def test_make_life_tells_the_same_story_for_the_same_seed():
    nobody, present = Staff([], []), now()
    one, same, other = (
        make_life(3, seed=number, present=present, staff=nobody) for number in (1, 1, 2)
    )

    assert (one.named, one.moments) == (same.named, same.moments)
    assert one.moments != other.moments


@pytest.mark.parametrize("seed_number", [1, 2])
def test_the_stories_cover_every_region_group_script_state_and_protection(seed_number):
    stories = [
        make_life(number, seed=seed_number, present=now(), staff=Staff([], []))
        for number in range(seed.ORGANIZATIONS)
    ]

    go_on(stories)

    assert {country(life.named.country).region for life in stories} == set(Region)
    assert {life.named.major_group for life in stories} == set(MajorGroup)
    scripts = {
        unicodedata.name(letter).split()[0]
        for life in stories
        for letter in life.named.name
        if letter.isalpha()
    }
    assert scripts >= {"LATIN", "ARABIC", "CJK", "CYRILLIC", "GREEK", "DEVANAGARI"}
    assert {life.target for life in stories} == set(lives.State)
    assert {life.named.language for life in stories} == set(LANGUAGES)
    told = {step for life in stories for step in life.path}
    assert told == set(steps.STEPS)
    protections = {tuple(life.path[-2:]) for life in stories if "effect" in life.path}
    assert {("protect", "confirm"), ("withhold", "confirm")} <= protections


@pytest.mark.parametrize("number", range(0, 300, 7))
def test_moments_are_in_order_and_staff_work_on_working_days(number):
    life = make_life(number, seed=1, present=now(), staff=Staff([], []))

    times = [moment for moment, _ in life.moments]
    assert times == sorted(set(times))
    assert now() - timedelta(days=365 * lives.YEARS) < times[0] < times[-1] < now()
    office = [moment for moment, step in life.moments if step in lives.OFFICE]
    assert all(moment.weekday() < 5 for moment in office)


def test_add_people_adds_so_many_more_each_time_with_an_organization_each(app, db, tmp_path):
    first = seed.add_people(3)
    people = seed.add_people(5)
    path = tmp_path / "accounts.csv"
    seed.write_credentials(path, people)

    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["email"] for row in rows} | {line.email for line in first}) == 8
    assert {(row["password"], row["role"]) for row in rows} == {(PASSWORD, "focal_point")}
    assert {row["totp_secret"] for row in rows} == {""}
    assert len({row["organization"] for row in rows}) == 5
    assert count(db, Organization) == 8
    assert path.stat().st_mode & 0o077 == 0


def test_people_of_the_demo_come_to_their_home_at_once(app, db, sign_in):
    seed.seed_staff()
    people = seed.add_people(1)
    for email in (people[0].email, *(email for email, _, _ in seed.STAFF)):
        assert sign_in(account_by_email(email)).get("/en/home").status_code == 200, email
    secrets = {line.email: line.totp_secret for line in seed.credentials()}
    assert all(secrets[email] for email, _, _ in seed.STAFF)


def test_the_scale_is_how_many_organizations_there_are_in_all(app, db):
    make_organization(name="There before")

    assert (bulk.fill_up_to(30), bulk.organizations()) == (29, 30)
    assert (bulk.fill_up_to(20), bulk.organizations()) == (0, 30)


def test_add_organizations_in_bulk_breaks_no_invariant_and_goes_on_with_the_numbers(app, db):
    make_organization(name="There before")

    assert bulk.add_organizations(30) == 31
    assert bulk.add_organizations(30) == 61
    assert broken() == {}
