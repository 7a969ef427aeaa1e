"""Which list is used on which track: the page for everybody."""

from flask import render_template

from engagement.screening import settings
from engagement.screening.queries import lists as queries
from engagement.screening.sources import FIXED, PUBLISHERS, Track, lists_for, weight
from engagement.screening.views.blueprint import bp
from engagement.web.access import public


@bp.get("/screening/lists")
@public
def show_used_lists():
    """The table, what a match means, and whom one asks to be taken off a list."""
    used = {track: lists_for(track) for track in Track}
    in_force = queries.all_in_force()
    return render_template(
        "screening/show_used_lists.html",
        tracks=list(Track),
        rows=[
            {
                "source": source,
                "publisher": PUBLISHERS.get(source),
                "version": in_force.get(source),
                "weights": [
                    weight(source, track) if source in used[track] else None for track in Track
                ],
            }
            for source in FIXED
        ],
        ombudsperson=settings.ombudsperson(),
        focal_point=settings.focal_point(),
        match_days=settings.match_days(),
    )
