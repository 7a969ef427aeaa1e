"""Who decides at which level."""

import pytest

from engagement.screening.levels import Level
from engagement.screening.routes import DEFAULT_LINES, RouteStep, check_lines, read_lines, route

S = RouteStep


@pytest.mark.parametrize(
    ("inherent", "residual", "steps"),
    [
        (Level.LOW, Level.LOW, (S.SECOND_REVIEW, S.UNIT_HEAD)),
        (Level.MODERATE, Level.MODERATE, (S.DIRECTOR,)),
        (Level.MODERATE, Level.LOW, (S.SECOND_REVIEW, S.UNIT_HEAD)),
        (Level.SUBSTANTIAL, Level.SUBSTANTIAL, (S.LEGAL, S.DIRECTOR, S.COMMITTEE_TOLD)),
        (Level.SUBSTANTIAL, Level.MODERATE, (S.DIRECTOR,)),
        (Level.HIGH, Level.HIGH, (S.COMMITTEE,)),
        (Level.HIGH, Level.LOW, (S.COMMITTEE,)),
        (Level.EXCLUDED, Level.EXCLUDED, (S.COMMITTEE_CONFIRMS,)),
    ],
)
def test_the_route_follows_what_remains_but_high_always_goes_to_the_committee(
    inherent, residual, steps
):
    assert route(inherent, residual, read_lines(DEFAULT_LINES)) == steps


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("low", "not understood"),
        ("x=director", "not understood"),
        ("low=somebody", "not understood"),
        ("low=second_review", "exactly one"),
        ("low=director,unit_head", "exactly one"),
        ("low=director,director", "exactly one"),
        ("high=director", "always goes to the committee"),
        ("excluded=committee", "confirms every"),
    ],
)
def test_a_line_that_is_no_route_is_refused(line, said):
    with pytest.raises(ValueError, match=said):
        check_lines([line])


def test_a_changed_line_holds_and_the_others_stay():
    changed = read_lines(["low=director"])

    assert changed[Level.LOW] == (RouteStep.DIRECTOR,)
    assert changed[Level.HIGH] == (RouteStep.COMMITTEE,)
    check_lines(DEFAULT_LINES)
