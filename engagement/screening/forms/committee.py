"""Forms of the partnership committee: meetings, presence, agenda, votes, results."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms import TextAreaField as TextArea
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.accounts.models import Account
from engagement.screening.commands.committee import MeetingData
from engagement.screening.commands.committee_items import Ballot
from engagement.screening.models import CommitteeMeeting, ScreeningCase, Vote
from engagement.web.base_form import Form
from engagement.web.fields import DateField, options
from engagement.web.i18n import bdi_text
from engagement.web.language_fields import web_address
from engagement.web.time_fields import ClockField, ZoneField

LONG = Length(max=4000, message=_l("Use at most 4,000 characters."))
SHORT = Length(max=200, message=_l("Use at most %(max)d characters."))

NAMED = Markup("{} · {}")


class MeetingForm(Form):
    """When and where, who leads it and who keeps the record."""

    day = DateField(_l("Day"), validators=[InputRequired(_l("Enter the day of the meeting."))])
    clock = ClockField(
        _l("Time"), validators=[InputRequired(_l("Enter the time, for example 14:30."))]
    )
    zone = ZoneField(_l("By the clocks of"))
    place = StringField(
        _l("Place"),
        validators=[DataRequired(_l("Enter the room, or that it is online.")), SHORT],
    )
    link = web_address(_l("Address of the online meeting"))
    chair = SelectField(_l("Chair"), validators=[InputRequired(_l("Choose who chairs it."))])
    secretary = SelectField(
        _l("Secretary"), validators=[InputRequired(_l("Choose who keeps the record."))]
    )

    def offer(self, members: Sequence[Account], secretaries: Sequence[Account]) -> "MeetingForm":
        """Let the chair be chosen among the members, the secretary among who can be."""
        for field, people in ((self.chair, members), (self.secretary, secretaries)):
            field.choices = options(
                [("", _l("Choose…")), *((str(each.id), each.name) for each in people)]
            )
        return self

    @classmethod
    def of(cls, meeting: CommitteeMeeting, **more) -> "MeetingForm":
        """The form filled with what is stored; what was posted wins."""
        local = meeting.starts_at.astimezone(ZoneInfo(meeting.zone))
        kept = {
            "day": local.date(),
            "clock": local.time(),
            "zone": meeting.zone,
            "place": meeting.place,
            "link": meeting.link,
            "chair": str(meeting.chair_id),
            "secretary": str(meeting.secretary_id),
        }
        return cls(data=kept, **more)

    def meeting(self) -> MeetingData:
        """What was entered; the moment is one of the zone's own clocks."""
        return MeetingData(
            starts_at=datetime.combine(
                self.day.data, self.clock.data, tzinfo=ZoneInfo(self.zone.data)
            ),
            zone=self.zone.data,
            place=self.place.data,
            link=self.link.data or None,
            chair_id=uuid.UUID(self.chair.data),
            secretary_id=uuid.UUID(self.secretary.data),
        )


class PresenceForm(Form):
    """Who of the members is there."""

    people = SelectMultipleField(
        _l("Members present"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def offer(self, members: Sequence[Account]) -> "PresenceForm":
        """A box for each member."""
        self.people.choices = options((str(each.id), bdi_text(each.name)) for each in members)
        return self

    @property
    def chosen(self) -> list[uuid.UUID]:
        """The accounts that were ticked."""
        return [uuid.UUID(each) for each in self.people.data or []]


class AddItemForm(Form):
    """A case for the agenda."""

    case = RadioField(
        _l("Which case?"), validators=[InputRequired(_l("Choose a case for the agenda."))]
    )

    def offer(self, cases: Sequence[ScreeningCase]) -> "AddItemForm":
        """The cases that wait."""
        self.case.choices = options(
            (str(each.id), NAMED.format(each.reference, bdi_text(each.organization.name)))
            for each in cases
        )
        return self


class ReasonForm(Form):
    """Why a meeting is called off, or a member is recused."""

    reason = TextArea(
        _l("Reason"),
        validators=[DataRequired(_l("Say why; a few words are enough.")), LONG],
    )


class PostponeForm(Form):
    """Why an item is taken off the agenda."""

    why = TextArea(
        _l("Why is it postponed?"),
        validators=[DataRequired(_l("Say why; a few words are enough.")), LONG],
    )


class NotesForm(Form):
    """What the minutes say, in the words of the secretary."""

    notes = TextArea(_l("For the minutes"), validators=[Optional(), LONG])


class ConcludeForm(Form):
    """The conditions that go with a result, and what the minutes say."""

    conditions = TextArea(_l("Conditions and measures required"), validators=[Optional(), LONG])
    notes = TextArea(_l("For the minutes"), validators=[Optional(), LONG])


class ApproveForm(Form):
    """The chair approves the draft that was read."""

    seen = HiddenField()


CHOICES = (Vote.FOR, Vote.AGAINST, Vote.ABSTAIN)
"""How one can vote; who has no vote is recused by the rules."""


class BallotForm(Form):
    """A member's own vote."""

    vote = RadioField(
        _l("Your vote"),
        choices=lambda: options((one.value, one.label) for one in CHOICES),
        validators=[InputRequired(_l("Choose how you vote."))],
    )
    dissent = TextArea(
        _l("What the minutes should say of your view"), validators=[Optional(), LONG]
    )

    def ballot(self) -> Ballot:
        """What was chosen."""
        return Ballot(Vote(self.vote.data), self.dissent.data or "")


class VotesForm(Form):
    """The votes of those present, recorded by the secretary; who is left out keeps the last one."""

    people: tuple[tuple[str, Account], ...] = ()

    def rows(self):
        """For each member the account, the field of the vote and that of the dissent."""
        return [
            (account, self[f"vote_{name}"], self[f"dissent_{name}"])
            for name, account in self.people
        ]

    def ballots(self) -> dict[uuid.UUID, Ballot]:
        """Of every member for whom a vote was chosen."""
        return {
            account.id: Ballot(Vote(vote.data), dissent.data or "")
            for account, vote, dissent in self.rows()
            if vote.data
        }


def votes_form(people: Sequence[Account], saved: dict[uuid.UUID, Ballot], **more) -> VotesForm:
    """A row for each member who is present and has a vote, filled with what is recorded."""
    fields, data = {}, {}
    dissent = escape(_("Dissent of %(name)s"))
    for each in people:
        name = each.id.hex
        fields[f"vote_{name}"] = RadioField(
            bdi_text(each.name),
            choices=options((one.value, one.label) for one in CHOICES),
            validators=[Optional()],
        )
        fields[f"dissent_{name}"] = StringField(
            dissent % {"name": bdi_text(each.name)}, validators=[Optional(), LONG]
        )
        if each.id in saved:
            data[f"vote_{name}"] = saved[each.id].vote.value
            data[f"dissent_{name}"] = saved[each.id].dissent
    form_class = type("VotesFormOfItem", (VotesForm,), fields)
    form_class.people = tuple((each.id.hex, each) for each in people)
    return form_class(data=data, **more)
