"""Which form a section has: by the kind of organization, and by the path of its application."""

import functools

from engagement.accreditation.forms.business import BUSINESS_FORMS, BusinessIdentitySection
from engagement.accreditation.forms.questionnaire import (
    QUESTIONNAIRE_FORMS,
    SHORT_QUESTIONNAIRE_FORMS,
)
from engagement.accreditation.forms.section_form import SectionForm
from engagement.accreditation.forms.sections import SECTION_FORMS, ContactsSection
from engagement.accreditation.models import Application, ApplicationPath
from engagement.accreditation.tracks import PRIVATE_SECTOR
from engagement.organizations.models import IDENTITY, Organization

FORMS_OF_BUSINESS: dict[str, type[SectionForm]] = {
    IDENTITY: BusinessIdentitySection,
    **BUSINESS_FORMS,
    **QUESTIONNAIRE_FORMS,
    "contacts": ContactsSection,
}


def forms_of(
    organization: Organization, path: ApplicationPath = ApplicationPath.FULL
) -> dict[str, type[SectionForm]]:
    """The forms of all sections of an organization's profile, by key, as far as the path goes."""
    if not organization.kind.is_business:
        return SECTION_FORMS
    return short_forms() if path == ApplicationPath.SME else FORMS_OF_BUSINESS


def form_of(application: Application, key: str) -> type[SectionForm]:
    """The form of one section of an application."""
    return forms_of(application.organization, application.path)[key]


@functools.cache
def short_forms() -> dict[str, type[SectionForm]]:
    """The forms of the short path."""
    forms = FORMS_OF_BUSINESS | SHORT_QUESTIONNAIRE_FORMS
    return {key: shorter(forms[key]) for key in PRIVATE_SECTOR.short}


def shorter(form: type[SectionForm]) -> type[SectionForm]:
    """The form with the fields of the short path alone."""
    if form.in_short is None:
        return form
    left_out = {
        name: None
        for name in form(formdata=None, meta={"csrf": False}).answers()
        if name not in form.in_short
    }
    return type(f"Short{form.__name__}", (form,), left_out)


def questions() -> dict[str, int]:
    """How many questions each section of the short path asks after that on the name.

    Details that an answer calls for belong to its question; the people named are one.
    """
    counted = {}
    for section in PRIVATE_SECTOR.sections:
        if section.key not in PRIVATE_SECTOR.short - {IDENTITY}:
            continue
        form = short_forms()[section.key]
        asked = form(formdata=None, meta={"csrf": False}).answers().keys() - set(form.details)
        counted[section.key] = len(asked) + (section.key == "owners")
    return counted
