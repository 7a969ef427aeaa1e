"""Asking for the floor, the list of an item, what officers do on it, texts, interpreters."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    FormField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from engagement.core.clock import now
from engagement.core.deadlines import beginning_of_minute, end_of_minute, last_minute
from engagement.core.text import LANGUAGES, NATIVE_NAMES, text_in
from engagement.meetings import speaking_settings
from engagement.meetings.commands.speakers import Asking
from engagement.meetings.commands.speakers_lists import ListData
from engagement.meetings.forms.hours import HoursForm
from engagement.meetings.forms.minors import AN_ADDRESS
from engagement.meetings.models import (
    MeetingSession,
    MeetingStatement,
    OrderRule,
    SpeakerKind,
    SpeakerRank,
    SpeakersList,
)
from engagement.web.base_form import Form
from engagement.web.fields import DateField, LabelledField, options
from engagement.web.i18n import language
from engagement.web.language_fields import TextsField
from engagement.web.number_fields import WholeNumberField
from engagement.web.time_fields import ClockField

MOST_TEXT = 30_000
SHORT = Length(max=200, message=_l("Use at most %(max)d characters."))
REASON = Length(max=1000, message=_l("Use at most %(max)d characters."))
SAY_WHY = InputRequired(_l("Say why; it stands in the record, and who asked reads it."))
TIME = NumberRange(30, 1800, _l("Enter a number from %(min)d to %(max)d."))


class AskForm(Form):
    """In whose name somebody asks for the floor."""

    kind = RadioField(
        _l("In whose name do you speak?"),
        choices=[],
        validators=[InputRequired(_l("Choose in whose name you speak."))],
    )
    rank = RadioField(
        _l("Who speaks for the State?"),
        choices=lambda: options((each.value, each.label) for each in SpeakerRank),
        validators=[Optional()],
    )
    group_name = StringField(_l("Name of the group of States"), validators=[Optional(), SHORT])

    def offer(self, kinds: list[SpeakerKind], names) -> "AskForm":
        """These kinds, each called by what it means for this person: `names` by kind."""
        self.kind.choices = options((each.value, names.get(each, each.label)) for each in kinds)
        if len(kinds) == 1 and not self.is_submitted():
            self.kind.data = kinds[0].value
        if SpeakerKind.MEMBER_STATE not in kinds:
            del self.rank
        if SpeakerKind.STATE_GROUP not in kinds:
            del self.group_name
        return self

    def asking(self) -> Asking:
        """What was asked for."""
        rank = self.rank.data if "rank" in self else None
        name = self.group_name.data if "group_name" in self else None
        return Asking(SpeakerKind(self.kind.data), SpeakerRank(rank) if rank else None, name)


class EnterForm(AskForm):
    """The same, entered by an officer for somebody who takes part."""

    reference = StringField(
        _l("Number of the registration"),
        validators=[InputRequired(_l("Enter the number of the registration.")), SHORT],
        render_kw={"dir": "ltr"},
    )


class KindForm(PlainForm):
    """Where one kind stands in the order of protocol, and for how long it speaks; or neither."""

    place = WholeNumberField(
        _l("Place in the order of protocol"),
        validators=[Optional(), NumberRange(1, 99, _l("Enter a number from %(min)d to %(max)d."))],
    )
    seconds = WholeNumberField(_l("Speaking time in seconds"), validators=[Optional(), TIME])

    def validate(self, extra_validators=None):
        """A kind has both, or does not speak."""
        good = super().validate(extra_validators)
        if good and (self.place.data is None) != (self.seconds.data is None):
            self.seconds.errors = [_l("Enter both the place and the time, or neither.")]
            return False
        return good


KINDS_FORM = type(
    "KindsForm", (PlainForm,), {each.value: FormField(KindForm, each.label) for each in SpeakerKind}
)


class ListForm(HoursForm):
    """The list of speakers of an item."""

    HOURS = (("opens_day", "opens_clock"), ("closes_day", "closes_clock"))

    session = SelectField(_l("In which session is the item taken up?"), choices=[])
    starts_after = WholeNumberField(
        _l("Minutes from the beginning of the session until then"),
        validators=[
            Optional(),
            NumberRange(0, 1440, _l("Enter a number from %(min)d to %(max)d.")),
        ],
    )
    opens_day = DateField(_l("Day from which on one can ask"), validators=[Optional()])
    opens_clock = ClockField(_l("Time on that day"), validators=[Optional()])
    closes_day = DateField(
        _l("Last day on which one can ask"),
        validators=[InputRequired(_l("Enter the last day on which one can ask."))],
    )
    closes_clock = ClockField(
        _l("Last minute on that day"),
        validators=[InputRequired(_l("Enter the last minute, for example 18:00."))],
    )
    rule = LabelledField(
        _l("In which order are speakers called?"), OrderRule, missing=_l("Choose the order.")
    )
    kinds = FormField(KINDS_FORM, _l("Who may speak, in which order, for how long"))

    def validate(self, extra_validators=None):
        """A beginning has both its parts."""
        good = super().validate(extra_validators)
        if good and (self.opens_day.data is None) != (self.opens_clock.data is None):
            self.opens_clock.errors = [_l("Enter both the day and the time, or neither.")]
            return False
        return good

    def offer(self, sessions: list[MeetingSession]) -> "ListForm":
        """Let one of these sessions be chosen."""
        self.by_id = {str(each.id): each for each in sessions}
        self.session.choices = options(
            (key, text_in(each.title, language())[0] or _l("Session %(number)d", number=place))
            for place, (key, each) in enumerate(self.by_id.items(), 1)
        )
        return self

    def data_of(self, zone: str) -> ListData:
        """What was entered, by the clocks of the meeting; an empty beginning is now."""
        there = {
            kind: part for kind, part in self.kinds.form.data.items() if part["place"] is not None
        }
        opens = self.opens_day.data
        return ListData(
            session=self.by_id.get(self.session.data),
            starts_after=self.starts_after.data or 0,
            opens_at=beginning_of_minute(opens, self.opens_clock.data, zone) if opens else now(),
            closes_at=end_of_minute(self.closes_day.data, self.closes_clock.data, zone),
            rule=OrderRule(self.rule.data),
            places={kind: part["place"] for kind, part in there.items()},
            seconds={kind: part["seconds"] for kind, part in there.items()},
        )


def list_values(speakers_list: SpeakersList | None, sessions: list[MeetingSession], zone: str):
    """What the form of a list shows first: the list as it is, else what the settings say."""
    if speakers_list is None:
        session = sessions[0] if sessions else None
        opens, closes = None, session.starts_at if session else None
        places, seconds = speaking_settings.places_by_kind(), speaking_settings.seconds_by_kind()
        rule, after = OrderRule.PROTOCOL, 0
    else:
        session, opens, closes = (
            speakers_list.session,
            speakers_list.opens_at,
            speakers_list.closes_at,
        )
        places, seconds = speakers_list.places, speakers_list.seconds
        rule, after = speakers_list.rule, speakers_list.starts_after
    return {
        "session": str(session.id) if session else None,
        "starts_after": after,
        **_parts("opens", opens, zone),
        **_parts("closes", last_minute(closes) if closes else None, zone),
        "rule": rule.value,
        "kinds": {
            kind.value: {"place": places.get(kind), "seconds": seconds.get(kind)}
            for kind in SpeakerKind
        },
    }


def _parts(name: str, instant: datetime | None, zone: str):
    if instant is None:
        return {f"{name}_day": None, f"{name}_clock": None}
    local = instant.astimezone(ZoneInfo(zone))
    return {f"{name}_day": local.date(), f"{name}_clock": local.time()}


class FloorForm(Form):
    """One of the buttons by which officers move the list on; `mark` is what their page showed."""

    act = StringField()
    mark = StringField()


class MoveForm(Form):
    """Another place in the line."""

    position = WholeNumberField(
        _l("New place in the line"),
        validators=[InputRequired(_l("Enter the new place: 1 is next."))],
    )
    reason = TextAreaField(_l("Reason"), validators=[SAY_WHY, REASON])


class TimeForm(Form):
    """Another speaking time."""

    seconds = WholeNumberField(
        _l("Time in seconds"),
        validators=[
            InputRequired(_l("Enter the time in seconds.")),
            NumberRange(1, 7200, _l("Enter a number from %(min)d to %(max)d.")),
        ],
    )
    reason = TextAreaField(_l("Reason"), validators=[SAY_WHY, REASON])


class AgainForm(Form):
    """Somebody is called once more."""

    where = RadioField(
        _l("Where in the line?"),
        choices=lambda: options([("first", _l("Next")), ("last", _l("At the end"))]),
        validators=[InputRequired(_l("Choose where in the line."))],
    )
    reason = TextAreaField(_l("Reason"), validators=[SAY_WHY, REASON])


class TakeOutForm(Form):
    """Somebody is taken out of the list."""

    reason = TextAreaField(_l("Reason"), validators=[SAY_WHY, REASON])


class TextForm(Form):
    """What is going to be said."""

    text = TextsField(_l("Text of what you are going to say"), most=MOST_TEXT, long=True)
    statement = SelectField(_l("Or one of your published statements on this item"), choices=[])
    text_public = BooleanField(_l("Everybody may read the text once it was spoken"))

    def offer(self, statements: list[MeetingStatement], *, minor: bool) -> "TextForm":
        """Let one of these be chosen; words of somebody under 18 are not published."""
        self.by_id = {str(each.id): each for each in statements}
        if statements:
            none = options([("", _l("None"))])
            self.statement.choices = [
                *none,
                *options(
                    (key, ", ".join(NATIVE_NAMES[each] for each in one.languages))
                    for key, one in self.by_id.items()
                ),
            ]
        else:
            del self.statement
        if minor:
            del self.text_public
        return self

    def handed_in(self) -> dict:
        """What was entered, as the command takes it."""
        chosen = self.statement.data if "statement" in self else ""
        return {
            "statement": self.by_id.get(chosen or ""),
            "public": bool(self.text_public.data) if "text_public" in self else False,
        }


class InterpreterForm(Form):
    """Who interprets a session."""

    name = StringField(_l("Name"), validators=[InputRequired(_l("Enter the name.")), SHORT])
    email = EmailField(
        _l("E-mail address"),
        validators=[
            InputRequired(_l("Enter the e-mail address.")),
            AN_ADDRESS,
            SHORT,
        ],
    )
    language = SelectField(
        _l("Language of the booth"),
        choices=lambda: options(
            [("", _l("Choose…")), *((each, NATIVE_NAMES[each]) for each in LANGUAGES)]
        ),
        validators=[InputRequired(_l("Choose the language of the booth."))],
    )
