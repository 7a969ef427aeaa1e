"""Second review, legal advice, the decision; the committee decides by its vote in a meeting."""

from flask_babel import gettext as _

from engagement.screening.commands import deciding as commands
from engagement.screening.forms.risk import DecisionForm, StepForm
from engagement.screening.models import CaseOutcome
from engagement.screening.permissions import Cases
from engagement.screening.queries import cases
from engagement.screening.views.acts import act
from engagement.screening.views.blueprint import bp
from engagement.screening.views.cases import back_to
from engagement.web.access import access, actor


@bp.route("/screening/cases/<uuid:case_id>/review", methods=["GET", "POST"])
@access(Cases.REVIEW, cases.get_case)
def review_case(case):
    """The note of a second reviewer."""
    form = StepForm()
    return act(
        form,
        lambda: commands.review_case(
            case, actor=actor(), agrees=form.agrees.data == "yes", text=form.text.data
        ),
        done=_("Your review is saved."),
        title=_("Second review"),
        about=case,
        send=_("Save the review"),
        back=back_to(case),
    )


@bp.route("/screening/cases/<uuid:case_id>/advise", methods=["GET", "POST"])
@access(Cases.ADVISE, cases.get_case)
def advise_case(case):
    """Legal advice."""
    form = StepForm()
    return act(
        form,
        lambda: commands.advise_case(
            case, actor=actor(), agrees=form.agrees.data == "yes", text=form.text.data
        ),
        done=_("Your advice is saved."),
        title=_("Legal advice"),
        about=case,
        send=_("Save the advice"),
        back=back_to(case),
    )


@bp.route("/screening/cases/<uuid:case_id>/decide", methods=["GET", "POST"])
@access(Cases.DECIDE, cases.get_case, fresh=True)
def decide_case(case):
    """Decide as the route says."""
    form = DecisionForm()
    return act(
        form,
        lambda: commands.decide_case(
            case,
            actor=actor(),
            outcome=CaseOutcome(form.outcome.data),
            reason=form.reason.data,
        ),
        done=_("The decision is on record."),
        title=_("Decide"),
        about=case,
        send=_("Decide"),
        back=back_to(case),
    )
