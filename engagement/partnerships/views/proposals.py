"""Pages of partners: write a proposal, name partners, confirm, submit, withdraw, follow it.

Nothing of screening stands here: what partners see of a case under review is one word.
"""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.organizations.queries import get_organization
from engagement.partnerships.commands import proposals as commands
from engagement.partnerships.forms.proposals import PartnerForm, ProposalForm, WithdrawForm
from engagement.partnerships.models import Partnership, PartnershipState
from engagement.partnerships.permissions import Partnerships
from engagement.partnerships.queries import partnerships as queries
from engagement.partnerships.views.blueprint import bp
from engagement.partnerships.workflow import partnership_workflow
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of
from engagement.web.i18n import language

P = PartnershipState
UNDER_REVIEW = frozenset({P.SUBMITTED, P.SCREENED, P.RECOMMENDED})
TONES = {
    P.DRAFT: "neutral",
    P.DECIDED: "good",
    P.ACTIVE: "active",
    P.REPORTING: "attention",
    P.COMPLETED: "good",
    P.REFUSED: "bad",
}
SEEN = "/<uuid:partnership_id>"


def words_of_state(partnership: Partnership):
    """What partners read of its state, and the tone: how far a review is stays with the office."""
    if partnership.state in UNDER_REVIEW:
        return _l("Under review"), "waiting"
    return partnership.state.label, TONES.get(partnership.state, "neutral")


@bp.route("/propose/<uuid:organization_id>", methods=["GET", "POST"])
@access(Partnerships.PROPOSE, get_organization)
def propose_partnership(organization):
    """Begin a proposal."""
    form = ProposalForm()
    if form.validate_on_submit():
        try:
            partnership = commands.propose_partnership(
                organization, form.proposal(), actor=actor(), language=language(), key=form.key
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The draft is saved. Read it once more, and submit it."), "success")
            return redirect(url_for(".show_partnership", partnership_id=partnership.id))
    return render_template(
        "partnerships/propose.html", form=form, organization=organization, partnership=None
    ), status_of(form)


@bp.get(SEEN)
@access(Partnerships.VIEW, queries.get_partnership)
def show_partnership(partnership):
    """A partnership as its partners see it."""
    return partnership_page(partnership)


def partnership_page(partnership, *, withdraw_form=None, refused=None):
    """The page, with the forms as given or fresh."""
    person = actor()
    words, tone = words_of_state(partnership)
    return render_template(
        "partnerships/show_partnership.html",
        partnership=partnership,
        words=words,
        tone=tone,
        writes=partnership.state is P.DRAFT and can(person, Partnerships.WRITE, partnership),
        own=[each for each in partnership.partners if each.organization_id in person.leads],
        available=partnership_workflow.available(partnership, person),
        reports=queries.reports_of(partnership),
        reports_due=can(person, Partnerships.REPORT, partnership),
        at_desk=can(person, Partnerships.AUDIT, partnership),
        form=Form(formdata=None),
        withdraw_form=withdraw_form or WithdrawForm(formdata=None),
        refused=refused or withdraw_form,
    ), 422 if refused or withdraw_form else 200


@bp.route(f"{SEEN}/change", methods=["GET", "POST"])
@access(Partnerships.WRITE, queries.get_partnership)
def change_proposal(partnership):
    """Change a draft."""
    form, partnership_id = ProposalForm.of(partnership), partnership.id
    if form.validate_on_submit():
        try:
            commands.change_proposal(partnership, form.proposal(), actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The draft is changed."), "success")
            return redirect(url_for(".show_partnership", partnership_id=partnership_id))
    return render_template(
        "partnerships/propose.html",
        form=form,
        organization=partnership.organization,
        partnership=partnership,
    ), status_of(form)


@bp.route(f"{SEEN}/add-partner", methods=["GET", "POST"])
@access(Partnerships.WRITE, queries.get_partnership)
def add_partner(partnership):
    """Look for an organization of the register, and name it as partner."""
    words, partnership_id = request.args.get("q", "")[:200], partnership.id
    found = queries.found(words, but=partnership.organization_ids)
    form = PartnerForm().offer(found)
    if form.validate_on_submit():
        wanted = get_organization(uuid.UUID(form.organization.data))
        try:
            commands.add_partner(partnership, wanted, actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The partner is named. Its focal points were asked to confirm."), "success")
            return redirect(url_for(".show_partnership", partnership_id=partnership_id))
    return render_template(
        "partnerships/add_partner.html",
        form=form,
        partnership=partnership,
        words=words,
        found=found,
    ), status_of(form)


@bp.post("/partner/<uuid:partner_id>/confirm")
@access(Partnerships.CONFIRM, lambda partner_id: of_partner(partner_id))
def confirm_partner(partnership):
    """A focal point says that the organization takes part."""
    partner = queries.get_partner(request.view_args["partner_id"])
    return acted(
        partnership,
        lambda: commands.confirm_partner(partner, actor=actor()),
        _("You confirmed that your organization takes part."),
    )


@bp.post("/partner/<uuid:partner_id>/remove")
@access(Partnerships.VIEW, lambda partner_id: of_partner(partner_id))
def remove_partner(partnership):
    """Take a partner out, or decline to be one."""
    partner = queries.get_partner(request.view_args["partner_id"])
    own = partnership.organization_id in actor().belongs_to
    if not Form().validate_on_submit():
        return partnership_page(partnership)
    partnership_id = partnership.id
    commands.remove_partner(partner, actor=actor())
    flash(_("The partner is taken out."), "success")
    if own:
        return redirect(url_for(".show_partnership", partnership_id=partnership_id))
    return redirect(url_for("home.show_home"))


def of_partner(partner_id):
    """The partnership of a partner."""
    partner = queries.get_partner(partner_id)
    return queries.get_partnership(partner.partnership_id) if partner else None


@bp.post(f"{SEEN}/submit-partnership")
@access(Partnerships.SUBMIT, queries.get_partnership)
def submit_partnership(partnership):
    """Send it."""
    return acted(
        partnership,
        lambda: commands.submit_partnership(partnership, actor=actor()),
        _("The proposal is submitted. You will get a mail when it is decided."),
    )


@bp.post(f"{SEEN}/withdraw-partnership")
@access(Partnerships.SUBMIT, queries.get_partnership)
def withdraw_partnership(partnership):
    """Take it back."""
    form = WithdrawForm()
    if not form.validate_on_submit():
        return partnership_page(partnership, withdraw_form=form)
    return acted(
        partnership,
        lambda: commands.withdraw_partnership(partnership, actor=actor(), reason=form.reason.data),
        _("The proposal is withdrawn."),
    )


@bp.post(f"{SEEN}/delete-draft")
@access(Partnerships.WRITE, queries.get_partnership)
def delete_draft(partnership):
    """Delete what was never sent."""
    if not Form().validate_on_submit():
        return partnership_page(partnership)
    organization_id = partnership.organization_id
    commands.delete_draft(partnership, actor=actor())
    flash(_("The draft is deleted."), "success")
    return redirect(url_for("organizations.show_organization", organization_id=organization_id))


def acted(partnership, act, words):
    """Do it and back; what a rule refuses is said on the page."""
    form, partnership_id = Form(), partnership.id
    if form.validate_on_submit():
        try:
            act()
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
            return partnership_page(partnership, refused=form)
        flash(words, "success")
    return redirect(url_for(".show_partnership", partnership_id=partnership_id))
