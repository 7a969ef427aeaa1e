"""The second factor: codes at sign-in, set-up, recovery codes, taking it off."""

import segno
from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from engagement.accounts import commands, second_factor, session_cookie, tries
from engagement.accounts.forms.sign_in import CodeForm, ConfirmForm
from engagement.accounts.permissions import Accounts
from engagement.accounts.views.blueprint import (
    bp,
    browser,
    first_page,
    keep_session,
    log_refused,
    next_page,
)
from engagement.core.errors import RuleViolation
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.pages import own_path


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public
def enter_code():
    """The second half of signing in: a code of the app, or a recovery code."""
    session = session_cookie.half_session()
    target = own_path(request.args.get("next"))
    if session is None:
        return redirect(url_for(".sign_in", next=target))
    if not session.account.has_second_factor:
        return redirect(next_page(session, target))
    form = CodeForm()
    if form.validate_on_submit():
        tries.count_code(session.account)
        where = browser(shared=session.shared)
        try:
            token = commands.enter_code(session, code=form.code.data, browser=where)
        except RuleViolation as refusal:
            log_refused("code_refused", session.account)
            form.code.errors = [refusal.sentence]
        else:
            answer = redirect(first_page(session.account, target))
            return keep_session(answer, token, where, session.shared)
    return render_template("accounts/enter_code.html", form=form), status_of(form)


@bp.route("/sign-in/second-factor", methods=["GET", "POST"])
@public
def set_up_at_sign_in():
    """Staff set the second factor up before they see anything else."""
    session = session_cookie.half_session()
    target = own_path(request.args.get("next"))
    if session is None:
        return redirect(url_for(".sign_in", next=target))
    if session.account.has_second_factor:
        return redirect(next_page(session, target))
    return _set_up(session, target)


@bp.route("/account/second-factor/set-up", methods=["GET", "POST"])
@access(Accounts.OWN, fresh=True)
def set_up_second_factor():
    """Set up an app, or another one in place of the first."""
    return _set_up(current_user.sign_in, url_for(".show_second_factor"))


def _set_up(session, target):
    account = session.account
    if request.method == "POST" and "begin" in request.form:
        commands.begin_second_factor(account, actor=commands.as_actor(account))
        return redirect(request.full_path)
    form = CodeForm()
    if form.validate_on_submit():
        tries.count_code(account)
        where = browser(shared=session.shared)
        try:
            token, codes = commands.confirm_second_factor(
                session, code=form.code.data, browser=where
            )
        except RuleViolation as refusal:
            log_refused("code_refused", account)
            form.code.errors = [refusal.sentence]
        else:
            page = render_template(
                "accounts/recovery_codes.html",
                codes=codes,
                target=first_page(account, target),
            )
            return keep_session(make_response(page), token, where, session.shared)
    nonce = account.totp_next_nonce
    secret = second_factor.secret_of(account, nonce) if nonce else None
    return render_template(
        "accounts/set_up_second_factor.html",
        form=form,
        secret=secret,
        qr=_qr(second_factor.app_address(account, secret)) if secret else None,
        at_sign_in=session.is_half,
    ), status_of(form)


def _qr(address):
    """The QR code as an address of an image: no style and no script comes with it."""
    return segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")


@bp.get("/account/second-factor")
@access(Accounts.OWN)
def show_second_factor():
    """Whether one has a second factor, and what can be done about it."""
    return render_template(
        "accounts/second_factor.html",
        form=ConfirmForm(),
        account=current_user,
        codes_left=len(current_user.recovery_code_hashes),
    )


@bp.post("/account/second-factor/recovery-codes")
@access(Accounts.OWN, fresh=True)
def renew_recovery_codes():
    """Make new recovery codes; the old ones stop working."""
    codes = commands.renew_recovery_codes(
        current_user._get_current_object(), current_user.sign_in, actor=actor()
    )
    return render_template(
        "accounts/recovery_codes.html", codes=codes, target=url_for(".show_second_factor")
    )


@bp.post("/account/second-factor/remove")
@access(Accounts.OWN, fresh=True)
def remove_second_factor():
    """Take the second factor off; staff cannot."""
    commands.remove_second_factor(
        current_user._get_current_object(), current_user.sign_in, actor=actor()
    )
    flash(_("Your second factor is taken off. A password or a link signs you in now."), "success")
    return redirect(url_for(".show_second_factor"))
