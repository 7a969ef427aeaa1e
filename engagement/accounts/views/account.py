"""One's own account: profile, password, address, what is held about oneself."""

from flask import Response, flash, json, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from engagement.accounts import commands, queries, tokens, tries
from engagement.accounts.forms.account import (
    ErasureForm,
    NewEmailForm,
    PasswordForm,
    ProfileForm,
)
from engagement.accounts.forms.sign_in import ConfirmForm
from engagement.accounts.models import TokenPurpose
from engagement.accounts.permissions import Accounts
from engagement.accounts.views.blueprint import HOUR, bp, count_mail_request
from engagement.audit.reading import note_export
from engagement.core import limits, personal_data
from engagement.core.clock import now
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of


@bp.get("/account")
@access(Accounts.OWN)
def show_account():
    """What one can see and change of one's own account."""
    return render_template(
        "accounts/show_account.html", account=current_user, sessions=len(_own_sessions())
    )


def _own_sessions():
    return queries.open_sign_ins(current_user)


@bp.route("/account/profile", methods=["GET", "POST"])
@access(Accounts.OWN)
def change_profile():
    """Name, language, time zone, and for staff the languages they read."""
    form = ProfileForm(obj=current_user)
    if not current_user.is_staff:
        del form.languages_read
    if form.validate_on_submit():
        commands.change_profile(
            current_user._get_current_object(),
            actor=actor(),
            name=form.name.data,
            language=form.language.data,
            time_zone=form.time_zone.data,
            languages_read=form.languages_read.data if current_user.is_staff else (),
        )
        flash(_("Your account is changed."), "success")
        return redirect(url_for(".show_account"))
    return render_template("accounts/change_profile.html", form=form), status_of(form)


@bp.route("/account/password", methods=["GET", "POST"])
@access(Accounts.OWN)
def change_password():
    """A new password, for who knows the old one."""
    form = PasswordForm()
    form.words = (current_user.name, current_user.email)
    if form.validate_on_submit():
        tries.count_code(current_user)
        try:
            commands.change_password(
                current_user._get_current_object(),
                current_user.sign_in,
                actor=actor(),
                old=form.old_password.data,
                new=form.password.data,
            )
        except RuleViolation as refusal:
            form.old_password.errors = [refusal.sentence]
        else:
            flash(_("Your new password is set. You are signed out everywhere else."), "success")
            return redirect(url_for(".show_account"))
    return render_template("accounts/change_password.html", form=form), status_of(form)


@bp.route("/account/email", methods=["GET", "POST"])
@access(Accounts.OWN, fresh=True)
def request_email_change():
    """Ask for another address; a link mailed there puts it in force."""
    form = NewEmailForm()
    if form.validate_on_submit():
        count_mail_request(form.email.data)
        try:
            commands.request_email_change(
                current_user._get_current_object(), actor=actor(), email=form.email.data
            )
        except RuleViolation as refusal:
            form.email.errors = [refusal.sentence]
        else:
            return redirect(url_for(".check_mail", email=form.email.data))
    return render_template(
        "accounts/request_email_change.html", form=form, account=current_user
    ), status_of(form)


@bp.route("/new-email/<string(maxlength=100):token>", methods=["GET", "POST"])
@public
def change_email(token):
    """The link in the new mailbox puts the address in force, signed in or not."""
    found = tokens.valid(token, TokenPurpose.CHANGE_EMAIL)
    if found is None:
        return render_template("accounts/link_over.html"), 410
    form = ConfirmForm()
    if form.validate_on_submit():
        session = current_user.sign_in if current_user.is_authenticated else None
        commands.change_email(found, session=session)
        flash(_("Your new e-mail address is in force. Other sessions are ended."), "success")
        return redirect(url_for("home.show_home"))
    return render_template("accounts/change_email.html", form=form, email=found.new_email)


@bp.route("/former-email/<string(maxlength=100):token>", methods=["GET", "POST"])
@public
def undo_email_change(token):
    """The link in the former mailbox takes the change back."""
    found = tokens.valid(token, TokenPurpose.UNDO_EMAIL)
    if found is None:
        return render_template("accounts/link_over.html"), 410
    form = ConfirmForm()
    if form.validate_on_submit():
        account = commands.undo_email_change(found)
        return redirect(url_for(".check_mail", email=account.email))
    return render_template("accounts/undo_email_change.html", form=form, email=found.new_email)


@bp.get("/account/data")
@access(Accounts.OWN)
def show_own_data():
    """What is held about oneself, for what, how long; take it along, or ask for erasure."""
    return render_template(
        "accounts/show_own_data.html",
        form=ErasureForm(),
        holdings=personal_data.lines(),
        request_open=queries.open_erasure_request(current_user),
    )


@bp.get("/account/data.json")
@access(Accounts.OWN, fresh=True)
def export_own_data():
    """Everything that is held about oneself and may be given out, as JSON."""
    limits.count("own-data", str(current_user.id), limit=10, seconds=HOUR)
    note_export("accounts:account:exported", "account", current_user.id)
    body = {
        "made_at": now().isoformat(),
        "records": personal_data.export(current_user.id, but_about=kept_back(actor())),
    }
    return Response(
        json.dumps(body, ensure_ascii=False, indent=2, default=str),
        mimetype="application/json",
        headers={"Content-Disposition": 'attachment; filename="my-data.json"'},
    )


def kept_back(person: Actor) -> frozenset:
    """Organizations whose cases staff in conflict see nothing of; one's own stay one's own."""
    return person.conflicts - person.belongs_to if person.roles else frozenset()


@bp.post("/account/ask-erasure")
@access(Accounts.OWN, fresh=True)
def ask_erasure():
    """Ask that what is held about oneself be erased."""
    form = ErasureForm()
    if form.validate_on_submit():
        commands.ask_erasure(current_user._get_current_object(), actor=actor())
        flash(_("Your request is recorded. You will get an answer by mail."), "success")
        return redirect(url_for(".show_own_data"))
    return render_template(
        "accounts/show_own_data.html",
        form=form,
        holdings=personal_data.lines(),
        request_open=queries.open_erasure_request(current_user),
    ), status_of(form)
