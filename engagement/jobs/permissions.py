"""Who may see and retry jobs."""

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, has_role, register
from engagement.jobs.models import JobFailure


class Jobs(Permission):
    """Rights on jobs."""

    LIST = "jobs:job:list"
    RETRY = "jobs:job:retry"


register(
    {
        Jobs.LIST: has_role(Role.ADMINISTRATOR, Role.AUDITOR),
        Jobs.RETRY: has_role(Role.ADMINISTRATOR),
    }
)
subjects.register(
    JobFailure, view=Jobs.LIST, label=lambda failure: failure.task_name, casework=False
)
