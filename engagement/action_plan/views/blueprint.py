"""The blueprint of the action plan, and what templates of other features ask of it."""

from flask import Blueprint

from engagement.action_plan import plan, services
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


@bp.app_template_filter("language_tag")
def language_tag(lang: str) -> str:
    """A language as the attribute `lang` says it."""
    return "zh-Hans" if lang == "zh" else lang
