"""What features above show on an organization's page: each fills in a panel, nothing is imported.

A panel is a template and a function that says what it needs, or None where it has nothing to show.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engagement.core.permissions import Actor
from engagement.organizations.models import Organization


@dataclass(frozen=True)
class Panel:
    """A part of the page: its template sees what `values` answers, under `panel`."""

    template: str
    values: Callable[[Organization, Actor], dict[str, Any] | None]


PANELS: list[Panel] = []


def register(template: str, values: Callable[[Organization, Actor], dict | None]) -> None:
    """Add a panel to the page of every organization."""
    PANELS.append(Panel(template, values))


def panels_of(organization: Organization, actor: Actor) -> list[tuple[str, dict]]:
    """The panels that this person sees there: template and values."""
    filled = [(panel.template, panel.values(organization, actor)) for panel in PANELS]
    return [(template, values) for template, values in filled if values is not None]
