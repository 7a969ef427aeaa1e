"""What is kept by key goes when its area changes."""

import itertools

from engagement.core.db import bookkeeping
from engagement.core.versions import KeptByKey, bump

AREA = "tried"


@bookkeeping
def change(kept=None, make=None):
    """Bump the area; what is found under a key within the transaction that did it."""
    bump(AREA)
    return kept.get("a", make) if kept else None


def test_a_value_is_made_once_for_each_key_until_its_area_changes(db):
    kept, numbers = KeptByKey(AREA, most=10), itertools.count()

    before = [kept.get(key, lambda: next(numbers)) for key in ("a", "b", "a")]
    change()
    after = [kept.get(key, lambda: next(numbers)) for key in ("a", "b", "a")]

    assert (before, after) == ([0, 1, 0], [2, 3, 2])


def test_what_a_change_that_may_yet_fail_has_made_is_not_kept(db):
    kept = KeptByKey(AREA, most=10)

    within = change(kept, lambda: "of the change")

    assert within == "of the change"
    assert kept.get("a", lambda: "of afterwards") == "of afterwards"


def test_no_more_is_kept_than_said(db):
    kept, numbers = KeptByKey(AREA, most=2), itertools.count()

    made = [kept.get(key, lambda: next(numbers)) for key in ("a", "b", "c", "a")]

    assert made == [0, 1, 2, 3]
