"""Pages of the governing bodies: for everybody to read, for protocol officers to keep."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.bodies import commands, queries, settings
from engagement.bodies.forms import BodyForm, BureauForm, DecisionForm, MeetingForm, RemoveForm
from engagement.bodies.models import BodyDecision, BodyKey, BureauMember, Meeting
from engagement.bodies.permissions import Bodies
from engagement.core.clock import today
from engagement.core.errors import RuleViolation
from engagement.core.text import LANGUAGES, NATIVE_NAMES, text_in
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.i18n import PREFIX, language
from engagement.web.pages import keyset

bp = Blueprint("bodies", __name__, url_prefix=f"/{PREFIX}/bodies")
BODY = f"/<any({','.join(BodyKey)}):body>"
FEW = 5
"""Meetings and decisions on the page of a body itself; the rest has pages of its own."""
TAG = {"zh": "zh-Hans"}


@bp.app_template_filter("text_in_page_language")
def text_in_page_language(texts: dict) -> dict:
    """A text kept by language as a page shows it: the words and the language they are in."""
    words, lang = text_in(texts, language())
    return {"text": words, "lang": TAG.get(lang, lang)}


@bp.app_template_global("texts_by_language")
def texts_by_language(addresses: dict[str, str]) -> list[dict]:
    """The addresses of a text in the order of the language bar, each language by its own name."""
    return [
        {"name": NATIVE_NAMES[each], "lang": TAG.get(each, each), "url": addresses[each]}
        for each in LANGUAGES
        if each in addresses
    ]


@bp.get("")
@public
def list_bodies():
    """The governing bodies, with how much is known of each."""
    return render_template(
        "bodies/list_bodies.html",
        bodies=list(BodyKey),
        counts=queries.counts(),
        portal=settings.portal_url(),
    )


@bp.get(BODY)
@public
def show_body(body):
    """One body: mandate, bureau, meetings, decisions."""
    key = BodyKey(body)
    return render_template(
        "bodies/show_body.html",
        body=queries.get_body(body),
        bureau=queries.bureau(key, today()),
        meetings=queries.latest_meetings(key, FEW),
        decisions=queries.latest_decisions(key, FEW),
        portal=settings.portal_url(),
    )


@bp.get(f"{BODY}/bureau")
@public
def list_bureau(body):
    """All seats in the bureau: those of today, those that ended and those to come."""
    page = keyset(
        queries.seats(BodyKey(body)), (BureauMember.from_day, BureauMember.id), descending=True
    )
    return render_template("bodies/list_bureau.html", key=BodyKey(body), page=page)


@bp.get(f"{BODY}/meetings")
@public
def list_meetings(body):
    """All meetings of a body, latest first."""
    page = keyset(queries.meetings(BodyKey(body)), (Meeting.from_day, Meeting.id), descending=True)
    return render_template("bodies/list_meetings.html", key=BodyKey(body), page=page)


@bp.get(f"{BODY}/decisions")
@public
def list_decisions(body):
    """All decisions of a body, latest first, with links to the texts."""
    page = keyset(
        queries.decisions(BodyKey(body)),
        (BodyDecision.decided_on, BodyDecision.symbol),
        descending=True,
    )
    return render_template("bodies/list_decisions.html", key=BodyKey(body), page=page)


@bp.route(f"{BODY}/change", methods=["GET", "POST"])
@access(Bodies.KEEP, queries.get_body)
def change_body(body):
    """Mandate and site."""
    form = BodyForm(data={"mandate": body.mandate, "website": body.website})
    key = body.key
    if form.validate_on_submit():
        commands.change_body(
            key, actor=actor(), mandate=form.mandate.texts, website=form.website.data or None
        )
        flash(_("The page of the body is changed."), "success")
        return redirect(url_for(".show_body", body=key))
    return page_of(key, form, _("Mandate"))


@bp.route(f"{BODY}/bureau/new", methods=["GET", "POST"])
@access(Bodies.KEEP, queries.get_body)
def seat_in_bureau(body):
    """Somebody new in the bureau."""
    form, key = BureauForm(), body.key
    return sent(
        form,
        key,
        _("Seat in the bureau"),
        lambda: commands.seat_in_bureau(key, form.seat(), actor=actor(), form_key=form.key),
    )


@bp.route("/bureau/<uuid:member_id>", methods=["GET", "POST"])
@access(Bodies.KEEP, queries.get_bureau_member)
def change_bureau_member(member):
    """Correct a seat, or end it."""
    form, key = BureauForm.of(member), member.body
    return sent(
        form,
        key,
        _("Seat in the bureau"),
        lambda: commands.change_bureau_member(member, form.seat(), actor=actor()),
        row=member,
    )


@bp.post("/bureau/<uuid:member_id>/remove")
@access(Bodies.KEEP, queries.get_bureau_member)
def remove_bureau_member(member):
    """Take out a seat that was entered wrongly."""
    return removed(member, BureauForm.of(member, formdata=None), _("Seat in the bureau"))


@bp.route(f"{BODY}/meetings/new", methods=["GET", "POST"])
@access(Bodies.KEEP, queries.get_body)
def add_meeting(body):
    """A meeting more."""
    form, key = MeetingForm(), body.key
    return sent(
        form,
        key,
        _("Meeting"),
        lambda: commands.add_meeting(key, form.meeting(), actor=actor(), form_key=form.key),
    )


@bp.route("/meetings/<uuid:body_meeting_id>", methods=["GET", "POST"])
@access(Bodies.KEEP, queries.get_meeting)
def change_meeting(meeting):
    """Correct a meeting."""
    form, key = MeetingForm.of(meeting), meeting.body
    return sent(
        form,
        key,
        _("Meeting"),
        lambda: commands.change_meeting(meeting, form.meeting(), actor=actor()),
        row=meeting,
    )


@bp.post("/meetings/<uuid:body_meeting_id>/remove")
@access(Bodies.KEEP, queries.get_meeting)
def remove_meeting(meeting):
    """Take out a meeting that was entered wrongly."""
    return removed(meeting, MeetingForm.of(meeting, formdata=None), _("Meeting"))


@bp.route(f"{BODY}/decisions/new", methods=["GET", "POST"])
@access(Bodies.KEEP, queries.get_body)
def add_decision(body):
    """A decision more."""
    key = body.key
    form = offered(DecisionForm(), key)
    return sent(
        form,
        key,
        _("Decision"),
        lambda: commands.add_decision(key, form.decision(), actor=actor(), form_key=form.key),
    )


@bp.route("/decisions/<uuid:decision_id>", methods=["GET", "POST"])
@access(Bodies.KEEP, queries.get_decision)
def change_decision(decision):
    """Correct a decision."""
    key = decision.body
    form = offered(DecisionForm.of(decision), key)
    return sent(
        form,
        key,
        _("Decision"),
        lambda: commands.change_decision(decision, form.decision(), actor=actor()),
        row=decision,
    )


@bp.post("/decisions/<uuid:decision_id>/remove")
@access(Bodies.KEEP, queries.get_decision)
def remove_decision(decision):
    """Take out a decision that was entered wrongly."""
    form = offered(DecisionForm.of(decision, formdata=None), decision.body)
    return removed(decision, form, _("Decision"))


def offered(form, key):
    """The form with the body's last hundred meetings to choose from."""
    return form.offer(
        queries.latest_meetings(key, 100), lambda one: text_in(one.title, language())[0]
    )


