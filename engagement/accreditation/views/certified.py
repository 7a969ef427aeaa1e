"""Certified copies at the desk: what was seen of each paper, recorded or waived."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries
from engagement.accreditation.forms.certified import copies_form
from engagement.accreditation.models import Application, ApplicationState, Outcome
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views import lane_context
from engagement.accreditation.views.blueprint import bp
from engagement.accreditation.workflow import ASK
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import format_list


@bp.route("/desk/<uuid:application_id>/record-certified-copies", methods=["GET", "POST"])
@access(Accreditations.RECORD_COPIES, queries.get_application)
def record_certified_copies(application):
    """Of each paper that needs one: a file is the certified copy, it was seen on paper, waived."""
    here = url_for(".review_application", application_id=application.id, **lane_context.kept())
    known = copies(application)
    changeable = {
        key: row
        for key, row in known.items()
        if row["record"] is None or application.state in queries.COPIES_CHANGED_IN
    }
    form = copies_form(
        files_sent(application, changeable),
        {key: row["title"] for key, row in changeable.items()},
        {key: row["record"] for key, row in changeable.items() if row["record"]},
    )
    if form.validate_on_submit():
        commands.record_certified_copies(
            application, actor=actor(), copies=form.notes(), key=form.key
        )
        flash(_("Saved. The applicant is not told."), "success")
        return redirect(here)
    if application.state not in queries.COPIES_ADDED_IN or not known:
        if form.is_submitted():  # incomplete as well as late: what was typed is still shown
            raise RuleViolation(MOVED_ON)
        return redirect(here)
    unasked = [key for key in queries.copies_open(application) if not known[key]["asked"]]
    return render_template(
        "accreditation/record_certified_copies.html",
        application=application,
        form=form,
        to_case=here,
        rows=[row | {"controls": controls(form, key)} for key, row in known.items()],
        ask_for=unasked if may_ask(application) else [],
        kept=lane_context.kept(),
    ), status_of(form)


def may_ask(application: Application) -> bool:
    """Whether this person could ask the applicant for papers now."""
    return application.state == ApplicationState.IN_REVIEW and can(
        actor(), ASK.permission, application
    )


def controls(form, key: str) -> list | None:
    """The three controls of a paper; None where the record stands."""
    if key not in form.papers:
        return None
    return [form[f"{part}_{key}"] for part in ("copy", "seen_on", "note")]


def copies(application: Application) -> dict[str, dict]:
    """Each paper whose certified copy is wanted: title, the record or None, whether asked for."""
    wanted = queries.copies_wanted(application)
    if not wanted:
        return {}
    recorded = queries.copies_recorded(application)
    asked = queries.certified_already(application)
    return {
        paper.key: {
            "title": paper.title,
            "record": recorded.get(paper.key),
            "asked": paper.key in asked,
        }
        for paper in queries.track_of(application).documents
        if paper.key in wanted
    }


def files_sent(application: Application, papers) -> dict[str, list[tuple[str, str]]]:
    """The id and the name of each file of the last submission, by paper."""
    sent = queries.papers_sent(application)
    return {
        key: [(each["id"], each["name"]) for each in sent if each["requirement"] == key]
        for key in papers
    }


def titles_of_open(application: Application) -> list[str]:
    """The papers whose certified copy was neither seen nor waived, by their titles."""
    return [str(row["title"]) for row in copies(application).values() if row["record"] is None]


def to_record(application: Application) -> dict:
    """What the page of a case says of certified copies, and whether this person may record."""
    return {
        "copies_open": in_words(titles_of_open(application)),
        "has_copies": bool(queries.copies_wanted(application)),
        "may_record_copies": can(actor(), Accreditations.RECORD_COPIES, application)
        and application.state in queries.COPIES_ADDED_IN,
    }


def in_words(titles: list[str]) -> str | None:
    """The sentence that says which certified copies are open, or None."""
    if not titles:
        return None
    return _(
        "The certified copy has neither been seen nor waived: %(papers)s.",
        papers=format_list(titles),
    )


def kept_from(application: Application, field) -> bool:
    """Whether open copies keep from what is chosen at `field`; then it is said there."""
    accredits = field.data in ("yes", Outcome.ACCREDIT, Outcome.OVERTURN)
    open_ones = accredits and bool(queries.copies_open(application))
    if open_ones:
        field.errors = [
            *field.errors,
            _("Before it can be accredited, certified copies have to be recorded or waived."),
        ]
    return open_ones
