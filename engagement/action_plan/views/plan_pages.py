"""Public pages: the plan by section, a section, an action, an indicator."""

from collections import Counter

from flask import abort, render_template
from flask_babel import gettext as _

from engagement.action_plan import indicators, plan, queries, services, settings
from engagement.action_plan.forms import LinkForm
from engagement.action_plan.models import Status
from engagement.action_plan.permissions import ActionPlan
from engagement.action_plan.views import figures
from engagement.action_plan.views.blueprint import ACTION, SECTION, bp
from engagement.core import limits
from engagement.core.permissions import can
from engagement.documents import serving
from engagement.web.access import actor, public
from engagement.web.base_form import Form, status_of
from engagement.web.i18n import format_number
from engagement.web.security import client_address
from engagement.web.subject_links import links_to, public_links_to

TONES = {
    Status.NOT_STARTED: "neutral",
    Status.UNDER_WAY: "active",
    Status.CONTINUOUS: "active",
    Status.DONE: "good",
    Status.DISCONTINUED: "attention",
}


@bp.get("")
@public
def show_plan():
    """How far the plan is, section by section, and its key figures."""
    statuses = queries.statuses()
    everything = list(plan.actions().values())
    whole = [one for one in indicators.DECLARED.values() if not one.parts]
    found = figures.figures(whole)
    return render_template(
        "action_plan/show_plan.html",
        sections=[
            (section, status_counts(section.actions, statuses)) for section in plan.sections()
        ],
        overall=status_bars(everything, statuses),
        reported=len(statuses),
        total=len(everything),
        statuses=list(Status),
        figures=found.values(),
        day=queries.last_day(),
    )


@bp.get(f"/{SECTION}")
@public
def show_section(section_id):
    """One section: its parts with their actions, the status and the service of each."""
    section = plan.section(section_id)
    statuses = queries.statuses()
    return render_template(
        "action_plan/show_section.html",
        section=section,
        overall=status_bars(section.actions, statuses),
        statuses=statuses,
        tones=TONES,
        services=services,
    )


@bp.get(f"/{ACTION}")
@public
def show_action(action_code):
    """One action: wording, service, figures, what was reported, linked records."""
    return action_page(action_or_404(action_code))


@bp.get("/indicators/<string(maxlength=60):indicator_code>")
@public
def show_indicator(indicator_code):
    """One figure: what it is, how it is computed, how it went, the rows behind it."""
    indicator = indicators.DECLARED.get(indicator_code)
    if indicator is None:
        abort(404)
    found = figures.figures(figures.with_counters([indicator]))
    shown = found[indicator.code]
    opened = shown.day is not None and not shown.hides
    if indicator.drill is not None:
        limits.count_coarsely(
            "plan-rows", client_address(), limit=settings.rows_an_hour(), seconds=3600
        )
    return render_template(
        "action_plan/show_indicator.html",
        indicator=indicator,
        figure=shown,
        counter=found.get(indicator.counter),
        months=figures.months(indicator),
        behind=indicators.rows_behind(indicator, shown.day) if opened else None,
        sql=tidy(indicator.sql),
    )


def action_or_404(action_code: str) -> plan.Action:
    """The action with this code."""
    return plan.action(action_code) or abort(404)


def action_page(action: plan.Action, form: LinkForm | None = None):
    """The page of an action; with the form of a link as it was sent."""
    person = actor()
    updates = queries.published_of(action.id)
    wanted = indicators.of_action(action.id)
    links = queries.links_of(action.id)
    linked = {(link.subject_type, link.subject_id) for link in links}
    places = links_to(person, linked)
    places |= public_links_to(linked - places.keys())
    return render_template(
        "action_plan/show_action.html",
        action=action,
        section=plan.section(action.section_id),
        services=services.services_of(action.id),
        planned=services.planned_for(action.id),
        updates=updates,
        corrections=queries.corrections_of(updates),
        tones=TONES,
        indicators=wanted,
        figures=figures.figures(figures.with_counters(wanted)),
        links=[
            (link, places[link.subject_type, link.subject_id])
            for link in links
            if (link.subject_type, link.subject_id) in places
        ],
        may_write=can(person, ActionPlan.WRITE),
        may_download=serving.may_download,
        form=(form or LinkForm(formdata=None)) if can(person, ActionPlan.LINK) else None,
        end_form=Form(formdata=None) if can(person, ActionPlan.LINK) else None,
    ), status_of(form) if form else 200


def status_counts(actions, statuses) -> Counter:
    """How many of the actions have each status; under None those of which nothing is reported."""
    return Counter(statuses[one.id][0] if one.id in statuses else None for one in actions)


def status_bars(actions, statuses) -> list[dict]:
    """The same as rows of a bar chart."""
    counts = status_counts(actions, statuses)
    rows = [(status.label, counts[status]) for status in Status]
    rows.append((_("Nothing reported yet"), counts[None]))
    return [{"label": label, "value": count, "text": format_number(count)} for label, count in rows]


def tidy(sql: str | None) -> str:
    """A statement without the indentation that it has in the code."""
    lines = [line.rstrip() for line in (sql or "").splitlines() if line.strip()]
    least = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    return "\n".join(line[least:] for line in lines)
