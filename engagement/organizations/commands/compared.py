"""Let screening follow a change of names or people; screening itself stands above this package."""

import uuid

from engagement.jobs.queue import enqueue


def compare_again(organization_id: uuid.UUID) -> None:
    """Compare an organization and its people with the lists anew once this command has committed.

    Called by every command that changes its names, number or country, or who leads it. Nothing
    comes of it for an organization that nobody screens. RuntimeError outside a command.
    """
    enqueue(
        "screening.organization_changed",
        about=organization_id,
        organization_id=str(organization_id),
    )
