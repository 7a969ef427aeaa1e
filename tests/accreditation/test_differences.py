"""Word-level differences."""

import pytest

from engagement.accreditation.differences import ADDED, REMOVED, SAME, Run, runs


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("same words", "same words", [Run(SAME, "same words")]),
        (
            "forty hectares restored",
            "sixty hectares restored",
            [Run(REMOVED, "forty"), Run(ADDED, "sixty"), Run(SAME, " hectares restored")],
        ),
        ("", "new", [Run(ADDED, "new")]),
        ("old", "", [Run(REMOVED, "old")]),
        (
            "保护湿地",
            "保护林地",
            [
                Run(SAME, "保护"),
                Run(REMOVED, "湿"),
                Run(ADDED, "林"),
                Run(SAME, "地"),
            ],
        ),
        (
            "نستعيد أربعين هكتارا",
            "نستعيد ستين هكتارا",
            [
                Run(SAME, "نستعيد "),
                Run(REMOVED, "أربعين"),
                Run(ADDED, "ستين"),
                Run(SAME, " هكتارا"),
            ],
        ),
    ],
)
def test_runs_tell_what_was_removed_and_added(before, after, expected):
    assert runs(before, after) == expected


def test_both_texts_can_be_read_back_from_the_runs():
    before = "One two  three\nfour 湿地 five."
    after = "One 2 three\nfour 林地, five and six."
    found = runs(before, after)
    assert "".join(run.text for run in found if run.kind != ADDED) == before
    assert "".join(run.text for run in found if run.kind != REMOVED) == after


def test_very_long_texts_are_given_as_a_whole():
    before, after = "word " * 5000, "word " * 4999 + "end"
    assert runs(before, after) == [Run(REMOVED, before), Run(ADDED, after)]
    assert runs(before, before) == [Run(SAME, before)]
