"""The eligibility checker: five questions without an account, a result, or a plan with dates.

The answers travel in the signed form cookie until an application is started with them; they say
nothing about a person.
"""

from dataclasses import asdict
from datetime import date

from flask import redirect, render_template, session, url_for

from engagement.accreditation import eligibility, settings
from engagement.accreditation.forms.eligibility import EligibilityForm
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.accreditation.views.blueprint import bp
from engagement.core.clock import today
from engagement.web.access import public
from engagement.web.base_form import status_of

COOKIE_KEY = "eligibility"


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
        return redirect(url_for(".show_eligibility"))
    return render_template(
        "accreditation/check_eligibility.html", form=form, years=settings.registered_years()
    ), status_of(form)


@bp.get("/eligibility/result")
@public
def show_eligibility():
    """Qualifies, or the plan of what to do until when."""
    facts = carried()
    if facts is None:
        return redirect(url_for(".check_eligibility"))
    return render_template("accreditation/show_eligibility.html", plan=plan_of(facts))


def answers_before() -> dict:
    """The form's data from an earlier run in this browser."""
    facts = carried()
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


def forget_carried() -> None:
    """The application has them now."""
    session.pop(COOKIE_KEY, None)


def plan_of(facts: eligibility.Facts) -> dict:
    """What the pages show of an assessment: criteria with advice, the date, what is open today."""
    assessment = eligibility.assess(facts, today=today(), years=settings.registered_years())
    return {
        "qualifies": assessment.qualifies,
        "apply_from": assessment.apply_from,
        "today": today(),
        "years": settings.registered_years(),
        "failing": [
            {"criterion": MAJOR_GROUP.criterion(key), "advice": eligibility.ADVICE[key]}
            for key in assessment.failing
        ],
        "open_today": [
            eligibility.OPEN_TODAY[key]
            for key in settings.open_today()
            if key in eligibility.OPEN_TODAY
        ],
        "mentors": settings.mentors(),
    }
