"""Officers choose side events: the list with its balance, decisions on several, slots, files."""

import uuid
from collections.abc import Iterator
from dataclasses import asdict
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engagement.audit.reading import note_export
from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.errors import RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import can
from engagement.core.text import NATIVE_NAMES, text_in
from engagement.core.transitions import MOVED_ON
from engagement.meetings import side_event_settings as settings
from engagement.meetings.commands import side_event_selection as commands
from engagement.meetings.commands.side_event_selection import Verdict
from engagement.meetings.forms.side_events import GiveSlotForm, ReasonForm, SelectForm
from engagement.meetings.models import CategoryKind, Meeting, SideEventState
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import side_event_balance as balances
from engagement.meetings.queries import side_event_lists as lists
from engagement.meetings.queries import side_events as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.side_event_lists import Filters, Hours, Proposal
from engagement.meetings.side_event_permissions import SideEvents
from engagement.meetings.views.blueprint import bp
from engagement.meetings.views.sending import done
from engagement.meetings.views.side_events import PROGRAMME, SIDE_EVENT, TONES
from engagement.printing.lists import KINDS, list_answer
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of
from engagement.web.i18n import country_name, label, language
from engagement.web.two_zones import reader_zone

YES_NO = {"yes": _l("Yes"), "no": _l("No")}
FACETS = {
    "state": (_l("State"), dict(SideEventState.choices())),
    "region": (_l("Region"), dict(Region.choices())),
    "group": (_l("Major Group"), dict(MajorGroup.choices())),
    "category": (_l("Category"), dict(CategoryKind.choices())),
    "language": (_l("Language"), NATIVE_NAMES),
    "first": (_l("First side event of the organizer"), YES_NO),
    "hours": (_l("Slot"), dict(Hours.choices())),
}
MOST_IDS = 300


def asked() -> Filters:
    """The filters that the address names; a value that is none of the list's asks for nothing."""
    return Filters(
        **{
            name: request.values[name]
            for name, (_title, values) in FACETS.items()
            if request.values.get(name) in values
        }
    )


@bp.get(f"{PROGRAMME}/desk")
@access(SideEvents.LIST, get_meeting)
def list_proposals(meeting):
    """Proposals with filters, and the balance of what is selected among them."""
    every, filters = lists.proposals(actor(), meeting), asked()
    return render_template(
        "meetings/list_proposals.html",
        meeting=meeting,
        call=queries.call_of(meeting),
        every=every,
        found=[each for each in every if filters.holds(each)],
        facets=facets_of(meeting, every, filters),
        filters={name: value for name, value in asdict(filters).items() if value},
        balance=balances.balance(every),
        speakers=balances.speakers(every),
        verdicts=list(Verdict) if can(actor(), Meetings.MANAGE) else [],
        keeps=can(actor(), Meetings.MANAGE),
        file_kinds=[(each, each.upper()) for each in KINDS],
        form=Form(formdata=None),
        tones=TONES,
        reader_zone=reader_zone(),
    )


def facets_of(meeting: Meeting, every: list[Proposal], filters: Filters) -> list[dict]:
    """Each filter as links with counts: those values that some proposal has."""
    kept = {name: value for name, value in asdict(filters).items() if value}

    def url(**changes):
        values = {name: value for name, value in (kept | changes).items() if value}
        return url_for(".list_proposals", meeting_id=meeting.id, **values)

    facets = []
    for name, (title, labels) in FACETS.items():
        there = lists.counts(every, name)
        lanes = [
            {
                "label": words,
                "url": url(**{name: value}),
                "current": kept.get(name) == value,
                "count": there[value],
            }
            for value, words in labels.items()
            if value in there
        ]
        if len(lanes) > 1 or name in kept:
            whole = {"label": _("All"), "url": url(**{name: None}), "current": name not in kept}
            facets.append({"name": name, "title": title, "lanes": [whole, *lanes]})
    return facets


