"""The page of one section: saved on the server whether complete or not."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries
from engagement.accreditation.forms.by_track import form_of
from engagement.accreditation.forms.section_form import SectionForm
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views import answers
from engagement.accreditation.views.answers import SectionOfApplication
from engagement.accreditation.views.blueprint import bp
from engagement.core import limits
from engagement.core.errors import Stale
from engagement.matching.duplicates import Match
from engagement.organizations import queries as organizations
from engagement.organizations import settings as organization_settings
from engagement.organizations.models import IDENTITY
from engagement.web.access import access, actor

DAY = 24 * 60 * 60
FOUND_BY = ("name", "latin_name", "acronym", "other_names", "former_names", "country", "website")
"""Answers by which an organization is found: when one changes, others may look like it."""


@bp.route(
    "/applications/<uuid:application_id>/sections/<string(maxlength=60):key>",
    methods=["GET", "POST"],
)
@access(Accreditations.EDIT, answers.get_section)
def edit_section(subject):
    """One section; nothing typed is lost, and what cannot be read replaces nothing."""
    application, section = subject.application, subject.section
    frozen = queries.why_frozen(application, section.key)
    if frozen and request.method == "GET":
        flash(str(frozen), "info")
        return redirect(url_for(".show_application", application_id=application.id))
    saved = queries.sections_of(application).get(section.key)
    before = answers.stored_answers(subject, saved)
    form = form_of(application, section.key).of(before, organization=application.organization)
    if not form.is_submitted():
        return answers.section_page(subject, form, saved)
    if not form.validate() and form.errors.get("csrf_token"):
        return answers.section_page(subject, form, saved), 422
    try:
        return save(subject, form, before)
    except Stale as refusal:
        return answers.stale_page(subject, form, refusal), 409


def save(subject: SectionOfApplication, form: SectionForm, before: dict):
    """Save what came, then go on, or show what is still to do."""
    application, section = subject.application, subject.section
    application_id = application.id  # asked now, for the command leaves it to be read again
    matches = [] if form.errors else look_alikes(subject, form)
    settled = not form.errors and declined(matches)
    commands.save_section(
        application,
        section.key,
        actor=actor(),
        answers=form.to_answers(before),
        complete=settled,
        version=answers.posted_version(),
        alike=[match.id for match in matches] if settled else [],
    )
    if answers.wants_a_person() and not form.unread:
        return redirect(url_for(".add_person", application_id=application_id))
    if settled or (answers.wants_to_come_back() and not form.unread):
        flash(_("Saved."), "success")
        return redirect(url_for(".show_application", application_id=application_id))
    saved = queries.sections_of(application).get(section.key)
    page = answers.section_page(subject, form, saved, offers=organizations.offered(matches))
    return page, 422 if form.errors else 200


def look_alikes(subject: SectionOfApplication, form: SectionForm) -> list[Match]:
    """Other organizations that may be the same, when names, seat or website are new."""
    if subject.section.key != IDENTITY:
        return []
    known = organizations.identity_of(subject.organization)
    given = form.to_answers(known)
    if all((given[name] or "") == (known[name] or "") for name in FOUND_BY):
        return []
    limits.count(
        "look-alikes",
        str(actor().id),
        limit=organization_settings.duplicate_checks_a_day(),
        seconds=DAY,
    )
    names = [given["name"], given["latin_name"], given["acronym"]]
    for several in ("other_names", "former_names"):
        names += (given[several] or "").splitlines()
    kept_from = actor().conflicts - actor().belongs_to if actor().roles else set()
    return organizations.alike(
        names=[name for name in names if name],
        country=given["country"],
        registration_number=None,
        website=given["website"] if given["website"] != known["website"] else None,
        kept_from={subject.organization_id, *kept_from},
    )


def declined(matches: list[Match]) -> bool:
    """Whether exactly these were offered before and the person went on."""
    return request.form.get("declined", "") == ",".join(sorted(str(each.id) for each in matches))
