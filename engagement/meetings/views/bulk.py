"""Acts on several registrations: what would be done, row by row; then what was done; undoing."""

import uuid
from types import SimpleNamespace

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.mail import outbox
from engagement.meetings import settings
from engagement.meetings.commands import bulk as commands
from engagement.meetings.commands import bulk_plan
from engagement.meetings.commands.letters import addressee
from engagement.meetings.forms.bulk import FORMS
from engagement.meetings.models import BulkKind, RegistrationState
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries import staff_list
from engagement.meetings.queries.bulk_acts import get_bulk_act
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.staff_list import asked
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of

BULK_ACT = "/bulk-acts/<uuid:bulk_act_id>"


@bp.route(f"{MEETING}/registrations/several", methods=["GET", "POST"])
@access(Registrations.HANDLE_SEVERAL, get_meeting)
def act_on_registrations(meeting):
    """What an act would do with each, with the words that are sent; then it is done.

    Words are checked first (`step` is "check") and shown as their readers get them.
    """
    kind = _kind()
    view = asked(meeting, request.values)
    registrations = staff_list.chosen(actor(), meeting, _ids(meeting, view))
    rows = bulk_plan.plan(kind, registrations, actor())
    form, checked = FORMS[kind](), False
    step = request.form.get("step")
    if step in {"check", "do"} and form.validate_on_submit():
        checked = True
        if step == "do":
            try:
                bulk_act = commands.act(
                    kind,
                    registrations,
                    meeting=meeting,
                    actor=actor(),
                    words=commands.Words(**form.answers()),
                    key=form.key,
                )
            except RuleViolation as refusal:
                form.form_errors.append(refusal.sentence)
            else:
                return redirect(url_for(".show_bulk_act", bulk_act_id=bulk_act.id))
    words = commands.Words(**form.answers()) if checked else None
    wrong = step in {"check", "do"} and bool(form.errors)
    return render_template(
        "meetings/act_on_registrations.html",
        meeting=meeting,
        kind=kind,
        kinds=BulkKind,
        view=view,
        rows=rows,
        able=sum(each.refusal is None for each in rows),
        form=form,
        has_words=bool(form.answers()),
        checked=checked and not wrong,
        samples=samples_of(kind, rows, words) if words else [],
        minutes=settings.undo_minutes(),
    ), status_of(form) if wrong else 200


def _kind() -> BulkKind:
    asked_kind = request.values.get("what")
    return BulkKind(asked_kind) if asked_kind in set(BulkKind) else BulkKind.APPROVE


def _ids(meeting, view) -> list[uuid.UUID]:
    """The registrations that are meant: all of the list's filter, up to the most; or the ticked."""
    most = settings.most_in_bulk()
    if request.method == "GET" and request.args.get("which") == "all":
        return staff_list.first_ids(actor(), meeting, view.filters, most)
    found = []
    for value in request.values.getlist("registration")[:most]:
        try:
            found.append(uuid.UUID(value))
        except ValueError:
            continue
    return found


def samples_of(kind: BulkKind, rows, words) -> list:
    """One letter for each language among those who get one, as its reader would get it."""
    if kind not in {BulkKind.REFUSE, BulkKind.WRITE}:
        return []
    first = {}
    for each in rows:
        if each.refusal is None:
            first.setdefault(each.registration.language, each.registration)
    return [_sample(kind, first[language], words) for language in sorted(first)]


def _sample(kind, registration, words):
    template = "refused" if kind is BulkKind.REFUSE else "message"
    letter = outbox.compose(
        f"meetings/{template}",
        to=addressee(registration),
        about=registration,
        registration=SimpleNamespace(
            id=registration.id,
            name=registration.name,
            is_minor=registration.is_minor,
            refusal=words.reason,
        ),
        meeting=registration.meeting,
        position=None,
        words=words,
    )
    return SimpleNamespace(language=registration.language, subject=letter.subject, text=letter.text)


@bp.get(BULK_ACT)
@access(Registrations.HANDLE_SEVERAL, get_bulk_act)
def show_bulk_act(bulk_act):
    """What was done with each, with which nothing could be done and why; until when to undo it."""
    registrations = staff_list.chosen(
        actor(), bulk_act.meeting, [uuid.UUID(each) for each in bulk_act.asked]
    )
    rows = [
        (each, bulk_act.outcome_of(str(each.id)), bulk_act.undone_of(str(each.id)))
        for each in registrations
    ]
    return render_template(
        "meetings/show_bulk_act.html",
        bulk_act=bulk_act,
        states=RegistrationState,
        rows=rows,
        done=sum(outcome.was_done for _each, outcome, _undone in rows),
        left=sum(outcome.was_done and not undone.was_done for _each, outcome, undone in rows),
        form=Form(formdata=None),
    )


@bp.post(f"{BULK_ACT}/undo")
@access(Registrations.HANDLE_SEVERAL, get_bulk_act)
def undo_bulk_act(bulk_act):
    """Take it back, as far as that is possible."""
    if Form().validate_on_submit():
        commands.undo(bulk_act, actor=actor())
        flash(_("It is undone where that was possible. Its mails are recalled."), "success")
    return redirect(url_for(".show_bulk_act", bulk_act_id=bulk_act.id))
