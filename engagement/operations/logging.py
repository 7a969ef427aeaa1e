"""Logs: one JSON line an event, UTC, without secrets and without what people wrote.

Libraries' lines go the same way. Their words, and those of errors, may hold what somebody typed:
addresses and mailed tokens are masked, and of an error of the database only the kind is told.
"""

import logging
import re
import sys
import traceback

import psycopg
import structlog
from flask import g, has_request_context
from sqlalchemy.exc import SQLAlchemyError

EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
TOKEN = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])")
SECRET = re.compile(r"token|password|secret|code|cookie", re.IGNORECASE)


class _Stderr:
    """The process's standard error as it is at the moment of writing."""

    def write(self, text: str) -> int:
        """Write `text` there."""
        return sys.stderr.write(text)

    def flush(self) -> None:
        """Pass on what waits."""
        sys.stderr.flush()


FIRST = [
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure() -> None:
    """Send all log lines, ours and the libraries', to stderr as JSON."""
    structlog.configure(
        processors=[*FIRST, *_last()],
        logger_factory=structlog.PrintLoggerFactory(_Stderr()),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(_Stderr())
    handler.setFormatter(of_libraries())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def of_libraries() -> logging.Formatter:
    """What makes lines like ours of those that come by Python's own logging."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*FIRST, structlog.stdlib.add_logger_name],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_last()],
    )


def _last() -> list:
    return [
        _with_request,
        _with_exception,
        _without_secrets,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]


def _with_request(logger, name, event):
    if has_request_context() and "request_id" in g:
        event["request_id"] = g.request_id
    return event


def _with_exception(logger, name, event):
    """Where an error came from and what it says."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(_told(error))
    return event


def _told(error: BaseException):
    """An error with those behind it, the first of all first."""
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if behind is not None:
        yield from _told(behind)
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    from_database = isinstance(error, SQLAlchemyError | psycopg.Error)
    yield f"{type(error).__name__}: {'(not told)' if from_database else error}"


def _without_secrets(logger, name, event):
    for key, value in event.items():
        if SECRET.search(key):
            event[key] = "***"
        elif isinstance(value, str):
            event[key] = TOKEN.sub("***", EMAIL.sub("***@***", value))
    return event
