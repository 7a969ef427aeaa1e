"""Pages of the action plan, by noun."""

from engagement.action_plan.views import files, links, plan_pages, updates
from engagement.action_plan.views.blueprint import bp

__all__ = ["bp", "files", "links", "plan_pages", "updates"]
