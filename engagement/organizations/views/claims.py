"""The claimant's pages: claim an entry, prove it, see how it stands; the link that proves it."""

import uuid

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from engagement.core import limits
from engagement.core.errors import RuleViolation
from engagement.documents import receiving
from engagement.documents import settings as document_settings
from engagement.organizations import commands, offers, settings
from engagement.organizations.forms.claims import LETTER, ClaimForm, LetterForm, ProofForm
from engagement.organizations.forms.members import ConfirmForm
from engagement.organizations.models import ClaimState, ClaimWay
from engagement.organizations.permissions import Organizations
from engagement.organizations.public import public_view
from engagement.organizations.queries import claims as queries
from engagement.organizations.queries import get_organization, open_memberships
from engagement.organizations.views.blueprint import bp
from engagement.organizations.views.claim_desk import desk_page
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.i18n import language
from engagement.web.odd_input import takes_file
from engagement.web.security import client_address

HOUR = 60 * 60


@bp.route("/claim/<string(maxlength=200):offer>", methods=["GET", "POST"])
@access(Organizations.CLAIM)
def claim_organization(offer):
    """Say that an entry is one's own organization's, and choose how to prove it."""
    organization_id = offers.claimed(offer)
    organization = queries.claimable(organization_id) if organization_id else None
    if organization is None:
        abort(404)
    if there := queries.open_claim(organization.id, actor().id):
        return redirect(url_for(".show_claim", claim_id=there.id))
    mailboxes = queries.mailboxes(organization)
    form = ClaimForm().offer(mailboxes, organization.web_domain)
    led = bool(open_memberships(organization))
    if form.validate_on_submit() and not led:
        return opened(organization, form)
    return render_template(
        "organizations/claim_organization.html",
        entry=public_view(organization),
        form=form,
        led=led,
        possible=bool(form.way.choices),
        ask=offers.offer_to(organization.id, actor().id),
        ask_form=ConfirmForm(formdata=None),
        days=settings.claim_objection_days(),
    ), status_of(form)


def opened(organization, form):
    """Open the claim, send the link where the mailbox is known, go to its page."""
    way = ClaimWay.LETTER if form.way.data == LETTER else ClaimWay.MAILBOX
    claim = commands.open_claim(
        organization,
        actor=actor(),
        way=way,
        words=form.words.data,
        language=language(),
        key=form.key,
    )
    if way == ClaimWay.MAILBOX and claim.proof_hash is None:
        send_to_contact(claim, form.way.data)
    return redirect(url_for(".show_claim", claim_id=claim.id))


def send_to_contact(claim, contact_id):
    """Send the link to the known contact of this id."""
    contact = next(
        (
            each
            for each in queries.contacts_of(claim.organization_id)
            if str(each.id) == str(contact_id)
        ),
        None,
    )
    commands.send_proof(claim, actor=actor(), contact=contact)
    flash(_("The link is on its way."), "success")


@bp.get("/claims/<uuid:claim_id>")
@access(Organizations.VIEW_CLAIM, queries.get_claim)
def show_claim(claim):
    """How a claim stands, for who opened it; for staff what they need to decide on it."""
    if claim.claimant_id == actor().id:
        return claim_page(claim)
    return desk_page(claim)


def claim_page(claim, *, letter_form=None, proof_form=None, status=None):
    """The claimant's page with the forms as given, or fresh."""
    form = letter_form or proof_form
    return render_template(
        "organizations/show_own_claim.html",
        claim=claim,
        entry=public_view(claim.organization),
        mailboxes=queries.mailboxes(claim.organization),
        letter_form=letter_form or LetterForm(formdata=None),
        proof_form=proof_form or ProofForm(formdata=None),
        form=ConfirmForm(formdata=None),
        refused=form,
        largest=document_settings.largest_megabytes(),
        days=settings.claim_objection_days(),
        states=ClaimState,
        ways=ClaimWay,
    ), status or (status_of(form) if form else 200)


