"""What an organization asks to change, the office's answer, and mergers."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from engagement.core.major_groups import MajorGroup
from engagement.organizations import profile_fields
from engagement.standing.commands.changes import Wanted
from engagement.standing.forms.steps import SHORT
from engagement.standing.models import ChangeKind
from engagement.web.base_form import Form
from engagement.web.fields import options

ACCEPT, REFUSE = "accept", "refuse"


class ChangeForm(Form):
    """Why, whatever is asked for; the values come with the kind."""

    explanation = TextAreaField(
        _l("Why, and since when?"),
        validators=[InputRequired(_l("Say why, and since when it is so.")), SHORT],
    )

    def wanted(self, kind: ChangeKind) -> Wanted:
        """What is asked for."""
        group = getattr(self, "major_group", None)
        return Wanted(
            kind,
            name=_data(self, "name"),
            latin_name=_data(self, "latin_name"),
            acronym=_data(self, "acronym"),
            major_group=MajorGroup(group.data) if group is not None and group.data else None,
            country=_data(self, "country"),
        )


def _data(form, name):
    field = getattr(form, name, None)
    return (field.data or None) if field is not None else None


class NameForm(ChangeForm):
    """A new name."""

    name = profile_fields.official_name(
        description=_l("As it stands in the new statutes, in their script.")
    )
    latin_name = profile_fields.latin_name(
        description=_l("Needed only if the official name uses another script.")
    )
    acronym = profile_fields.acronym()


class GroupForm(ChangeForm):
    """Another Major Group."""

    major_group = profile_fields.major_group()


class SeatForm(ChangeForm):
    """Another seat."""

    country = profile_fields.seat()


FORMS = {
    ChangeKind.NAME: NameForm,
    ChangeKind.MAJOR_GROUP: GroupForm,
    ChangeKind.COUNTRY: SeatForm,
    ChangeKind.DISSOLUTION: ChangeForm,
    ChangeKind.RENUNCIATION: ChangeForm,
}


class CheckChangeForm(Form):
    """The office's answer; a refusal says why."""

    outcome = RadioField(
        _l("What is your answer?"),
        choices=options([(ACCEPT, _l("Accept the change")), (REFUSE, _l("Refuse it"))]),
        validators=[InputRequired(_l("Choose to accept or to refuse."))],
    )
    answer = TextAreaField(_l("Answer to the organization"), validators=[Optional(), SHORT])

    def validate(self, extra_validators=None):
        """Whoever refuses says why."""
        valid = super().validate(extra_validators)
        if self.outcome.data == REFUSE and not self.answer.data:
            self.answer.errors = [_l("Say why the change is refused.")]
            return False
        return valid


class MergerForm(Form):
    """Which accreditation goes on as which."""

    number = StringField(
        _l("Number of the accreditation that goes on"),
        validators=[
            InputRequired(_l("Enter the number of the accreditation that goes on.")),
            Length(max=60, message=_l("Use at most 60 characters.")),
        ],
    )
    reason = TextAreaField(
        _l("Why are the two one organization?"),
        validators=[InputRequired(_l("Say why, and what shows it.")), SHORT],
    )
