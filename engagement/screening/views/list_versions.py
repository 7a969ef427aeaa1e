"""One version of a list: what it changes entry by entry; to confirm it, or to refuse it."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.permissions import can
from engagement.screening.commands import lists as commands
from engagement.screening.forms.lists import RefuseForm, SignOffForm
from engagement.screening.models import Change, ListChange, ListVersion, VersionState
from engagement.screening.permissions import Lists
from engagement.screening.queries import lists as queries
from engagement.screening.version_words import sentence
from engagement.screening.views.blueprint import bp
from engagement.screening.views.entry_words import countries_said, lines_of, names_of
from engagement.screening.views.lists import DESK
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.pages import keyset

VERSION = f"{DESK}/versions/<uuid:version_id>"
LOOK_AGAIN_SECONDS = 3
CHANGES_A_PAGE = 25


@bp.get(VERSION)
@access(Lists.VIEW, queries.get_version)
def show_version(version):
    """What became of a file, and what it changes."""
    return version_page(version)


def version_page(version: ListVersion, refuse_form=None):
    """The page; while the file is being read the browser asks for it again by itself."""
    lane = asked_lane(version)
    page = keyset(
        queries.changes_of(version, lane), (ListChange.name, ListChange.id), size=CHANGES_A_PAGE
    )
    changes = [row.ListChange for row in page.rows]
    held = version.state == VersionState.HELD
    own = version.received_by_id is not None and version.received_by_id == actor().id
    answer = make_response(
        render_template(
            "screening/show_version.html",
            version=version,
            sentences=[sentence(each) for each in version.problems],
            lanes=[
                {
                    "label": change.label,
                    "url": url_for(".show_version", version_id=version.id, change=change.value),
                    "current": change == lane,
                    "count": version.counts.get(change.value, 0),
                }
                for change in Change
            ],
            page=page,
            changes=shown(version, changes),
            own=own,
            may_confirm=held and not own and can(actor(), Lists.SIGN_OFF, version),
            may_refuse=held and can(actor(), Lists.SIGN_OFF, version),
            form=refuse_form or RefuseForm(formdata=None),
            refused=refuse_form is not None,
        ),
        status_of(refuse_form) if refuse_form else 200,
    )
    if version.state == VersionState.RECEIVED:
        answer.headers["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return answer


def asked_lane(version: ListVersion) -> Change:
    """The kind of change in the address, else the first of which there are any."""
    asked = request.args.get("change", "")
    if asked in set(Change):
        return Change(asked)
    order = (Change.CHANGED, Change.ADDED, Change.REMOVED)
    return next((each for each in order if version.counts.get(each.value)), Change.CHANGED)


def shown(version: ListVersion, changes: list[ListChange]) -> list[dict]:
    """Changes as the page draws them: what differs, or who it is."""
    begun = queries.begun_by(changes)
    rows = []
    for change in changes:
        entry = begun.get(change.id)
        after = entry.content if entry else change.content
        before = change.before.content if change.before else None
        said = after or before
        rows.append(
            {
                "change": change,
                "entry": entry or change.before,
                "lines": lines_of(before, after) if before and after else [],
                "names": names_of(said)[1:] if not (before and after) else [],
                "countries": countries_said(said["countries"]) if said else [],
            }
        )
    return rows


@bp.route(f"{VERSION}/confirm", methods=["GET", "POST"])
@access(Lists.SIGN_OFF, queries.get_version, fresh=True)
def sign_off_version(version):
    """Confirm a version that waits, after a page that says what follows."""
    form = SignOffForm()
    if form.validate_on_submit():
        commands.sign_off_version(version, actor=actor(), reason=form.reason.data)
        flash(_("Confirmed. The list is in force; who it concerns is compared with it."), "success")
        return redirect(url_for(".show_version", version_id=version.id))
    if version.state != VersionState.HELD or version.received_by_id == actor().id:
        return redirect(url_for(".show_version", version_id=version.id))
    return render_template(
        "screening/sign_off_version.html",
        version=version,
        sentences=[sentence(each) for each in version.problems],
        form=form,
    ), status_of(form)


@bp.post(f"{VERSION}/refuse")
@access(Lists.SIGN_OFF, queries.get_version)
def refuse_version(version):
    """Do not confirm a version that waits."""
    form = RefuseForm()
    if not form.validate_on_submit():
        return version_page(version, form)
    commands.refuse_version(version, actor=actor(), reason=form.reason.data)
    flash(_("It is not confirmed. The list in force stays what it is."), "success")
    return redirect(url_for(".show_version", version_id=version.id))
