"""In which order parts of a document stand, by what they are called in it; a pure rule."""

import re

PIECE = re.compile(r"\d+|[^\W\d_]+")


def place_of(part: str | None) -> tuple:
    """A key to sort by: the whole document first, then 2, 2 (a), 2 bis, 10, then Annex I.

    What begins with a number comes before what begins with a word, as annexes follow paragraphs.
    """
    if part is None:
        return ()
    pieces = PIECE.findall(part.casefold())
    return tuple((0, int(each), "") if each.isdecimal() else (1, 0, each) for each in pieces)
