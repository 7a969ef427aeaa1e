"""Rules of speaking that staff may change: order, times, words a minute."""

from flask_babel import lazy_gettext as _l

from engagement.meetings.models import SpeakerKind
from engagement.settings.registry import Unit, declare


def each_kind_once(keys):
    """ValueError unless every kind of speaker stands there once."""
    if sorted(keys) != sorted(SpeakerKind):
        raise ValueError(
            _l("Write each of these keys once: %(keys)s.", keys=", ".join(list(SpeakerKind)))
        )


def _seconds(key, seconds, description):
    return declare(f"meetings.seconds_of_{key}", seconds, description, minimum=30, maximum=1800)


protocol_order = declare(
    "meetings.protocol_order",
    list(SpeakerKind),
    _l("Kinds of speakers, by key, in the order of protocol, as a new speakers' list begins."),
    check=each_kind_once,
)
seconds_of_state_group = _seconds(
    "state_group", 300, _l("Seconds for which somebody may speak for a group of States.")
)
seconds_of_state = _seconds("state", 180, _l("Seconds for which a Member State may speak."))
seconds_of_body = _seconds(
    "body",
    120,
    _l(
        "Seconds for which an agency, a United Nations body or an organization of States may speak."
    ),
)
seconds_of_major_group = _seconds(
    "major_group", 120, _l("Seconds for which somebody may speak for a whole Major Group.")
)
seconds_of_organization = _seconds(
    "organization", 60, _l("Seconds for which one organization or company may speak.")
)
seconds_between = declare(
    "meetings.seconds_between",
    15,
    _l("Seconds between two speakers, as the hour of each is estimated."),
    maximum=300,
)
words_a_minute = declare(
    "meetings.words_a_minute",
    110,
    _l("More words a minute than these are too fast to be interpreted."),
    minimum=60,
    maximum=250,
)
characters_a_minute = declare(
    "meetings.characters_a_minute",
    180,
    _l("More Chinese characters a minute than these are too fast to be interpreted."),
    minimum=100,
    maximum=400,
)
text_minutes = declare(
    "meetings.text_minutes",
    60,
    _l("Minutes before an item is taken up by which interpreters should have the texts."),
    unit=Unit.MINUTES,
    minimum=0,
    maximum=2880,
)
keep_interpreters_days = declare(
    "meetings.keep_interpreters_days",
    30,
    _l("Days after a session for which names and addresses of its interpreters are kept."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=365,
)
BY_KIND = {
    SpeakerKind.STATE_GROUP: seconds_of_state_group,
    SpeakerKind.MEMBER_STATE: seconds_of_state,
    SpeakerKind.SPECIALIZED_AGENCY: seconds_of_body,
    SpeakerKind.UN_BODY: seconds_of_body,
    SpeakerKind.AGREEMENT: seconds_of_body,
    SpeakerKind.INTERGOVERNMENTAL: seconds_of_body,
    SpeakerKind.MAJOR_GROUP: seconds_of_major_group,
    SpeakerKind.ACCREDITED: seconds_of_organization,
    SpeakerKind.PRIVATE_SECTOR: seconds_of_organization,
}


def seconds_by_kind() -> dict[str, int]:
    """How long each kind may speak on a list that is opened now."""
    return {kind.value: setting() for kind, setting in BY_KIND.items()}


def places_by_kind() -> dict[str, int]:
    """Where each kind stands in the order of protocol on a list that is opened now, from 1."""
    return {kind: place for place, kind in enumerate(protocol_order(), 1)}
