"""The officers' pages of States: the list, one State, its mission, arrivals and departures."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_export
from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.protocol import queries
from engagement.protocol.commands import details
from engagement.protocol.commands import states as commands
from engagement.protocol.forms.notes import DetailsForm
from engagement.protocol.forms.states import MissionForm
from engagement.protocol.models import Mission, State
from engagement.protocol.permissions import Protocol
from engagement.protocol.views.blueprint import STATE, bp
from engagement.protocol.views.public_pages import asked_days, movement_heads, movement_lines
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of
from engagement.web.i18n import language
from engagement.web.spreadsheets import csv_answer

LANES = ("all", "none", "overdue", "no-administrator")


def get_state(state_code: str) -> State | None:
    """The State of an address."""
    return queries.get_state(state_code)


@bp.get("/protocol/states")
@access(Protocol.LIST)
def list_states():
    """Every State with what is recorded of it; 197 rows at most, so they stand on one page."""
    lane = request.args.get("lane", "all")
    region = request.args.get("region", "")
    lang = language()
    every = [
        row
        for row in queries.state_rows(today())
        if region not in set(Region) or row.place.region == region
    ]
    by_lane = {
        "all": every,
        "none": [row for row in every if not row.people],
        "overdue": [row for row in every if row.is_overdue],
        "no-administrator": [row for row in every if row.people and not row.has_administrator],
    }
    return render_template(
        "protocol/list_states.html",
        rows=sorted(by_lane.get(lane, every), key=lambda row: row.place.orders[lang]),
        lane=lane if lane in LANES else "all",
        counts={name: len(rows) for name, rows in by_lane.items()},
        region=region,
        regions=list(Region),
        waiting=queries.to_check(actor()).notes,
        checked=queries.to_record(actor()).notes,
    )


@bp.get(f"/protocol/states/{STATE}")
@access(Protocol.READ, get_state)
def show_state(state):
    """One State: representatives, notes, mission, who acts for it."""
    changes = can(actor(), Protocol.CHANGE, state)
    people = [
        one
        for one in queries.recorded_of(state.country, today())
        if can(actor(), Protocol.READ, one)
    ]
    left = [one for one in people if one.to_day is not None and one.to_day < today()]
    return render_template(
        "protocol/show_state.html",
        state=state,
        row=queries.state_rows(today(), [state.country])[0],
        people=[queries.shown(one, actor()) for one in people if one not in left],
        left=[queries.shown(one, actor()) for one in left],
        notes=[one for one in queries.notes_of(state.country) if can(actor(), Protocol.READ, one)],
        changes=changes,
        delegates=queries.acting_for(state.country) if changes else [],
        invitations=queries.open_invitations(state.country) if changes else [],
        form=Form(formdata=None),
        today=today(),
        Mission=Mission,
    )


@bp.route(f"/protocol/states/{STATE}/mission", methods=["GET", "POST"])
@access(Protocol.CHANGE, get_state)
def note_mission(state):
    """Whether the State has a mission in Nairobi, with source and day."""
    form, code = MissionForm.of(state), state.country
    if form.validate_on_submit():
        try:
            commands.note_mission(
                code,
                actor=actor(),
                mission=Mission(form.mission.data),
                source=form.source.data,
                on=form.on.data,
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("What is known of the mission is saved."), "success")
            return redirect(url_for(".show_state", state_code=code))
    return render_template("protocol/note_mission.html", code=code, form=form), status_of(form)


@bp.route("/protocol/representatives/<uuid:representative_id>/correct", methods=["GET", "POST"])
@access(Protocol.CHANGE, queries.get_representative)
def correct_details(person):
    """Correct how somebody is called and reached."""
    form, code = DetailsForm.of(person, queries.fingerprint([person])), person.country
    if form.validate_on_submit():
        try:
            details.correct_details(
                person,
                form.details(),
                actor=actor(),
                reason=form.reason.data,
                seen=form.seen.data or "",
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The details are corrected."), "success")
            return redirect(url_for(".show_state", state_code=code))
    return render_template("protocol/correct_details.html", form=form, person=person), status_of(
        form
    )


@bp.post("/protocol/representatives/<uuid:representative_id>/keep-name-back")
@access(Protocol.KEEP_BACK, queries.get_representative)
def keep_name_back(person):
    """Keep a permanent representative's name from the public, or show it again."""
    code, back = person.country, not person.name_kept_back
    if Form().validate_on_submit():
        commands.keep_name_back(person, actor=actor(), kept_back=back)
        flash(
            _("The public does not see the name any more.") if back else _("The name is public."),
            "success",
        )
    page = ".show_delegation" if code in actor().administers else ".show_state"
    return redirect(url_for(page, state_code=code))


@bp.get("/protocol/movements")
@access(Protocol.LIST)
def list_movements():
    """Everybody who arrived and departed between two days, for the list before a meeting."""
    return movements_page(asked_days())


def movements_page(days):
    """The page of these days."""
    return render_template(
        "protocol/show_movements.html",
        days=days,
        rows=queries.movements(days.since, days.until, language(), entered_in=period_read()),
        name=full_name,
        whole=True,
        download="protocol.download_all_movements",
    ), days.status


@bp.get("/protocol/movements.csv")
@access(Protocol.LIST, fresh=True)
def download_all_movements():
    """The same as a file: names and functions, no contacts."""
    days = asked_days()
    if days.wrong:
        return movements_page(days)
    rows = queries.movements(days.since, days.until, language(), entered_in=period_read())
    note_export(
        "protocol:movements:exported",
        "account",
        actor().id,
        since=days.since.isoformat(),
        until=days.until.isoformat(),
        people=len(rows),
    )
    return csv_answer(
        f"arrivals-departures-all-{days.until.isoformat()}.csv",
        movement_heads(),
        movement_lines(rows, full_name),
    )


def period_read():
    """The period of whose entries an auditor reads; None for officers, who read all."""
    return None if can(actor(), Protocol.ENTER) else actor().audited


def full_name(person) -> str:
    """The name, for the secretariat's own list."""
    return person.name
