"""Inviting a company to the Global Compact: the officer's page, and the company's to answer."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.permissions import can
from engagement.organizations.queries import get_organization
from engagement.screening.commands import compact as links
from engagement.screening.commands import compact_invitations as commands
from engagement.screening.forms.compact_invitations import AnswerInvitationForm
from engagement.screening.models import InvitationAnswer
from engagement.screening.permissions import Compacts
from engagement.screening.queries import compact as queries
from engagement.screening.sources import PUBLISHERS, Source
from engagement.screening.views.acts import act
from engagement.screening.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of


def to_organization(organization):
    """The address and the words of the way back to an organization."""
    return (
        url_for("organizations.show_organization", organization_id=organization.id),
        organization.name,
    )


@bp.route("/screening/compact/of/<uuid:organization_id>/invite", methods=["GET", "POST"])
@access(Compacts.INVITE, get_organization)
def invite_to_compact(organization):
    """Invite a company."""
    form = Form()
    return act(
        form,
        lambda: commands.invite_to_compact(organization, actor=actor(), key=form.key),
        done=_("The company is invited."),
        title=_("Invite it to the Global Compact"),
        send=_("Send the invitation"),
        back=to_organization(organization),
        intro=_(
            "Each of its focal points gets a mail in their language, which says what the Compact is"
            " and that nothing depends on the answer. Nobody is reminded."
        ),
    )


@bp.post("/screening/compact/of/<uuid:organization_id>/look")
@access(Compacts.DECIDE, get_organization)
def look_for_participants(organization):
    """Look once more for participants that an organization may be."""
    if Form().validate_on_submit():
        links.ask_participants(organization, actor=actor())
        flash(_("The lists of the Compact are being looked through."), "success")
    return redirect(to_organization(organization)[0])


@bp.get("/global-compact/invitations/<uuid:invitation_id>")
@access(Compacts.VIEW_INVITATION, queries.get_invitation)
def show_compact_invitation(invitation):
    """What the invitation says, and the company's answer."""
    form = AnswerInvitationForm(formdata=None, data=answered(invitation))
    return invitation_page(invitation, form)


def answered(invitation):
    """The answer so far, for the form."""
    answer = invitation.answer
    return {"answer": answer.value, "words": invitation.words} if answer else {}


def invitation_page(invitation, form):
    """The page of an invitation, with the form as given."""
    last = queries.last_invitation(invitation.organization_id)
    return render_template(
        "screening/show_compact_invitation.html",
        invitation=invitation,
        form=form,
        answers=can(actor(), Compacts.ANSWER, invitation) and last.id == invitation.id,
        publisher=PUBLISHERS[Source.GLOBAL_COMPACT],
    ), status_of(form)


@bp.post("/global-compact/invitations/<uuid:invitation_id>/answer")
@access(Compacts.ANSWER, queries.get_invitation)
def answer_compact_invitation(invitation):
    """Send the company's answer."""
    form = AnswerInvitationForm()
    if not form.validate_on_submit():
        return invitation_page(invitation, form)
    commands.answer_invitation(
        invitation,
        actor=actor(),
        answer=InvitationAnswer(form.answer.data),
        words=form.words.data or "",
    )
    flash(_("Thank you. Your answer is saved."), "success")
    return redirect(url_for(".show_compact_invitation", invitation_id=invitation.id))
