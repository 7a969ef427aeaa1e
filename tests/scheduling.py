"""Which groups of tests a run begins with."""

import pytest
from xdist.scheduler import LoadGroupScheduling

MEANWHILE = "conflicts"
"""A long group that stands on nothing that another worker makes."""


class Scheduling(LoadGroupScheduling):
    """As xdist does: the largest groups first, but not both of those that stand on the samples.

    One worker makes the samples; the other would wait for them for a minute.
    """

    def _assign_work_unit(self, node):
        if MEANWHILE in self.workqueue and any(self.assigned_work.values()):
            self.workqueue.move_to_end(MEANWHILE, last=False)
        super()._assign_work_unit(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Of runs that let groups stay together."""
    return Scheduling(config, log) if config.getvalue("dist") == "loadgroup" else None
