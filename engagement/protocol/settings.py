"""Rules of the two short tracks that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

publish_names = declare(
    "protocol.publish_names",
    True,
    _l(
        "Whether the public sees the names of permanent representatives."
        " Names of other representatives are never public."
    ),
)
confirmation_days = declare(
    "protocol.confirmation_days",
    365,
    _l("After how many days a State is asked again whether its list is right."),
    unit=Unit.DAYS,
    minimum=30,
)
confirmation_answer_days = declare(
    "protocol.confirmation_answer_days",
    30,
    _l("How long a State has to confirm its list before it is shown as overdue."),
    unit=Unit.DAYS,
    minimum=1,
)
invitation_days = declare(
    "protocol.invitation_days",
    14,
    _l("How long the mailed link works by which somebody comes to act for a State."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=60,
)
movement_days = declare(
    "protocol.movement_days",
    92,
    _l("How many days the list of arrivals and departures looks back unless a day is chosen."),
    unit=Unit.DAYS,
    minimum=7,
)
keep_contacts_days = declare(
    "protocol.keep_contacts_days",
    365,
    _l("How long contacts of representatives who have left are kept."),
    unit=Unit.DAYS,
    minimum=1,
)
keep_invitations_days = declare(
    "protocol.keep_invitations_days",
    90,
    _l("After how many days invitations that were accepted, revoked or not answered are deleted."),
    unit=Unit.DAYS,
    minimum=1,
)
