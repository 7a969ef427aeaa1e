"""Open an account: sign up, confirm the address, accept an invitation to the staff."""

import secrets

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from engagement.accounts import commands, settings, tokens
from engagement.accounts.forms.sign_in import (
    FirstPasswordForm,
    LinkForm,
    NewPasswordForm,
    SignUpForm,
)
from engagement.accounts.models import TokenPurpose
from engagement.accounts.views.blueprint import HOUR, bp, browser, signed_in
from engagement.core import limits
from engagement.web.access import public
from engagement.web.base_form import status_of
from engagement.web.i18n import language
from engagement.web.security import client_address


@bp.route("/sign-up", methods=["GET", "POST"])
@public
def sign_up():
    """Open an account; the answer is the same whether the address has one or not."""
    form = SignUpForm()
    if form.validate_on_submit():
        limits.count("sign-up", client_address(), limit=60, seconds=HOUR)
        limits.count("sign-up", form.email.data, limit=5, seconds=HOUR)
        commands.sign_up(
            name=form.name.data,
            email=form.email.data,
            password=form.password.data,
            language=language(),
            opener=opener(),
        )
        return redirect(url_for(".check_mail", email=form.email.data))
    return render_template("accounts/sign_up.html", form=form), status_of(form)


@bp.get("/check-mail")
@public
def check_mail():
    """What happens next after a mail was asked for."""
    return render_template("accounts/check_mail.html", email=request.args.get("email", "")[:254])


@bp.route("/confirm-email/<string(maxlength=100):token>", methods=["GET", "POST"])
@public
def confirm_email(token):
    """Confirm the address of a new account.

    One button where the person signed up in this very browser; elsewhere the password is chosen
    here, by who reads the mail: whoever typed the address may have been somebody else.
    """
    found = tokens.valid(token, TokenPurpose.VERIFY_EMAIL)
    if found is None:
        return render_template("accounts/link_over.html"), 410
    choosing = not tokens.opened_by(found, session.get("opener"))
    form = FirstPasswordForm(name=found.name or found.account.name) if choosing else LinkForm()
    form.words = (found.account.email,)
    if form.validate_on_submit():
        where = browser(shared=form.shared)
        typed = {"name": form.name.data, "password": form.password.data} if choosing else {}
        token = commands.verify_email(found, browser=where, opener=session.get("opener"), **typed)
        answer = signed_in(token, where)
        session.pop("opener", None)
        flash(_("Your e-mail address is confirmed. You are signed in."), "success")
        return answer
    return render_template(
        "accounts/confirm_email.html",
        form=form,
        choosing=choosing,
        email=found.account.email,
        idle_minutes=settings.shared_idle_minutes(),
    ), status_of(form)


def opener() -> str:
    """The key by which this browser, until it is closed, is known as the one that signed up."""
    return session.setdefault("opener", secrets.token_urlsafe(32))


@bp.route("/invitation/<string(maxlength=100):token>", methods=["GET", "POST"])
@public
def accept_invitation(token):
    """New staff choose their password; the second factor comes next."""
    found = tokens.valid(token, TokenPurpose.ACCEPT_INVITATION)
    if found is None:
        return render_template("accounts/link_over.html"), 410
    form = NewPasswordForm()
    form.words = (found.account.name, found.account.email)
    if form.validate_on_submit():
        where = browser()
        return signed_in(
            commands.accept_invitation(found, password=form.password.data, browser=where), where
        )
    return render_template(
        "accounts/accept_invitation.html", form=form, invited=found.account
    ), status_of(form)
