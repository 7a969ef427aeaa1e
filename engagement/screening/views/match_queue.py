"""The queue of matches: lanes, filters as links, and why there is nothing to do."""

import contextlib
import uuid

from flask import render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.permissions import can
from engagement.organizations.queries import get_organization
from engagement.screening import words
from engagement.screening.models import Source
from engagement.screening.permissions import Matches
from engagement.screening.queries import indexes, queue, runs
from engagement.screening.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.i18n import region_name
from engagement.web.pages import keyset


@bp.get("/screening/desk/matches")
@access(Matches.LIST)
def list_matches():
    """Matches by lane, the first to be decided first; filters are links."""
    me, chosen = actor(), chosen_filters()
    lanes = queue.lanes(me)
    counts = queue.lane_counts(me, lanes, chosen)
    key = request.args.get("lane", lanes[0].key)
    lane = next((each for each in lanes if each.key == key), lanes[0])
    kept = filters_in_address()
    return render_template(
        "screening/list_matches.html",
        page=keyset(queue.queue(me, lane, chosen), queue.ORDER),
        lanes=[
            {
                "label": each.label,
                "url": url_for(".list_matches", lane=each.key, **kept),
                "current": each.key == lane.key,
                "count": counts[each.key],
            }
            for each in lanes
        ],
        lane=lane,
        facets=facets(lane, kept),
        organization=organization_chosen(chosen),
        today=today(),
        strong=queue.STRONG,
        may_clear=can(me, Matches.CLEAR_SEVERAL) and lane.key in {"open", "overdue"},
        last=runs.last_run(me) if not counts["all"] or not counts["open"] else None,
        versions=indexes.versions_in_force() if not counts["open"] else {},
    )


def filters_in_address() -> dict[str, str]:
    """The filters as the address has them, those that can be read."""
    known = {
        "list": set(Source),
        "script": set(queue.SCRIPTS),
        "region": set(Region),
    }
    kept = {name: request.args[name] for name, of in known.items() if request.args.get(name) in of}
    with contextlib.suppress(KeyError, ValueError):
        kept["organization"] = str(uuid.UUID(request.args["organization"]))
    return kept


def chosen_filters() -> queue.Chosen:
    """What the address asks for; what cannot be read counts as nothing."""
    kept = filters_in_address()
    return queue.Chosen(
        source=Source(kept["list"]) if "list" in kept else None,
        script=kept.get("script"),
        region=Region(kept["region"]) if "region" in kept else None,
        organization_id=uuid.UUID(kept["organization"]) if "organization" in kept else None,
    )


def organization_chosen(chosen):
    """The organization whose matches are shown alone, if this person may know of it."""
    if chosen.organization_id is None or chosen.organization_id in actor().conflicts:
        return None
    return get_organization(chosen.organization_id)


def facets(lane, kept) -> list[dict]:
    """The filters as links: by list, by script, by region."""

    def values(name, pairs):
        others = {key: value for key, value in kept.items() if key != name}
        nothing = {
            "label": _("All"),
            "url": url_for(".list_matches", lane=lane.key, **others),
            "current": name not in kept,
        }
        return [
            nothing,
            *(
                {
                    "label": label,
                    "url": url_for(".list_matches", lane=lane.key, **others, **{name: value}),
                    "current": kept.get(name) == value,
                }
                for value, label in pairs
            ),
        ]

    return [
        {"title": _("List"), "values": values("list", Source.choices())},
        {
            "title": _("Script of the name"),
            "values": values(
                "script", [(each, words.script_label(each)) for each in queue.SCRIPTS]
            ),
        },
        {
            "title": _("Region"),
            "values": values("region", [(each.value, region_name(each)) for each in Region]),
        },
    ]
