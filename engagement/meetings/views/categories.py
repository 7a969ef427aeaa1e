"""Officers' pages of who may register, and of quotas."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.meetings.commands import categories as commands
from engagement.meetings.commands import quotas
from engagement.meetings.forms.categories import (
    CategoryForm,
    QuotaForm,
    categories_form,
    usual_window,
)
from engagement.meetings.forms.meetings import MoveForm
from engagement.meetings.models import CategoryKind
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import meetings as queries
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.sending import done
from engagement.web.access import access, actor
from engagement.web.base_form import status_of

CATEGORY = "/categories/<uuid:category_id>"


@bp.route(f"{MEETING}/categories", methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_meeting)
def list_categories(meeting):
    """Who may register, and several kinds more."""
    form = categories_form(kinds_left(meeting), clocks=meeting.zone, data=usual_window(meeting))

    def add():
        window = form.window(meeting.zone)
        commands.add_categories(meeting, form.places(), **window, actor=actor(), key=form.key)

    if done(form, add):
        flash(_("Saved: they can register in these days."), "success")
        return redirect(url_for(".show_desk", meeting_id=meeting.id))
    return render_template("meetings/list_categories.html", meeting=meeting, form=form), status_of(
        form
    )


def kinds_left(meeting):
    """Kinds that a meeting can have besides those that it has."""
    there = {each.kind for each in meeting.categories}
    refused = set() if commands.admits_companies(meeting) else {CategoryKind.PRIVATE_SECTOR}
    return [kind for kind in CategoryKind if kind not in there | refused]


@bp.route(CATEGORY, methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_category)
def change_category(category):
    """Places, window and rules of one."""
    form, meeting = CategoryForm.of(category), category.meeting

    def change():
        commands.change_category(category, form.category(meeting.zone), actor=actor())

    if done(form, change):
        flash(_("The category is changed."), "success")
        return redirect(url_for(".list_categories", meeting_id=meeting.id))
    return category_page(category, form, form)


@bp.post(f"{CATEGORY}/remove")
@access(Meetings.MANAGE, queries.get_category)
def remove_category(category):
    """Take out one in which nobody registered."""
    form, meeting_id = MoveForm(), category.meeting_id
    if done(form, lambda: commands.remove_category(category, actor=actor())):
        flash(_("The category is removed."), "success")
        return redirect(url_for(".list_categories", meeting_id=meeting_id))
    return category_page(category, CategoryForm.of(category, formdata=None), form)


def category_page(category, form, refused):
    """The form of a category, and the button that takes it out."""
    return render_template(
        "meetings/change_category.html",
        category=category,
        meeting=category.meeting,
        form=form,
        remove_form=MoveForm(formdata=None),
        refused=refused,
    ), status_of(refused)


@bp.route(f"{MEETING}/quotas", methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_meeting)
def list_quotas(meeting):
    """All quotas, and a new one."""
    form = QuotaForm().offer(meeting)

    def add():
        quotas.add_quota(meeting, form.quota(meeting), actor=actor(), key=form.key)

    if done(form, add):
        flash(_("The quota is added."), "success")
        return redirect(url_for(".list_quotas", meeting_id=meeting.id))
    return render_template("meetings/list_quotas.html", meeting=meeting, form=form), status_of(form)


@bp.post("/quotas/<uuid:quota_id>/remove")
@access(Meetings.MANAGE, queries.get_quota)
def remove_quota(quota):
    """Take one out."""
    form, meeting = MoveForm(), quota.meeting
    if done(form, lambda: quotas.remove_quota(quota, actor=actor())):
        flash(_("The quota is removed."), "success")
        return redirect(url_for(".list_quotas", meeting_id=meeting.id))
    kept = QuotaForm(formdata=None).offer(meeting)
    kept.form_errors.extend(form.form_errors)
    return render_template("meetings/list_quotas.html", meeting=meeting, form=kept), 422
