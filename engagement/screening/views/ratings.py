"""Rate a case, raise or lower the rating, work on its plan."""

import uuid

from flask import flash, redirect, render_template
from flask_babel import gettext as _

from engagement.core.permissions import Role
from engagement.organizations.queries.staff import staff_who_may
from engagement.screening.commands import measures as plan_commands
from engagement.screening.commands import ratings as commands
from engagement.screening.forms.risk import LevelForm, MeasureForm, MoveForm, SettleForm
from engagement.screening.levels import NEEDS_REPLY, Level
from engagement.screening.models import MeasureState
from engagement.screening.permissions import Cases
from engagement.screening.permissions.risk import DESK
from engagement.screening.queries import cases, coverage, facts, measures, replies, tables
from engagement.screening.rating import rate
from engagement.screening.rating_words import said_of, sentence
from engagement.screening.sources import Track
from engagement.screening.views.acts import act
from engagement.screening.views.blueprint import bp
from engagement.screening.views.cases import back_to
from engagement.web.access import access, actor
from engagement.web.base_form import Form


@bp.route("/screening/cases/<uuid:case_id>/rate", methods=["GET", "POST"])
@access(Cases.HANDLE, cases.get_case)
def rate_case(case):
    """What the rules give, before it is put on record."""
    form = Form()
    if form.validate_on_submit():
        commands.rate_case(case, actor=actor())
        flash(_("The case is rated."), "success")
        return redirect(back_to(case)[0])
    found = facts.matched(case)
    computed = rate(facts.gathered(case, found), tables.tables())
    labels = tables.sector_labels()
    return render_template(
        "screening/rate_case.html",
        case=case,
        form=form,
        level=computed.level,
        contributions=[
            (each, sentence(each), said_of(each, labels)) for each in computed.contributions
        ],
        open_matches=found.open,
        unseen=coverage.why_not_rated(case.organization, Track(case.track)),
        unheard=computed.level in NEEDS_REPLY and not replies.was_heard(case),
        excluded=computed.level is Level.EXCLUDED,
    )


def _levels(case, *, above: bool):
    """Levels above or below the one in force, without the one that only criteria give."""
    rank = case.inherent.rank if case.inherent else 0
    return [
        level
        for level in Level
        if level is not Level.EXCLUDED and (level.rank > rank if above else level.rank < rank)
    ]


@bp.route("/screening/cases/<uuid:case_id>/raise", methods=["GET", "POST"])
@access(Cases.HANDLE, cases.get_case)
def raise_rating(case):
    """Rate it higher than the rules do."""
    form = LevelForm().offer(_levels(case, above=True))
    return act(
        form,
        lambda: commands.raise_rating(
            case, actor=actor(), level=Level(form.level.data), reason=form.reason.data
        ),
        done=_("The rating is raised."),
        title=_("Raise the rating"),
        send=_("Raise it"),
        back=back_to(case),
    )


@bp.route("/screening/cases/<uuid:case_id>/lower", methods=["GET", "POST"])
@access(Cases.HANDLE, cases.get_case)
def propose_lower(case):
    """Propose a lower rating."""
    form = LevelForm().offer(_levels(case, above=False))
    return act(
        form,
        lambda: commands.propose_lower(
            case, actor=actor(), level=Level(form.level.data), reason=form.reason.data
        ),
        done=_("Your proposal waits for a second person."),
        title=_("Propose a lower rating"),
        send=_("Propose it"),
        back=back_to(case),
        intro=_("It holds once a second person of the unit has confirmed it."),
    )


@bp.route("/screening/ratings/<uuid:rating_id>/settle", methods=["GET", "POST"])
@access(Cases.LOWER, cases.get_rating, fresh=True)
def settle_lower(row):
    """Confirm or refuse a lower rating."""
    form = SettleForm()
    return act(
        form,
        lambda: commands.settle_lower(row, actor=actor(), confirmed=form.confirmed.data == "yes"),
        done=_("Your answer is saved."),
        title=_("A lower rating to confirm"),
        send=_("Save the answer"),
        back=back_to(row.case),
        intro=_("Proposed: %(level)s", level=row.level.label),
        quoted=row.reason,
    )


@bp.route("/screening/cases/<uuid:case_id>/measure", methods=["GET", "POST"])
@access(Cases.HANDLE, cases.get_case)
def plan_measure(case):
    """A measure of its plan."""
    people = staff_who_may(Cases.VIEW, case, *(Role(role) for role in DESK))
    form = MeasureForm().offer(people)
    owners = {person.id: person for person in people}
    return act(
        form,
        lambda: plan_commands.plan_measure(
            case,
            actor=actor(),
            risk=form.risk.data,
            measure=form.measure.data,
            owner=owners[uuid.UUID(form.owner.data)],
            due_on=form.due_on.data,
            steps=int(form.steps.data),
            key=form.key,
        ),
        done=_("The measure stands in the plan."),
        title=_("Plan a measure"),
        send=_("Add it to the plan"),
        back=back_to(case),
    )


@bp.route("/screening/measures/<uuid:measure_id>", methods=["GET", "POST"])
@access(Cases.FOLLOW_MEASURE, measures.get_measure)
def move_measure(row):
    """How far a measure is."""
    form = MoveForm(data={"state": row.state.value, "due_on": row.due_on, "evidence": row.evidence})
    return act(
        form,
        lambda: plan_commands.move_measure(
            row,
            actor=actor(),
            state=MeasureState(form.state.data),
            evidence=form.evidence.data,
            due_on=form.due_on.data,
        ),
        done=_("The measure is saved."),
        title=_("How far the measure is"),
        send=_("Save"),
        back=back_to(row.case),
        quoted=row.measure,
    )
