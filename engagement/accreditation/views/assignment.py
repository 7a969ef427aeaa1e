"""Pages of assignment: one case, taking a case over, deputies."""

import contextlib
import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accounts.queries import get_account, with_role
from engagement.accreditation import commands, queries
from engagement.accreditation.forms.applicant import StartForm
from engagement.accreditation.forms.assignment import (
    LEAST,
    DeputyForm,
    assign_form,
    assign_several_form,
)
from engagement.accreditation.offices import CLERKS, DECIDE, HEADS
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views.blueprint import bp
from engagement.core.errors import Stale
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import translate_plural
from engagement.web.pages import PAGE_SIZE


@bp.route("/desk/<uuid:application_id>/assign-application", methods=["GET", "POST"])
@access(Accreditations.ASSIGN, queries.get_application)
def assign_application(application):
    """Choose who reviews a case, seeing who has how much to do and who could still decide."""
    people = queries.candidates(application)
    form = assign_form(
        application, people, queries.places(application), queries.free_place(application)
    )
    if not form.validate_on_submit():
        return _assign_page(application, people, form), status_of(form)
    chosen = form.reviewer.data
    try:
        reviewer = commands.assign_application(
            application,
            actor=actor(),
            reviewer=None if chosen == LEAST else get_account(uuid.UUID(chosen)),
            second=form.place.data == "second_reviewer_id",
            holders=form.holders(),
            key=form.key,
        )
    except Stale as refusal:
        form.hold(application)
        return _assign_page(application, people, form, refusal), 409
    flash(_("%(name)s reviews the application now.", name=reviewer.name), "success")
    return redirect(url_for(".review_application", application_id=application.id))


def _assign_page(application, people, form, refusal=None) -> str:
    """The page of one case's places; after a change meanwhile with what happened."""
    deciding = queries.people_deciding([application])
    hands = queries.hands_in([application])[application.id]
    return render_template(
        "accreditation/assign_application.html",
        application=application,
        form=form,
        refusal=refusal,
        people=people,
        hints=_hints(application, people, deciding, hands),
        left=queries.people_left(application, people, deciding, hands),
    )


def _hints(application, people, deciding, hands) -> dict[str, str]:
    """Beside each person: how much they have to do, and who would be left if that is too few."""
    hints, load = {}, queries.open_cases(actor())
    for person in people:
        words = translate_plural("%(num)d open case", "%(num)d open cases", load[person.account.id])
        left = queries.people_left(application, people, deciding, hands, person.account.id)
        if left.too_few:
            words = _(
                "%(cases)s. People left for this application: %(review)s to review,"
                " %(decide)s to decide, %(reconsider)s to reconsider.",
                cases=words,
                review=left.review,
                decide=left.decide,
                reconsider=left.reconsider,
            )
        hints[str(person.account.id)] = words
    return hints


@bp.post("/desk/<uuid:application_id>/take-application")
@access(Accreditations.ASSIGN, queries.get_application)
def take_application(application):
    """Review a case oneself, in the place that is free."""
    form = StartForm()
    if form.validate_on_submit():
        commands.take_application(application, actor=actor(), key=form.key)
        flash(_("You review the application now."), "success")
    return redirect(url_for(".review_application", application_id=application.id))


@bp.route("/desk/deputies", methods=["GET", "POST"])
@access(Accreditations.NAME_DEPUTY)
def show_deputies():
    """Who stands in for whom, now and later; name somebody."""
    staff = with_role(*sorted(CLERKS | DECIDE))
    heads = not actor().roles.isdisjoint(HEADS.values())
    form = DeputyForm(
        actor(),
        [each for each in staff if heads or each.id == actor().id],
        [each for each in staff if heads or each.id != actor().id],
    )
    if form.validate_on_submit():
        commands.name_deputy(actor=actor(), **form.chosen(), **form.days(), key=form.key)
        flash(_("The deputy is named."), "success")
        return redirect(url_for(".show_deputies"))
    return render_template(
        "accreditation/show_deputies.html",
        form=form,
        deputies=queries.deputies(),
        heads=heads,
        end_form=StartForm(),
    ), status_of(form)


@bp.post("/desk/deputies/<uuid:deputy_id>/end-deputy")
@access(Accreditations.NAME_DEPUTY, queries.get_deputy)
def end_deputy(deputy):
    """End it before its last day."""
    form = StartForm()
    if form.validate_on_submit():
        commands.end_deputy(deputy, actor=actor())
        flash(_("It is ended."), "success")
    return redirect(url_for(".show_deputies"))


@bp.route("/desk/assign-applications", methods=["GET", "POST"])
@access(Accreditations.ASSIGN_SEVERAL)
def assign_applications():
    """What assigning the ticked cases would do, row by row; then what was done."""
    applications = queries.handled(actor(), _ids(request.values.getlist("application")))
    people, holders = with_role(*sorted(CLERKS)), queries.holders(applications)
    form = assign_several_form(people, holders, request.args if request.method == "GET" else {})
    reviewer = _among(people, form.reviewer.data)
    instead_of = _among(holders, form.instead_of.data)
    if applications and form.validate_on_submit():
        asked = form.instead_of.data
        try:
            results = commands.assign_applications(
                applications,
                actor=actor(),
                reviewer=reviewer,
                instead_of=get_account(uuid.UUID(asked)) if asked else None,
                holders=form.holders(),
                key=form.key,
            )
        except Stale as refusal:
            form.instead_of.errors = [refusal.sentence]
        else:
            return render_template("accreditation/assigned_applications.html", results=results)
    return render_template(
        "accreditation/assign_applications.html",
        form=form,
        rows=queries.plan(applications, reviewer, instead_of),
        reviewer=reviewer,
        instead_of=instead_of,
    ), status_of(form)


def _ids(values: list[str]) -> list[uuid.UUID]:
    """The identifiers among what was sent; at most two pages of the queue."""
    found = []
    for value in values[: 2 * PAGE_SIZE]:
        with contextlib.suppress(ValueError):
            found.append(uuid.UUID(value))
    return found


def _among(accounts, value: str | None):
    """The one of these accounts that is meant, or None where nobody is chosen."""
    return next((each for each in accounts if str(each.id) == value), None)
