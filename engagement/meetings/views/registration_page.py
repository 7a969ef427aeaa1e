"""The page of one registration: for the person, who nominated, and staff."""

from flask import render_template, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.permissions import can
from engagement.core.text import text_in
from engagement.meetings.commands.changing import open_change
from engagement.meetings.forms.registrations import (
    ConfirmForm,
    ExtendForm,
    ReasonForm,
    RefuseChangeForm,
)
from engagement.meetings.models import (
    ENDED,
    UNSENT,
    AgeBand,
    ChangeState,
    Mode,
    QuestionKind,
    Registration,
    RegistrationState,
)
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries.answers import asked, missing
from engagement.meetings.queries.certificates import certificate_in_force
from engagement.meetings.queries.history import history
from engagement.meetings.queries.meetings import is_over
from engagement.meetings.queries.obstacles import obstacles
from engagement.meetings.queries.papers import asked_papers
from engagement.meetings.queries.registrations import position
from engagement.meetings.queries.standing import is_suspended
from engagement.meetings.views.blueprint import bp
from engagement.meetings.workflow import workflow
from engagement.web.access import actor
from engagement.web.i18n import bdi_text, country_name, language

S = RegistrationState
TONES = {
    S.INVITED: "attention",
    S.DRAFT: "attention",
    S.SUBMITTED: "waiting",
    S.CONFIRMED: "good",
    S.WAITING: "waiting",
    S.REFUSED: "bad",
    S.WITHDRAWN: "neutral",
    S.ATTENDED: "good",
    S.NO_SHOW: "neutral",
}
PLACED = {S.CONFIRMED, S.WAITING}
DESK_FORMS = {
    "refuse_form": ReasonForm,
    "extend_form": ExtendForm,
    "refuse_change_form": RefuseChangeForm,
}
"""What only who handles a registration is shown."""
IDENTITY_WORDS = {
    "name": lambda value: bdi_text(value or ""),
    "email": lambda value: bdi_text(value or ""),
    "represents": lambda value: bdi_text(value or ""),
    "age_band": lambda value: AgeBand(value).label if value else "",
    "mode": lambda value: Mode(value).label if value else "",
}


@bp.app_template_filter("registration_tone")
def registration_tone(state: RegistrationState) -> str:
    """The tone in which the state of a registration is shown."""
    return TONES[state]


def registration_page(registration: Registration, **forms):
    """The page, with the forms as given or fresh; a form that was sent is the refused one."""
    person = actor()
    oneself = registration.person_id == person.id
    if not oneself:
        note_read(registration)
    contact = can(person, Registrations.SEE_CONTACT, registration)
    own = can(person, Registrations.CHANGE, registration)
    refused = next(iter(forms.values()), None)
    handles = can(person, Registrations.HANDLE, registration)
    unsent, came = registration.state in UNSENT, registration.state is S.ATTENDED
    buttons = handles or unsent or registration.offered_until is not None
    fresh = {name: kind(formdata=None) for name, kind in DESK_FORMS.items()} if handles else {}
    return render_template(
        "meetings/show_registration.html",
        registration=registration,
        meeting=registration.meeting,
        oneself=oneself,
        over=is_over(registration.meeting),
        own=own,
        handles=handles,
        contact=contact,
        available=workflow.available(registration, person),
        obstacles=obstacles(registration) if registration.state is S.SUBMITTED else [],
        unanswered=own and registration.state in PLACED and missing(registration),
        position=position(registration),
        suspended=registration.is_open and is_suspended(registration),
        certificate=certificate_in_force(registration) if came else None,
        details_rows=details_of(registration, own=own, contact=contact),
        papers=asked_papers(registration) if contact else [],
        change=open_change(registration),
        changes=[each | {"asked": one} for one, each in changes_of(registration, contact, oneself)],
        changeable=own and registration.state not in {*UNSENT, *ENDED},
        events=history(registration),
        unsent=unsent,
        form=ConfirmForm(formdata=None) if buttons else None,
        refused=refused,
        **fresh | forms,
    ), 422 if refused else 200


def details_of(registration: Registration, *, own: bool, contact: bool) -> list[dict]:
    """What the registration says, as rows; what is for statistics alone only for the person."""
    kind, organization = registration.category.kind, registration.organization
    body = organization.name if organization else registration.represents
    rows = [
        (_("Name"), bdi_text(registration.name)),
        (_("E-mail address"), bdi_text(registration.email) if contact else _("Not shown to you")),
        (_("Category"), kind.label),
        (_("Body"), bdi_text(body) if body else None),
        (_("Relation to it"), registration.relation and registration.relation.label),
        (_("Position or title"), registration.position and bdi_text(registration.position)),
        (_("Function"), registration.function and registration.function.label),
        (
            _("State") if kind.by_state else _("Country or area"),
            registration.country and country_name(registration.country),
        ),
        (_("Taking part"), registration.mode.label),
        (_("Age group"), registration.age_band and registration.age_band.label),
    ]
    if own:
        rows.append((_("Gender"), registration.gender and registration.gender.label))
    rows.append(
        (
            _("List of participants"),
            _("Shown") if registration.listed else _("Not shown"),
        )
    )
    told = [{"key": key, "value": value} for key, value in rows if value]
    return told + (answers_of(registration) if contact else [])


def answers_of(registration: Registration) -> list[dict]:
    """Answers to the meeting's own questions, in words."""
    return [
        {
            "key": bdi_text(text_in(question.text, language())[0]),
            "value": answer_in_words(question, registration.answers.get(str(question.id))),
        }
        for question in asked(registration.category, registration.answers)
        if question.kind is not QuestionKind.FILE
    ]


def answer_in_words(question, answer):
    """One answer; None where there is none."""
    if not answer:
        return None
    if question.kind is QuestionKind.YES_NO:
        return _("Yes") if answer == "yes" else _("No")
    if question.kind is QuestionKind.CHOICE:
        texts = {each["key"]: each["text"] for each in question.choices}
        return bdi_text(text_in(texts.get(answer, {}), language())[0] or answer)
    return bdi_text(answer)


def changes_of(registration: Registration, contact: bool, oneself: bool) -> list[tuple]:
    """Requests for change, each with its fields before and after, in words.

    Those before somebody else came, and that one, tell of the first person: the next reads none.
    """
    shown = list(registration.changes)
    for place, one in enumerate(registration.changes):
        if oneself and one.state is ChangeState.ACCEPTED and "email" in one.after:
            shown = registration.changes[place + 1 :]
    names = {
        "name": _("Name"),
        "email": _("E-mail address"),
        "represents": _("Body"),
        "age_band": _("Age group"),
        "mode": _("Taking part"),
    }
    return [
        (
            one,
            {
                "rows": [
                    {
                        "key": names[name],
                        "before": IDENTITY_WORDS[name](one.before.get(name)),
                        "after": IDENTITY_WORDS[name](value),
                    }
                    for name, value in one.after.items()
                    if contact or name != "email"
                ]
            },
        )
        for one in shown
    ]


def address_of(registration: Registration) -> str:
    """Its page."""
    return url_for("meetings.show_registration", registration_id=registration.id)
