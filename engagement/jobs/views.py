"""The queue as staff see it: what waits, what failed and why, with "try again"."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.jobs import commands, queries
from engagement.jobs.permissions import Jobs
from engagement.web.access import access, actor
from engagement.web.base_form import Form
from engagement.web.i18n import PREFIX
from engagement.web.pages import keyset
from engagement.web.subject_links import links_to

bp = Blueprint("jobs", __name__, url_prefix=f"/{PREFIX}/jobs")


@bp.get("")
@access(Jobs.LIST)
def list_jobs():
    """Jobs by lane, latest first."""
    chosen = queries.lane(request.args.get("lane"))
    counts = queries.lane_counts(actor())
    page = keyset(
        queries.visible_to(actor()).where(chosen.condition()), queries.LIST_ORDER, descending=True
    )
    named = {row.id: queries.references_of(row.args) for row in page.rows}
    links = links_to(actor(), {one for references in named.values() for one in references})
    return render_template(
        "jobs/list_jobs.html",
        page=page,
        lane=chosen,
        lanes=[
            {
                "label": one.label,
                "url": url_for(".list_jobs", lane=one.key),
                "current": one == chosen,
                "count": counts[one.key],
            }
            for one in queries.LANES
        ],
        links={
            number: [links[one] for one in references if one in links]
            for number, references in named.items()
        },
        form=Form(),
    )


@bp.post("/<int(max=9223372036854775807):job>/retry-job")
@access(Jobs.RETRY)
def retry_job(job):
    """Try a failed job again."""
    if queries.get_job(actor(), job) is None:
        abort(404)
    form = Form()
    if form.validate_on_submit():
        commands.retry_job(job, actor=actor())
        flash(_("The job will be tried again now."), "success")
    return redirect(url_for(".list_jobs"))
