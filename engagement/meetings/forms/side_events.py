"""What is written of a side event, and what officers decide on it."""

import uuid

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.action_plan import plan
from engagement.core.countries import COUNTRIES
from engagement.core.major_groups import MajorGroup
from engagement.core.seen import mark
from engagement.core.text import NATIVE_NAMES
from engagement.meetings.commands.side_events import EventData
from engagement.meetings.forms.statements import REASON
from engagement.meetings.models import SideEvent, SideEventCall, SideEventFormat, SideEventSlot
from engagement.organizations.models import Organization
from engagement.web.base_form import Form
from engagement.web.fields import options
from engagement.web.i18n import format_date_time, language
from engagement.web.language_fields import TAG, TextsField
from engagement.web.number_fields import WholeNumberField
from engagement.web.seen import SeenForm

MOST = 20_000
CHOOSE = ("", _l("Choose…"))
SPEAKERS = ("speakers_women", "speakers_men", "speakers_other", "speakers_young")
KEPT = ("title", "summary", "languages", "major_groups", "partners", *SPEAKERS)


def ticks(label, choices=None):
    """Boxes to tick, none of which is needed."""
    return SelectMultipleField(
        label,
        choices=choices,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


def count(label):
    """A number of speakers, or nothing."""
    wrong = _l("Enter a number from %(min)d to %(max)d, or nothing.")
    return WholeNumberField(label, most=10_000, validators=[Optional(), NumberRange(0, 500, wrong)])


def hours_of(slot: SideEventSlot) -> str:
    """A slot in a list to choose from: its hour by the clocks of the meeting, and its room."""
    hour = format_date_time(slot.starts_at, slot.meeting.zone).striptags()
    return f"{hour} – {slot.place}" if slot.place else hour


class SideEventForm(SeenForm):
    """A proposal: a title is enough to keep it as a draft."""

    title = TextsField(_l("Title"), missing=_l("Enter the title in at least one language."))
    summary = TextsField(_l("Summary"), most=MOST, long=True)
    format = SelectField(
        _l("Format"), choices=lambda: options([CHOOSE, *SideEventFormat.choices()]), default=""
    )
    languages = ticks(_l("Languages in which it is held"))
    wished_slot = SelectField(_l("Slot that you would like"), default="")
    major_groups = ticks(_l("Major Groups for which it is"), lambda: options(MajorGroup.choices()))
    action_code = SelectField(_l("Action of the plan with which it has to do"), default="")
    partners = TextAreaField(
        _l("Partners who are not in the register"),
        validators=[
            Optional(),
            Length(max=2000, message=_l("Use at most %(max)d characters.")),
        ],
    )
    first_time = RadioField(
        _l("Is it your first side event at a meeting of the Programme?"),
        choices=lambda: options([("yes", _l("Yes")), ("no", _l("No"))]),
        validators=[Optional()],
    )
    speakers_women = count(_l("Speakers: women"))
    speakers_men = count(_l("Speakers: men"))
    speakers_other = count(_l("Speakers: another gender, or not known yet"))
    speakers_young = count(_l("Of all these, how many are under 30?"))

    def offer(self, call: SideEventCall, slots: list[SideEventSlot]) -> "SideEventForm":
        """Let the languages of the call, the slots and the actions be chosen."""
        names = {
            each: NATIVE_NAMES[each]
            for each in (*call.languages, *(self.languages.data or ()))
            if each in NATIVE_NAMES
        }
        self.languages.choices = options(names.items())
        self.wished_slot.choices = options(
            [("", _l("Any")), *((str(each.id), hours_of(each)) for each in slots)]
        )
        self.action_code.choices = [
            *options([("", _l("None in particular"))]),
            *_actions(language()),
        ]
        return self

    def event(self) -> EventData:
        """What was entered."""
        wished = self.wished_slot.data
        return EventData(
            title=self.title.texts,
            summary=self.summary.texts,
            languages=tuple(self.languages.data or ()),
            format=SideEventFormat(self.format.data) if self.format.data else None,
            wished_slot_id=uuid.UUID(wished) if wished else None,
            major_groups=tuple(self.major_groups.data or ()),
            action_code=self.action_code.data or None,
            first_time={"yes": True, "no": False}.get(self.first_time.data),
            partners=self.partners.data or None,
            **{name: getattr(self, name).data for name in SPEAKERS},
        )

    @classmethod
    def of(cls, event: SideEvent, **more) -> "SideEventForm":
        """The form filled with what is kept; what was posted wins."""
        kept = {name: getattr(event, name) for name in KEPT}
        return cls(
            data=kept
            | {
                "format": event.format.value if event.format else "",
                "wished_slot": str(event.wished_slot_id or ""),
                "action_code": event.action_code or "",
                "first_time": {True: "yes", False: "no"}.get(event.first_time),
                "seen": mark(event, EventData.__dataclass_fields__),
            },
            **more,
        )


class NewSideEventForm(SideEventForm):
    """A proposal that is not there yet, in the name of an organization or of a State."""

    organizer = SelectField(
        _l("In whose name?"), validators=[InputRequired(_l("Choose in whose name it is."))]
    )

    def offer_names(self, organizations: list[Organization], states) -> "NewSideEventForm":
        """Let one of these organizations and States be chosen."""
        self.organizer.choices = [
            *options([CHOOSE]),
            *options((str(each.id), each.name) for each in organizations),
            *options((each, COUNTRIES[each].name(language())) for each in sorted(states)),
        ]
        if len(self.organizer.choices) == 2 and not self.is_submitted():  # one name alone
            self.organizer.data = self.organizer.choices[1][0]
        self.by_id = {str(each.id): each.id for each in organizations}
        return self

    def proposer(self) -> dict:
        """In whose name it is, as the command takes it."""
        chosen = self.organizer.data
        if chosen in self.by_id:
            return {"organization_id": self.by_id[chosen]}
        return {"country": chosen}


class OrganizerForm(Form):
    """Which organization is asked to take part."""

    number = StringField(
        _l("Number of the organization in the register"),
        validators=[InputRequired(_l("Enter its number in the register.")), Length(max=40)],
        render_kw={"dir": "ltr"},
    )


class SelectForm(Form):
    """Selecting, and taking a decision back, need no words."""


class ReasonForm(SelectForm):
    """Why proposals are not selected, or not yet."""

    reason = TextAreaField(
        _l("Reason"),
        validators=[InputRequired(_l("Say why; the organizers read it.")), REASON],
    )


class GiveSlotForm(Form):
    """Which slot a side event gets."""

    slot = SelectField(_l("Slot"), validate_choice=False)

    def offer(
        self, slots: list[SideEventSlot], free: list[SideEventSlot], event: SideEvent
    ) -> "GiveSlotForm":
        """Let one of those that are free be chosen, or none; one taken meanwhile is refused later.

        The command says so in words, which a choice that has gone could not.
        """
        self.by_id = {str(each.id): each for each in slots}
        self.slot.choices = options(
            [("", _l("No slot")), *((str(each.id), hours_of(each)) for each in free)]
        )
        if not self.is_submitted():
            self.slot.data = str(event.slot_id or event.wished_slot_id or "")
        return self

    def validate_slot(self, field) -> None:
        """A slot that was taken out meanwhile is none."""
        if field.data and field.data not in self.by_id:
            raise ValidationError(_l("This slot is not there any more. Choose another."))

    @property
    def chosen(self) -> SideEventSlot | None:
        """The slot, or None."""
        return self.by_id.get(self.slot.data)


def _actions(lang: str) -> list[SelectChoice]:
    """The 88 actions by code, each with its title in the language in which it is there."""
    return [
        SelectChoice(
            value=code,
            label=f"{code} {title.words[:90]}",
            render_kw={"lang": TAG.get(title.language, title.language)},
        )
        for code, each in plan.actions().items()
        for title in [each.title(lang)]
    ]
