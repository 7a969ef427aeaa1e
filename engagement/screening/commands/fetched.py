"""Fetch lists that have a configured address: each night, and when a keeper asks for it."""

from collections.abc import Callable
from typing import BinaryIO

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core.db import command
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, can
from engagement.jobs.queue import enqueue
from engagement.screening import list_storage, settings
from engagement.screening.commands.lists import note_no_file, receive_version
from engagement.screening.fetching import NotFetched, fetch
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.models import Source
from engagement.screening.permissions import Lists
from engagement.screening.queries import lists as queries

MEGABYTE = 1024 * 1024
Fetch = Callable[..., tuple[str, BinaryIO]]


def fetch_list(source: Source, urls: tuple[str, ...], *, fetch: Fetch = fetch) -> None:
    """Fetch the files of one list and take them in; what came of it is kept either way."""
    came_from = " ".join(urls)
    limits = {
        "most_bytes": settings.fetch_megabytes() * MEGABYTE,
        "seconds": settings.fetch_seconds(),
    }
    try:
        files = [fetch(url, **limits) for url in urls]
        kept = list_storage.keep(files)
    except NotFetched as fault:
        note_no_file(source, code=fault.code, received_from=came_from)
    except (Unreadable, RuleViolation):
        note_no_file(source, code="too_large", received_from=came_from)
    else:
        receive_version(source, kept, actor=SYSTEM, received_from=came_from)


@command
def fetch_now(source: Source, *, actor: Actor, configured: bool) -> None:
    """Let a worker fetch a list at once. RuleViolation for one without a configured address."""
    if not can(actor, Lists.IMPORT):
        raise NotAllowed(Lists.IMPORT)
    if not configured:
        raise RuleViolation(_l("No address is configured for this list. Send its files instead."))
    enqueue("screening.fetch_list", source=source.value)
    version = queries.in_force(source) or queries.latest_of(source)
    if version is not None:
        record("screening:list:fetch_asked", version, actor=actor, source=source.value)
