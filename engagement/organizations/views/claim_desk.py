"""Staff's pages of claims: the list, one claim with what is known, and what two people do."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engagement.audit.reading import note_read
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.documents import opening, receiving
from engagement.documents import settings as document_settings
from engagement.documents.models import Document
from engagement.organizations import commands, settings
from engagement.organizations.forms.claims import CheckForm, ReasonForm, RecoveryForm
from engagement.organizations.forms.members import ConfirmForm
from engagement.organizations.models import OPEN_CLAIM, Claim, ClaimState, ClaimWay, Organization
from engagement.organizations.panels import panels_of
from engagement.organizations.permissions import Organizations
from engagement.organizations.queries import claims as queries
from engagement.organizations.queries import focal_points, get_organization, led_by_nobody
from engagement.organizations.views.blueprint import bp
from engagement.organizations.workflow import workflow
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import language
from engagement.web.odd_input import takes_file
from engagement.web.pages import keyset

LANES = {
    "mine": _l("For me to look at"),
    "open": _l("Open"),
    "all": _l("All"),
}


@bp.get("/claims")
@access(Organizations.LIST_CLAIMS)
def list_claims():
    """Claims by lane, the latest first."""
    lane = request.args.get("lane", "mine")
    lane = lane if lane in LANES else "mine"
    statements = {
        "mine": queries.to_handle(actor()),
        "open": queries.visible_to(actor()).where(Claim.state.in_(OPEN_CLAIM)),
        "all": queries.visible_to(actor()),
    }
    page = keyset(statements[lane], (Claim.opened_at, Claim.id), descending=True)
    return render_template(
        "organizations/list_claims.html",
        page=page,
        claims=[row.Claim for row in page.rows],
        lanes=[
            {
                "label": words,
                "url": url_for(".list_claims", lane=key),
                "current": key == lane,
                "count": queries.work_count(actor()) if key == "mine" else None,
            }
            for key, words in LANES.items()
        ],
        unled=can(actor(), Organizations.LIST_UNLED),
    )


def desk_page(claim, *, check_form=None, refuse_form=None, resume_form=None):
    """A claim for staff, with the forms as given, or fresh."""
    note_read(claim)
    sent = check_form or refuse_form or resume_form
    steps = workflow.available(claim, actor())
    refused = {"check_claim": check_form, "refuse_claim": refuse_form, "resume_claim": resume_form}
    if any(form is not None and step not in steps for step, form in refused.items()):
        raise RuleViolation(MOVED_ON)
    return render_template(
        "organizations/show_claim.html",
        claim=claim,
        organization=claim.organization,
        panels=panels_of(claim.organization, actor()),
        contacts=queries.contacts_of(claim.organization_id),
        others=[one for one in queries.others_open(claim) if one.id != claim.id],
        steps=steps,
        may_confirm="confirm_claim" in steps and claim.checked_by_id != actor().id,
        check_form=check_form or CheckForm(formdata=None),
        refuse_form=refuse_form or ReasonForm(formdata=None, prefix="refuse"),
        resume_form=resume_form or ReasonForm(formdata=None, prefix="resume"),
        form=ConfirmForm(formdata=None),
        sent=sent,
        refusing=refuse_form is not None,
        days=settings.claim_objection_days(),
        states=ClaimState,
        ways=ClaimWay,
    ), status_of(sent) if sent else 200


@bp.get("/claims/<uuid:claim_id>/letter")
@access(Organizations.VIEW_CLAIM, queries.get_claim)
def show_letter(claim):
    """One page of the letter of a claim as a picture, its words beside it."""
    file = opening.opened(letter_of(claim), of=claim)
    return render_template("organizations/show_letter.html", claim=claim, file=file)


@bp.get("/claims/<uuid:claim_id>/letter/page-picture")
@access(Organizations.VIEW_CLAIM, queries.get_claim)
def show_letter_picture(claim):
    """A page of it as a picture."""
    return opening.page_picture(letter_of(claim), of=claim)


@bp.get("/claims/<uuid:claim_id>/letter/download")
@access(Organizations.VIEW_CLAIM, queries.get_claim)
def download_letter(claim):
    """The original as an attachment."""
    return opening.original(letter_of(claim), of=claim)


def letter_of(claim) -> Document:
    """The letter that came with a claim; without one there is no such page."""
    if claim.letter is None:
        abort(404)
    return claim.letter


@bp.post("/claims/<uuid:claim_id>/check")
@access(Organizations.HANDLE_CLAIM, queries.get_claim)
def check_claim(claim):
    """The first person finds it right."""
    form = CheckForm()
    if not form.validate_on_submit():
        return desk_page(claim, check_form=form)
    commands.check_claim(claim, actor=actor(), note=form.note.data)
    flash(
        _("Noted. Known contacts have been told, and a colleague is asked to confirm."), "success"
    )
    return redirect(url_for(".show_claim", claim_id=claim.id))


@bp.post("/claims/<uuid:claim_id>/confirm")
@access(Organizations.HANDLE_CLAIM, queries.get_claim, fresh=True)
def confirm_claim(claim):
    """The second person confirms."""
    if ConfirmForm().validate_on_submit():
        commands.confirm_claim(claim, actor=actor())
        flash(_("Confirmed. It takes effect when the time to object is over."), "success")
    return redirect(url_for(".show_claim", claim_id=claim.id))


@bp.post("/claims/<uuid:claim_id>/refuse")
@access(Organizations.HANDLE_CLAIM, queries.get_claim)
def refuse_claim(claim):
    """Refuse it, with a reason for the claimant."""
    form = ReasonForm(prefix="refuse")
    if not form.validate_on_submit():
        return desk_page(claim, refuse_form=form)
    commands.refuse_claim(claim, actor=actor(), reason=form.reason.data)
    flash(_("The claim is refused."), "success")
    return redirect(url_for(".list_claims"))


@bp.post("/claims/<uuid:claim_id>/resume")
@access(Organizations.HANDLE_CLAIM, queries.get_claim)
def resume_claim(claim):
    """Let it go on in spite of an objection."""
    form = ReasonForm(prefix="resume")
    if not form.validate_on_submit():
        return desk_page(claim, resume_form=form)
    commands.resume_claim(claim, actor=actor(), reason=form.reason.data)
    flash(
        _("The claim goes on. Contacts are told again, and a colleague has to confirm."), "success"
    )
    return redirect(url_for(".show_claim", claim_id=claim.id))


@bp.get("/led-by-nobody")
@access(Organizations.LIST_UNLED)
def list_led_by_nobody():
    """Organizations whose focal points have gone: somebody has to be invited."""
    return render_template(
        "organizations/list_led_by_nobody.html",
        page=keyset(led_by_nobody(actor()), (Organization.name, Organization.id)),
    )


@bp.route("/<uuid:organization_id>/invite-focal-point", methods=["GET", "POST"])
@access(Organizations.RECOVER, get_organization)
@takes_file
def invite_focal_point(organization):
    """A head of unit proposes somebody to lead an organization that nobody leads, or can reach."""
    form = RecoveryForm(data={"language": language()})
    status = status_of(form)
    if form.validate_on_submit():
        taken, status = receiving.take_upload(form.file)
        if taken is not None:
            claim = commands.open_recovery(
                organization,
                actor=actor(),
                email=form.email.data,
                language=form.language.data,
                reason=form.reason.data,
                taken=taken,
                key=form.key,
            )
            flash(_("Proposed. A colleague has to confirm it; contacts have been told."), "success")
            return redirect(url_for(".show_claim", claim_id=claim.id))
    return render_template(
        "organizations/invite_focal_point.html",
        organization=organization,
        form=form,
        led=queries.is_led(organization),
        silent=bool(focal_points(organization.id)),
        silent_days=settings.silent_days(),
        days=settings.silent_objection_days()
        if focal_points(organization.id)
        else settings.claim_objection_days(),
        largest=document_settings.largest_megabytes(),
    ), status
