"""The blueprint of the action plan, and what templates of other features ask of it."""

import uuid

from flask import Blueprint

from engagement.action_plan import plan, queries, services
from engagement.core import subjects
from engagement.web.access import actor
from engagement.web.i18n import PREFIX
from engagement.web.templating import link

bp = Blueprint("action_plan", __name__, url_prefix=f"/{PREFIX}/plan")
SECTION = f"<any({','.join(section.id for section in plan.sections())}):section_id>"
ACTION = "actions/<string(maxlength=12):action_code>"


@bp.app_template_global("actions_served_by")
def actions_served_by(endpoint: str) -> list[dict[str, str]]:
    """The actions that a page carries out, for the component `served_actions`."""
    return [
        {"code": action.id, "url": link("action_plan.show_action", action_code=action.id)}
        for action in services.actions_of(endpoint)
    ]


@bp.app_template_global("actions_linked_to")
def actions_linked_to(*records) -> dict[uuid.UUID, list[dict[str, str]]]:
    """The actions to which records of one kind are linked, by id, for component `linked_actions`.

    Links are kept until one changes. Of a record that this person may not see, nor everybody,
    there are none.
    """
    known = {record.id for record in records if subjects.may_know(actor(), record)}
    if not known:
        return {}
    linked = queries.actions_of(records[0].__tablename__, known)
    return {
        record_id: [
            {"code": code, "url": link("action_plan.show_action", action_code=code)}
            for code in codes
        ]
        for record_id, codes in linked.items()
    }


@bp.app_template_filter("language_tag")
def language_tag(lang: str) -> str:
    """A language as the attribute `lang` says it."""
    return "zh-Hans" if lang == "zh" else lang
