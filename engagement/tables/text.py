"""CSV: the letters of a file, its separator, its lines with their numbers."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence

from engagement.tables.refusals import Unreadable

Rows = Iterator[tuple[int, list[str]]]
"""(number of the line or row in the file, from 1; its cells)."""

SEPARATORS = ",;\t"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
CERTAIN = 0.8
"""Share of the words with letters beyond ASCII that must be plausible in an older encoding."""


def decoded(content: bytes, *, older: bool = True) -> tuple[str, str]:
    """The text of a file and its encoding: UTF-8; where `older`, also UTF-16 or one of Windows.

    Raises `Unreadable`. The encodings of Windows can be told apart by their letters alone, so
    a file in which none gives plausible words is refused, and whoever shows what was read should
    say by which encoding.
    """
    encoding = "utf-16" if content.startswith(UTF_16) else "utf-8"
    if content.startswith(UTF_16):
        if not older:
            raise Unreadable("not_utf8")
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            raise Unreadable("letters", line=line) from error
    else:
        text, encoding = _of_single_bytes(content, older)
    if "\0" in text:
        raise Unreadable("not_text")
    if not text.strip():
        raise Unreadable("empty")
    return text, encoding


def _of_single_bytes(content, older):
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        if not older:
            raise Unreadable("not_utf8", line=line) from error
        if b"\0" in content:
            raise Unreadable("not_text") from error
        if (encoding := _older(content)) is None:
            raise Unreadable("letters", line=line) from error
        return content.decode(encoding), encoding


def _older(content: bytes) -> str | None:
    """The encoding of Windows in which most words look like words; None where it is not certain."""
    shares = {}
    for encoding, plausible in PLAUSIBLE.items():
        words = re.findall(r"[^\W\d_]+", content.decode(encoding, errors="replace"))
        told = [plausible(word) for word in words if not word.isascii()]
        shares[encoding] = sum(told) / len(told) if told else 0.0
    best = max(shares, key=lambda each: shares[each])
    try:
        content.decode(best)
    except UnicodeDecodeError:
        return None
    return best if shares[best] >= CERTAIN else None


def _is_western(word: str) -> bool:
    """Latin letters, most of them plain: Russian read so has an accent on every letter."""
    return _one_case(word) and sum(not letter.isascii() for letter in word) * 2 <= len(word) + 1


def _is_cyrillic(word: str) -> bool:
    return all("\u0400" <= letter <= "\u045f" for letter in word) and _one_case(word)


def _is_arabic(word: str) -> bool:
    return all("\u0600" <= letter <= "\u06ff" for letter in word)


def _one_case(word: str) -> bool:
    return word.islower() or word.isupper() or word[1:].islower()


PLAUSIBLE: dict[str, Callable[[str], bool]] = {
    "cp1252": _is_western,
    "cp1251": _is_cyrillic,
    "cp1256": _is_arabic,
}
"""Western Europe, Cyrillic, Arabic: what spreadsheets on Windows write as plain "CSV"."""


def rows_of(text: str, separator: str) -> Rows:
    """The lines of a CSV text, empty ones too. Raises `Unreadable` on the way."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable("quotes", line=reader.line_num) from None
        yield reader.line_num, cells


def separator_of(text: str, known: Callable[[str], bool]) -> str:
    """The separator by which the first line has the most heads that are `known`."""

    def count(separator: str) -> int:
        return sum(map(known, first_row(text, separator)))

    return max(SEPARATORS, key=count)


def first_row(text: str, separator: str) -> Sequence[str]:
    """The cells of the first line; none where its quotation marks are not closed."""
    try:
        return next(rows_of(text, separator), (0, []))[1]
    except Unreadable:
        return []
