"""Outreach records, for regional officers and heads of unit."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.errors import RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import can
from engagement.outreach import settings
from engagement.outreach.commands import records as commands
from engagement.outreach.forms.records import NoteForm, RecordForm
from engagement.outreach.models import OutreachKind
from engagement.outreach.permissions import Outreach
from engagement.outreach.queries import records as queries
from engagement.outreach.queries.follow_ups import share_that_applied
from engagement.outreach.views.blueprint import bp, region_asked
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import country_name, format_list, label
from engagement.web.pages import keyset


@bp.get("/outreach")
@access(Outreach.LIST)
def list_records():
    """What was done, latest first; by region and kind, if asked."""
    asked = request.args.get("kind", "")
    kind = OutreachKind(asked) if asked in set(OutreachKind) else None
    region = region_asked()
    return render_template(
        "outreach/list_records.html",
        page=keyset(
            queries.listed(actor(), region=region, kind=kind), queries.ORDER, descending=True
        ),
        region=region,
        kind=kind,
        regions=list(Region),
        kinds=list(OutreachKind),
        share=share_that_applied(),
        keep_days=settings.keep_follow_ups_days(),
    )


@bp.route("/outreach/new", methods=["GET", "POST"])
@access(Outreach.ENTER)
def enter_record():
    """Keep what one did."""
    form = RecordForm(data={"held_on": today()})
    if form.validate_on_submit():
        try:
            record = commands.enter_record(form.data_of_record(), actor=actor(), key=form.key)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The record is kept."), "success")
            return redirect(url_for(".show_record", record_id=record.id))
    return form_page(form, None)


@bp.get("/outreach/<uuid:record_id>")
@access(Outreach.VIEW, queries.get_record)
def show_record(record):
    """One record with its notes."""
    return record_page(record, NoteForm(formdata=None))


@bp.route("/outreach/<uuid:record_id>/change", methods=["GET", "POST"])
@access(Outreach.CHANGE, queries.get_record)
def change_record(record):
    """Put right what one has entered."""
    form, record_id = RecordForm.of(record), record.id
    if form.validate_on_submit():
        try:
            commands.change_record(record, form.data_of_record(), actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The record is changed."), "success")
            return redirect(url_for(".show_record", record_id=record_id))
    return form_page(form, record)


@bp.post("/outreach/<uuid:record_id>/add-note")
@access(Outreach.ADD_NOTE, queries.get_record)
def add_note(record):
    """Correct or complete it."""
    form = NoteForm()
    if not form.validate_on_submit():
        return record_page(record, form)
    commands.add_note(record, text=form.text.data, actor=actor(), key=form.key)
    flash(_("The note is added."), "success")
    return redirect(url_for(".show_record", record_id=record.id))


def form_page(form, record):
    """The form, new or filled."""
    return render_template(
        "outreach/enter_record.html", form=form, record=record, hours=settings.change_hours()
    ), status_of(form)


def record_page(record, form):
    """The page, with the form as given."""
    return render_template(
        "outreach/show_record.html",
        record=record,
        notes=queries.notes_of(record),
        countries=format_list([country_name(code) for code in record.countries]),
        groups=format_list([label(MajorGroup(each)) for each in record.major_groups]),
        form=form,
        may_change=can(actor(), Outreach.CHANGE, record) and queries.is_open(record),
        may_note=can(actor(), Outreach.ADD_NOTE, record),
    ), status_of(form)
