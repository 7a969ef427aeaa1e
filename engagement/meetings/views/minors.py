"""Somebody under 18: the guardian and the adult, on the pages of those who have an account."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core import limits
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.documents import opening, receiving
from engagement.meetings import consent as words
from engagement.meetings import settings
from engagement.meetings.commands import chaperones, minors
from engagement.meetings.forms.minors import (
    AdultForm,
    ChaperoneForm,
    GuardianForm,
    PaperConsentForm,
)
from engagement.meetings.forms.participants import PublishForm
from engagement.meetings.queries import minors as queries
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.safeguards import Safeguards
from engagement.meetings.views.blueprint import REGISTRATION, bp
from engagement.web.access import access, actor
from engagement.web.i18n import language
from engagement.web.odd_input import takes_file

MAILS_AN_HOUR = 30
"""How often one person can have guardians or adults written to."""
BOND = "/chaperones/<uuid:chaperone_id>"


@bp.get(f"{REGISTRATION}/guardian")
@access(Safeguards.VIEW, get_registration)
def show_guardian(registration):
    """The guardian who was asked, the adult who goes along, and what can be done about both."""
    return guardian_page(registration)


def guardian_page(registration, *, status=422, **forms):
    """The page, with a refused form as it was sent, or fresh ones."""
    note_read(registration)
    refused = next(iter(forms.values()), None)
    consents = queries.consents_of(registration)
    open_consent = next((each for each in consents if each.ended_at is None), None)
    fresh = {
        "guardian_form": GuardianForm(formdata=None, data={"language": language()}),
        "chaperone_form": ChaperoneForm(formdata=None),
    }
    return render_template(
        "meetings/show_guardian.html",
        registration=registration,
        consents=consents,
        consent=open_consent,
        bond=queries.chaperone_of(registration),
        may_ask=can(actor(), Safeguards.ASK, registration),
        may_enter=can(actor(), Safeguards.ENTER, registration),
        plain_form=PublishForm(formdata=None),
        refused=refused,
        **fresh | forms,
    ), status if refused else 200


def _acted(registration, name, form, act, sentence):
    if not form.validate_on_submit():
        return guardian_page(registration, **{name: form})
    try:
        act()
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return guardian_page(registration, **{name: form})
    flash(sentence, "success")
    return redirect(url_for(".show_guardian", registration_id=registration.id))


@bp.post(f"{REGISTRATION}/ask-guardian")
@access(Safeguards.ASK, get_registration)
def ask_guardian(registration):
    """Mail the guardian the link."""
    limits.count("guardian-mail", str(actor().id), limit=MAILS_AN_HOUR, seconds=3600)
    form = GuardianForm()
    return _acted(
        registration,
        "guardian_form",
        form,
        lambda: minors.ask_guardian(registration, form.guardian, actor=actor(), key=form.key),
        _("The guardian gets a mail with a link."),
    )


@bp.post(f"{REGISTRATION}/name-chaperone")
@access(Safeguards.ASK, get_registration)
def name_chaperone(registration):
    """Ask an adult to go along."""
    limits.count("guardian-mail", str(actor().id), limit=MAILS_AN_HOUR, seconds=3600)
    form = ChaperoneForm()
    return _acted(
        registration,
        "chaperone_form",
        form,
        lambda: chaperones.name_chaperone(
            registration, reference=form.reference.data, actor=actor(), key=form.key
        ),
        _("The adult is asked by mail."),
    )


@bp.route(f"{REGISTRATION}/enter-consent", methods=["GET", "POST"])
@access(Safeguards.ENTER, get_registration)
@takes_file
def enter_consent(registration):
    """Enter a consent that came on paper."""
    form, status = PaperConsentForm(data={"language": registration.language}), 200
    if form.is_submitted():
        status = 422
    if form.validate_on_submit():
        taken, status = receiving.take_upload(form.file)
        if taken is not None:
            try:
                minors.enter_paper_consent(
                    registration,
                    form.guardian,
                    taken,
                    actor=actor(),
                    media=form.media.data,
                    key=form.key,
                )
            except RuleViolation as refusal:
                form.form_errors.append(refusal.sentence)
                status = 422
            else:
                flash(_("The consent is entered."), "success")
                return redirect(url_for(".show_guardian", registration_id=registration.id))
    return render_template(
        "meetings/enter_consent.html", form=form, registration=registration, words=words.WORDS
    ), status


@bp.post(f"{REGISTRATION}/withdraw-consent")
@access(Safeguards.ENTER, get_registration)
def withdraw_consent(registration):
    """Enter that the guardian took it back."""
    form = PublishForm()

    def act():
        open_consent = queries.consent_of(registration)
        if open_consent is not None:
            minors.withdraw_paper_consent(open_consent, actor=actor())

    return _acted(registration, "plain_form", form, act, _("The consent is taken back."))


@bp.get("/guardians/<uuid:consent_id>/paper")
@access(Safeguards.ENTER, queries.get_paper_consent)
def open_consent_paper(consent):
    """The paper that a guardian signed; each opening is noted."""
    return opening.original(consent.document, of=consent)


@bp.route(BOND, methods=["GET", "POST"])
@access(Safeguards.GO_ALONG, queries.get_chaperone)
def answer_chaperone(bond):
    """The adult agrees, or steps back, on a page of the own account."""
    form = AdultForm()
    if form.validate_on_submit() and answered(form, bond, by=actor()):
        flash(_("Your answer is kept."), "success")
        return redirect(url_for(".answer_chaperone", chaperone_id=bond.id))
    return render_template(
        "meetings/answer_chaperone.html",
        form=form,
        bond=bond,
        most=settings.minors_per_chaperone(),
    ), 422 if form.is_submitted() else 200


def answered(form, bond, *, by) -> bool:
    """Whether the answer of a valid form was taken; a refusal stands above it."""
    try:
        if form.answer.data == "yes":
            chaperones.agree(bond, actor=by)
        else:
            chaperones.step_back(bond, actor=by)
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return False
    return True
