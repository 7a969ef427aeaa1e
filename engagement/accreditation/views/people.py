"""The people who lead an organization, one a page, reached from the section on them."""

import uuid
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accreditation import queries
from engagement.accreditation.forms.applicant import StartForm
from engagement.accreditation.forms.person import PersonForm
from engagement.accreditation.models import Application
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views.answers import SectionOfApplication, get_section
from engagement.accreditation.views.blueprint import bp
from engagement.organizations import commands as organizations
from engagement.organizations.models import OrganizationPerson
from engagement.organizations.queries import get_person
from engagement.web.access import access, actor
from engagement.web.base_form import status_of

SECTION = "governing_body"


@dataclass(frozen=True)
class PersonOfApplication(SectionOfApplication):
    """One person, on the way through an application."""

    row: OrganizationPerson


def get_people(application_id: uuid.UUID) -> SectionOfApplication | None:
    """The section on people of an application."""
    return get_section(application_id, SECTION)


def get_one(application_id: uuid.UUID, person_id: uuid.UUID) -> PersonOfApplication | None:
    """A person of the application's organization, or None."""
    subject, person = get_people(application_id), get_person(person_id)
    if subject is None or person is None or person.organization_id != subject.organization_id:
        return None
    return PersonOfApplication(subject.application, subject.section, person)


@bp.route("/applications/<uuid:application_id>/people/add", methods=["GET", "POST"])
@access(Accreditations.EDIT, get_people)
def add_person(subject):
    """Name one more member of the governing body."""
    form = PersonForm()
    if not editable(subject.application):
        return section_url(subject.application)
    if wants_more(form):
        return person_page(subject.application, form), 200
    if form.validate_on_submit():
        organizations.add_person(
            subject.application.organization, actor=actor(), data=form.person(), key=form.key
        )
        flash(_("Saved."), "success")
        return section_url(subject.application)
    return person_page(subject.application, form), status_of(form)


@bp.route(
    "/applications/<uuid:application_id>/people/<uuid:person_id>/change", methods=["GET", "POST"]
)
@access(Accreditations.EDIT, get_one)
def change_person(subject):
    """Correct what is said about somebody."""
    form = PersonForm.of(subject.row)
    if not editable(subject.application):
        return section_url(subject.application)
    if wants_more(form):
        return person_page(subject.application, form), 200
    if form.validate_on_submit():
        organizations.change_person(subject.row, actor=actor(), data=form.person())
        flash(_("Saved."), "success")
        return section_url(subject.application)
    return person_page(subject.application, form), status_of(form)


@bp.route(
    "/applications/<uuid:application_id>/people/<uuid:person_id>/remove", methods=["GET", "POST"]
)
@access(Accreditations.EDIT, get_one)
def remove_person(subject):
    """Take somebody off the list, after a page that asks."""
    form = StartForm()
    if not editable(subject.application):
        return section_url(subject.application)
    if form.validate_on_submit():
        organizations.remove_person(subject.row, actor=actor())
        flash(_("The person is taken off the list."), "success")
        return section_url(subject.application)
    return render_template(
        "accreditation/remove_person.html",
        application=subject.application,
        one=subject.row,
        form=form,
    )


def editable(application: Application) -> bool:
    """Whether people may be changed now."""
    return SECTION in queries.editable_sections(application)


def wants_more(form: PersonForm) -> bool:
    """Whether "Add another nationality" was pressed; then there is one more box."""
    if "more" not in request.form:
        return False
    if len(form.nationalities) < form.nationalities.max_entries:
        form.nationalities.append_entry("")
    return True


def person_page(application: Application, form: PersonForm) -> str:
    """The page of one person."""
    return render_template("accreditation/edit_person.html", application=application, form=form)


def section_url(application: Application):
    """Back to the section on people."""
    return redirect(
        url_for("accreditation.edit_section", application_id=application.id, key=SECTION)
    )