@bp.route(f"{PROGRAMME}/several", methods=["GET", "POST"])
@access(Meetings.MANAGE, get_meeting)
def act_on_side_events(meeting):
    """What a verdict would do with each, and to the balance; then it is done."""
    value = request.values.get("what")
    verdict = Verdict(value) if value in set(Verdict) else Verdict.SELECT
    events = lists.chosen(actor(), meeting, _ids())
    rows = commands.plan(verdict, events, actor())
    able = [each.event.id for each in rows if each.refusal is None]
    form = ReasonForm() if verdict.needs_reason else SelectForm()
    count = []

    def act():
        count.append(
            commands.decide(
                verdict,
                [each.id for each in events],
                actor=actor(),
                reason=form.reason.data if verdict.needs_reason else None,
            )
        )

    if done(form, act):
        flash(_("Done with %(done)d of %(all)d proposals.", done=count[0], all=len(events)), "info")
        return redirect(url_for(".list_proposals", meeting_id=meeting.id))
    every = lists.proposals(actor(), meeting)
    adds = able if verdict is Verdict.SELECT else []
    return render_template(
        "meetings/act_on_side_events.html",
        meeting=meeting,
        verdict=verdict,
        rows=rows,
        able=len(able),
        balance=balances.balance(every, adds) if adds else [],
        form=form,
        minutes=settings.undo_minutes(),
        tones=TONES,
    ), status_of(form)


def _ids() -> list[uuid.UUID]:
    found = []
    for value in request.values.getlist("side_event")[:MOST_IDS]:
        try:
            found.append(uuid.UUID(value))
        except ValueError:
            continue
    return found


@bp.route(f"{SIDE_EVENT}/slot", methods=["GET", "POST"])
@access(SideEvents.SELECT, queries.get_side_event)
def give_slot(event):
    """Give it a slot that is free."""
    meeting = event.meeting
    taken = queries.holders(meeting)
    free = [each for each in queries.slots_of(meeting) if taken.get(each.id, event) is event]
    form = GiveSlotForm().offer(queries.slots_of(meeting), free, event)
    if event.state is not SideEventState.SELECTED:
        raise RuleViolation(MOVED_ON)
    if done(form, lambda: commands.give_slot(event, form.chosen, actor=actor())):
        flash(_("The slot is kept, and its organizers told by mail."), "success")
        return redirect(url_for(".show_side_event", side_event_id=event.id))
    return render_template(
        "meetings/give_slot.html",
        event=event,
        meeting=meeting,
        free=free,
        form=form,
        reader_zone=reader_zone(),
    ), status_of(form)


def _of_file(meeting_id, file_kind):
    return get_meeting(meeting_id)


@bp.get(f"{PROGRAMME}/proposals.<any({', '.join(KINDS)}):file_kind>")
@access(SideEvents.LIST, _of_file)
def download_proposals(meeting):
    """The same proposals as a file."""
    filters = asked()
    found = [each for each in lists.proposals(actor(), meeting) if filters.holds(each)]
    note_export("meetings:side_events:exported", "meeting", meeting.id, count=len(found))
    return list_answer(
        request.view_args["file_kind"],
        f"side-events-{today().isoformat()}",
        _("Side events: %(title)s", title=text_in(meeting.title, language())[0]),
        heads(meeting),
        list(rows_of(found, meeting)),
        designations=True,
    )


def heads(meeting: Meeting) -> list[str]:
    """The heads of the file; hours are by the clocks of the meeting."""
    return [
        _("Title"),
        _("State"),
        _("Organizer"),
        _("Category"),
        _("Major Group"),
        _("Country or area"),
        _("Region"),
        _("Co-organizers"),
        _("Partners"),
        _("Format"),
        _("Languages"),
        _("First side event of the organizer"),
        _("Action of the plan"),
        f"{_('Slot')} ({meeting.zone})",
        _("Reason"),
        _("Summary"),
    ]


def rows_of(found: list[Proposal], meeting: Meeting) -> Iterator[list]:
    """A row for each proposal; speakers are people, and not counted here."""
    for each in found:
        event = each.event
        owner = event.organization
        code = owner.country if owner else event.country
        yield [
            text_in(event.title, language())[0],
            label(event.state),
            owner.name if owner else country_name(code),
            label(each.category),
            label(each.group) if each.group else "",
            country_name(code),
            label(each.region) if each.region else "",
            "; ".join(one.organization.name for one in event.remaining),
            event.partners or "",
            label(event.format) if event.format else "",
            ", ".join(NATIVE_NAMES[name] for name in event.languages),
            str(YES_NO["yes" if each.is_first else "no"]),
            event.action_code or "",
            _hour(event.slot, meeting.zone),
            event.reason or "",
            text_in(event.summary, language())[0],
        ]


def _hour(slot, zone):
    if slot is None:
        return ""
    begins, ends = (each.astimezone(ZoneInfo(zone)) for each in (slot.starts_at, slot.ends_at))
    return f"{begins:%Y-%m-%d %H:%M} – {ends:%H:%M}"
