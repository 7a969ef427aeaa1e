"""The rules staff may change, each with description, default, value in force and history."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engagement.audit.queries import erased_names
from engagement.settings import commands, queries
from engagement.settings.forms import form_for, value_of
from engagement.settings.permissions import Settings
from engagement.settings.registry import DECLARED, Declared
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import PREFIX

bp = Blueprint("settings", __name__, url_prefix=f"/{PREFIX}/settings")

FEATURES = {
    "accounts": _l("Accounts and signing in"),
    "accreditation": _l("Accreditation"),
    "action_plan": _l("Action plan"),
    "bodies": _l("Bodies"),
    "calendar": _l("Working days"),
    "directory": _l("Register"),
    "documents": _l("Documents"),
    "home": _l("Contact and texts"),
    "jobs": _l("Jobs and logs"),
    "mail": _l("Mails"),
    "organizations": _l("Organizations"),
    "outreach": _l("Outreach"),
    "partnerships": _l("Partnerships"),
    "meetings": _l("Meetings"),
    "protocol": _l("States"),
    "screening": _l("Screening"),
    "standing": _l("Accreditations that were granted"),
}


@bp.get("")
@access(Settings.VIEW)
def list_settings():
    """Every rule by feature."""
    groups = [(FEATURES.get(name, name), rules) for name, rules in queries.by_feature()]
    return render_template("settings/list_settings.html", groups=groups, worded=worded)


@bp.get("/<string(maxlength=100):rule_key>")
@access(Settings.VIEW)
def show_setting(rule_key):
    """One rule and how it was changed."""
    rule = rule_or_404(rule_key)
    return render_template(
        "settings/show_setting.html",
        rule=rule,
        history=queries.history(rule_key),
        erased=erased_names(),
        worded=worded,
    )


@bp.route("/<string(maxlength=100):rule_key>/change-setting", methods=["GET", "POST"])
@access(Settings.CHANGE, fresh=True)
def change_setting(rule_key):
    """Change a rule: the new value with a reason, then a preview, then it is in force."""
    rule = rule_or_404(rule_key)
    form = form_for(rule)
    if form.validate_on_submit():
        value = value_of(rule, form)
        if form.confirmed.data == "yes":
            commands.change_setting(rule_key, actor=actor(), value=value, reason=form.reason.data)
            flash(_("The new value is in force."), "success")
            return redirect(url_for(".show_setting", rule_key=rule_key))
        form.confirmed.data = "yes"
        return render_template(
            "settings/preview_setting.html", rule=rule, form=form, value=value, worded=worded
        )
    form.confirmed.data = ""
    return render_template(
        "settings/change_setting.html", rule=rule, form=form, worded=worded
    ), status_of(form)


def rule_or_404(key: str) -> Declared:
    """The rule with this key."""
    return DECLARED.get(key) or abort(404)


def worded(value) -> str:
    """A value as a reader takes it: yes and no in words, lists with commas."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(value) or _("Empty")
    return str(value) if value != "" else _("Empty")
