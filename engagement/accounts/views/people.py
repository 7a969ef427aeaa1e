"""People as administrators see them: find, invite, roles, access, lost factor, lost mailbox.

What needs a second administrator is only asked for here: `grave_acts` confirms it.
"""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accounts import commands, queries, tries
from engagement.accounts.forms.people import (
    ErasureAnswerForm,
    InviteForm,
    PersonEmailForm,
    ReasonForm,
    RolesForm,
)
from engagement.accounts.forms.sign_in import ConfirmForm
from engagement.accounts.models import ErasureAnswer
from engagement.accounts.permissions import Accounts
from engagement.accounts.views.blueprint import bp
from engagement.audit.reading import note_read
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.pages import keyset


@bp.get("/people")
@access(Accounts.ADMINISTER)
def list_people():
    """Accounts by lane, in the order of their addresses; search by name and address."""
    lane = queries.people_lane(request.args.get("lane"))
    words = request.args.get("q", "").strip()[:200]
    return render_template(
        "accounts/list_people.html",
        page=keyset(queries.people(lane, words), queries.PEOPLE_ORDER),
        lane=lane,
        lanes=queries.PEOPLE_LANES,
        waiting=queries.waiting_for_administrators(),
        words=words,
    )


@bp.route("/people/invite", methods=["GET", "POST"])
@access(Accounts.ADMINISTER, fresh=True)
def invite_staff():
    """Open an account for a new member of staff."""
    form = InviteForm()
    if form.validate_on_submit():
        try:
            act = commands.invite_staff(
                name=form.name.data,
                email=form.email.data,
                roles=[Role(name) for name in form.roles.data],
                language=form.language.data,
                actor=actor(),
                reason=form.reason.data,
                engagement=form.terms,
            )
        except RuleViolation as refusal:
            form.email.errors = [refusal.sentence]
        else:
            return to_act(act)
    return render_template("accounts/invite_staff.html", form=form, alone=is_alone()), status_of(
        form
    )


@bp.get("/people/<uuid:account_id>")
@access(Accounts.ADMINISTER, queries.get_account)
def show_person(account):
    """One person: roles, state, second factor, and what can be done."""
    note_read(account)
    return render_template(
        "accounts/show_person.html",
        account=account,
        form=ConfirmForm(),
        own=account.id == actor().id,
        last_seen=queries.last_seen(account),
        blocked_until=tries.blocked_until(account),
        code_blocked_until=tries.code_blocked_until(account),
        acts=queries.open_grave_acts(account),
        erasure=queries.open_erasure_request(account),
    )


@bp.route("/people/<uuid:account_id>/roles", methods=["GET", "POST"])
@access(Accounts.ADMINISTER, queries.get_account, fresh=True)
def change_roles(account):
    """Give a person exactly the roles that are ticked."""
    form = RolesForm(held=account.role_names)
    if form.validate_on_submit():
        roles = [Role(name) for name in form.roles.data]
        act = commands.change_roles(
            account,
            actor=actor(),
            roles=roles,
            reason=form.reason.data,
            engagement=form.terms,
        )
        if act is not None:
            return to_act(act)
        flash(_("The roles are changed. The person was signed out and told by mail."), "success")
        return to_person(account)
    return page_about("change_roles", account, form)


@bp.route("/people/<uuid:account_id>/close", methods=["GET", "POST"])
@access(Accounts.ADMINISTER, queries.get_account, fresh=True)
def deactivate(account):
    """Close an account."""
    return with_reason(
        account,
        commands.deactivate,
        title=_("Close the account"),
        text=_("The person is signed out at once and cannot sign in. Nothing is deleted."),
        done=_("The account is closed."),
    )


@bp.route("/people/<uuid:account_id>/open", methods=["GET", "POST"])
@access(Accounts.ADMINISTER, queries.get_account, fresh=True)
def activate(account):
    """Open a closed account again."""
    return with_reason(
        account,
        commands.activate,
        title=_("Open the account again"),
        text=_(
            "The person can sign in again with the password and second factor of before. Roles of"
            " the staff are given anew."
        ),
        done=_("The account is open again."),
    )


