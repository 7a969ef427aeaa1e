"""Meetings with business: the public register, and the officers' pages."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core import limits
from engagement.core.clock import today
from engagement.core.countries import Region, Subregion
from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.partnerships import settings
from engagement.partnerships.commands import meetings as commands
from engagement.partnerships.forms.meetings import BusinessMeetingForm, RemoveForm
from engagement.partnerships.permissions import BusinessMeetings
from engagement.partnerships.queries import meetings as queries
from engagement.partnerships.views.blueprint import asked, bp
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.designations import closing_line
from engagement.web.i18n import label, language
from engagement.web.pages import keyset
from engagement.web.security import client_address
from engagement.web.spreadsheets import csv_answer

FILES_AN_HOUR = 60
MEETING = "/business-meetings/<uuid:business_meeting_id>"


@bp.get("/business-meetings")
@public
def show_business_meetings():
    """Whom the secretariat met, latest first, by region and subregion."""
    region, subregion = asked(Region, "region"), asked(Subregion, "subregion")
    page = keyset(queries.public(region, subregion), queries.ORDER, descending=True)
    return render_template(
        "partnerships/show_business_meetings.html",
        page=page,
        took_part={row.id: queries.public_participants(row.BusinessMeeting) for row in page.rows},
        region=region,
        subregion=subregion,
        regions=list(Region),
        subregions=list(Subregion),
        days=settings.meeting_public_days(),
        kept={
            name: value.value
            for name, value in (("region", region), ("subregion", subregion))
            if value
        },
    )


@bp.get("/business-meetings/download.csv")
@public
def download_business_meetings():
    """The same as a file: a line for each organization that took part."""
    limits.count("business-meetings-file", client_address(), limit=FILES_AN_HOUR, seconds=3600)
    heads = [
        _("Day"),
        _("Topic"),
        _("Region"),
        _("Subregion"),
        _("Organization"),
        _("Declared interest"),
    ]
    chosen = asked(Region, "region"), asked(Subregion, "subregion")
    return csv_answer("business-meetings.csv", heads, lines(*chosen))


def lines(region, subregion):
    """A line for each organization of each meeting, and at the end the line on designations."""
    statement = queries.public(region, subregion).order_by(*queries.ORDER)
    for row in db.session.execute(statement).yield_per(200):
        meeting = row.BusinessMeeting
        for each in queries.public_participants(meeting, bulk=True):
            yield [
                meeting.held_on.isoformat(),
                meeting.topic,
                label(meeting.region) or _("All regions"),
                label(meeting.subregion),
                each.name,
                each.interest,
            ]
    yield [closing_line()]


@bp.get("/business-meetings/desk")
@access(BusinessMeetings.LIST)
def list_business_meetings():
    """What was entered, also what is not public yet."""
    return render_template(
        "partnerships/list_business_meetings.html",
        page=keyset(queries.listed(actor()), queries.ORDER, descending=True),
        enters=can(actor(), BusinessMeetings.ENTER),
        today=today(),
    )


@bp.route("/business-meetings/new", methods=["GET", "POST"])
@access(BusinessMeetings.ENTER)
def enter_business_meeting():
    """Enter a meeting."""
    form = BusinessMeetingForm(data={"held_on": today(), "language": language()})
    if form.validate_on_submit():
        try:
            commands.enter_meeting(form.meeting(), actor=actor(), key=form.key)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The meeting is entered."), "success")
            return redirect(url_for(".list_business_meetings"))
    return meeting_page(None, form)


@bp.route(MEETING, methods=["GET", "POST"])
@access(BusinessMeetings.CHANGE, queries.get_meeting)
def change_business_meeting(meeting):
    """Correct a meeting."""
    form = BusinessMeetingForm.of(meeting)
    if form.validate_on_submit():
        try:
            commands.change_meeting(meeting, form.meeting(), actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The meeting is changed."), "success")
            return redirect(url_for(".list_business_meetings"))
    return meeting_page(meeting, form)


@bp.post(f"{MEETING}/remove")
@access(BusinessMeetings.CHANGE, queries.get_meeting)
def remove_business_meeting(meeting):
    """Take out what was entered wrongly."""
    remove_form = RemoveForm()
    if remove_form.validate_on_submit():
        commands.remove_meeting(meeting, actor=actor(), reason=remove_form.reason.data)
        flash(_("The entry is removed. It stays in the history."), "success")
        return redirect(url_for(".list_business_meetings"))
    return meeting_page(meeting, BusinessMeetingForm.of(meeting, formdata=None), remove_form)


def meeting_page(meeting, form, remove_form=None):
    """The form, new or filled; of a meeting that is there with the form that removes it."""
    return render_template(
        "partnerships/enter_business_meeting.html",
        form=form.with_empty_rows(),
        meeting=meeting,
        remove_form=remove_form or RemoveForm(formdata=None),
        refused=remove_form or form,
        days=settings.meeting_public_days(),
    ), status_of(remove_form or form)
