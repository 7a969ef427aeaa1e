"""Who may know of a document by itself: in the audit trail and in mails about it.

The pages of a document belong to the feature it was uploaded for, which knows more.
"""

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, all_of, any_of, has_role, is_system
from engagement.core.permissions import register as register_policies
from engagement.documents.keepers import kept_in
from engagement.documents.models import Document


class Documents(Permission):
    """Rights on documents."""

    VIEW = "documents:document:view"
    SCAN = "documents:document:scan"


def own(actor, document):
    """The person belongs to the organization that uploaded it."""
    return document.organization_id in actor.belongs_to


def of_organization(actor, document):
    """It belongs to an organization of ours."""
    return document.organization_id is not None


def submitted(actor, document):
    """It was sent in, and is not only prepared."""
    return document.submitted_at is not None


def no_conflict(actor, document):
    """The organization's cases are not kept from this person."""
    return document.organization_id not in actor.conflicts


desk = has_role(Role.REVIEWER, Role.HEAD_OF_UNIT, Role.APPROVER, Role.AUDITOR)

sender_or_desk = any_of(own, all_of(of_organization, submitted, desk, no_conflict))


def viewer(actor, document):
    """Who sees the record that keeps it; where none does, its sender and who reads what was sent.

    So what belongs to no organization, and what came with a screening case, is never known wider
    than the note, the match or the case in which it stands.
    """
    records = kept_in(document)
    if records:
        return any(subjects.can_view(actor, record) for record in records)
    return sender_or_desk(actor, document)


register_policies({Documents.VIEW: viewer, Documents.SCAN: is_system})
subjects.register(Document, view=Documents.VIEW, label=lambda document: document.name)
