"""Leave an address after the eligibility checker, confirm it, delete it; no account, no script."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accreditation import eligibility
from engagement.accreditation import settings as accreditation_settings
from engagement.core import limits
from engagement.core.clock import today
from engagement.core.errors import RuleViolation
from engagement.outreach import settings
from engagement.outreach.commands import follow_ups as commands
from engagement.outreach.forms.follow_ups import FollowUpForm
from engagement.outreach.queries.follow_ups import by_token
from engagement.outreach.views.blueprint import bp
from engagement.web.access import public
from engagement.web.base_form import Form, status_of
from engagement.web.i18n import language
from engagement.web.security import client_address

HOUR, DAY = 3600, 24 * 3600
LINKS_AN_HOUR = 120
A_DAY_FOR_AN_ADDRESS = 3
LINK = "/follow-up/link/<string(maxlength=100):token>"


@bp.route("/follow-up", methods=["GET", "POST"])
@public
def ask_follow_up():
    """The form; the checker's answers stand in the address, as on the page of its result."""
    facts = eligibility.from_address(request.args, today=today())
    if facts is None:
        return redirect(url_for("accreditation.check_eligibility"))
    years = accreditation_settings.registered_years()
    assessment = eligibility.assess(facts, today=today(), years=years)
    result = url_for("accreditation.show_eligibility", **eligibility.in_address(facts))
    if not assessment.qualifies and assessment.apply_from is None:
        flash(_("No day is known from which the organization can apply, so none can be told."))
        return redirect(result)
    form = FollowUpForm(data={"language": language()})
    if form.validate_on_submit():
        return take_address(form, assessment.apply_from, result)
    return render_template(
        "outreach/ask_follow_up.html",
        form=form,
        apply_from=assessment.apply_from,
        result_url=result,
        days=settings.follow_up_days(),
        confirm_days=settings.confirm_days(),
        keep_days=settings.keep_follow_ups_days(),
    ), status_of(form)


def take_address(form: FollowUpForm, apply_from: date | None, result: str):
    """Keep it unconfirmed, and say to everybody alike that a mail is on its way."""
    limit = settings.follow_ups_an_hour()
    limits.count("follow-up", client_address(), limit=limit, seconds=HOUR)
    limits.count("follow-up", form.email.data, limit=A_DAY_FOR_AN_ADDRESS, seconds=DAY)
    commands.ask_follow_up(
        email=form.email.data,
        language=form.language.data,
        apply_from=apply_from,
        key=form.key,
    )
    flash(_("Look into your mailbox: only the link in our mail makes this valid."), "success")
    return redirect(result)


@bp.get(LINK)
@public
def show_follow_up(token):
    """What is kept for the address, with buttons to confirm and to delete."""
    asked = follow_up_of(token)
    if asked is None:
        return link_is_over()
    return render_template(
        "outreach/show_follow_up.html", asked=asked, token=token, form=Form(formdata=None)
    )


@bp.post(f"{LINK}/confirm")
@public
def confirm_follow_up(token):
    """Whoever reads the mailbox agrees."""
    asked = follow_up_of(token)
    if asked is None:
        return link_is_over()
    try:
        commands.confirm_follow_up(asked)
    except RuleViolation:
        return link_is_over()
    flash(_("Thank you. You will get one mail."), "success")
    return redirect(url_for(".show_follow_up", token=token))


@bp.post(f"{LINK}/delete")
@public
def delete_follow_up(token):
    """Forget the address at once."""
    asked = follow_up_of(token)
    if asked is None:
        return link_is_over()
    commands.delete_follow_up(asked)
    flash(_("Your address is deleted."), "success")
    return redirect(url_for("accreditation.check_eligibility"))


def follow_up_of(token):
    """What the link stands for; links cannot be tried out."""
    limits.count("follow-up-link", client_address(), limit=LINKS_AN_HOUR, seconds=HOUR)
    return by_token(token)


def link_is_over():
    """The address is deleted, or was never confirmed."""
    return render_template("outreach/link_over.html"), 410
