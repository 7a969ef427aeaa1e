"""Sign in and out, mailed links, the list of one's sessions."""

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from engagement.accounts import commands, queries, session_cookie, settings, tokens, tries
from engagement.accounts.forms.sign_in import (
    ConfirmForm,
    EmailForm,
    LinkForm,
    NewPasswordForm,
    SignInForm,
)
from engagement.accounts.models import TokenPurpose
from engagement.accounts.permissions import Accounts
from engagement.accounts.views.blueprint import (
    QUARTER,
    bp,
    browser,
    count_mail_request,
    log_refused,
    next_page,
    signed_in,
)
from engagement.core import limits
from engagement.core.errors import RuleViolation
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.errors import kept_texts, resendable
from engagement.web.i18n import language
from engagement.web.pages import own_path
from engagement.web.security import client_address


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in():
    """Sign in with a password."""
    form = SignInForm()
    target = own_path(request.args.get("next"))
    if form.validate_on_submit():
        limits.count("sign-in", client_address(), limit=300, seconds=QUARTER)
        where = browser(shared=form.shared)
        tries.count(form.email.data, where.key)
        try:
            token = commands.sign_in(
                email=form.email.data, password=form.password.data, browser=where
            )
        except RuleViolation as refusal:
            log_refused("sign_in_refused", queries.account_by_email(form.email.data))
            form.password.errors = [refusal.sentence]
        else:
            return signed_in(token, where, target)
    return render_template(
        "accounts/sign_in.html",
        form=form,
        target=target,
        idle_minutes=settings.shared_idle_minutes(),
    ), status_of(form)


@bp.route("/sign-in/link", methods=["GET", "POST"])
@public
def request_link():
    """Ask for a mailed link that signs in."""
    form = EmailForm()
    if form.validate_on_submit():
        count_mail_request(form.email.data)
        commands.mail_sign_in_link(email=form.email.data, language=language())
        return redirect(url_for(".check_mail", email=form.email.data))
    return render_template("accounts/request_link.html", form=form), status_of(form)


@bp.route("/sign-in/<string(maxlength=100):token>", methods=["GET", "POST"])
@public
def follow_link(token):
    """The mailed link opens a page; its button signs in, so that mail scanners do not."""
    found = tokens.valid(token, TokenPurpose.SIGN_IN)
    if found is None:
        return render_template("accounts/link_over.html"), 410
    form = LinkForm()
    if form.validate_on_submit():
        where = browser(shared=form.shared)
        return signed_in(commands.sign_in_by_link(found, browser=where), where)
    return render_template(
        "accounts/follow_link.html",
        form=form,
        name=found.account.name,
        idle_minutes=settings.shared_idle_minutes(),
    )


@bp.route("/forgotten-password", methods=["GET", "POST"])
@public
def forgotten_password():
    """Ask for a link to choose a new password."""
    form = EmailForm()
    if form.validate_on_submit():
        count_mail_request(form.email.data)
        commands.mail_reset_link(email=form.email.data, language=language())
        return redirect(url_for(".check_mail", email=form.email.data))
    return render_template("accounts/forgotten_password.html", form=form), status_of(form)


@bp.route("/new-password/<string(maxlength=100):token>", methods=["GET", "POST"])
@public
def new_password(token):
    """Choose a new password by the mailed link."""
    found = tokens.valid(token, TokenPurpose.RESET_PASSWORD)
    if found is None:
        return render_template("accounts/link_over.html"), 410
    form = NewPasswordForm()
    form.words = (found.account.name, found.account.email)
    if form.validate_on_submit():
        where = browser(shared=form.shared)
        token = commands.reset_password(found, password=form.password.data, browser=where)
        flash(_("Your new password is set. You are signed out everywhere else."), "success")
        return signed_in(token, where)
    return render_template(
        "accounts/new_password.html", form=form, idle_minutes=settings.shared_idle_minutes()
    ), status_of(form)


@bp.post("/sign-out")
@access(Accounts.OWN)
def sign_out():
    """End this browser's session on the server, and forget what the browser kept of us."""
    commands.end_session(current_user.sign_in, actor=actor())
    session.clear()
    flash(_("You are signed out."), "success")
    return session_cookie.clear_cookie(redirect(url_for("home.show_start")))


@bp.route("/account/sessions", methods=["GET", "POST"])
@access(Accounts.OWN)
def sessions():
    """Where one is signed in, each with a button that ends it."""
    form = ConfirmForm()
    own = queries.open_sign_ins(current_user)
    if form.validate_on_submit():
        chosen = next((one for one in own if str(one.id) == request.form.get("sign_in")), None)
        if chosen is None:
            abort(404)
        commands.end_session(chosen, actor=actor())
        flash(_("That session is ended."), "success")
        return redirect(url_for(".sessions"))
    current = current_user.sign_in
    own.sort(key=lambda each: (each.last_seen_at, each.id == current.id), reverse=True)
    return render_template("accounts/sessions.html", form=form, sign_ins=own, current=current)


def unauthorized():
    """Not signed in: to the sign-in page and back; for a sent form, with what was typed kept."""
    if request.method == "POST":
        page = render_template("accounts/signed_out.html", kept=kept_texts(), resend=resendable())
        return page, 401
    target = request.full_path if request.query_string else request.path
    half = session_cookie.half_session()
    if half is not None:
        return redirect(next_page(half, target))
    return redirect(url_for("accounts.sign_in", next=target))
