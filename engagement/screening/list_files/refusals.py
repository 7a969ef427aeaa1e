"""Files refused whole: one sentence for the reader, which says what is wrong and what to do."""

from typing import Any

from flask_babel import lazy_gettext as _l


class Unreadable(Exception):
    """`code` for tests and records, `sentence` for the reader, in the reader's language."""

    def __init__(self, code: str, **values: Any):
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def sentence(self) -> Any:
        """A lazy sentence in plain words."""
        return SENTENCES[self.code] % self.values if self.values else SENTENCES[self.code]

    def __str__(self) -> str:
        return str(self.sentence)


SENTENCES: dict[str, Any] = {
    "empty": _l("The file is empty. Fetch it again from its publisher."),
    "too_large": _l(
        "The file is larger than %(most)s MB, far more than this list has ever been. "
        "Check that it is the right file."
    ),
    "too_many": _l(
        "The file has more than %(most)s lines or entries, far more than this list has ever had. "
        "Check that it is the right file."
    ),
    "truncated": _l("The file ends too early: part of it is missing. Fetch it again."),
    "damaged": _l(
        "The file is damaged and cannot be read (line %(line)s). Fetch it again from its publisher."
    ),
    "damaged_workbook": _l(
        "The workbook cannot be read: it is damaged, or protected by a password. Open it, save it "
        "as XLSX without a password, or fetch it again."
    ),
    "unpacks_too_large": _l(
        "The workbook would unpack to more than %(most)s MB, far more than a list needs. "
        "Check that it is the right file."
    ),
    "dtd": _l(
        "The file declares entities or a document type, which no genuine list does and which can "
        "harm the reader. Fetch it from its publisher's own address."
    ),
    "web_page": _l(
        "This is a web page, not the list: probably an error message was saved. "
        "Fetch the list itself."
    ),
    "pdf": _l("This is a PDF file. Take the list as the file of data its publisher offers."),
    "archive": _l("This is a compressed file. Unpack it, and take the list that is in it."),
    "other_format": _l(
        "This is no %(wanted)s file. Check that the right list was chosen and the right file taken."
    ),
    "other_list": _l(
        "This is not a file of the list that was chosen. Choose the list it belongs to, or take "
        "another file."
    ),
    "no_entries": _l(
        "The file has no entries. A list that has become empty must be confirmed with its "
        "publisher."
    ),
    "doubled": _l("The file holds the list twice. Fetch it again, and take one copy."),
    "not_together": _l(
        "The files do not belong together: %(name)s names entry %(reference)s, which the list "
        "itself does not have. Take all files of one day, whole."
    ),
    "same_file_twice": _l("The same file was given twice. Take each file of the list once."),
    "repeated_reference": _l(
        "Two entries have the reference %(reference)s, so they cannot be told apart. "
        "Fetch the list again."
    ),
    "no_reference": _l("Entry %(number)s has no reference. Fetch the list again."),
    "no_name": _l("Entry %(reference)s has no name. Fetch the list again."),
    "no_date": _l(
        "The date of entry %(reference)s cannot be understood: %(text)s. "
        "Correct it, or fetch the list again."
    ),
    "no_generated_date": _l(
        "The file does not say on which day it was made, or not in a way that can be understood. "
        "Fetch it again from its publisher."
    ),
    "no_column": _l(
        "The column %(column)s is missing. Check that it is the right file, and that its first "
        "lines were not removed."
    ),
    "cells": _l(
        "Line %(line)s has %(found)s cells where %(wanted)s are expected. Fetch the file again."
    ),
    "encoding": _l("The letters of the file cannot be read. Save it as UTF-8, or fetch it again."),
    "missing_file": _l("A file of this list is missing: %(name)s. Take all of its files together."),
    "unknown_file": _l(
        "%(name)s is not a file of this list. Take only the files that belong to it."
    ),
    "unknown_word": _l("Line %(line)s: “%(text)s” is not understood in the column %(column)s."),
}
"""By code. A reader raises nothing else: whatever a file holds, it gives one of these."""
