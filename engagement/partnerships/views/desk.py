"""Pages of staff: partnerships by what has to be done, one with its screening and decision."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.partnerships.commands import decisions as commands
from engagement.partnerships.forms.desk import (
    BackForm,
    BeginForm,
    DecideForm,
    EndForm,
    RecommendForm,
)
from engagement.partnerships.permissions import Partnerships
from engagement.partnerships.queries import deciding
from engagement.partnerships.queries import partnerships as queries
from engagement.partnerships.queries.partnerships import Lane
from engagement.partnerships.views.blueprint import DESK, asked, bp
from engagement.partnerships.views.register import TONES
from engagement.partnerships.workflow import partnership_workflow
from engagement.web.access import access, actor
from engagement.web.base_form import Form
from engagement.web.pages import keyset
from engagement.web.subject_links import links_to
from engagement.web.templating import link

TO_DO = (Lane.TO_RECOMMEND, Lane.TO_DECIDE, Lane.TO_BEGIN)
"""Lanes in which something waits for staff."""


@bp.get("/desk")
@access(Partnerships.LIST)
def list_partnerships():
    """Partnerships by what has to be done, the longest waiting first.

    Without a lane in the address: the first in which staff have something to do, else the running.
    """
    person = actor()
    counts = queries.counts(person)
    filled = next((each for each in TO_DO if counts[each]), Lane.RUNNING)
    lane = asked(Lane, "lane") or filled
    return render_template(
        "partnerships/list_partnerships.html",
        page=keyset(queries.listed(person, lane), queries.ORDER, descending=lane is Lane.OVER),
        lanes=[
            {
                "label": each.label,
                "url": link("partnerships.list_partnerships", lane=each.value),
                "current": each is lane,
                "count": counts[each],
            }
            for each in Lane
        ],
        tones=TONES,
    )


@bp.get(DESK)
@access(Partnerships.AUDIT, queries.get_partnership)
def show_desk(partnership):
    """One partnership for staff: what screening says, who decides, what can be done now."""
    return desk_page(partnership)


def desk_page(partnership, **forms):
    """The page, with the forms as given or fresh; a form that was sent is the refused one."""
    note_read(partnership)
    person = actor()
    cases = deciding.cases_of(partnership)
    pages = links_to(person, [(each.__tablename__, each.id) for each in cases])
    refused = next(iter(forms.values()), None)
    fresh = {
        "recommend_form": RecommendForm(formdata=None),
        "decide_form": DecideForm(formdata=None),
        "begin_form": BeginForm(formdata=None),
        "end_form": EndForm(formdata=None),
        "back_form": BackForm(formdata=None),
    }
    return render_template(
        "partnerships/show_desk.html",
        partnership=partnership,
        cases=[(each, pages.get((each.__tablename__, each.id))) for each in cases],
        missing=len(partnership.organization_ids) - len(cases),
        deciders=sorted(deciding.deciders(partnership)),
        available=partnership_workflow.available(partnership, person),
        decides=deciding.is_decider(partnership, person)
        and person.id not in deciding.hands(partnership),
        barred=deciding.is_barred(partnership),
        reports=queries.reports_of(partnership),
        checks=can(person, Partnerships.CHECK_REPORT, partnership),
        form=Form(formdata=None),
        refused=refused,
        **fresh | forms,
    ), 422 if refused else 200


def acted(partnership, name, form, act, words):
    """Do what a valid form asks and back; what a rule refuses is said above the form."""
    partnership_id = partnership.id
    if not form.validate_on_submit():
        return desk_page(partnership, **{name: form})
    try:
        act(form)
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return desk_page(partnership, **{name: form})
    flash(words, "success")
    return redirect(url_for(".show_desk", partnership_id=partnership_id))


@bp.post(f"{DESK}/recommend-partnership")
@access(Partnerships.HANDLE, queries.get_partnership)
def recommend_partnership(partnership):
    """What the unit recommends."""
    return acted(
        partnership,
        "recommend_form",
        RecommendForm(),
        lambda form: commands.recommend_partnership(
            partnership,
            actor=actor(),
            accept=form.accept.data == "yes",
            reason=form.reason.data,
        ),
        _("The recommendation is recorded."),
    )


@bp.post(f"{DESK}/decide-partnership")
@access(Partnerships.DECIDE, queries.get_partnership, fresh=True)
def decide_partnership(partnership):
    """Accept or not."""
    return acted(
        partnership,
        "decide_form",
        DecideForm(),
        lambda form: commands.decide_partnership(
            partnership,
            actor=actor(),
            accept=form.decision.data == "yes",
            reason=form.grounds.data,
        ),
        _("The decision is recorded, and the partners are told."),
    )


@bp.post(f"{DESK}/begin-partnership")
@access(Partnerships.HANDLE, queries.get_partnership)
def begin_partnership(partnership):
    """The agreement is signed."""
    return acted(
        partnership,
        "begin_form",
        BeginForm(),
        lambda form: commands.begin_partnership(
            partnership, actor=actor(), begun_on=form.begun_on.data
        ),
        _("The partnership has begun. It stands in the public register now."),
    )


@bp.post(f"{DESK}/end-partnership")
@access(Partnerships.HANDLE, queries.get_partnership)
def end_partnership(partnership):
    """It ended early."""
    return acted(
        partnership,
        "end_form",
        EndForm(),
        lambda form: commands.end_partnership(
            partnership,
            actor=actor(),
            over_on=form.over_on.data,
            reason=form.over_reason.data,
        ),
        _("The partnership is ended, and the partners are told."),
    )
