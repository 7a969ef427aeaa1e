"""The words of a manual in six languages."""

from flask_babel import lazy_gettext as _l

from engagement.core.seen import mark
from engagement.meetings.commands.manuals import ManualWords
from engagement.meetings.models import ManualAudience, ManualVersion
from engagement.web.fields import LabelledField
from engagement.web.language_fields import TextsField
from engagement.web.seen import SeenForm

MOST = 20_000


class ManualForm(SeenForm):
    """Title and text by language."""

    title = TextsField(_l("Title"), most=200, missing=_l("Write a title in one language at least."))
    text = TextsField(
        _l("Text"), most=MOST, long=True, missing=_l("Write the text in one language at least.")
    )

    def words(self) -> ManualWords:
        """What was written."""
        return ManualWords(self.title.texts, self.text.texts)

    @classmethod
    def of(cls, version: ManualVersion, **more) -> "ManualForm":
        """The form filled with a version; what was posted wins."""
        kept = {"title": version.title, "text": version.text}
        return cls(data=kept | {"seen": mark(version, kept)}, **more)


class NewManualForm(ManualForm):
    """A manual that is not there yet."""

    audience = LabelledField(
        _l("For whom is it?"), ManualAudience, missing=_l("Choose for whom it is.")
    )
