"""What the two short tracks hold about people."""

from flask_babel import lazy_gettext as _l

from engagement.core.personal_data import AtErasure, DataClass, register, register_acts
from engagement.core.retention import kept_for
from engagement.protocol import settings
from engagement.protocol.models import (
    Delegate,
    Departure,
    Intergovernmental,
    Note,
    Representative,
    State,
    StateInvitation,
)

register(
    Delegate,
    _l("The States that you act for"),
    person=("account_id",),
    columns=("country", "function", "started_at", "ended_at"),
    data_class=DataClass.CONTACT,
    purpose=_l("To know who may act for a State, now and then."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.PSEUDONYM,
)
register(
    StateInvitation,
    _l("Invitations to act for a State"),
    person=("invited_by_id",),
    columns=("country", "function", "created_at", "expires_at", "accepted_at", "revoked_at"),
    secret=("email", "email_key", "token_hash"),
    data_class=DataClass.CONTACT,
    purpose=_l("To let delegates join."),
    retention=kept_for(settings.keep_invitations_days),
    at_erasure=AtErasure.ERASED,
)
register(
    Representative,
    _l("A State's representatives, as its note verbale named them"),
    columns=("name", "latin_name", "title", "function", "seat", "from_day", "to_day"),
    secret=("email", "telephone"),
    data_class=DataClass.CONTACT,
    purpose=_l("To know who represents a State, to write to them and to list who came and left."),
    retention=kept_for(settings.keep_contacts_days),
    at_erasure=AtErasure.KEPT,
)
register(
    Note,
    _l("Who administers a State's delegation, as its note verbale says"),
    columns=("administrator_name",),
    secret=("administrator_email",),
    data_class=DataClass.CONTACT,
    purpose=_l("To invite the person whom the State has chosen."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.KEPT,
)
register(
    Intergovernmental,
    _l("Who signed the letter of an intergovernmental organization"),
    columns=("signed_by",),
    data_class=DataClass.CONTENT,
    purpose=_l("To show that its head asked for it."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.KEPT,
)
register_acts(State, "confirmed_by_id")
register_acts(Note, "entered_by_id", "checked_by_id", "recorded_by_id", "returned_by_id")
register_acts(Representative, "entered_by_id")
register_acts(Departure, "entered_by_id")
register_acts(
    Intergovernmental,
    "entered_by_id",
    "checked_by_id",
    "recorded_by_id",
    "returned_by_id",
    "end_proposed_by_id",
    "end_confirmed_by_id",
)
