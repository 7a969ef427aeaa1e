"""Pages of accounts: sign up, confirm the address, sign in and out, forgotten password."""

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user

from engagement.accounts import commands, queries, session_cookie, tokens
from engagement.accounts.forms import (
    ConfirmForm,
    EmailForm,
    NewPasswordForm,
    SignInForm,
    SignUpForm,
)
from engagement.accounts.models import TokenPurpose
from engagement.accounts.permissions import Accounts
from engagement.core import limits
from engagement.core.errors import RuleViolation
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.errors import kept_texts
from engagement.web.i18n import PREFIX, language
from engagement.web.pages import own_path
from engagement.web.security import client_address

bp = Blueprint("accounts", __name__, url_prefix=f"/{PREFIX}")

QUARTER, HOUR = 15 * 60, 60 * 60


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
        )
        return redirect(url_for(".check_mail", email=form.email.data))
    return render_template("accounts/sign_up.html", form=form), status_of(form)


@bp.get("/check-mail")
@public
def check_mail():
    """What happens next after a mail was asked for."""
    return render_template("accounts/check_mail.html", email=request.args.get("email", "")[:254])


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in():
    """Sign in with a password."""
    form = SignInForm()
    target = own_path(request.args.get("next"))
    if form.validate_on_submit():
        limits.count("sign-in", client_address(), limit=300, seconds=QUARTER)
        limits.count("sign-in", form.email.data, limit=10, seconds=QUARTER)
        try:
            token = commands.sign_in(
                email=form.email.data, password=form.password.data, browser=browser()
            )
        except RuleViolation as refusal:
            form.password.errors = [refusal.sentence]
        else:
            return session_cookie.set_cookie(redirect(target or url_for("home.show_home")), token)
    return render_template("accounts/sign_in.html", form=form, target=target), status_of(form)


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


@bp.route("/sign-in/<token>", methods=["GET", "POST"])
@public
def follow_link(token):
    """The mailed link opens a page; its button signs in, so that mail scanners do not."""
    found = tokens.valid(token, TokenPurpose.SIGN_IN)
    if found is None:
        return render_template("accounts/link_over.html"), 410
    form = ConfirmForm()
    if form.validate_on_submit():
        return signed_in(commands.sign_in_by_link(found, browser=browser()))
    return render_template("accounts/follow_link.html", form=form, name=found.account.name)


@bp.route("/confirm-email/<token>", methods=["GET", "POST"])
@public
def confirm_email(token):
    """Confirm the address of a new account."""
    found = tokens.valid(token, TokenPurpose.VERIFY_EMAIL)
    if found is None:
        return render_template("accounts/link_over.html"), 410
    form = ConfirmForm()
    if form.validate_on_submit():
        response = signed_in(commands.verify_email(found, browser=browser()))
        flash(_("Your e-mail address is confirmed. You are signed in."), "success")
        return response
    return render_template("accounts/confirm_email.html", form=form, email=found.account.email)


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


@bp.route("/new-password/<token>", methods=["GET", "POST"])
@public
def new_password(token):
    """Choose a new password by the mailed link."""
    found = tokens.valid(token, TokenPurpose.RESET_PASSWORD)
    if found is None:
        return render_template("accounts/link_over.html"), 410
    form = NewPasswordForm()
    if form.validate_on_submit():
        token = commands.reset_password(found, password=form.password.data, browser=browser())
        flash(_("Your new password is set. You are signed in here and nowhere else."), "success")
        return signed_in(token)
    return render_template("accounts/new_password.html", form=form), status_of(form)


@bp.post("/sign-out")
@access(Accounts.OWN)
def sign_out():
    """End this browser's session on the server."""
    commands.end_sign_in(current_user.sign_in, actor=actor())
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
        commands.end_sign_in(chosen, actor=actor())
        flash(_("That session is ended."), "success")
        return redirect(url_for(".sessions"))
    return render_template(
        "accounts/sessions.html", form=form, sign_ins=own, current=current_user.sign_in
    )


def unauthorized():
    """Not signed in: to the sign-in page and back; for a sent form, with what was typed kept."""
    if request.method == "POST":
        return render_template("accounts/signed_out.html", kept=kept_texts()), 401
    target = request.full_path if request.query_string else request.path
    return redirect(url_for("accounts.sign_in", next=target))


def signed_in(token):
    """To where the person was before signing up (`session["come_back"]`), or home."""
    target = own_path(session.pop("come_back", None)) or url_for("home.show_home")
    return session_cookie.set_cookie(redirect(target), token)


def count_mail_request(email):
    """Mailed links are limited per address and, coarsely, per sender."""
    limits.count("mail-link", client_address(), limit=60, seconds=HOUR)
    limits.count("mail-link", email, limit=5, seconds=HOUR)


def browser() -> str:
    """What the person will recognize a session by."""
    return request.user_agent.string


def init_app(manager) -> None:
    """Tell Flask-Login what to answer to somebody who has to sign in first."""
    manager.unauthorized_handler(unauthorized)
