"""Enumerations whose members carry a label."""

import enum

from engagement.accreditation.models import ApplicationState
from engagement.core.text import LANGUAGES, NATIVE_NAMES, Labelled


class Colour(Labelled):
    GREEN = "green", "Green"
    BLUE = "blue", "Blue"


def test_a_member_is_its_value_and_has_a_label():
    assert Colour.GREEN == "green"
    assert Colour("blue") is Colour.BLUE
    assert Colour.BLUE.label == "Blue"
    assert f"{Colour.BLUE}" == "blue"


def test_choices_stand_in_the_order_of_declaration():
    assert Colour.choices() == [("green", "Green"), ("blue", "Blue")]


def test_every_state_has_a_label():
    assert issubclass(Labelled, enum.StrEnum)
    assert all(state.label for state in ApplicationState)


def test_every_language_names_itself():
    assert set(LANGUAGES) == set(NATIVE_NAMES)
    assert len(LANGUAGES) == 6
