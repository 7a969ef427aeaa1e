"""Legal bars: the adviser's word on the match's page, and what the organization reads."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.permissions import can
from engagement.screening.commands import legal_bars as commands
from engagement.screening.forms.matches import AdviceForm
from engagement.screening.permissions import Matches
from engagement.screening.queries import matches as queries
from engagement.screening.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.route("/screening/desk/legal-bars/<uuid:bar_id>/advise", methods=["GET", "POST"])
@access(Matches.ADVISE, queries.get_bar, fresh=True)
def advise_on_bar(bar):
    """Advise in writing whether a confirmed match is put to the organization, and how."""
    form = AdviceForm()
    if form.validate_on_submit():
        commands.advise(
            bar,
            actor=actor(),
            advice=form.advice.data,
            in_writing=form.in_writing.data == "yes",
            text=form.text.data or "",
            key=form.key,
        )
        flash(_("Your advice is saved."), "success")
        return redirect(url_for(".show_match", match_id=bar.match_id))
    return render_template(
        "screening/advise_on_bar.html",
        bar=bar,
        match=bar.match,
        office=commands.delisting_office(bar.match),
        form=form,
    ), status_of(form)


@bp.get("/screening/legal-bars/<uuid:bar_id>")
@access(Matches.VIEW_BAR, queries.get_bar)
def show_legal_bar(bar):
    """What was put to the organization: the entry, our words, and where to ask to be taken off."""
    return render_template(
        "screening/show_legal_bar.html",
        bar=bar,
        match=bar.match if can(actor(), Matches.VIEW, bar.match) else None,
        entry=bar.match.entry,
        source=bar.match.source,
        office=commands.delisting_office(bar.match),
    )
