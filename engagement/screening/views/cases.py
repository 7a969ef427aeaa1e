"""Screening cases: the list by lane, one case on one page, taking it up, giving it back."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.permissions import can
from engagement.organizations.queries.members import focal_points
from engagement.screening.commands import cases as commands
from engagement.screening.commands import ratings
from engagement.screening.facts import Compact
from engagement.screening.forms.risk import CompactForm, ReasonForm, SectorForm
from engagement.screening.models import ScreeningCase
from engagement.screening.permissions import Cases
from engagement.screening.queries import cases as queries
from engagement.screening.queries import compact as compact_links
from engagement.screening.queries import coverage, deciding, facts, measures, replies, tables
from engagement.screening.queries.cases import Lane
from engagement.screening.questionnaire import BY_KEY
from engagement.screening.rating import Contribution, rate
from engagement.screening.rating_words import said_of, sentence
from engagement.screening.sources import Track
from engagement.screening.views import case_history
from engagement.screening.views.acts import act
from engagement.screening.views.blueprint import bp
from engagement.screening.views.next_action import next_action
from engagement.screening.workflow.cases import workflow
from engagement.web.access import access, actor
from engagement.web.base_form import Form
from engagement.web.pages import keyset
from engagement.web.subject_links import links_to

ORDER = (ScreeningCase.opened_at, ScreeningCase.id)


def back_to(case):
    """The address and the words of the way back to a case."""
    return url_for(".show_case", case_id=case.id), case.reference


@bp.get("/screening/cases")
@access(Cases.LIST)
def list_cases():
    """Cases by lane, the oldest first; without a lane in the address the first that has any."""
    me, asked = actor(), request.args.get("lane")
    waiting = deciding.waiting_for(me)
    counts = {Lane.FOR_YOU: queries.count_of(waiting)} | queries.lane_counts(me)
    shown = next((each for each in counts if counts[each]), Lane.TO_ASSESS)
    lane = Lane(asked) if asked in counts else shown
    return render_template(
        "screening/list_cases.html",
        page=keyset(waiting if lane is Lane.FOR_YOU else queries.in_lane(me, lane), ORDER),
        lane=lane,
        counts=counts,
        missing=coverage.missing_on(Track.PRIVATE_SECTOR, Track.PARTNERSHIP),
        overdue=measures.overdue_count(actor()),
    )


@bp.get("/screening/cases/<uuid:case_id>")
@access(Cases.VIEW, queries.get_case)
def show_case(case):
    """One case: facts, rating with every contribution, plan, route, what comes next."""
    note_read(case)
    found = facts.matched(case)
    labels = tables.sector_labels()
    held = queries.rating_in_force(case) if case.inherent else None
    contributions = (
        [Contribution.of(each) for each in held.contributions]
        if held
        else rate(facts.gathered(case, found), tables.tables()).contributions
    )
    plan = measures.plan_of(case)
    what_for = (case.subject_type, case.subject_id)
    return render_template(
        "screening/show_case.html",
        case=case,
        subject=links_to(actor(), [what_for]).get(what_for),
        held=held,
        contributions=[(each, sentence(each), said_of(each, labels)) for each in contributions],
        sector=labels.get(case.sector, case.sector) if case.sector else None,
        findings=facts.findings_of(case),
        matched=found,
        unseen=coverage.why_not_rated(case.organization, Track(case.track)),
        compact=facts.standing_of(case),
        compact_link=compact_links.link_of(case.organization_id),
        controversies=facts.controversies_of(case.organization_id),
        replies=replies.replies_of(case),
        plan=plan,
        papers=facts.papers_by_place(case.organization_id),
        steps=deciding.steps_due(case),
        pending=queries.pending_rating(case),
        hands=queries.hands_of(case),
        available=workflow.available(case, actor()),
        next=next_action(case, actor(), has_leaders=bool(focal_points(case.organization_id))),
        handles=can(actor(), Cases.HANDLE, case),
        criteria=BY_KEY,
        history=case_history.events(case, actor()),
        me=actor().id,
        form=Form(formdata=None),
    )


@bp.post("/screening/cases/<uuid:case_id>/take")
@access(Cases.HANDLE, queries.get_case)
def take_case(case):
    """Become its officer."""
    if Form().validate_on_submit():
        commands.take_case(case, actor=actor())
        flash(_("You are the officer of this case now."), "success")
    return redirect(back_to(case)[0])


@bp.post("/screening/cases/<uuid:case_id>/assess")
@access(Cases.HANDLE, queries.get_case)
def assess_case(case):
    """Say that the facts are gathered."""
    if Form().validate_on_submit():
        ratings.assess_case(case, actor=actor())
        flash(_("The facts are gathered. The case can be rated now."), "success")
    return redirect(back_to(case)[0])


@bp.route("/screening/cases/<uuid:case_id>/sector", methods=["GET", "POST"])
@access(Cases.HANDLE, queries.get_case)
def choose_sector(case):
    """The sector of the company."""
    form = SectorForm(data={"sector": case.sector or ""}).offer(tables.sector_labels())
    return act(
        form,
        lambda: commands.choose_sector(case, actor=actor(), sector=form.sector.data),
        done=_("The sector is saved."),
        title=_("Choose the sector"),
        send=_("Save the sector"),
        back=back_to(case),
    )


@bp.route("/screening/cases/<uuid:case_id>/compact", methods=["GET", "POST"])
@access(Cases.HANDLE, queries.get_case)
def note_compact(case):
    """The standing of the company in the Global Compact."""
    known = {} if case.compact is Compact.UNKNOWN else {"compact": case.compact.value}
    form = CompactForm(data=known)
    return act(
        form,
        lambda: commands.note_compact(
            case, actor=actor(), compact=Compact(form.compact.data), note=form.note.data
        ),
        done=_("The standing in the Global Compact is saved."),
        title=_("Standing in the Global Compact"),
        send=_("Save"),
        back=back_to(case),
        intro=_("Taking no part never counts against a small enterprise."),
    )


@bp.route("/screening/cases/<uuid:case_id>/take-back", methods=["GET", "POST"])
@access(Cases.HANDLE, queries.get_case)
def take_back_case(case):
    """Assess it again: something new is known."""
    form = ReasonForm()
    return act(
        form,
        lambda: commands.take_back_case(case, actor=actor(), reason=form.reason.data),
        done=_("The case is open again."),
        title=_("Take the case back"),
        send=_("Take it back"),
        back=back_to(case),
        intro=_("The rating, the second review and legal advice count no more; they stay on file."),
        kind="warning",
    )


@bp.route("/screening/cases/<uuid:case_id>/reopen", methods=["GET", "POST"])
@access(Cases.REOPEN, queries.get_case, fresh=True)
def reopen_case(case):
    """Open a decided or stopped case again."""
    form = ReasonForm()
    return act(
        form,
        lambda: commands.reopen_case(case, actor=actor(), reason=form.reason.data),
        done=_("The case is open again."),
        title=_("Open the case again"),
        send=_("Open it again"),
        back=back_to(case),
        intro=_("The decision counts no more; it stays on file. The company is heard anew."),
        kind="warning",
    )
