"""The words of a manual in six languages."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from engagement.core.seen import mark
from engagement.core.text import text_in
from engagement.meetings.commands.manuals import ManualWords
from engagement.meetings.models import ManualAudience, ManualVersion, Meeting
from engagement.web.fields import LabelledField, options
from engagement.web.i18n import language
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
    meeting = SelectField(_l("For which meeting?"), default="")

    def offer(self, meetings: Iterable[Meeting]) -> "NewManualForm":
        """Let one of these meetings be chosen, or all."""
        self.by_id = {str(each.id): each for each in meetings}
        named = ((key, text_in(each.title, language())[0]) for key, each in self.by_id.items())
        self.meeting.choices = options([("", _l("For all meetings")), *named])
        return self

    @property
    def chosen(self) -> Meeting | None:
        """The meeting it is for alone; None for all."""
        return self.by_id.get(self.meeting.data)
