"""Logs: one JSON line an event, UTC, without secrets."""

import logging
import re
import sys

import structlog
from flask import g, has_request_context

EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
SECRET = re.compile(r"token|password|secret|code|cookie", re.IGNORECASE)


def configure() -> None:
    """Send all log lines, ours and the libraries', to stderr as JSON."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_request,
            structlog.processors.format_exc_info,
            _without_secrets,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s"
    )


def _with_request(logger, name, event):
    if has_request_context() and "request_id" in g:
        event["request_id"] = g.request_id
    return event


def _without_secrets(logger, name, event):
    for key, value in event.items():
        if SECRET.search(key):
            event[key] = "***"
        elif isinstance(value, str):
            event[key] = EMAIL.sub("***@***", value)
    return event
