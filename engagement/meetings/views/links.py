"""What guardians and adults open by a mailed link, without an account."""

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.permissions import VISITOR
from engagement.meetings import consent as words
from engagement.meetings import settings
from engagement.meetings.commands import chaperones, minors
from engagement.meetings.forms.minors import AdultForm, ChaperoneForm, ConsentForm, MediaForm
from engagement.meetings.forms.participants import PublishForm
from engagement.meetings.queries import minors as queries
from engagement.meetings.queries.certificates import certificate_in_force
from engagement.meetings.views.blueprint import bp
from engagement.meetings.views.minors import answered
from engagement.meetings.views.personal_links import opened
from engagement.web.access import public
from engagement.web.i18n import language

LINK = "/guardian/<string(maxlength=100):token>"


def _consent(token):
    return opened("guardian-link", queries.consent_by_token(token))


def _unkept(page, status=200):
    """An answer that no browser and nobody between keeps, nor tells the address of."""
    answer = make_response(page, status)
    answer.cache_control.no_store = True
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@bp.route(LINK, methods=["GET", "POST"])
@public
def answer_as_guardian(token):
    """What a guardian is asked, or has answered, and what can be done about it now."""
    consent, form = _consent(token), ConsentForm()
    if not consent.is_asked:
        return _guardian_page(consent, token)
    if form.validate_on_submit():
        return _taken(consent, token, form, lambda: _answer(consent, form), "form")
    return _guardian_page(consent, token, form=form, status=422 if form.is_submitted() else 200)


def _answer(consent, form):
    if form.answer.data == "yes":
        minors.give_consent(consent, media=form.media.data, language=language())
    else:
        minors.refuse_consent(consent)


@bp.post(f"{LINK}/withdraw")
@public
def withdraw_as_guardian(token):
    """Take the consent back: at once."""
    consent, form = _consent(token), PublishForm()
    form.validate_on_submit()
    return _taken(consent, token, form, lambda: minors.withdraw_consent(consent), "plain_form")


@bp.post(f"{LINK}/media")
@public
def change_media(token):
    """Change the consent to pictures and recordings alone."""
    consent, form = _consent(token), MediaForm()
    form.validate_on_submit()
    return _taken(
        consent,
        token,
        form,
        lambda: minors.change_media(consent, media=form.media.data),
        "media_form",
    )


@bp.post(f"{LINK}/chaperone")
@public
def name_as_guardian(token):
    """Name the adult who goes along."""
    consent, form = _consent(token), ChaperoneForm()
    if not form.validate_on_submit():
        return _guardian_page(consent, token, chaperone_form=form, status=422)
    return _taken(
        consent,
        token,
        form,
        lambda: chaperones.name_chaperone_as_guardian(
            consent, reference=form.reference.data, key=form.key
        ),
        "chaperone_form",
    )


def _taken(consent, token, form, act, name):
    try:
        act()
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return _guardian_page(consent, token, status=422, **{name: form})
    flash(_("Your answer is kept."), "success")
    return redirect(url_for(".answer_as_guardian", token=token))


def _guardian_page(consent, token, *, status=200, **forms):
    refused = next(iter(forms.values()), None)
    fresh = {
        "form": ConsentForm(formdata=None),
        "plain_form": PublishForm(formdata=None),
        "media_form": MediaForm(formdata=None, data={"media": consent.media}),
        "chaperone_form": ChaperoneForm(formdata=None),
    }
    registration = consent.registration
    return _unkept(
        render_template(
            "meetings/answer_as_guardian.html",
            consent=consent,
            token=token,
            registration=registration,
            meeting=registration.meeting,
            bond=queries.chaperone_of(registration),
            certificate=certificate_in_force(registration),
            words=words.WORDS,
            refused=refused,
            **fresh | forms,
        ),
        status,
    )


@bp.route("/go-along/<string(maxlength=100):token>", methods=["GET", "POST"])
@public
def go_along(token):
    """An adult who was named for a minor agrees, or steps back."""
    bond, form = opened("chaperone-link", queries.chaperone_by_token(token)), AdultForm()
    if form.validate_on_submit() and answered(form, bond, by=VISITOR):
        flash(_("Your answer is kept."), "success")
        left = bond.ended_at is not None
        return redirect(
            url_for(".show_meeting", meeting_id=bond.minor.meeting_id)
            if left
            else url_for(".go_along", token=token)
        )
    page = render_template(
        "meetings/answer_chaperone.html",
        form=form,
        bond=bond,
        most=settings.minors_per_chaperone(),
    )
    return _unkept(page, 422 if form.is_submitted() else 200)
