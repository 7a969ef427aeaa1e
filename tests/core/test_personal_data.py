"""The register of what is held about people leaves nothing out."""

import re

import pytest

from engagement.core import personal_data
from engagement.core.db import Base
from engagement.core.personal_data import AtErasure, DataClass

ABOUT_PEOPLE = re.compile(
    r"(^|_)(email|actor|person|browser|birth|nationality|nationalities|telephone|declared_name)(_|$)"
)


def columns_about_people():
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        for column in table.columns:
            person = any(key.target_fullname == "account.id" for key in column.foreign_keys)
            if person or table.name == "account" or ABOUT_PEOPLE.search(column.name):
                yield mapper.class_, column.name


def test_every_column_about_a_person_is_registered(app):
    registered = {(one.model, name) for one in personal_data.HOLDINGS for name in one.named}

    missing = [
        f"{model.__name__}.{name}"
        for model, name in columns_about_people()
        if (model, name) not in registered
    ]

    assert not missing, (
        "say in the feature's personal_data.py what these are for, how long they are kept and"
        f" what erasure does: {missing}"
    )


def test_register_refuses_a_column_that_is_not_there():
    class Table:
        name = "x"

    with pytest.raises(AttributeError):
        personal_data.register(
            Table,
            "A table",
            person=("owner_id",),
            data_class=DataClass.CONTACT,
            purpose="",
            retention="",
            at_erasure=AtErasure.KEPT,
        )


def test_no_secret_is_exported():
    for one in personal_data.HOLDINGS:
        assert not set(one.secret) & set(one.columns)
        assert not any("hash" in name or "nonce" in name for name in one.columns)
