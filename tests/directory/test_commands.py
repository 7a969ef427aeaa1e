"""The register's rows follow what they are made of."""

from datetime import date

import pytest
from sqlalchemy import select, text, update

from engagement.accreditation.models import AccreditationStatus, StatusPeriod
from engagement.core import versions
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.invariants import DECLARED, offenders
from engagement.directory import commands, jobs
from engagement.directory.models import RegisterRow, TermVariant
from engagement.directory.queries import projection
from engagement.organizations.commands import write_names
from engagement.organizations.models import Protection
from tests.factories import make_accreditation, make_organization

ROWS, WORDS = (
    "the register's rows are what a recomputation gives",
    "the register's words are those of its rows",
)


def broken():
    return {name for name in (ROWS, WORDS) if offenders(DECLARED[name])}


@bookkeeping
def rename(organization, name):
    organization.name = name
    write_names(organization)


@bookkeeping
def set_status(accreditation, status):
    accreditation.periods[-1].status = status


@bookkeeping
def forget_jobs(db):
    db.execute(text("DELETE FROM procrastinate_jobs"))


@bookkeeping
def run_sql(db, statement):
    db.execute(statement)


def waiting(db):
    return db.scalars(
        text(
            "SELECT args ->> 'organization_id' FROM procrastinate_jobs"
            " WHERE task_name = 'directory.refresh_organization'"
        )
    ).all()


def test_an_accreditation_gets_its_row(db):
    accreditation = make_accreditation(name="Wetland Women", country="KE")

    row = db.scalars(select(RegisterRow)).one()

    assert (row.accreditation_id, row.country, row.region, row.status, row.sort_key) == (
        accreditation.id,
        "KE",
        "africa",
        "active",
        "wetland women",
    )
    assert not broken()


def test_an_organization_without_accreditation_has_no_row_and_changes_no_version(db):
    before = versions.number("register")

    commands.refresh([make_organization().id])

    assert db.scalars(select(RegisterRow)).all() == []
    assert versions.number("register") == before


def test_beginning_an_accreditation_asks_for_its_row(db):
    accreditation = make_accreditation()

    assert str(accreditation.organization_id) in waiting(db)


def test_a_new_name_asks_for_new_rows_and_its_old_words_are_forgotten(db):
    accreditation = make_accreditation(name="Wetland Women")
    forget_jobs(db)

    rename(accreditation.organization, "Marsh Women")

    assert waiting(db) == [str(accreditation.organization_id)]
    jobs.refresh_organization(waiting(db)[0])
    terms = set(db.scalars(select(TermVariant.term)))
    assert ("marsh" in terms, "women" in terms, "wetland" in terms) == (True, True, False)
    assert not broken()


def test_a_word_that_another_entry_still_has_is_kept(db):
    make_accreditation(name="Women of Kisumu")
    accreditation = make_accreditation(name="Wetland Women")
    forget_jobs(db)

    rename(accreditation.organization, "Marsh")
    commands.refresh([accreditation.organization_id])

    assert "women" in set(db.scalars(select(TermVariant.term)))
    assert not broken()


@pytest.mark.parametrize("status", AccreditationStatus)
def test_only_active_due_and_suspended_accreditations_have_a_row(db, status):
    accreditation = make_accreditation()
    set_status(accreditation, status)

    commands.refresh([accreditation.organization_id])

    listed = status in projection.LISTED
    assert [row.status for row in db.scalars(select(RegisterRow))] == [status] * listed
    assert not broken()


def test_a_change_nobody_asked_to_follow_is_found_and_mended(db):
    accreditation = make_accreditation()
    forget_jobs(db)
    set_status(accreditation, AccreditationStatus.SUSPENDED)
    assert broken() == {ROWS}

    jobs.mend_register()

    assert [row.status for row in db.scalars(select(RegisterRow))] == ["suspended"]
    assert not broken()


def test_a_change_whose_job_waits_is_not_broken(db):
    accreditation = make_accreditation()
    forget_jobs(db)
    rename(accreditation.organization, "Another Name")

    assert not broken()


def test_an_entry_leaves_on_the_day_its_period_ends(db):
    accreditation = make_accreditation()
    forget_jobs(db)
    ended = date(2020, 1, 1)
    run_sql(
        db,
        update(StatusPeriod)
        .where(StatusPeriod.accreditation_id == accreditation.id)
        .values(valid_from=ended, valid_to=ended),
    )

    jobs.mend_register()

    assert db.scalars(select(RegisterRow)).all() == []
    assert db.scalars(select(TermVariant)).all() == []


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE register_row SET country = 'NE'", ROWS),
        ("UPDATE register_row SET names_digest = ''", ROWS),
        ("DELETE FROM register_row", ROWS),
        ("DELETE FROM register_term_variant", WORDS),
        ("INSERT INTO register_term_variant VALUES ('secret', 'secret')", WORDS),
    ],
)
def test_each_invariant_finds_a_broken_row(db, statement, name):
    make_accreditation()
    forget_jobs(db)
    assert not broken()

    run_sql(db, text(statement))

    assert name in broken()


def test_rebuilding_gives_the_same_rows_and_words(db):
    for name in ("Wetland Women", "Зелёная планета", "环保会", "مؤسسة النور"):
        make_accreditation(name=name)
    rows = select(RegisterRow.__table__).order_by(RegisterRow.sort_key)
    words = select(TermVariant.__table__).order_by(TermVariant.variant, TermVariant.term)
    before = db.execute(rows).all(), db.execute(words).all()

    assert commands.rebuild() == 4

    assert (db.execute(rows).all(), db.execute(words).all()) == before
    assert not broken()


@bookkeeping
def protect(organization, protection):
    organization.protection = protection
    organization.protected_since = now()


@pytest.mark.parametrize("protection", [Protection.PROTECTED, Protection.WITHHELD])
def test_a_protected_entry_leaves_with_the_change_itself(db, protection):
    accreditation = make_accreditation(name="Quiet Rivers", country="NE")

    protect(accreditation.organization, protection)

    assert db.scalars(select(RegisterRow)).all() == []


def test_a_protected_entry_comes_back_with_its_region_alone(db):
    accreditation = make_accreditation(name="Quiet Rivers", country="NE")
    protect(accreditation.organization, Protection.PROTECTED)

    commands.refresh([accreditation.organization_id])

    row = db.scalars(select(RegisterRow)).one()
    assert (row.country, row.region, row.is_protected) == (None, "africa", True)
    assert not broken()


def test_a_withheld_entry_does_not_come_back_and_neither_do_its_words(db):
    accreditation = make_accreditation(name="Hidden Springs")
    protect(accreditation.organization, Protection.WITHHELD)

    commands.refresh([accreditation.organization_id])

    assert db.scalars(select(RegisterRow)).all() == []
    assert db.scalars(select(TermVariant)).all() == []
    assert not broken()
