"""Pages of claims: the claimant's, staff's, and the one of those who object."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import EmailField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from engagement.core.text import NATIVE_NAMES
from engagement.documents.file_types import EXTENSIONS
from engagement.mail.outbox import isolate
from engagement.organizations.forms.members import AN_ADDRESS
from engagement.web.base_form import Form
from engagement.web.fields import options

LONGEST = Length(max=2000, message=_l("Use at most 2,000 characters."))
LETTER = "letter"
"""The value of the way that is no mailbox we know."""


def letter_field(label=_l("Letter on the organization's letterhead"), **more) -> FileField:
    """A file of one of the kinds that documents take."""
    return FileField(
        label,
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ",".join(f".{ending}" for ending in EXTENSIONS)},
        **more,
    )


class ClaimForm(Form):
    """Claim an entry: how it will be proved, and who one is."""

    way = RadioField(
        _l("How can you show that you belong to it?"),
        validators=[InputRequired(_l("Choose how you can show that you belong to it."))],
    )
    words = TextAreaField(
        _l("What do you do in the organization?"),
        validators=[
            InputRequired(_l("Say in a sentence what you do in the organization.")),
            LONGEST,
        ],
    )

    def offer(self, mailboxes, domain: str | None) -> "ClaimForm":
        """The ways that are possible: mailboxes as (id, masked address), and the web domain."""
        choices = [
            (str(key), _l("A link to %(address)s", address=isolate(address)))
            for key, address in mailboxes
        ]
        if domain:
            words = _l("A letter, and a link to a mailbox at %(domain)s", domain=isolate(domain))
            choices.append((LETTER, words))
        self.way.choices = options(choices)
        return self


class LetterForm(Form):
    """Send the letter."""

    file = letter_field()


class ProofForm(Form):
    """Have the link sent to a mailbox at the organization's web domain."""

    email = EmailField(
        _l("Your address at the organization"),
        validators=[InputRequired(_l("Enter your address at the organization.")), *AN_ADDRESS],
    )


class ObjectionForm(Form):
    """Object to a claim."""

    words = TextAreaField(
        _l("Why do you object?"),
        validators=[InputRequired(_l("Say in a sentence why you object.")), LONGEST],
    )


class CheckForm(Form):
    """Find a claim right."""

    note = TextAreaField(
        _l("What did you compare?"),
        validators=[
            InputRequired(_l("Say what you compared; the second person reads it.")),
            LONGEST,
        ],
    )


class ReasonForm(Form):
    """Refuse a claim, or let it go on in spite of an objection."""

    reason = TextAreaField(
        _l("Reason"), validators=[InputRequired(_l("Give the reason.")), LONGEST]
    )


class RecoveryForm(Form):
    """A head of unit proposes somebody to lead an organization that nobody leads."""

    email = EmailField(
        _l("E-mail address"),
        validators=[InputRequired(_l("Enter the e-mail address of the person.")), *AN_ADDRESS],
    )
    language = SelectField(
        _l("Language of the message"),
        choices=options(NATIVE_NAMES.items()),
        validators=[InputRequired(_l("Choose the language of the message."))],
    )
    reason = TextAreaField(
        _l("How do you know that this person may be the organization's focal point?"),
        validators=[
            InputRequired(_l("Say what you rest on, for example a letter of its board.")),
            LONGEST,
        ],
    )
    file = letter_field(_l("The letter on which you rest"))
