"""The calendar by which working days are counted: weekend and holidays of the duty station."""

from babel.dates import get_day_names
from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accreditation.forms.applicant import StartForm
from engagement.accreditation.forms.calendar import HolidayForm
from engagement.accreditation.views.blueprint import bp
from engagement.core.errors import RuleViolation
from engagement.settings import calendar, commands
from engagement.settings.permissions import Settings
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import format_list, language


@bp.get("/calendar")
@access(Settings.VIEW)
def show_calendar():
    """The holidays, and for those who may, a form to add one."""
    return page(HolidayForm())


@bp.post("/calendar")
@access(Settings.CHANGE, fresh=True)
def add_holiday():
    """Add a day on which the duty station is closed."""
    form = HolidayForm()
    if not form.validate_on_submit():
        return page(form), status_of(form)
    try:
        commands.add_holiday(form.day.data, form.name.data, actor=actor(), key=form.key)
    except RuleViolation as refusal:
        form.day.errors = [refusal.sentence]
        return page(form), status_of(form)
    flash(_("The holiday is in the calendar. Dates promised from now on leave it out."), "success")
    return redirect(url_for(".show_calendar"))


@bp.post("/calendar/<uuid:holiday_id>/remove")
@access(Settings.CHANGE, fresh=True)
def remove_holiday(holiday_id):
    """Take a day off the list; a second sending changes nothing and is told the same."""
    form = StartForm()
    holiday = calendar.get_holiday(holiday_id)
    if holiday is None and not calendar.was_removed(holiday_id):
        abort(404)
    if form.validate_on_submit():
        if holiday is not None:
            commands.remove_holiday(holiday, actor=actor())
        flash(_("The holiday is off the list."), "success")
    return redirect(url_for(".show_calendar"))


def page(form):
    """The page with a form as it stands."""
    names = get_day_names("wide", locale=language())
    return render_template(
        "accreditation/show_calendar.html",
        form=form,
        remove_form=StartForm(),
        holidays=calendar.all_holidays(),
        weekend=format_list([names[day] for day in sorted(calendar.weekend())]),
    )
