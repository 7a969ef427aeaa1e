"""Showing answers: task list, one section, all sections, the stages of a case."""

import uuid
from dataclasses import dataclass
from datetime import date

from flask import render_template, request
from flask_babel import gettext as _

from engagement.accreditation import queries
from engagement.accreditation.eligibility import facts_of
from engagement.accreditation.forms.by_track import form_of, forms_of
from engagement.accreditation.forms.section_form import SectionForm
from engagement.accreditation.models import (
    Application,
    ApplicationPath,
    ApplicationStage,
    WaitingOn,
)
from engagement.accreditation.ten_principles import TEN_PRINCIPLES
from engagement.accreditation.tracks import Section
from engagement.accreditation.views import documents, eligibility
from engagement.core.countries import country
from engagement.organizations.models import (
    IDENTITY,
    Nationality,
    Organization,
    OrganizationPerson,
    PersonRole,
)
from engagement.organizations.queries import focal_points, identity_of, people_of, profile_of
from engagement.web.fields import DateField
from engagement.web.i18n import format_date, format_list, format_number, language
from engagement.web.templating import link


@dataclass(frozen=True)
class SectionOfApplication:
    """What `edit_section` is about: permissions look at the application."""

    application: Application
    section: Section

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose section it is."""
        return self.application.organization_id

    @property
    def organization(self):
        """As the application's."""
        return self.application.organization

    @property
    def submitted_at(self):
        """As the application's."""
        return self.application.submitted_at

    @property
    def __tablename__(self) -> str:
        return self.application.__tablename__


def get_section(application_id: uuid.UUID, key: str) -> SectionOfApplication | None:
    """The section `key` of an application, or None when there is no such thing."""
    application = queries.get_application(application_id)
    section = queries.track_of(application).section(key) if application else None
    return SectionOfApplication(application, section) if section else None


def tasks(application: Application, saved: dict, there: dict, missing: list) -> list[dict]:
    """The task list: sections with their state among the `saved` ones, papers, then sending."""
    rows = []
    editable = queries.editable_sections(application)
    for section in queries.track_of(application).sections:
        stored = saved.get(section.key)
        if stored is None:
            status, tone = _("Not started"), "neutral"
        elif stored.complete:
            status, tone = _("Completed"), "good"
        else:
            status, tone = _("In progress"), "active"
        rows.append(
            {
                "title": section.title,
                "hint": section.hint,
                "status": status,
                "tone": tone,
                "done": tone == "good",
                "url": link(
                    "accreditation.edit_section", application_id=application.id, key=section.key
                )
                if section.key in editable
                else None,
            }
        )
    return [*rows, documents.task(application, there), *last_tasks(application, ready=not missing)]


def last_tasks(application: Application, *, ready: bool) -> list[dict]:
    """Check, then declare: they can start when everything else is complete."""
    check = link("accreditation.check_answers", application_id=application.id)
    titles = ((_("Check answers"), check), (_("Declaration"), f"{check}#declaration"))
    return [
        {
            "title": title,
            "status": _("Not started") if ready else _("Cannot start yet"),
            "tone": "neutral",
            "done": False,
            "url": url if ready else None,
        }
        for title, url in titles
    ]


def outdated_sections(
    organization: Organization, path: ApplicationPath = ApplicationPath.FULL
) -> list[str]:
    """Keys of complete sections whose answers would not be taken today: an old year, say.

    Or answers of one path that are not enough on the `path` that is to come.

    Not the name of what stands in the register, which nobody could correct here.
    """
    settled = {IDENTITY} if queries.stands_in_register(organization) else set()
    forms = forms_of(organization, path)
    return [
        row.key
        for row in profile_of(organization)
        if row.complete
        and row.key in forms.keys() - settled
        and not forms[row.key].again(row.answers, organization=organization).validate()
    ]


