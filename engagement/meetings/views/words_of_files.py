"""How many words an uploaded file has, as far as its text can be read."""

from engagement.documents import previews, stores
from engagement.documents.intake import Taken
from engagement.documents.previews import PreviewFailed
from engagement.meetings.word_counts import count_words


def words_in(taken: Taken) -> int | None:
    """The words of its text; None where there is none to read, as in a scan or a picture."""
    try:
        with stores.store().open(taken.stored.sha256) as file:
            text = previews.text(file, taken.file_type.kind)
    except PreviewFailed:
        return None
    return count_words(text) or None
