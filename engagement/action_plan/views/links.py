"""Linking records to actions, by the address of the record's page."""

import uuid
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from engagement.action_plan import commands, queries
from engagement.action_plan.forms import LinkForm
from engagement.action_plan.permissions import ActionPlan
from engagement.action_plan.views.blueprint import ACTION, bp
from engagement.action_plan.views.plan_pages import action_or_404, action_page
from engagement.core import subjects
from engagement.web.access import access, actor
from engagement.web.base_form import Form


@bp.post(f"/{ACTION}/link-record")
@access(ActionPlan.LINK)
def link_record(action_code):
    """Link the record whose page's address was given."""
    action = action_or_404(action_code)
    form = LinkForm()
    if not form.validate_on_submit():
        return action_page(action, form)
    subject = record_at(form.address.data)
    if subject is None:
        form.address.errors = [
            _("No record that you may see has this address. Open its page and copy the address.")
        ]
        return action_page(action, form)
    commands.link_record(action.id, subject, actor=actor(), key=form.key)
    flash(_("The record is linked."), "success")
    return redirect(url_for(".show_action", action_code=action.id))


@bp.post("/links/<uuid:link_id>/end-link")
@access(ActionPlan.LINK, queries.get_link)
def end_link(link):
    """Take a record off an action."""
    if Form().validate_on_submit():
        commands.end_link(link, actor=actor())
        flash(_("The link is removed."), "success")
    return redirect(url_for(".show_action", action_code=link.action_code))


def record_at(address: str) -> Any | None:
    """The record whose page an address opens, or None: no such page, no record, or not for me."""
    try:
        parts = urlsplit(address)
        if parts.netloc not in {"", request.host}:
            return None
        adapter = current_app.url_map.bind(request.host)
        endpoint, values = adapter.match(parts.path, method="GET")
    except (ValueError, HTTPException, RequestRedirect):
        return None
    for name, kind in subjects.KINDS.items():
        subject_id = values.get(kind.argument) if kind.endpoint == endpoint else None
        if isinstance(subject_id, uuid.UUID):
            return subjects.find(actor(), name, subject_id)
    found = (
        kind.found(values, parts.fragment)
        for kind in subjects.PUBLIC.values()
        if kind.endpoint == endpoint
    )
    return next((each for each in found if each and subjects.public_page(each)), None)
