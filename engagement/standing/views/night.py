"""What happens tonight: every act with its count, and the brake."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.permissions import can
from engagement.standing.commands import night as commands
from engagement.standing.forms.night import EVERYTHING, AllowForm, BrakeForm
from engagement.standing.forms.steps import ConfirmForm
from engagement.standing.models import Act
from engagement.standing.permissions import Standings
from engagement.standing.queries import batches
from engagement.standing.queries import night as queries
from engagement.standing.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


def night_page(*, brake_form=None):
    """The page with the brake's form as it was sent, or fresh."""
    return render_template(
        "standing/show_tonight.html",
        planned=queries.planned(),
        runs=queries.last_runs(),
        everything=queries.get_brake(None),
        batches=[(batch, batches.count(batch, actor())) for batch in batches.open_batches()],
        may_brake=can(actor(), Standings.BRAKE),
        form=brake_form or BrakeForm(formdata=None),
        confirm=ConfirmForm(formdata=None),
    ), status_of(brake_form) if brake_form is not None else 200


@bp.get("/tonight")
@access(Standings.SEE_TONIGHT)
def show_tonight():
    """What the next run does, over how many, and what holds it."""
    return night_page()


@bp.post("/tonight/pull-brake")
@access(Standings.BRAKE)
def pull_brake():
    """Hold an act of the night, or everything."""
    form = BrakeForm()
    if not form.validate_on_submit():
        return night_page(brake_form=form)
    commands.pull_brake(form.chosen, actor=actor(), reason=form.reason.data, key=form.key)
    flash(_("It is held until somebody releases it."), "success")
    return redirect(url_for(".show_tonight"))


@bp.post("/tonight/release-brake/<string(maxlength=40):act>")
@access(Standings.BRAKE)
def release_brake(act):
    """Let it happen again."""
    known = act == EVERYTHING or act in set(Act)
    brake = queries.get_brake(None if act == EVERYTHING else Act(act)) if known else None
    if ConfirmForm().validate_on_submit():
        if brake is None:
            flash(_("Nothing is held there now."), "info")
        else:
            commands.release_brake(brake, actor=actor())
            flash(_("It happens again from the next run on."), "success")
    return redirect(url_for(".show_tonight"))


@bp.route("/tonight/allow/<string(maxlength=40):act>", methods=["GET", "POST"])
@access(Standings.BRAKE)
def allow_tonight(act):
    """Let an act over more than the usual number run today."""
    if act not in set(Act):
        return redirect(url_for(".show_tonight"))
    planned = queries.plan_of(Act(act))
    form = AllowForm(data={"seen": planned.count})
    if form.validate_on_submit():
        commands.allow_tonight(
            planned.act, actor=actor(), reason=form.reason.data, seen=form.seen.data
        )
        flash(_("It runs within a minute."), "success")
        return redirect(url_for(".show_tonight"))
    return render_template("standing/allow_tonight.html", planned=planned, form=form), status_of(
        form
    )
