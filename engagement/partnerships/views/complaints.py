"""Complaints: anybody writes one and follows it by a link; staff look into it and answer."""

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core import limits
from engagement.core.clock import today
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.partnerships import settings
from engagement.partnerships.commands import complaints as commands
from engagement.partnerships.forms.complaints import ComplaintForm
from engagement.partnerships.forms.desk import AnswerForm, CloseForm, LookForm
from engagement.partnerships.models import ComplaintState
from engagement.partnerships.permissions import Complaints
from engagement.partnerships.queries import complaints as queries
from engagement.partnerships.queries.public import by_reference
from engagement.partnerships.views.blueprint import asked, bp
from engagement.partnerships.workflow import complaint_workflow
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.i18n import language
from engagement.web.pages import keyset
from engagement.web.security import client_address
from engagement.web.templating import link

LINKS_AN_HOUR = 60
COMPLAINT = "/complaints/<uuid:complaint_id>"
TONES = {
    ComplaintState.RECEIVED: "waiting",
    ComplaintState.LOOKED_INTO: "active",
    ComplaintState.ANSWERED: "good",
    ComplaintState.CLOSED: "neutral",
}


@bp.route("/complain", methods=["GET", "POST"])
@public
def complain():
    """Anybody complains, about a partnership of the register or in general."""
    about = request.args.get("about", "")[:40]
    partnership = by_reference(about) if about else None
    if about and partnership is None:
        abort(404)
    form = ComplaintForm()
    if form.validate_on_submit():
        limit = settings.complaints_an_hour()
        limits.count("complaint", client_address(), limit=limit, seconds=3600)
        complaint, token = commands.receive_complaint(
            partnership=partnership,
            text=form.text.data,
            email=form.email.data,
            language=language(),
            key=form.key,
        )
        if token is None:
            flash(
                _("This complaint was received before: %(number)s.", number=complaint.reference),
                "info",
            )
            return redirect(url_for(".show_register"))
        flash(_("Your complaint was received. Keep the address of this page."), "success")
        return redirect(url_for(".follow_complaint", token=token))
    return render_template(
        "partnerships/complain.html",
        form=form,
        partnership=partnership,
        look_days=settings.complaint_look_days(),
        answer_days=settings.complaint_answer_days(),
        keep_days=settings.keep_complaints_days(),
    ), status_of(form)


@bp.get("/complaints/follow/<string(maxlength=100):token>")
@public
def follow_complaint(token):
    """How far a complaint is, and its answer, for whoever has the link."""
    limits.count("complaint-link", client_address(), limit=LINKS_AN_HOUR, seconds=3600)
    complaint = queries.by_token(token)
    if complaint is None:
        abort(404)
    answer = make_response(
        render_template(
            "partnerships/follow_complaint.html",
            complaint=complaint,
            tone=TONES[complaint.state],
            waits=complaint.state in queries.WAITING,
        )
    )
    answer.cache_control.no_store = True
    return answer


@bp.get("/complaints")
@access(Complaints.LIST)
def list_complaints():
    """Complaints by state, the longest waiting first."""
    state, person = asked(ComplaintState, "state") or ComplaintState.RECEIVED, actor()
    counts = queries.counts(person)
    return render_template(
        "partnerships/list_complaints.html",
        page=keyset(
            queries.listed(person, state),
            queries.ORDER,
            descending=state is ComplaintState.CLOSED,
        ),
        lanes=[
            {
                "label": each.label,
                "url": link("partnerships.list_complaints", state=each.value),
                "current": each is state,
                "count": counts.get(each, 0),
            }
            for each in ComplaintState
        ],
        waits=state in queries.WAITING,
        today=today(),
    )


@bp.get(COMPLAINT)
@access(Complaints.VIEW, queries.get_complaint)
def show_complaint(complaint):
    """One complaint, and what can be done with it now."""
    return complaint_page(complaint)


def complaint_page(complaint, **forms):
    """The page, with the forms as given or fresh."""
    note_read(complaint)
    refused = next(iter(forms.values()), None)
    fresh = {
        "look_form": LookForm(formdata=None),
        "answer_form": AnswerForm(formdata=None),
        "close_form": CloseForm(formdata=None),
    }
    return render_template(
        "partnerships/show_complaint.html",
        complaint=complaint,
        tone=TONES[complaint.state],
        available=complaint_workflow.available(complaint, actor()),
        handles=can(actor(), Complaints.HANDLE, complaint),
        overdue=complaint.state in queries.WAITING and complaint.due_on < today(),
        refused=refused,
        **fresh | forms,
    ), 422 if refused else 200


def acted(complaint, name, form, act, words):
    """Do what a valid form asks and back; what a rule refuses is said above the form."""
    complaint_id = complaint.id
    if not form.validate_on_submit():
        return complaint_page(complaint, **{name: form})
    try:
        act(form)
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return complaint_page(complaint, **{name: form})
    flash(words, "success")
    return redirect(url_for(".show_complaint", complaint_id=complaint_id))


@bp.post(f"{COMPLAINT}/look-into-complaint")
@access(Complaints.HANDLE, queries.get_complaint)
def look_into_complaint(complaint):
    """Take it over."""
    return acted(
        complaint,
        "look_form",
        LookForm(),
        lambda form: commands.look_into_complaint(
            complaint, actor=actor(), note=form.note.data or ""
        ),
        _("You look into this complaint now."),
    )


@bp.post(f"{COMPLAINT}/answer-complaint")
@access(Complaints.HANDLE, queries.get_complaint)
def answer_complaint(complaint):
    """Answer it."""
    return acted(
        complaint,
        "answer_form",
        AnswerForm(),
        lambda form: commands.answer_complaint(complaint, actor=actor(), answer=form.answer.data),
        _("The answer is given."),
    )


@bp.post(f"{COMPLAINT}/close-complaint")
@access(Complaints.HANDLE, queries.get_complaint)
def close_complaint(complaint):
    """End it."""
    return acted(
        complaint,
        "close_form",
        CloseForm(),
        lambda form: commands.close_complaint(complaint, actor=actor(), note=form.note.data or ""),
        _("The complaint is closed."),
    )
