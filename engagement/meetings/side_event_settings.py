"""Rules of side events that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

per_organizer = declare(
    "meetings.side_events_per_organizer",
    2,
    _l(
        "How many side events one organization or State can propose for a meeting, at most. Those"
        " in which it takes part with another do not count."
    ),
    minimum=1,
    maximum=20,
)
words_of_summary = declare(
    "meetings.words_of_side_event",
    250,
    _l("How many words the summary of a side event may have in each language."),
    minimum=50,
    maximum=2000,
)
undo_minutes = declare(
    "meetings.side_event_undo_minutes",
    10,
    _l(
        "Minutes for which mails about the selection of side events wait, so that a decision can"
        " be taken back before anybody hears of it."
    ),
    unit=Unit.MINUTES,
    minimum=1,
    maximum=120,
)
most_at_once = declare(
    "meetings.side_events_at_once",
    100,
    _l("How many proposals of side events can be decided on at once, at most."),
    minimum=10,
    maximum=300,
)
keep_days = declare(
    "meetings.side_event_days",
    365,
    _l(
        "Days after the end of a meeting for which proposals of side events are kept that were"
        " never in its programme."
    ),
    unit=Unit.DAYS,
    minimum=30,
    maximum=3650,
)
