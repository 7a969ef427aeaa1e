"""Look one name up in the lists in force; nothing of it is kept but that somebody looked."""

from flask import render_template

from engagement.core import limits
from engagement.screening import words
from engagement.screening.commands.names import note_look_up
from engagement.screening.forms.matches import NameForm
from engagement.screening.permissions import Matches
from engagement.screening.queries import indexes
from engagement.screening.sources import Track, lists_for
from engagement.screening.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of

AN_HOUR, LOOKED_UP = 3600, 300


@bp.route("/screening/desk/name", methods=["GET", "POST"])
@access(Matches.SCREEN_NAME)
def screen_name():
    """Entries of every list that may be somebody, graded, with the reason for each."""
    form, found, rules = NameForm(), None, indexes.thresholds()
    if form.validate_on_submit():
        limits.count("screen-name", str(actor().id), limit=LOOKED_UP, seconds=AN_HOUR)
        versions = indexes.versions_in_force()
        sources = lists_for(*Track)
        scored = indexes.screen(form.content(), sources, rules=rules, versions=versions)
        found = [
            {
                "entry": each.entry,
                "hit": each.hit,
                "shares": words.explained(each.hit.reason.as_json(), each.entry.content),
            }
            for each in scored
        ]
        note_look_up(actor=actor(), kind=form.kind.data, found=len(found))
    return render_template(
        "screening/screen_name.html",
        form=form,
        found=found,
        rules=rules,
        versions=indexes.versions_in_force(),
    ), status_of(form) if found is None else 200
