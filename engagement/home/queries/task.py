"""One kind of work that waits for a person."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Task:
    """A kind of work with its page; `count` is None where nothing is counted.

    `person` is the colleague for whom it is done, in place of a title; `until` the day on which
    one's turn ends; `begins` is when a meeting begins, by the clocks of `zone`.
    """

    title: Any
    count: int | None
    endpoint: str
    arguments: dict = field(default_factory=dict)
    person: str | None = None
    until: date | None = None
    begins: datetime | None = None
    zone: str | None = None
