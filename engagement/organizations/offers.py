"""Signed references to organizations that a person was offered: nobody asks for, or claims, others.

An offer to be invited holds for one person and a day; the link by which an entry can be claimed
stands on public pages, for anybody and for good.
"""

import uuid

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer

DAY = 24 * 60 * 60


def offer_to(organization_id: uuid.UUID, person_id: uuid.UUID | None) -> str:
    """A reference for one person, who may ask to be invited."""
    return _of_person().dumps([str(organization_id), str(person_id)])


def offered_to(offer: str, person_id: uuid.UUID | None) -> uuid.UUID | None:
    """The organization that was offered to this person within a day, or None."""
    try:
        organization_id, asker_id = _of_person().loads(offer, max_age=DAY)
    except BadData:
        return None
    return uuid.UUID(organization_id) if asker_id == str(person_id) else None


def to_claim(organization_id: uuid.UUID) -> str:
    """A reference for anybody, to an entry that can be claimed."""
    return _for_claims().dumps(organization_id.hex)


def claimed(offer: str) -> uuid.UUID | None:
    """The organization that it refers to, or None."""
    try:
        return uuid.UUID(_for_claims().loads(offer))
    except (BadData, ValueError):
        return None


def _of_person():
    return URLSafeTimedSerializer(current_app.secret_key, salt="organization-offer")


def _for_claims():
    return URLSafeSerializer(current_app.secret_key, salt="organization-claim")
