"""Changes: prepared and sent by the organization, answered by the office."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.countries import country
from engagement.core.errors import RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.organizations import queries as organizations
from engagement.standing import settings
from engagement.standing.commands import changes as commands
from engagement.standing.commands import undone_endings
from engagement.standing.forms.changes import FORMS, REFUSE, CheckChangeForm
from engagement.standing.forms.steps import ConfirmForm, ReasonForm
from engagement.standing.models import ENDINGS, ChangeKind, ChangeState
from engagement.standing.permissions import Standings
from engagement.standing.queries import changes as queries
from engagement.standing.queries.accreditations import get_accreditation
from engagement.standing.views.blueprint import bp
from engagement.standing.views.papers import papers_of
from engagement.standing.workflow import change_workflow
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import country_name, label


@bp.route(
    "/<uuid:accreditation_id>/prepare-change/<string(maxlength=40):kind>",
    methods=["GET", "POST"],
)
@access(Standings.ASK_CHANGE, lambda accreditation_id, kind: change_of(accreditation_id, kind))
def prepare_change(subject):
    """Say what should change and why; evidence is added on the next page."""
    accreditation, kind = subject.accreditation, subject.kind
    prepared = queries.open_change(accreditation, kind)
    form = FORMS[kind](data=begun(prepared, accreditation.organization))
    status = status_of(form)
    if form.validate_on_submit():
        try:
            change = commands.prepare_change(
                accreditation,
                actor=actor(),
                wanted=form.wanted(kind),
                explanation=form.explanation.data,
                key=form.key,
            )
        except RuleViolation as refusal:
            form.explanation.errors = [refusal.sentence]
            status = 409
        else:
            return redirect(url_for(".show_change", change_id=change.id))
    return render_template(
        "standing/prepare_change.html",
        accreditation=accreditation,
        kind=kind,
        ends=kind in ENDINGS,
        before=in_words(kind, commands.as_it_stands(accreditation, kind)),
        form=form,
    ), status


class Asked:
    """What `prepare_change` is about: permissions look at the accreditation."""

    def __init__(self, accreditation, kind: ChangeKind):
        self.accreditation, self.kind = accreditation, kind
        self.organization, self.organization_id = (
            accreditation.organization,
            accreditation.organization_id,
        )
        self.created_at = self.submitted_at = accreditation.created_at
        self.__tablename__ = accreditation.__tablename__


def change_of(accreditation_id, kind) -> Asked | None:
    """The accreditation and the kind that an address names; None when there is no such thing."""
    accreditation = get_accreditation(accreditation_id)
    known = kind in set(ChangeKind)
    return Asked(accreditation, ChangeKind(kind)) if accreditation and known else None


def begun(change, organization) -> dict:
    """What was prepared, else how it stands."""
    if change is not None and change.state == ChangeState.OPEN:
        return {
            "name": change.name,
            "latin_name": change.latin_name,
            "acronym": change.acronym,
            "major_group": change.major_group,
            "country": change.country,
            "explanation": change.explanation,
        }
    return {
        "name": organization.name,
        "latin_name": organization.latin_name,
        "acronym": organization.acronym,
        "major_group": organization.major_group,
        "country": organization.country,
    }


def in_words(kind: ChangeKind, stored: str) -> str:
    """What is stored of one side of a change, in the page's words; a name as it is."""
    if kind == ChangeKind.COUNTRY:
        return country_name(stored) if country(stored) else stored
    if kind == ChangeKind.MAJOR_GROUP:
        return label(MajorGroup(stored)) if stored else ""
    return stored


@bp.get("/changes/<uuid:change_id>")
@access(Standings.VIEW_CHANGE, queries.get_change)
def show_change(change):
    """What is asked for, with its evidence, and what this person can do now."""
    note_read(change)
    return change_page(change)


