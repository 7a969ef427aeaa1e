"""Who may read, write and publish progress updates, and link records to actions."""

from engagement.action_plan.models import ActionLink, ProgressUpdate, UpdateFile
from engagement.core import subjects
from engagement.core.permissions import (
    Permission,
    Role,
    all_of,
    any_of,
    has_role,
    register,
)
from engagement.documents.keepers import keeps_documents


class ActionPlan(Permission):
    """Rights on the action plan."""

    LIST = "action_plan:update:list"
    VIEW = "action_plan:update:view"
    WRITE = "action_plan:update:write"
    EDIT = "action_plan:update:edit"
    PUBLISH = "action_plan:update:publish"
    WITHDRAW = "action_plan:update:withdraw"
    LINK = "action_plan:link:write"
    VIEW_LINK = "action_plan:link:view"


def update_of(subject) -> ProgressUpdate:
    """The update that a file belongs to, or the update itself."""
    return getattr(subject, "update", subject)


def published(actor, subject):
    """Anybody may read what is published; files of a withdrawn update are kept back."""
    update = update_of(subject)
    return update.is_public and (subject is update or update.withdrawn_at is None)


def own(actor, subject):
    """The person wrote it."""
    return update_of(subject).author_id == actor.id


officer = has_role(Role.PROGRAMME_OFFICER)
readers = has_role(Role.PROGRAMME_OFFICER, Role.AUDITOR)

register(
    {
        ActionPlan.LIST: readers,
        ActionPlan.VIEW: any_of(published, readers),
        ActionPlan.WRITE: officer,
        ActionPlan.EDIT: all_of(officer, own),
        ActionPlan.PUBLISH: officer,
        ActionPlan.WITHDRAW: officer,
        ActionPlan.LINK: officer,
        ActionPlan.VIEW_LINK: readers,
    }
)
subjects.register(
    ProgressUpdate,
    view=ActionPlan.VIEW,
    label=lambda update: f"{update.action_code} – {update.period_to.isoformat()}",
    endpoint="action_plan.show_update",
    argument="update_id",
    casework=False,
)
subjects.register(
    UpdateFile,
    view=ActionPlan.VIEW,
    label=lambda file: file.document.name,
    endpoint="action_plan.download_file",
    argument="file_id",
    casework=False,
)
subjects.register(
    ActionLink, view=ActionPlan.VIEW_LINK, label=lambda link: link.action_code, casework=False
)
keeps_documents(UpdateFile)
