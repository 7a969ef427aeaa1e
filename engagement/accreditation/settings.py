"""Rules of accreditation that staff may change; days are working days where the unit says so."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

undo_minutes = declare(
    "accreditation.undo_minutes",
    10,
    _l("Minutes in which a decision can be undone; then it takes effect and the letter leaves."),
    unit=Unit.MINUTES,
    minimum=1,
    maximum=24 * 60,
)
completeness_days = declare(
    "accreditation.completeness_days",
    10,
    _l("Standard for the check whether an application is complete."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
)
review_days = declare(
    "accreditation.review_days",
    30,
    _l("Standard for the review of a complete application."),
    unit=Unit.DAYS,
    minimum=1,
)
decision_days = declare(
    "accreditation.decision_days",
    5,
    _l("Standard for the decision on a recommended application."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
)
answer_days = declare(
    "accreditation.answer_days",
    30,
    _l("How long an applicant has to complete a returned application or to answer questions."),
    unit=Unit.DAYS,
    minimum=7,
)
registered_years = declare(
    "accreditation.registered_years",
    2,
    _l("How many years an organization must have been registered."),
    minimum=0,
    maximum=10,
)