def sent(form, key, title, act, row=None):
    """Do what a valid form asks, and back to the body's page; else the form with what is wrong.

    `row` is what there is already, if it is to be changed: it can be removed as well.
    """
    if row is not None and row.removed_at is not None and request.method == "GET":
        return render_template("bodies/removed.html", key=key, row=row, title=title)
    if form.validate_on_submit():
        try:
            act()
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("Saved. The public page shows it now."), "success")
            return redirect(url_for("bodies.show_body", body=key))
    return page_of(key, form, title, row)


def removed(row, form, title):
    """Take a row out with the reason that was sent; else its page, with what is wrong."""
    remove_form, key = RemoveForm(), row.body
    if remove_form.validate_on_submit():
        try:
            commands.remove(row, actor=actor(), reason=remove_form.reason.data)
        except RuleViolation as refusal:
            remove_form.form_errors.append(refusal.sentence)
        else:
            flash(_("The entry is removed. It stays in the history."), "success")
            return redirect(url_for("bodies.show_body", body=key))
    return page_of(key, form, title, row, remove_form)


def page_of(key, form, title, row=None, remove_form=None):
    """The page of one form; of a `row` that is there with the form that removes it."""
    return render_template(
        "bodies/keep.html",
        key=key,
        form=form,
        title=title,
        row=row,
        remove_form=remove_form or RemoveForm(formdata=None),
        refused=remove_form or form,
    ), status_of(remove_form or form)
