"""Before sensitive acts a person says again who sits there."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from engagement.accounts import commands, settings, tries
from engagement.accounts.forms.sign_in import ConfirmIdentityForm
from engagement.accounts.permissions import Accounts
from engagement.accounts.views.blueprint import bp, log_refused
from engagement.core.clock import now
from engagement.core.errors import RuleViolation
from engagement.web.access import access
from engagement.web.base_form import status_of
from engagement.web.errors import SECRET_FIELDS, kept_texts
from engagement.web.pages import own_path


def step_up():
    """What to answer instead of a fresh route, or None when its reader is confirmed.

    A page is left for the question and opened afterwards. What was posted waits in the question's
    own form, so that the right answer sends both at once.
    """
    if _is_fresh():
        return None
    if request.method in {"GET", "HEAD"}:
        target = request.full_path if request.query_string else request.path
        return redirect(url_for("accounts.confirm_identity", next=target))
    form = ConfirmIdentityForm()
    asked = "confirm_secret" in request.form
    if asked and form.validate() and _is_right(form):
        return None
    fields = [
        (name, value) for name, value in request.form.items(multi=True) if name not in SECRET_FIELDS
    ]
    return render_template(
        "accounts/confirm_identity.html", form=form, fields=fields, kept=kept_texts()
    ), (422 if asked else 401)


@bp.route("/account/confirm", methods=["GET", "POST"])
@access(Accounts.OWN)
def confirm_identity():
    """Ask for the password or a code, then go on to the page that wanted it."""
    form = ConfirmIdentityForm()
    if form.validate_on_submit() and _is_right(form):
        return redirect(own_path(request.args.get("next")) or url_for("home.show_home"))
    return render_template(
        "accounts/confirm_identity.html", form=form, fields=[], kept=[]
    ), status_of(form)


def _is_fresh():
    confirmed_at = current_user.sign_in.confirmed_at
    minutes = timedelta(minutes=settings.confirmation_minutes())
    return confirmed_at is not None and now() - confirmed_at < minutes


def _is_right(form):
    tries.count_code(current_user)
    try:
        commands.confirm_identity(current_user.sign_in, secret=form.confirm_secret.data)
    except RuleViolation as refusal:
        log_refused("confirmation_refused", current_user)
        form.confirm_secret.errors = [refusal.sentence]
        return False
    return True