def section_page(subject: SectionOfApplication, form, saved, *, offers=()) -> str:
    """The page of one section; `offers` are organizations that look like the one renamed."""
    return render_template(
        "accreditation/edit_section.html",
        application=subject.application,
        section=subject.section,
        form=form,
        version=saved.version if saved else 0,
        saved=saved,
        offers=offers,
        declined=",".join(sorted(str(offer.id) for offer in offers)),
        about_people=subject.section.key == queries.people_section(subject.application),
        people=people_in_words(people_of_section(subject)),
        ten_principles=TEN_PRINCIPLES,
        plan=plan_of(subject.application),
        asked=[
            row
            for row in queries.parts_in_words(queries.open_return(subject.application))
            if row["part"].section == subject.section.key
        ],
    )


def stored_answers(subject: SectionOfApplication, saved) -> dict:
    """What the page of a section begins with: what was saved, and what the profile knows beside it.

    An answer that was saved wins, also one that was emptied.
    """
    organization = subject.application.organization
    if subject.section.key == IDENTITY:
        known = identity_of(organization)
    elif subject.section.key in ("legal_status", "company"):
        known = {
            "legal_form": organization.legal_form,
            "registration_number": organization.registration_number,
            "registration_authority": organization.registration_authority,
            "registered_on": organization.registered_on and organization.registered_on.isoformat(),
        }
    elif subject.section.key == "contacts":
        places = ("first", "second")
        leaders = zip(places, focal_points(organization.id), strict=False)
        known = {}
        for place, account in leaders:
            known |= {f"{place}_name": account.name, f"{place}_email": account.email}
    else:
        known = {}
    given = saved.answers if saved else {}
    return {name: value for name, value in known.items() if value} | given


def people_of_section(subject: SectionOfApplication) -> list:
    """The people whom the section shows; none but that on who leads or owns it."""
    about_people = subject.section.key == queries.people_section(subject.application)
    return people_of(subject.application.organization) if about_people else []


def plan_of(application: Application, saved: dict | None = None) -> dict | None:
    """A hint, never a block: the plan, when an answer does not meet a criterion.

    Businesses have none: what their criteria ask for does not come with time.

    `saved` are the sections by key, when the caller has read them.
    """
    if queries.track_of(application).is_business:
        return None
    saved = queries.sections_of(application) if saved is None else saved
    stored = {key: one.answers for key, one in saved.items()}
    plan = eligibility.plan_of(facts_of(stored), application.organization)
    return None if plan["qualifies"] else plan


def stale_page(subject: SectionOfApplication, form, refusal) -> str:
    """Both texts: what a colleague saved meanwhile, and what was typed here."""
    theirs = form_of(subject.application, subject.section.key)(formdata=None, meta={"csrf": False})
    mine = form.to_answers({})
    typed = {field.name: " ".join(map(str, field.raw_data)) for field in form.unread}
    rows = [
        {
            "label": field.label.text,
            "mine": typed.get(field.name) or shown(field, mine.get(field.name)),
            "theirs": shown(field, refusal.current.answers.get(field.name)),
        }
        for field in theirs
        if field.name not in {"csrf_token", "form_key"}
    ]
    return render_template(
        "accreditation/stale_section.html",
        application=subject.application,
        section=subject.section,
        form=form,
        version=refusal.current.version,
        saved_by=refusal.current.saved_by.name,
        saved_at=refusal.current.saved_at,
        sentence=refusal.sentence,
        rows=[row for row in rows if row["mine"] != row["theirs"]],
    )


def posted_version() -> int:
    """The version of the answers the page was made from; -1 when it was tampered with."""
    value = request.form.get("version", "")
    return int(value) if value.isdecimal() and len(value) < 9 else -1


def wants_to_come_back() -> bool:
    """Whether "Save and come back later" was pressed."""
    return request.form.get("next") == "later"


def wants_a_person() -> bool:
    """Whether "Add a person" was pressed: what was typed is saved on the way there."""
    return request.form.get("next") == "person"


