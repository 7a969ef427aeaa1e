"""The eligibility checker: five questions without an account, a result, or a plan with dates.

The answers stand in the address of the result, so that it can be kept, sent and reached again.
They travel in the signed form cookie, too, until an application is started with them; they say
nothing about a person.
"""

from dataclasses import asdict
from datetime import date

from flask import redirect, render_template, request, session, url_for

from engagement.accreditation import eligibility, settings
from engagement.accreditation.forms.eligibility import CompanyForm, EligibilityForm
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.accreditation.views.blueprint import bp
from engagement.core.clock import today
from engagement.core.countries import choices
from engagement.core.major_groups import MajorGroup
from engagement.organizations.models import Organization
from engagement.web.access import public
from engagement.web.base_form import status_of
from engagement.web.i18n import language

COOKIE_KEY = "eligibility"
PAGES = {
    "forum": settings.forum_url,
    "regional": settings.regional_meetings_url,
    "training": settings.training_url,
    "mailing_list": settings.mailing_list_url,
}
"""Where more stands about what is open today; a setting that is empty gives no link."""


@bp.route("/eligibility", methods=["GET", "POST"])
@public
def check_eligibility():
    """Five questions, one per criterion."""
    form = EligibilityForm(data=answers_before())
    if form.validate_on_submit():
        facts = form.facts()
        session[COOKIE_KEY] = asdict(facts) | {
            "registered_on": facts.registered_on.isoformat() if facts.registered_on else None
        }
        return redirect(url_for(".show_eligibility", **eligibility.in_address(facts)))
    return render_template(
        "accreditation/check_eligibility.html", form=form, years=settings.registered_years()
    ), status_of(form)


@bp.get("/eligibility/result")
@public
def show_eligibility():
    """Qualifies, or the plan of what to do until when."""
    facts = eligibility.from_address(request.args, today=today())
    if facts is None:
        return redirect(url_for(".check_eligibility"))
    answers = eligibility.in_address(facts)
    return render_template(
        "accreditation/show_eligibility.html",
        plan=plan_of(facts),
        change_url=url_for(".check_eligibility", **answers),
        own_url=url_for(".show_eligibility", **answers),
        address=url_for(".show_eligibility", **answers, _external=True),
        remind_url=url_for("outreach.ask_follow_up", **answers),
        countries=choices(language()),
        groups=MajorGroup,
    )


def answers_before() -> dict:
    """The form's data from the address of a result, or from an earlier run in this browser."""
    facts = eligibility.from_address(request.args, today=today()) or carried()
    if facts is None:
        return {}
    return {
        name: {True: eligibility.YES, False: eligibility.NO}.get(value, value)
        if isinstance(value, bool)
        else value
        for name, value in asdict(facts).items()
    }


def carried() -> eligibility.Facts | None:
    """What this browser's checker was told, or None."""
    stored = session.get(COOKIE_KEY)
    if not stored:
        return None
    since = stored["registered_on"]
    return eligibility.Facts(
        **stored | {"registered_on": date.fromisoformat(since) if since else None}
    )


def carried_answers() -> dict[str, dict]:
    """The same as answers of sections, for an application that begins."""
    facts = carried()
    return eligibility.sections_of(facts) if facts else {}


@bp.route("/private-sector/check", methods=["GET", "POST"])
@public
def check_company():
    """Five questions to a company, without an account; the answers stand in the address."""
    known = {name: request.args.get(name) for name in eligibility.COMPANY_QUESTIONS}
    form = CompanyForm(data=known)
    if form.validate_on_submit():
        return redirect(url_for(".show_company_result", **form.given()))
    return render_template("accreditation/check_company.html", form=form), status_of(form)


@bp.get("/private-sector/result")
@public
def show_company_result():
    """Nothing speaks against an application, or what does."""
    against = eligibility.company_against(request.args)
    if against is None:
        return redirect(url_for(".check_company"))
    given = {name: request.args[name] for name in eligibility.COMPANY_QUESTIONS}
    return render_template(
        "accreditation/show_company_result.html",
        against=[eligibility.COMPANY_ADVICE[name] for name in against],
        change_url=url_for(".check_company", **given),
    )


def forget_carried() -> None:
    """The application has them now."""
    session.pop(COOKIE_KEY, None)


def plan_of(facts: eligibility.Facts, organization: Organization | None = None) -> dict:
    """What the pages show of an assessment: criteria with day and advice, what is open today.

    A mentor is looked for where the `organization` works, when it is known.
    """
    assessment = eligibility.assess(facts, today=today(), years=settings.registered_years())
    return {
        "qualifies": assessment.qualifies,
        "apply_from": assessment.apply_from,
        "today": today(),
        "years": settings.registered_years(),
        "failing": [
            {
                "criterion": MAJOR_GROUP.criterion(key),
                "when": eligibility.WHEN[key],
                "day": assessment.apply_from if key == "registered" else None,
                "advice": eligibility.ADVICE[key],
            }
            for key in assessment.failing
        ],
        "registered": facts.registered is not False,
        "open_today": [
            {"offer": eligibility.OPEN_TODAY[key], "url": PAGES[key]()}
            for key in settings.open_today()
            if key in eligibility.OPEN_TODAY
        ],
        "mentors": settings.mentors(),
        "place": {"country": organization.country, "group": organization.major_group}
        if organization
        else None,
    }
