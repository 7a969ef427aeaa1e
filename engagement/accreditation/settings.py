"""Rules of accreditation that staff may change; days are working days where the unit says so."""

from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.accreditation.eligibility import OPEN_TODAY
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
first_reminder_days = declare(
    "accreditation.first_reminder_days",
    14,
    _l("Days before the end of an applicant's time when a first reminder is sent."),
    unit=Unit.DAYS,
    minimum=1,
)
last_reminder_days = declare(
    "accreditation.last_reminder_days",
    3,
    _l("Days before the end of an applicant's time when the last reminder is sent."),
    unit=Unit.DAYS,
    minimum=1,
)
business_completeness_days = declare(
    "accreditation.business_completeness_days",
    10,
    _l("Standard for the check whether a company's application is complete."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
)
business_review_days = declare(
    "accreditation.business_review_days",
    30,
    _l("Standard for the screening and review of a company's application."),
    unit=Unit.DAYS,
    minimum=1,
)
business_decision_days = declare(
    "accreditation.business_decision_days",
    10,
    _l("Standard for the decision on a company's application."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
)
sme_completeness_days = declare(
    "accreditation.sme_completeness_days",
    5,
    _l("The same check on the short path for small and medium-sized enterprises."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
)
sme_review_days = declare(
    "accreditation.sme_review_days",
    20,
    _l("The same screening and review on the short path."),
    unit=Unit.DAYS,
    minimum=1,
)
sme_decision_days = declare(
    "accreditation.sme_decision_days",
    5,
    _l("The same decision on the short path."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
)
business_months = declare(
    "accreditation.business_months",
    24,
    _l("For how many months a private-sector accreditation holds; then it is renewed."),
    unit=Unit.MONTHS,
    minimum=6,
    maximum=60,
)
WORD = _l("screened private-sector participant")
business_word = declare(
    "accreditation.business_word",
    "screened private-sector participant",
    _l(
        "What an accredited company is called in public. Every page says beside it that this is no"
        " endorsement and not for advertising."
    ),
)


def public_word():
    """What an accredited company is called: the default in each language, or as it was set."""
    written = business_word()
    return WORD if written == business_word.default else written


report_years = declare(
    "accreditation.report_years",
    4,
    _l("Years from an accreditation, or from the last report, to the next quadrennial report."),
    unit=Unit.YEARS,
    minimum=1,
    maximum=10,
)
first_reports_from = declare(
    "accreditation.first_reports_from",
    365,
    _l(
        "Days from the recording of an accreditation granted before the platform until first"
        " reports of such organizations begin to be due."
    ),
    unit=Unit.DAYS,
    minimum=90,
)
first_reports_quarters = declare(
    "accreditation.first_reports_quarters",
    8,
    _l("Over how many quarters of a year those first reports are spread."),
    minimum=1,
    maximum=40,
)
list_lines = declare(
    "accreditation.list_lines",
    20000,
    _l("How many lines a list of members to be recorded can have."),
    minimum=100,
    maximum=100000,
)
list_megabytes = declare(
    "accreditation.list_megabytes",
    5,
    _l("How large a list of members to be recorded can be."),
    unit=Unit.MEGABYTES,
    minimum=1,
    maximum=50,
)
keep_lists_days = declare(
    "accreditation.keep_lists_days",
    365,
    _l("After how many days the lines of lists are deleted that were recorded or laid aside."),
    unit=Unit.DAYS,
    minimum=30,
)
reconsideration_request_days = declare(
    "accreditation.reconsideration_request_days",
    60,
    _l("How long an applicant can ask for reconsideration of a refusal."),
    unit=Unit.DAYS,
    minimum=14,
)
reconsideration_days = declare(
    "accreditation.reconsideration_days",
    20,
    _l("Standard for the reconsideration of a refusal."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
)
reapply_months = declare(
    "accreditation.reapply_months",
    0,
    _l(
        "Months after a refusal before an organization can apply again; it is told a later date"
        " when it has not been registered long enough by then."
    ),
    unit=Unit.MONTHS,
    maximum=24,
)
one_page_account_below = declare(
    "accreditation.one_page_account_below",
    25_000,
    _l("Yearly income in US dollars below which a signed account on one page is enough."),
    minimum=0,
)
registered_years = declare(
    "accreditation.registered_years",
    2,
    _l("How many years an organization must have been registered."),
    minimum=0,
    maximum=10,
)
clarification_rounds = declare(
    "accreditation.clarification_rounds",
    2,
    _l("Rounds of questions to an applicant; each further one needs a written justification."),
    minimum=1,
    maximum=5,
)


def _known_offers(value):
    unknown = set(value) - set(OPEN_TODAY)
    if unknown:
        raise ValueError(_l("Choose among: %(keys)s.", keys=", ".join(OPEN_TODAY)))


open_today = declare(
    "accreditation.open_today",
    list(OPEN_TODAY),
    _l("What is named as open without accreditation to those who do not qualify yet."),
    check=_known_offers,
)


def _check_url(value):
    if value and not (value.startswith("https://") and "." in value and " " not in value):
        raise ValueError(_l("Write the whole address, for example https://www.example.org/news."))


forum_url = declare(
    "accreditation.forum_url",
    "",
    _l("Page about the forum, for those who do not qualify yet; no link when empty."),
    check=_check_url,
)
regional_meetings_url = declare(
    "accreditation.regional_meetings_url",
    "",
    _l("Page about regional meetings, for those who do not qualify yet; no link when empty."),
    check=_check_url,
)
training_url = declare(
    "accreditation.training_url",
    "",
    _l("Page about training, for those who do not qualify yet; no link when empty."),
    check=_check_url,
)
mailing_list_url = declare(
    "accreditation.mailing_list_url",
    "",
    _l("Page of the mailing list, for those who do not qualify yet; no link when empty."),
    check=_check_url,
)
mentors = declare(
    "accreditation.mentors",
    True,
    _l("Whether an accredited organization can accompany one that does not qualify yet."),
)
reviewers_per_case = declare(
    "accreditation.reviewers_per_case",
    2,
    _l(
        "How many reviewers judge an application, each without seeing the other's findings first;"
        " an application keeps the number it was accepted with."
    ),
    minimum=1,
    maximum=2,
)
mails_to_approvers = declare(
    "accreditation.mails_to_approvers",
    True,
    _l("Whether approvers get a mail for each application that they may decide on now."),
)
least_deciders = declare(
    "accreditation.least_deciders",
    2,
    _l("Warn before an assignment that leaves fewer approvers who could decide and reconsider."),
    minimum=1,
    maximum=20,
)


def as_date(written: str) -> date:
    """A day written as 2027-02-28; ValueError with a sentence for anything else."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(_l("Write the day as year-month-day, for example 2027-02-28.")) from None


def _check_day(written):
    if written:
        as_date(written)


session_closes_on = declare(
    "accreditation.session_closes_on",
    "",
    _l(
        "Day on which registration for the next session closes (year-month-day, or empty): the"
        " start page says by when to apply."
    ),
    check=_check_day,
)
searches_an_hour = declare(
    "accreditation.searches_an_hour",
    2000,
    _l("How many searches of the cases one member of staff can make in an hour."),
    minimum=50,
)
files_an_hour = declare(
    "accreditation.files_an_hour",
    60,
    _l("How many times one member of staff can download the queue as a file in an hour."),
    minimum=1,
)
pdf_files_an_hour = declare(
    "accreditation.pdf_files_an_hour",
    60,
    _l("How many PDF files of letters and certificates one person can have made in an hour."),
    minimum=1,
)