def sections_with_answers(application: Application, content: dict | None = None) -> list[dict]:
    """Each section with its questions and answers as words, from the profile or a snapshot."""
    if content is None:
        stored = {key: s.answers for key, s in queries.sections_of(application).items()}
        stored = {IDENTITY: identity_of(application.organization)} | stored
        people = people_of(application.organization)
    else:
        stored = {IDENTITY: content.get("organization", {})} | content["sections"]
        people = content.get("people", [])
    about_people = queries.people_section(application)
    return [
        {
            "section": section,
            "rows": rows_of(form_of(application, section.key), stored.get(section.key, {})),
            "people": people_in_words(people) if section.key == about_people else [],
        }
        for section in queries.track_of(application).sections
    ]


def rows_of(section_form: type[SectionForm], answers: dict) -> list[dict]:
    """Questions of a section with stored answers: label, text."""
    form = section_form(formdata=None, meta={"csrf": False})
    return [
        {
            "name": field.name,
            "label": field.label.text,
            "is_detail": field.name in form.details,
            "text": shown(field, answers.get(field.name)),
        }
        for field in form
        if field.name not in {"csrf_token", "form_key"}
    ]


def label_of(application: Application, section: str, name: str | None) -> str:
    """The words of a question, or the title of its section where no question is named."""
    forms = forms_of(application.organization, application.path)
    if name is not None and section in forms:
        form = forms[section](formdata=None, meta={"csrf": False})
        if name in form:
            return form[name].label.text
    found = queries.track_of(application).section(section)
    return found.title if found else section


def shown(field, value) -> str:
    """A stored answer in the words of the page's language."""
    if value in (None, "", []):
        return ""
    if isinstance(field, DateField):
        return format_date(date.fromisoformat(value))
    if hasattr(field, "in_words"):
        return field.in_words(value)
    choices = {choice.value: choice.label for choice in getattr(field, "choices", None) or []}
    if isinstance(value, list):
        return format_list([str(choices.get(each, each)) for each in value])
    return str(choices.get(value, value))


def people_in_words(people) -> list[dict]:
    """People, rows or frozen in a snapshot, as pages show them."""
    return [person_in_words(one if isinstance(one, dict) else vars_of(one)) for one in people]


def vars_of(row: OrganizationPerson) -> dict:
    """A row as the mapping that a snapshot would hold, with its id."""
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def person_in_words(one: dict) -> dict:
    """Name, role, nationality and year of birth of one person."""
    nationality = Nationality(one["nationality"])
    places = (country(code) for code in one["nationalities"])
    named = format_list([place.name(language()) for place in places if place])
    year = one["birth_year"]
    about = _("about %(year)s", year=year) if one["birth_year_is_approximate"] else year
    return {
        "id": one.get("id"),
        "name": one["name"],
        "latin_name": one["latin_name"],
        "position": role_in_words(one),
        "nationality": named if nationality == Nationality.STATED else nationality.label,
        "birth_year": about if year else _("Not stated"),
    }


def role_in_words(one: dict) -> str:
    """What somebody is in a business, with the share of an owner; elsewhere the role as written."""
    roles = [PersonRole(role) for role in one.get("roles", ())]
    if not roles or (roles == [PersonRole.GOVERNING_BODY] and one["position"]):
        return one["position"]
    words = [
        _("%(role)s (%(share)s%%)", role=role.label, share=format_number(float(one["share"])))
        if role == PersonRole.OWNER and one.get("share")
        else str(role.label)
        for role in roles
    ]
    return format_list([*words, *filter(None, [one["position"]])])


def stages_for_applicant(application: Application) -> list[dict]:
    """The timeline of a case: which office held it, since when; never a person's name."""
    return [
        {
            "title": stage.state.label,
            "at": stage.entered_at,
            "by": office(stage),
            "current": stage.left_at is None,
            "tone": "active" if stage.left_at is None else "neutral",
        }
        for stage in application.stages
    ]


def office(stage: ApplicationStage):
    """Who holds the case in a stage, in words for the applicant; None when nobody does."""
    if stage.waiting_on == WaitingOn.NOBODY:
        return None
    return stage.waiting_on.label
