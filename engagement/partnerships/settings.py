"""Rules of partnerships that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.partnerships.models import Subprogramme
from engagement.settings.registry import Unit, declare


def known_subprogrammes(keys):
    """ValueError for a key that is no subprogramme, and for none at all."""
    if not keys or set(keys) - set(Subprogramme):
        raise ValueError(
            _l("Write at least one of these: %(keys)s.", keys=", ".join(list(Subprogramme)))
        )


def monitored_every(level: str, months: int, words):
    """The rule of one level of risk."""
    return declare(
        f"partnerships.report_months_{level}",
        months,
        words,
        unit=Unit.MONTHS,
        minimum=1,
        maximum=24,
    )


subprogrammes = declare(
    "partnerships.subprogrammes",
    list(Subprogramme),
    _l("Subprogrammes of the medium-term strategy to which a partnership can belong, by key."),
    check=known_subprogrammes,
)
report_months = {
    "low": monitored_every(
        "low", 12, _l("Months between two reports on a partnership of low risk.")
    ),
    "moderate": monitored_every(
        "moderate", 12, _l("Months between two reports on a partnership of moderate risk.")
    ),
    "substantial": monitored_every(
        "substantial", 6, _l("Months between two reports on a partnership of substantial risk.")
    ),
    "high": monitored_every(
        "high", 3, _l("Months between two reports on a partnership of high risk.")
    ),
}
remind_days = declare(
    "partnerships.remind_days",
    14,
    _l("How many days before a report on a partnership is due its partners are reminded."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=90,
)
end_report_days = declare(
    "partnerships.end_report_days",
    60,
    _l("Days after the end of a partnership in which the end report is due."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=365,
)
begin_days = declare(
    "partnerships.begin_days",
    180,
    _l("Days after its acceptance in which a partnership has to begin; after that it expires."),
    unit=Unit.DAYS,
    minimum=30,
    maximum=730,
)
meeting_public_days = declare(
    "partnerships.meeting_public_days",
    14,
    _l("Days after which a meeting with business stands in the public register."),
    unit=Unit.DAYS,
    minimum=0,
    maximum=90,
)
complaint_look_days = declare(
    "partnerships.complaint_look_days",
    10,
    _l("Working days in which somebody begins to look into a complaint."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
    maximum=60,
)
complaint_answer_days = declare(
    "partnerships.complaint_answer_days",
    30,
    _l("Working days in which a complaint that is being looked into is answered."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
    maximum=120,
)
complaints_an_hour = declare(
    "partnerships.complaints_an_hour",
    10,
    _l("How many complaints can come from one network in an hour."),
    minimum=1,
)
keep_complaints_days = declare(
    "partnerships.keep_complaints_days",
    730,
    _l("How many days after it is closed a complaint is deleted."),
    unit=Unit.DAYS,
    minimum=90,
    maximum=3650,
)
