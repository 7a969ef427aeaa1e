"""Looking again at a refusal: the organization asks, approvers who took no part decide."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries, settings
from engagement.accreditation.forms.decision import AskForm, ReconsideredForm
from engagement.accreditation.models import (
    RECONSIDERED_OUTCOMES,
    ApplicationState,
    Outcome,
)
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views import certified, screening
from engagement.accreditation.views.blueprint import bp
from engagement.accreditation.views.decision import (
    case_rows,
    letters,
    tell_decided,
    wants_preview,
    what_was_sent,
)
from engagement.accreditation.views.hindrance import kept_from
from engagement.accreditation.workflow import DECIDE_AGAIN, RECONSIDER
from engagement.audit.reading import noted
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.pages import keyset


@bp.route("/applications/<uuid:application_id>/ask-reconsideration", methods=["GET", "POST"])
@access(Accreditations.ASK_RECONSIDERATION, queries.get_application)
def ask_reconsideration(application):
    """Ask to look again at a refusal."""
    form = AskForm()
    if form.validate_on_submit():
        commands.ask_reconsideration(
            application, actor=actor(), reasons=form.reasons.data, key=form.key
        )
        flash(_("We have received your request. You get an answer by mail."), "success")
        return redirect(url_for(".show_application", application_id=application.id))
    return render_template(
        "accreditation/ask_reconsideration.html",
        application=application,
        form=form,
        hindrance=kept_from(RECONSIDER, application, actor()),
        refusal=queries.last_refusal(application),
        days=settings.reconsideration_days(),
    ), status_of(form)


@bp.get("/reconsiderations")
@access(Accreditations.QUEUE_OF_RECONSIDERATIONS)
def show_reconsiderations():
    """Requests that wait for an approver, oldest application first."""
    page = keyset(queries.to_reconsider(actor()), queries.QUEUE_ORDER)
    by_id = queries.cases(actor(), [row.id for row in page.rows])
    return render_template(
        "accreditation/show_reconsiderations.html",
        page=page,
        rows=[
            {
                "application": by_id[row.id],
                "took_part": actor().id in queries.hands_of(by_id[row.id]),
            }
            for row in page.rows
        ],
    )


@bp.route("/desk/<uuid:application_id>/decide-reconsideration", methods=["GET", "POST"])
@access(Accreditations.RECONSIDER, queries.get_application, fresh=True)
@noted
def decide_reconsideration(application):
    """Uphold, overturn or reopen, with the request and the first decision before one's eyes."""
    form = ReconsideredForm()
    valid = (
        form.validate_on_submit()
        and not certified.kept_from(application, form.outcome)
        and not screening.kept_from(application, form.outcome)
    )
    if valid and not wants_preview():
        decision = commands.decide_reconsideration(
            application,
            actor=actor(),
            outcome=Outcome(form.outcome.data),
            reason=form.reason.data,
            key=form.key,
        )
        tell_decided(decision)
        return redirect(url_for(".show_decisions"))
    waits = application.state == ApplicationState.RECONSIDERATION
    return render_template(
        "accreditation/decide_reconsideration.html",
        application=application,
        form=form,
        case=case_rows([application], here=True)[0],
        hindrance=kept_from(DECIDE_AGAIN, application, actor()),
        request_made=queries.reconsideration_of(application),
        refusal=queries.last_refusal(application),
        **what_was_sent(application),
        letters=letters(application, RECONSIDERED_OUTCOMES, form.reason.data) if waits else [],
        left=queries.left_after(application, actor().id),
        previewed=valid,
        undo_minutes=settings.undo_minutes(),
    ), 200 if valid else status_of(form)