def change_page(change, *, check=None, undo=None):
    """The page with the form of the answer, or of undoing, as it was sent, or fresh."""
    me = actor()
    own = can(me, Standings.ASK_CHANGE, change)
    checks = (
        change.state == ChangeState.SUBMITTED
        and can(me, Standings.CHECK_CHANGE, change)
        and me.id not in change.hands
    )
    if (check and not checks) or (undo and not may_undo(change)):
        raise RuleViolation(MOVED_ON)
    if checks and check is None:
        check = CheckChangeForm(formdata=None)
    return render_template(
        "standing/show_change.html",
        change=change,
        accreditation=change.accreditation,
        before=in_words(change.kind, change.before),
        after=in_words(change.kind, commands.asked_for(change)),
        papers=papers_of(change),
        own=own,
        prepared=own and change.state == ChangeState.OPEN,
        may_withdraw=own and change.state in (ChangeState.OPEN, ChangeState.SUBMITTED),
        paper_missing=change.kind.needs_paper,
        check=check,
        alike=look_alikes(change) if checks else [],
        undo=(undo or ReasonForm(formdata=None)) if may_undo(change) else None,
        sent=check or undo,
        form=ConfirmForm(formdata=None),
        days=settings.change_days(),
        ends=change.kind in ENDINGS,
    ), status_of(check or undo) if check or undo else 200


def look_alikes(change) -> list:
    """Organizations called alike, as the public sees them, of a name that somebody asks for.

    Nothing of what is kept from this person by a conflict of interest, or withheld.
    """
    if change.kind != ChangeKind.NAME:
        return []
    own = change.organization
    matches = organizations.alike(
        names=[each for each in (change.name, change.latin_name, change.acronym) if each],
        country=own.country,
        registration_number=None,
        website=None,
        kept_from=actor().conflicts | {own.id},
    )
    return organizations.offered(matches) if matches else []


def may_undo(change) -> bool:
    """Whether this person can let the accreditation go on that ended by this request."""
    return "undo_ending" in change_workflow.available(change, actor()) and (
        change.accreditation.periods[-1].reason_code == change.kind
    )


@bp.post("/changes/<uuid:change_id>/undo-ending")
@access(Standings.UNDO_ENDING, queries.get_change, fresh=True)
def undo_ending(change):
    """Let an accreditation go on that ended by mistake."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return change_page(change, undo=form)
    undone_endings.undo_ending(change, actor=actor(), reason=form.reason.data, key=form.key)
    flash(_("The accreditation goes on, and the organization has been told."), "success")
    return redirect(url_for(".show_change", change_id=change.id))


@bp.post("/changes/<uuid:change_id>/send-change")
@access(Standings.ASK_CHANGE, queries.get_change)
def send_change(change):
    """Send it to the office."""
    form = ConfirmForm()
    if form.validate_on_submit():
        commands.send_change(change, actor=actor(), key=form.key)
        flash(_("Your request is sent."), "success")
    return redirect(url_for(".show_change", change_id=change.id))


@bp.post("/changes/<uuid:change_id>/withdraw-change")
@access(Standings.ASK_CHANGE, queries.get_change)
def withdraw_change(change):
    """Take it back."""
    accreditation_id = change.accreditation_id
    if ConfirmForm().validate_on_submit():
        commands.withdraw_change(change, actor=actor())
        flash(_("The request is taken back."), "success")
    return redirect(url_for(".show_accreditation", accreditation_id=accreditation_id))


@bp.post("/changes/<uuid:change_id>/check-change")
@access(Standings.CHECK_CHANGE, queries.get_change, fresh=True)
def check_change(change):
    """Accept it from today on, or refuse it with reasons."""
    form = CheckChangeForm()
    if not form.validate_on_submit():
        return change_page(change, check=form)
    if form.outcome.data == REFUSE:
        commands.refuse_change(change, actor=actor(), answer=form.answer.data, key=form.key)
        flash(_("The change is refused, and the organization has been told."), "success")
    else:
        commands.accept_change(change, actor=actor(), answer=form.answer.data or "", key=form.key)
        flash(_("The change holds from today on, and the organization has been told."), "success")
    return redirect(url_for(".show_change", change_id=change.id))
