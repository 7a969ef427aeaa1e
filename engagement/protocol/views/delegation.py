"""The State's own page: its representatives, who acts for it, the yearly confirmation."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core import limits
from engagement.core.clock import today
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.protocol import queries, settings
from engagement.protocol.commands import delegates, states
from engagement.protocol.forms.states import ConfirmListForm, DelegateForm
from engagement.protocol.permissions import Protocol
from engagement.protocol.views.blueprint import STATE, bp
from engagement.protocol.views.states import get_state
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of
from engagement.web.i18n import language

DAY = 24 * 60 * 60
INVITATIONS_A_DAY = 30


@bp.get(f"/delegation/{STATE}")
@access(Protocol.VIEW, get_state)
def show_delegation(state):
    """Our delegation: the list as recorded; for the administrator, accounts and confirmation."""
    return delegation_page(state)


def delegation_page(state, *, refused=None):
    """The page; `refused` is a form that was not accepted."""
    people = queries.in_office(state.country, today())
    administers = can(actor(), Protocol.CONFIRM, state)
    return render_template(
        "protocol/show_delegation.html",
        state=state,
        row=queries.state_rows(today(), [state.country])[0],
        people=[queries.shown(one, actor()) for one in people if can(actor(), Protocol.VIEW, one)],
        administers=administers,
        delegates=queries.acting_for(state.country) if administers else [],
        invitations=queries.open_invitations(state.country) if administers else [],
        confirm_form=refused
        or ConfirmListForm(formdata=None, data={"seen": queries.fingerprint(people)}),
        form=Form(formdata=None),
        me=actor(),
        today=today(),
    ), 409 if refused else 200


@bp.post(f"/delegation/{STATE}/confirm")
@access(Protocol.CONFIRM, get_state)
def confirm_list(state):
    """The list that was read is right."""
    form = ConfirmListForm()
    if form.validate_on_submit():
        try:
            states.confirm_list(state.country, actor=actor(), seen=form.seen.data or "")
        except RuleViolation as refusal:
            return changed(state.country, refusal.sentence)
        flash(_("Thank you. The list is confirmed."), "success")
    return redirect(url_for(".show_delegation", state_code=state.country))


def changed(code, sentence):
    """The page again with the list as it stands now, and why nothing was confirmed."""
    people = queries.in_office(code, today())
    form = ConfirmListForm(formdata=None, data={"seen": queries.fingerprint(people)})
    form.form_errors.append(sentence)
    return delegation_page(queries.get_state(code), refused=form)


@bp.route(f"/delegation/{STATE}/invite", methods=["GET", "POST"])
@access(Protocol.INVITE, get_state)
def invite_delegate(state):
    """Open the account of a delegate."""
    form, code = DelegateForm(data={"language": language()}), state.country
    if form.validate_on_submit():
        limits.count("state-invitation", code, limit=INVITATIONS_A_DAY, seconds=DAY)
        try:
            delegates.invite_delegate(
                state,
                actor=actor(),
                email=form.email.data,
                language=form.language.data,
                key=form.key,
            )
        except RuleViolation as refusal:
            form.email.errors = [refusal.sentence]
        else:
            flash(_("The invitation is on its way."), "success")
            return redirect(url_for(".show_delegation", state_code=code))
    return render_template(
        "protocol/invite_delegate.html", code=code, form=form, days=settings.invitation_days()
    ), status_of(form)


@bp.post("/delegation/delegates/<uuid:delegate_id>/end")
@access(Protocol.END_DELEGATE, queries.get_delegate)
def end_delegate(delegate):
    """Somebody no longer acts for the State."""
    code = delegate.country
    oneself = delegate.account_id == actor().id
    if Form().validate_on_submit():
        delegates.end_delegate(delegate, actor=actor())
        flash(_("The person does not act for the State any more."), "success")
    if oneself:
        return redirect(url_for("home.show_home"))
    return redirect(page_of(code))


def page_of(code) -> str:
    """The page of a State that this person works on."""
    own = code in actor().administers
    return url_for(".show_delegation" if own else ".show_state", state_code=code)
