"""Corrections of what was recorded: the list, the form, and the page of who confirms it."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engagement.accreditation.permissions import Accreditations
from engagement.audit.reading import note_read
from engagement.core.errors import RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.partial_dates import read
from engagement.core.permissions import can
from engagement.standing.commands import corrections as commands
from engagement.standing.forms.corrections import CorrectionForm
from engagement.standing.forms.steps import ConfirmForm
from engagement.standing.models import Correction, CorrectionState
from engagement.standing.permissions import Standings
from engagement.standing.queries import corrections as queries
from engagement.standing.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import country_name, format_date, format_date_known
from engagement.web.pages import keyset

LABELS = {
    "name": _l("Official name"),
    "latin_name": _l("Name in Latin letters"),
    "acronym": _l("Acronym"),
    "country": _l("Country or area"),
    "major_group": _l("Major Group"),
    "since": _l("Accredited since"),
    "number": _l("Number of the accreditation"),
    "report_due_on": _l("Next report due"),
}


@bp.get("/corrections")
@access(Standings.LIST_CORRECTIONS)
def list_corrections():
    """Every correction, the latest first, with how far it is."""
    page = keyset(
        queries.visible_to(actor()), (Correction.proposed_at, Correction.id), descending=True
    )
    return render_template(
        "standing/list_corrections.html",
        page=page,
        corrections=[row.Correction for row in page.rows],
        records=can(actor(), Accreditations.RECORD),
    )


@bp.route("/<uuid:accreditation_id>/propose-correction", methods=["GET", "POST"])
@access(Standings.PROPOSE_CORRECTION, queries.get_recorded)
def propose_correction(accreditation):
    """Write what should have been recorded; a colleague confirms it."""
    form = CorrectionForm(data=filled_from(accreditation))
    status = status_of(form)
    if form.validate_on_submit():
        try:
            correction = commands.propose_correction(
                accreditation,
                actor=actor(),
                facts=form.facts(),
                reason=form.reason.data,
                evidence=form.evidence.data,
                seen=form.seen.data,
                key=form.key,
            )
        except commands.Wrong as refusal:
            form[refusal.fact].errors, status = [refusal.sentence], 422
        except RuleViolation as refusal:
            form.reason.errors, status = [refusal.sentence], 409
            form.seen.data = queries.version_of(accreditation)
        else:
            flash(_("The correction is proposed. A colleague has to confirm it."), "success")
            return redirect(url_for(".show_correction", correction_id=correction.id))
    return render_template(
        "standing/propose_correction.html",
        accreditation=accreditation,
        recorded=shown({name: [text] for name, text in queries.as_recorded(accreditation).items()}),
        form=form,
    ), status


def filled_from(accreditation) -> dict:
    """What is recorded, as the fields take it, and which version of it that is."""
    facts = queries.as_recorded(accreditation)
    return facts | {
        "since": read(facts["since"]),
        "report_due_on": accreditation.report_due_on,
        "seen": queries.version_of(accreditation),
    }


def shown(differences) -> list[dict]:
    """Rows of a table: what it is, and each of its texts in words."""
    return [
        {"fact": fact, "label": LABELS[fact], "texts": [in_words(fact, text) for text in texts]}
        for fact, texts in differences.items()
    ]


def in_words(fact: str, text: str) -> str:
    """A fact as it stands on pages."""
    if not text:
        return ""
    if fact == "country":
        return country_name(text)
    if fact == "major_group":
        return MajorGroup(text).label
    if fact == "since":
        return format_date_known(*read(text))
    return format_date(date.fromisoformat(text)) if fact == "report_due_on" else text


@bp.get("/corrections/<uuid:correction_id>")
@access(Standings.VIEW_CORRECTION, queries.get_correction)
def show_correction(correction):
    """What is recorded, what should be, why, and what this person can do now."""
    note_read(correction)
    mine = correction.proposed_by_id == actor().id
    waits = correction.state == CorrectionState.PROPOSED
    decides = waits and can(actor(), Standings.DECIDE_CORRECTION, correction)
    ordered = {
        fact: correction.differences[fact]
        for fact in queries.FACTS
        if fact in correction.differences
    }
    return render_template(
        "standing/show_correction.html",
        correction=correction,
        rows=shown(ordered),
        mine=mine,
        may_confirm=decides and not mine,
        may_drop=decides,
        form=ConfirmForm(formdata=None),
    )


@bp.post("/corrections/<uuid:correction_id>/confirm-correction")
@access(Standings.DECIDE_CORRECTION, queries.get_correction, fresh=True)
def confirm_correction(correction):
    """Let it have been so from the beginning."""
    if ConfirmForm().validate_on_submit():
        commands.confirm_correction(correction, actor=actor())
        flash(_("Corrected. The register shows it within a minute."), "success")
    return redirect(url_for(".show_correction", correction_id=correction.id))


@bp.post("/corrections/<uuid:correction_id>/drop-correction")
@access(Standings.DECIDE_CORRECTION, queries.get_correction)
def drop_correction(correction):
    """Let a proposal go."""
    if ConfirmForm().validate_on_submit():
        commands.drop_correction(correction, actor=actor())
        flash(_("The proposal is dropped."), "success")
    return redirect(url_for(".list_corrections"))
