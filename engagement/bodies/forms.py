"""Forms of the officers who keep the pages of governing bodies."""

import uuid

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from engagement.bodies.commands import BureauData, DecisionData, MeetingData
from engagement.bodies.models import BodyDecision, BureauFunction, BureauMember, Meeting, Mode
from engagement.web.base_form import Form
from engagement.web.fields import CountryField, DateField, LabelledField, options
from engagement.web.language_fields import AddressesField, TextsField, web_address
from engagement.web.name_fields import LatinName, NameField

NAME_LENGTH = Length(max=200, message=_l("A name has at most 200 characters here."))
SHORT = Length(max=200, message=_l("Use at most %(max)d characters."))


def day(label, missing):
    """A day that is needed."""
    return DateField(label, validators=[InputRequired(missing)])


class RemoveForm(Form):
    """Take out what was entered wrongly."""

    reason = TextAreaField(
        _l("Why is it removed?"),
        validators=[
            InputRequired(_l("Say why, so that colleagues understand it later.")),
            Length(max=2000, message=_l("Use at most %(max)d characters.")),
        ],
    )


class BodyForm(Form):
    """The mandate and the site of a body."""

    mandate = TextsField(_l("Mandate"), most=4000, long=True)
    website = web_address(_l("Web site of the body"))


class BureauForm(Form):
    """A seat in the bureau."""

    function = LabelledField(
        _l("Function"), BureauFunction, missing=_l("Choose the function in the bureau.")
    )
    name = NameField(
        _l("Full name, in its own script"),
        validators=[InputRequired(_l("Enter the name of the person.")), NAME_LENGTH],
    )
    latin_name = NameField(_l("Name in Latin letters"), validators=[LatinName(), NAME_LENGTH])
    country = CountryField(_l("State represented"), missing=_l("Choose the State."))
    from_day = day(_l("First day"), _l("Enter the first day in the function."))
    to_day = DateField(_l("Last day"), validators=[Optional()])

    def seat(self) -> BureauData:
        """What was entered."""
        return BureauData(
            function=BureauFunction(self.function.data),
            country=self.country.data,
            name=self.name.data,
            latin_name=self.latin_name.data or None,
            from_day=self.from_day.data,
            to_day=self.to_day.data,
        )

    @classmethod
    def of(cls, member: BureauMember, **more) -> "BureauForm":
        """The form filled with what is stored; what was posted wins."""
        names = ("name", "latin_name", "country", "from_day", "to_day")
        kept = {name: getattr(member, name) for name in names}
        return cls(data=kept | {"function": member.function.value}, **more)


class MeetingForm(Form):
    """A session or meeting."""

    title = TextsField(_l("Title"), missing=_l("Enter the title in at least one language."))
    from_day = day(_l("First day"), _l("Enter the first day of the meeting."))
    to_day = day(_l("Last day"), _l("Enter the last day; of a meeting of one day the same."))
    place = StringField(
        _l("Place"),
        validators=[InputRequired(_l("Enter the place, for example Nairobi.")), SHORT],
    )
    mode = LabelledField(
        _l("How do people take part?"), Mode, missing=_l("Choose how people take part.")
    )
    documents_url = web_address(_l("Address of its documents"))

    def meeting(self) -> MeetingData:
        """What was entered."""
        return MeetingData(
            title=self.title.texts,
            from_day=self.from_day.data,
            to_day=self.to_day.data,
            place=self.place.data,
            mode=Mode(self.mode.data),
            documents_url=self.documents_url.data or None,
        )

    @classmethod
    def of(cls, meeting: Meeting, **more) -> "MeetingForm":
        """The form filled with what is stored; what was posted wins."""
        names = ("title", "from_day", "to_day", "place", "documents_url")
        kept = {name: getattr(meeting, name) for name in names}
        return cls(data=kept | {"mode": meeting.mode.value}, **more)


class DecisionForm(Form):
    """A decision with the addresses of its texts."""

    symbol = StringField(
        _l("Symbol"),
        validators=[
            InputRequired(_l("Enter the symbol of the document, as it is printed.")),
            Length(max=80, message=_l("Use at most %(max)d characters.")),
            Regexp(
                r"^[\w./() -]+$",
                message=_l("A symbol has letters, digits, points, brackets, spaces and strokes."),
            ),
        ],
    )
    title = TextsField(_l("Title"), missing=_l("Enter the title in at least one language."))
    decided_on = day(_l("Day of the decision"), _l("Enter the day of the decision."))
    meeting = SelectField(_l("Meeting"), validators=[Optional()])
    texts = AddressesField(_l("Addresses of the text"))

    def offer(self, meetings: list[Meeting], title) -> "DecisionForm":
        """Let one of the body's meetings be chosen; `title` says how it is called."""
        self.meeting.choices = options(
            [
                ("", _l("Not taken at a meeting of this list")),
                *((str(m.id), title(m)) for m in meetings),
            ]
        )
        return self

    def decision(self) -> DecisionData:
        """What was entered."""
        return DecisionData(
            symbol=self.symbol.data,
            title=self.title.texts,
            decided_on=self.decided_on.data,
            meeting_id=uuid.UUID(self.meeting.data) if self.meeting.data else None,
            texts=self.texts.texts,
        )

    @classmethod
    def of(cls, decision: BodyDecision, **more) -> "DecisionForm":
        """The form filled with what is stored; what was posted wins."""
        names = ("symbol", "title", "decided_on", "texts")
        kept = {name: getattr(decision, name) for name in names}
        return cls(data=kept | {"meeting": str(decision.meeting_id or "")}, **more)
