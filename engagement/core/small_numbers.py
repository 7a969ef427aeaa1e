"""Which counts may be shown: none below five, nor one from which it follows (product 2.1).

Pure functions. A count that is not shown is None here, and "too few" on a page.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeVar

FEWEST_IN_CELL = 5
FEWEST_CASES = 10
"""Below it there is no figure at all, only "no data"."""

Key = TypeVar("Key", bound=Hashable)


def shown_parts(counts: Mapping[Key, int], least: int = FEWEST_IN_CELL) -> dict[Key, int | None]:
    """The parts of a total that is shown itself, those that may not be shown as None.

    What is left out has to be at least `least` in all and more than one part: else it would follow
    by subtraction. So the smallest parts that could be shown are left out with it.
    """
    hidden = {key for key, count in counts.items() if count < least}
    if not hidden:
        return dict(counts)
    for key in sorted(counts.keys() - hidden, key=lambda key: counts[key]):
        if len(hidden) > 1 and sum(counts[each] for each in hidden) >= least:
            break
        hidden.add(key)
    return {key: None if key in hidden else count for key, count in counts.items()}


def shown_groups(cells: Mapping[Key, Mapping[Any, int]], least: int = FEWEST_IN_CELL) -> set[Key]:
    """The groups whose rows may be shown one by one, beside the figures of all groups together.

    `cells` counts for each group how many of its rows have each outcome. A group is kept back with
    an outcome that it has and that has fewer than `least` rows; and what is kept back in all, which
    follows by subtraction, has to be more than one group with no such outcome either.
    """
    hidden = {key for key, outcomes in cells.items() if _too_few(outcomes.values(), least)}
    if not hidden:
        return set(cells)
    for key in sorted(cells.keys() - hidden, key=lambda key: sum(cells[key].values())):
        together: Counter = Counter()
        for each in hidden:
            together.update(cells[each])
        if len(hidden) > 1 and not _too_few(together.values(), least):
            break
        hidden.add(key)
    return set(cells) - hidden


def _too_few(counts: Iterable[int], least: int) -> bool:
    return any(0 < count < least for count in counts)


def shown_share(count: int, total: int, least: int = FEWEST_IN_CELL) -> int | None:
    """A count among `total`, or None when it or the remainder is below `least`."""
    return count if count >= least and total - count >= least else None
