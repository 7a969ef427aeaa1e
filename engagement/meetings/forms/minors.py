"""Who the guardian is, which adult goes along, and what a guardian answers."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from engagement.core.text import NATIVE_NAMES
from engagement.documents.file_types import EXTENSIONS
from engagement.meetings.commands.minors import Guardian
from engagement.meetings.consent import MEDIA
from engagement.meetings.models import GuardianRelation
from engagement.web.base_form import Form
from engagement.web.fields import options

SHORT = Length(max=200, message=_l("Use at most %(max)d characters."))
AN_ADDRESS = Email(_l("Enter an e-mail address, for example name@example.org."))


class GuardianForm(Form):
    """Who answers for somebody under 18, in which language they read."""

    name = StringField(
        _l("Name of the guardian"), validators=[DataRequired(_l("Enter the name.")), SHORT]
    )
    email = EmailField(
        _l("E-mail address of the guardian"),
        validators=[InputRequired(_l("Enter the address of the guardian.")), AN_ADDRESS, SHORT],
    )
    relation = RadioField(
        _l("What is the guardian to the person?"),
        choices=[],
        validators=[InputRequired(_l("Choose what the guardian is to the person."))],
    )
    language = SelectField(_l("Language that the guardian reads"), choices=[])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.relation.choices = options((each.value, each.label) for each in GuardianRelation)
        self.language.choices = options(NATIVE_NAMES.items())

    @property
    def guardian(self) -> Guardian:
        """What was typed, as the command takes it."""
        return Guardian(
            name=self.name.data or "",
            email=self.email.data or "",
            relation=GuardianRelation(self.relation.data),
            language=self.language.data,
        )


class PaperConsentForm(GuardianForm):
    """A consent that came on paper."""

    email = EmailField(
        _l("E-mail address of the guardian"), validators=[Optional(), AN_ADDRESS, SHORT]
    )
    media = BooleanField(_l("The paper agrees to pictures and recordings as well"))
    file = FileField(
        _l("The signed paper"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ",".join(f".{ending}" for ending in EXTENSIONS)},
    )


class ChaperoneForm(Form):
    """Which adult goes along."""

    reference = StringField(
        _l("Reference of the adult's registration"),
        validators=[DataRequired(_l("Enter the reference, for example REG-7K3P-Q9XM.")), SHORT],
    )


class ConsentForm(Form):
    """What a guardian answers by the link."""

    answer = RadioField(
        _l("Do you agree?"),
        choices=options([("yes", _l("Yes, I agree")), ("no", _l("No, I do not agree"))]),
        validators=[InputRequired(_l("Choose yes or no."))],
    )
    media = BooleanField(MEDIA)


class MediaForm(Form):
    """A guardian changes the consent to pictures alone."""

    media = BooleanField(MEDIA)


class AdultForm(Form):
    """What an adult answers."""

    answer = RadioField(
        _l("Do you go along?"),
        choices=options(
            [("yes", _l("Yes, I go along")), ("no", _l("No, or not any more"))],
        ),
        validators=[InputRequired(_l("Choose yes or no."))],
    )
