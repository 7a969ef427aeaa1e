"""The people who lead an organization, one a page, reached from the section on them."""

import uuid
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries
from engagement.accreditation.forms.applicant import StartForm
from engagement.accreditation.forms.by_track import form_of
from engagement.accreditation.forms.person import BusinessPersonForm, PersonForm
from engagement.accreditation.models import Application
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views import answers
from engagement.accreditation.views.answers import SectionOfApplication, get_section
from engagement.accreditation.views.blueprint import bp
from engagement.core.errors import Stale
from engagement.organizations.models import OrganizationPerson
from engagement.organizations.queries import get_person, was_removed
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@dataclass(frozen=True)
class PersonOfApplication(SectionOfApplication):
    """One person, on the way through an application; None once a colleague took them off."""

    row: OrganizationPerson | None


def get_people(application_id: uuid.UUID) -> SectionOfApplication | None:
    """The section on people of an application."""
    application = queries.get_application(application_id)
    return get_section(application_id, queries.people_section(application)) if application else None


def get_one(application_id: uuid.UUID, person_id: uuid.UUID) -> PersonOfApplication | None:
    """A person of the application's organization, also one just removed; or None."""
    subject, person = get_people(application_id), get_person(person_id)
    if subject is None:
        return None
    if person is not None and person.organization_id == subject.organization_id:
        return PersonOfApplication(subject.application, subject.section, person)
    if person is None and was_removed(subject.organization_id, person_id):
        return PersonOfApplication(subject.application, subject.section, None)
    return None


@bp.route("/applications/<uuid:application_id>/people/add", methods=["GET", "POST"])
@access(Accreditations.EDIT, get_people)
def add_person(subject):
    """Name one more person who leads or owns it."""
    application = subject.application
    if moved_on := frozen(application):
        return moved_on
    form = form_for(application)()
    if wants_more(form):
        return person_page(application, form), 200
    if form.validate_on_submit():
        commands.add_person(
            application,
            actor=actor(),
            data=form.person(),
            complete=rest_is_complete(application),
            key=form.key,
        )
        flash(_("Saved."), "success")
        return section_url(application)
    return person_page(application, form), status_of(form)


@bp.route(
    "/applications/<uuid:application_id>/people/<uuid:person_id>/change", methods=["GET", "POST"]
)
@access(Accreditations.EDIT, get_one)
def change_person(subject):
    """Correct what is said about somebody."""
    application = subject.application
    if moved_on := frozen(application):
        return moved_on
    if subject.row is None:
        return gone_page(application)
    form = form_for(application).of(subject.row)
    if wants_more(form):
        return person_page(application, form, version=answers.posted_version()), 200
    if not form.validate_on_submit():
        version = answers.posted_version() if form.is_submitted() else subject.row.version
        return person_page(application, form, version=version), status_of(form)
    try:
        commands.change_person(
            application,
            subject.row,
            actor=actor(),
            data=form.person(),
            version=answers.posted_version(),
        )
    except Stale as refusal:
        if refusal.current is None:
            return gone_page(application)
        return stale_person(application, form, refusal), 409
    flash(_("Saved."), "success")
    return section_url(application)


@bp.route(
    "/applications/<uuid:application_id>/people/<uuid:person_id>/remove", methods=["GET", "POST"]
)
@access(Accreditations.EDIT, get_one)
def remove_person(subject):
    """Take somebody off the list, after a page that asks."""
    application = subject.application
    if moved_on := frozen(application):
        return moved_on
    form = StartForm()
    if subject.row is None:
        flash(_("A colleague has taken this person off the list meanwhile."), "info")
        return section_url(application)
    if form.validate_on_submit():
        commands.remove_person(application, subject.row, actor=actor())
        flash(_("The person is taken off the list."), "success")
        return section_url(application)
    return render_template(
        "accreditation/remove_person.html",
        application=application,
        section=subject.section,
        one=subject.row,
        form=form,
    )


def frozen(application: Application):
    """Where to go from a page that is frozen, saying why; a POST is answered by the command."""
    reason = queries.why_frozen(application, queries.people_section(application))
    if reason is None or request.method == "POST":
        return None
    flash(str(reason), "info")
    return redirect(url_for(".show_application", application_id=application.id))


def rest_is_complete(application: Application) -> bool:
    """Whether the section's own answers would be taken, so that only people were missing."""
    key = queries.people_section(application)
    saved = queries.sections_of(application).get(key)
    if saved is None or application.organization.kind.is_business:
        return False  # who else is needed depends on the roles: the section's own page says
    return form_of(application, key).again(saved.answers).validate()


def form_for(application: Application) -> type[PersonForm]:
    """What is asked about a person: of a business also roles and share."""
    return BusinessPersonForm if application.organization.kind.is_business else PersonForm


def wants_more(form: PersonForm) -> bool:
    """Whether "Add another nationality" was pressed; then there is one more box."""
    if "more" not in request.form:
        return False
    if len(form.nationalities) < form.nationalities.max_entries:
        form.nationalities.append_entry("")
    return True


def person_page(application: Application, form: PersonForm, **values) -> str:
    """The page of one person."""
    values = {"version": 0, "action": None, "stale": None, "gone": False} | values
    return render_template(
        "accreditation/edit_person.html",
        application=application,
        section=queries.track_of(application).section(queries.people_section(application)),
        form=form,
        **values,
    )


def stale_person(application: Application, form: PersonForm, refusal: Stale) -> str:
    """Both texts: what a colleague saved meanwhile, and what was typed here."""
    theirs, mine = (
        answers.person_in_words(one)
        for one in (answers.vars_of(refusal.current), form.person().values() | {"id": None})
    )
    labels = {
        "name": form.name.label.text,
        "latin_name": form.latin_name.label.text,
        "position": form.position.label.text,
        "nationality": form.nationality.label.text,
        "birth_year": form.birth_year.label.text,
    }
    rows = [
        {"label": label, "mine": mine[name] or "", "theirs": theirs[name] or ""}
        for name, label in labels.items()
        if mine[name] != theirs[name]
    ]
    stale = {"sentence": refusal.sentence, "rows": rows}
    return person_page(application, form, version=refusal.current.version, stale=stale)


def gone_page(application: Application):
    """Somebody was taken off the list: what was typed can be saved as a person added."""
    if request.method != "POST":
        abort(404)
    action = url_for(".add_person", application_id=application.id)
    return person_page(application, form_for(application)(), action=action, gone=True), 409


def section_url(application: Application):
    """Back to the section on people."""
    return redirect(
        url_for(
            "accreditation.edit_section",
            application_id=application.id,
            key=queries.people_section(application),
        )
    )