@bp.post("/claims/<uuid:claim_id>/letter")
@access(Organizations.FOLLOW_CLAIM, queries.get_claim)
@takes_file
def send_letter(claim):
    """Send the letter on letterhead."""
    if claim.state != ClaimState.OPENED or claim.way != ClaimWay.LETTER:
        flash(_("No letter is needed for this claim."), "info")
        return redirect(url_for(".show_claim", claim_id=claim.id))
    form = LetterForm()
    if not form.validate_on_submit():
        return claim_page(claim, letter_form=form)
    taken, status = receiving.take_upload(form.file)
    if taken is None:
        return claim_page(claim, letter_form=form, status=status)
    commands.add_letter(claim, actor=actor(), taken=taken)
    flash(_("The letter is saved."), "success")
    return redirect(url_for(".show_claim", claim_id=claim.id))


@bp.post("/claims/<uuid:claim_id>/link")
@access(Organizations.FOLLOW_CLAIM, queries.get_claim)
def send_link(claim):
    """Have the link sent: to a known mailbox again, or to one at the web domain."""
    if claim.way == ClaimWay.MAILBOX:
        if ConfirmForm().validate_on_submit():
            send_to_contact(claim, request.form.get("contact"))
        return redirect(url_for(".show_claim", claim_id=claim.id))
    if claim.state != ClaimState.OPENED or claim.mailbox_proved_at:
        flash(_("No link is needed for this claim."), "info")
        return redirect(url_for(".show_claim", claim_id=claim.id))
    form = ProofForm()
    if form.validate_on_submit():
        try:
            commands.send_proof(claim, actor=actor(), email=form.email.data)
        except RuleViolation as refusal:
            form.email.errors = [refusal.sentence]
        else:
            flash(_("The link is on its way."), "success")
            return redirect(url_for(".show_claim", claim_id=claim.id))
    return claim_page(claim, proof_form=form)


@bp.post("/claims/<uuid:claim_id>/withdraw")
@access(Organizations.FOLLOW_CLAIM, queries.get_claim)
def withdraw_claim(claim):
    """Take one's claim back."""
    if ConfirmForm().validate_on_submit():
        commands.withdraw_claim(claim, actor=actor())
        flash(_("You have withdrawn your claim."), "success")
    return redirect(url_for(".show_claim", claim_id=claim.id))


@bp.route("/claims/prove/<string(maxlength=100):token>", methods=["GET", "POST"])
@public
def prove_claim(token):
    """The mailed link: proves the mailbox for the claimant, and tells anybody else what it is."""
    limits.count("claim-link", client_address(), limit=300, seconds=HOUR)
    claim = queries.by_proof(token)
    if claim is None:
        return render_template("organizations/claim_link_over.html"), 410
    own = current_user.is_authenticated and claim.claimant_id == actor().id
    form = ConfirmForm()
    if own and form.validate_on_submit():
        claim_id: uuid.UUID = claim.id
        commands.prove_mailbox(claim, actor=actor(), token=token)
        session.pop("come_back", None)
        flash(_("Thank you. You have shown that this mailbox is open to you."), "success")
        return redirect(url_for(".show_claim", claim_id=claim_id))
    if not current_user.is_authenticated:
        session["come_back"] = request.path
    return render_template(
        "organizations/prove_claim.html",
        claim=claim,
        form=form,
        own=own,
        here=request.path,
    ), 403 if request.method == "POST" and not own else 200


@bp.post("/ask-to-join")
@access(Organizations.CREATE)
def ask_to_join():
    """Ask the focal point of an offered organization for an invitation.

    Only what was offered to this person within a day can be asked; the answer is always the same.
    """
    organization_id = offers.offered_to(request.form.get("offer", ""), actor().id)
    organization = get_organization(organization_id) if organization_id else None
    if organization is None:
        abort(404)
    form = ConfirmForm()
    if form.validate_on_submit():
        commands.ask_to_join(organization, actor=actor(), email=current_user.email, key=form.key)
        flash(
            _("We have passed on your request. If it is agreed to, you get an invitation."),
            "success",
        )
    return redirect(url_for("home.show_home"))
