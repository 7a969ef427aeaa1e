"""Lists of sanctions and exclusions: the sources, what one says now, its versions, its entries."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.clock import now, today
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.screening import list_storage, settings
from engagement.screening.commands import fetched
from engagement.screening.commands import lists as commands
from engagement.screening.fetching import REASONS
from engagement.screening.forms.lists import SendListForm
from engagement.screening.list_files.files import MOST_BYTES
from engagement.screening.list_files.reading import SOURCES
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.models import (
    CheckOutcome,
    ListCheck,
    ListEntry,
    ListVersion,
    Source,
    VersionState,
)
from engagement.screening.permissions import Lists
from engagement.screening.queries import coverage
from engagement.screening.queries import list_checks as checks
from engagement.screening.queries import lists as queries
from engagement.screening.sources import PUBLISHERS, Track
from engagement.screening.views.blueprint import bp
from engagement.screening.views.entry_words import fields_of, names_of
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of
from engagement.web.odd_input import takes_file
from engagement.web.pages import keyset

DESK = "/screening/desk/lists"
SOURCE = f"<any({','.join(Source)}):source>"
MEGABYTE = 1024 * 1024
TONES = {
    VersionState.RECEIVED: "active",
    VersionState.HELD: "attention",
    VersionState.IN_FORCE: "good",
    VersionState.SUPERSEDED: "neutral",
    VersionState.REFUSED: "bad",
    CheckOutcome.NEW: "good",
    CheckOutcome.SAME: "good",
    CheckOutcome.HERE: "neutral",
    CheckOutcome.FAILED: "bad",
}


@bp.app_template_filter("list_tone")
def list_tone(state) -> str:
    """The colour that repeats what became of a version or of a check; never the only sign."""
    return TONES[state]


@bp.app_template_filter("missing_words")
def missing_words(missing: list[Source]) -> str:
    """Which lists are missing, what that holds, and who does what about it."""
    return str(coverage.in_words(missing))


@bp.app_template_filter("fetch_reason")
def fetch_reason(code: str) -> str:
    """Why no file came, in words."""
    return str(REASONS.get(code, code))


def is_fetched(source: Source) -> bool:
    """Whether an address is configured for a list."""
    return source.value in current_app.config["SETTINGS"].list_urls


@bp.get(DESK)
@access(Lists.LIST)
def list_sources():
    """Every source: what is in force, how old it is, what waits for somebody."""
    return render_template(
        "screening/list_sources.html",
        rows=checks.standings(actor(), now(), settings.list_age_days()),
        missing=coverage.missing_on(*Track),
        days=settings.list_age_days(),
    )


@bp.get(f"{DESK}/{SOURCE}")
@access(Lists.LIST)
def show_source(source):
    """What one list says now: its entries, searched by any of their names."""
    source = Source(source)
    words = request.args.get("q", "")[:200]
    page = keyset(queries.entries_of(actor(), source, words=words), (ListEntry.name, ListEntry.id))
    return render_template(
        "screening/show_source.html",
        source=source,
        row=checks.standings(actor(), now(), settings.list_age_days(), source)[0],
        words=words,
        page=page,
        entries=[row.ListEntry for row in page.rows],
        publisher=PUBLISHERS.get(source),
        days=settings.list_age_days(),
        lanes=lanes_of(source, "entries"),
        fetched=is_fetched(source),
        form=Form(formdata=None),
    )


def lanes_of(source: Source, current: str) -> list[dict]:
    """The three pages of a source."""
    pages = (
        ("entries", _("Entries"), ".show_source"),
        ("versions", _("Versions"), ".list_versions"),
        ("checks", _("Looked for newer ones"), ".list_checks"),
    )
    return [
        {"label": words, "url": url_for(endpoint, source=source.value), "current": key == current}
        for key, words, endpoint in pages
    ]


@bp.get(f"{DESK}/{SOURCE}/versions")
@access(Lists.LIST)
def list_versions(source):
    """Every version of a list, latest first."""
    source = Source(source)
    page = keyset(
        queries.of_source(actor(), source),
        (ListVersion.received_at, ListVersion.id),
        descending=True,
    )
    return render_template(
        "screening/list_versions.html",
        source=source,
        page=page,
        versions=[row.ListVersion for row in page.rows],
        lanes=lanes_of(source, "versions"),
    )


@bp.get(f"{DESK}/{SOURCE}/checks")
@access(Lists.LIST)
def list_checks(source):
    """When somebody, or the night, looked for a newer file, and what came of it."""
    source = Source(source)
    page = keyset(checks.checks_of(source), (ListCheck.checked_at, ListCheck.id), descending=True)
    return render_template(
        "screening/list_checks.html",
        source=source,
        page=page,
        checks=[row.ListCheck for row in page.rows],
        lanes=lanes_of(source, "checks"),
    )


@bp.route(f"{DESK}/{SOURCE}/send", methods=["GET", "POST"])
@access(Lists.IMPORT)
@takes_file
def send_list(source):
    """Send the files of a list; they are read by a job, and nothing changes before that."""
    source, form = Source(source), SendListForm()
    if form.validate_on_submit():
        try:
            check = commands.receive_version(
                source,
                list_storage.keep((file.filename, file.stream) for file in form.files.data),
                actor=actor(),
                received_from=commands.UPLOAD,
                key=form.key,
            )
        except (Unreadable, RuleViolation) as refused:
            form.files.errors = [refused.sentence]
        else:
            if check.outcome == CheckOutcome.SAME:
                flash(_("Nothing has changed: this is the list in force."), "success")
            elif check.outcome == CheckOutcome.HERE:
                flash(_("The same file is here already; this is its version."), "info")
            return redirect(url_for(".show_version", version_id=check.version_id))
    return render_template(
        "screening/send_list.html",
        source=source,
        form=form,
        takes=SOURCES[source.value],
        most=MOST_BYTES // MEGABYTE,
        publisher=PUBLISHERS.get(source),
    ), status_of(form)


@bp.post(f"{DESK}/{SOURCE}/fetch")
@access(Lists.IMPORT)
def fetch_list(source):
    """Fetch a list from its configured address now, not only tonight."""
    if Form().validate_on_submit():
        source = Source(source)
        fetched.fetch_now(source, actor=actor(), configured=is_fetched(source))
        flash(_("It is being fetched. What came of it stands here in a moment."), "success")
    return redirect(url_for(".list_checks", source=source))


@bp.get(f"{DESK}/entries/<uuid:entry_id>")
@access(Lists.VIEW, queries.get_entry)
def show_entry(entry):
    """One entry: every name, what else the list says, and what it said before."""
    history = queries.history_of(entry)
    return render_template(
        "screening/show_entry.html",
        entry=entry,
        names=names_of(entry.content),
        lines=fields_of(entry.content),
        history=history,
        ended=queries.get_version(entry.until_version_id) if entry.until_version_id else None,
        latest=history[0][0],
        over=entry.ends_on is not None and entry.ends_on < today(),
        publisher=PUBLISHERS.get(entry.source),
        may_end=(
            entry.source == Source.EXCLUSION
            and entry.until_version_id is None
            and can(actor(), Lists.IMPORT)
            and not queries.being_ended(entry)
        ),
    )