@bp.route("/people/<uuid:account_id>/let-in", methods=["GET", "POST"])
@access(Accounts.ADMINISTER, queries.get_account, fresh=True)
def let_in_again(account):
    """Let a person try the password again at once."""
    return with_reason(
        account,
        commands.let_in_again,
        title=_("Let the person sign in again"),
        text=_(
            "The password was tried too often. Make sure by telephone or in person that it was"
            " this person, or that somebody else only wanted to lock them out."
        ),
        done=_("The person can sign in again."),
    )


@bp.route("/people/<uuid:account_id>/ask-factor-reset", methods=["GET", "POST"])
@access(Accounts.ADMINISTER, queries.get_account, fresh=True)
def ask_factor_reset(account):
    """Ask that a lost second factor be taken off."""
    form = ReasonForm()
    if form.validate_on_submit():
        return to_act(commands.ask_factor_reset(account, actor=actor(), reason=form.reason.data))
    return page_about(
        "act_on_person",
        account,
        form,
        title=_("Take off a lost second factor"),
        text=_(
            "Make sure by telephone or in person that the person asks for this. A second"
            " administrator confirms it; the person is told by mail now and then."
        ),
    )


def with_reason(account, command, *, title, text, done):
    """A page that asks why and then runs `command`."""
    form = ReasonForm()
    if form.validate_on_submit():
        command(account, actor=actor(), reason=form.reason.data)
        flash(done, "success")
        return to_person(account)
    return page_about("act_on_person", account, form, title=title, text=text, alone=False)


@bp.route("/people/<uuid:account_id>/email", methods=["GET", "POST"])
@access(Accounts.ADMINISTER, queries.get_account, fresh=True)
def change_person_email(account):
    """Let somebody who lost their mailbox use another address, which must prove itself."""
    form = PersonEmailForm()
    if form.validate_on_submit():
        try:
            act = commands.request_email_change(
                account, actor=actor(), email=form.email.data, reason=form.reason.data
            )
        except RuleViolation as refusal:
            form.email.errors = [refusal.sentence]
        else:
            return to_act(act)
    return page_about("change_person_email", account, form)


@bp.post("/people/<uuid:account_id>/resend-mail")
@access(Accounts.ADMINISTER, queries.get_account)
def resend_mail(account):
    """Send the link that confirms an address, or the invitation, once more."""
    commands.resend_mail(account, actor=actor())
    flash(_("The message is on its way again."), "success")
    return to_person(account)


@bp.route("/people/<uuid:account_id>/erasure", methods=["GET", "POST"])
@access(Accounts.ADMINISTER, queries.get_account, fresh=True)
def answer_erasure(account):
    """Answer a request for erasure."""
    form = ErasureAnswerForm()
    if form.validate_on_submit():
        act = commands.answer_erasure(
            account,
            actor=actor(),
            answer=ErasureAnswer(form.answer.data),
            answer_text=form.answer_text.data,
            reason=form.reason.data,
        )
        if act is not None:
            return to_act(act)
        flash(_("The answer is on its way to the person."), "success")
        return to_person(account)
    erasure = queries.open_erasure_request(account)
    return page_about("answer_erasure", account, form, erasure=erasure)


def page_about(template, account, form, *, alone=None, **values):
    """A page with a form about a person; `alone` as of `is_alone`, unless one may do it at once."""
    alone = is_alone(account) if alone is None else alone
    return render_template(
        f"accounts/{template}.html", account=account, form=form, alone=alone, **values
    ), status_of(form)


def to_person(account):
    """Back to the person's page."""
    return redirect(url_for(".show_person", account_id=account.id))


def to_act(act):
    """On to what was asked for, which a second administrator confirms."""
    flash(_("You have asked for this. Nothing is done before a second administrator confirms it."))
    return redirect(url_for(".show_grave_act", act_id=act.id))


def is_alone(account=None):
    """Whether nobody could confirm what this administrator asks for."""
    return not queries.can_be_confirmed(asked_by_id=actor().id, account=account)
