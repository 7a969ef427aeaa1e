"""Scheduled entry points of lists."""

import uuid

from flask import current_app

from engagement.core.clock import now
from engagement.documents.stores import GRACE
from engagement.jobs.queue import job
from engagement.screening import list_storage
from engagement.screening.commands import fetched
from engagement.screening.commands import lists as commands
from engagement.screening.models import Source
from engagement.screening.queries import lists as queries


@job("screening.read_version")
def read_version(version_id: str):
    """Read a file of a list that was received."""
    version = queries.get_version(uuid.UUID(version_id))
    if version is not None:
        commands.read_version(version)


@job("screening.sweep_files", every="51 2 * * *")
def sweep_files():
    """Remove files that belong to no version: broken off, or the same as others."""
    list_storage.store().sweep(queries.stored_hashes(), older_than=now() - GRACE)


@job("screening.fetch_lists", every="25 3 * * *")
def fetch_lists():
    """Fetch every list that has a configured address, one after the other."""
    for source, urls in current_app.config["SETTINGS"].list_urls.items():
        fetched.fetch_list(Source(source), urls)


@job("screening.fetch_list")
def fetch_list(source: str):
    """Fetch one of them now: a keeper asked for it."""
    urls = current_app.config["SETTINGS"].list_urls.get(source)
    if urls:
        fetched.fetch_list(Source(source), urls)
