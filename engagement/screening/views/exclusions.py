"""Our own exclusion list: add an entry, end one; a second person confirms each."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.screening.commands import exclusions as commands
from engagement.screening.forms.lists import EndExclusionForm, ExclusionForm
from engagement.screening.models import Source
from engagement.screening.permissions import Lists
from engagement.screening.queries import lists as queries
from engagement.screening.views.blueprint import bp
from engagement.screening.views.lists import DESK
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


def waits(version):
    """To the version that somebody else confirms."""
    flash(_("It waits for a second person. Colleagues have been told."), "success")
    return redirect(url_for(".show_version", version_id=version.id))


@bp.route(f"{DESK}/{Source.EXCLUSION.value}/add", methods=["GET", "POST"])
@access(Lists.IMPORT)
def add_exclusion():
    """Propose somebody for the exclusion list."""
    form = ExclusionForm()
    if form.validate_on_submit():
        try:
            version = commands.add_exclusion(form.exclusion(), actor=actor(), key=form.key)
        except RuleViolation as refusal:
            form.until.errors = [refusal.sentence]
        else:
            return waits(version)
    return render_template("screening/add_exclusion.html", form=form), status_of(form)


@bp.route(f"{DESK}/entries/<uuid:entry_id>/end", methods=["GET", "POST"])
@access(Lists.IMPORT, queries.get_entry)
def end_exclusion(entry):
    """Propose that an entry of the exclusion list ends."""
    form = EndExclusionForm()
    if form.validate_on_submit():
        try:
            version = commands.end_exclusion(
                entry, actor=actor(), reason=form.reason.data, key=form.key
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            return waits(version)
    if entry.source != Source.EXCLUSION or entry.until_version_id is not None:
        return redirect(url_for(".show_entry", entry_id=entry.id))
    return render_template("screening/end_exclusion.html", entry=entry, form=form), status_of(form)
