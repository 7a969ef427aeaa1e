"""The agenda of a meeting, its documents, their versions."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from engagement.core.seen import mark
from engagement.core.text import LANGUAGES, NATIVE_NAMES, text_in
from engagement.documents.file_types import EXTENSIONS
from engagement.meetings.commands.meeting_documents import ItemData, PaperData
from engagement.meetings.models import AgendaItem, DocumentAudience, MeetingDocument
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, options
from engagement.web.i18n import language
from engagement.web.language_fields import TextsField
from engagement.web.number_fields import WholeNumberField
from engagement.web.seen import SeenForm

ACCEPTED = ",".join(f".{ending}" for ending in EXTENSIONS)
SHORT = Length(max=80, message=_l("Use at most %(max)d characters."))


def language_choices():
    """The six languages by their own names."""
    return options([("", _l("Choose…")), *((each, NATIVE_NAMES[each]) for each in LANGUAGES)])


def item_choices(items: list[AgendaItem]):
    """Items of an agenda as a list to choose from, by id."""
    return options(
        (str(each.id), f"{each.number}  {text_in(each.title, language())[0]}") for each in items
    )


class AgendaItemForm(Form):
    """An item of the agenda."""

    number = StringField(
        _l("Number in the agenda"),
        validators=[InputRequired(_l("Enter the number, for example 5 (a).")), SHORT],
    )
    title = TextsField(_l("Title"), missing=_l("Write a title in one language at least."))
    position = WholeNumberField(
        _l("Place in the agenda"),
        validators=[
            InputRequired(_l("Enter the place in the agenda: 1 for the first.")),
            NumberRange(1, 1000, _l("Enter a number from %(min)d to %(max)d.")),
        ],
    )

    def item(self) -> ItemData:
        """What was entered."""
        return ItemData(self.number.data, self.title.texts, self.position.data)


class PaperForm(SeenForm):
    """What is announced of a document."""

    symbol = StringField(
        _l("Symbol"),
        validators=[InputRequired(_l("Enter the symbol, for example UNEP/EA.7/3.")), SHORT],
        render_kw={"dir": "ltr"},
    )
    title = TextsField(_l("Title"), missing=_l("Write a title in one language at least."))
    agenda_item = SelectField(_l("Item of the agenda"), validate_choice=True)
    audience = LabelledField(
        _l("Who may read it?"), DocumentAudience, missing=_l("Choose who may read it.")
    )
    unedited = BooleanField(_l("It is an unedited version"))
    due_on = DateField(
        _l("Day by which it should be there"),
        validators=[InputRequired(_l("Enter the day by which it should be there."))],
    )

    def offer(self, items: list[AgendaItem]) -> "PaperForm":
        """Let one of these items be chosen, or none."""
        self.items = {str(each.id): each for each in items}
        self.agenda_item.choices = [
            *options([("", _l("No item of the agenda"))]),
            *item_choices(items),
        ]
        return self

    def paper(self) -> PaperData:
        """What was entered."""
        return PaperData(
            symbol=self.symbol.data,
            title=self.title.texts,
            audience=DocumentAudience(self.audience.data),
            due_on=self.due_on.data,
            unedited=self.unedited.data,
            agenda_item=self.items.get(self.agenda_item.data),
        )

    @classmethod
    def of(cls, paper: MeetingDocument, items: list[AgendaItem], **more) -> "PaperForm":
        """The form filled with what is announced; what was posted wins."""
        return cls(
            data={
                "symbol": paper.symbol,
                "title": paper.title,
                "agenda_item": str(paper.agenda_item_id or ""),
                "audience": paper.audience.value,
                "unedited": paper.unedited,
                "due_on": paper.due_on,
                "seen": mark(paper, PaperData.__dataclass_fields__),
            },
            **more,
        ).offer(items)


class VersionForm(Form):
    """A document in one language."""

    language = SelectField(
        _l("Language"),
        choices=language_choices,
        validators=[InputRequired(_l("Choose the language of the document."))],
    )
    file = FileField(
        _l("Document"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ACCEPTED},
    )
