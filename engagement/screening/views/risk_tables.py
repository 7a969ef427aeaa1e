"""Tables of sector and country risk for officers, and the public page on how risk is rated."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.clock import today
from engagement.screening import rating_rules, routes, settings
from engagement.screening.commands.risk_tables import load_table
from engagement.screening.forms.risk import TableForm, WithdrawTableForm
from engagement.screening.levels import Level
from engagement.screening.models import TableKind
from engagement.screening.permissions import RiskTables
from engagement.screening.queries import tables as queries
from engagement.screening.questionnaire import CRITERIA
from engagement.screening.table_files import MOST_BYTES, Unreadable, read_rows, text_of
from engagement.screening.views.acts import act, form_page
from engagement.screening.views.blueprint import bp
from engagement.web.access import access, actor, public


@bp.get("/screening/risk-tables")
@access(RiskTables.VIEW)
def list_risk_tables():
    """Both tables with their versions."""
    return render_template(
        "screening/list_risk_tables.html",
        versions={kind: queries.history(kind) for kind in TableKind},
    )


@bp.get("/screening/risk-tables/<uuid:table_id>")
@access(RiskTables.VIEW, queries.get_table)
def show_risk_table(table):
    """One version of a table."""
    return render_template("screening/show_risk_table.html", risk_table=table)


def back():
    """The way back to the tables."""
    return url_for(".list_risk_tables"), _("Tables of risk")


def kind_called(name: str) -> TableKind:
    """The kind of table in an address; 404 for none of ours."""
    if name not in set(TableKind):
        abort(404)
    return TableKind(name)


@bp.route("/screening/risk-tables/load/<string(maxlength=20):kind>", methods=["GET", "POST"])
@access(RiskTables.LOAD)
def load_risk_table(kind):
    """Put a table in force, from lines or a CSV file, with its source."""
    kind = kind_called(kind)
    form = TableForm()
    page = {"title": _("Load a table: %(kind)s", kind=kind.label), "send": _("Put it in force")}
    if not form.validate_on_submit():
        return form_page(form, back=back(), **page)
    try:
        rows = read_rows(_text_of(form), countries=kind is TableKind.COUNTRY)
    except Unreadable as wrong:
        (form.file if form.file.data else form.lines).errors = [str(wrong.sentence)]
        return form_page(form, back=back(), status=422, **page)
    load_table(
        kind,
        actor=actor(),
        rows=rows,
        citation=form.citation.data,
        dated_on=form.dated_on.data,
        note=form.note.data,
        key=form.key,
    )
    flash(_("The table is in force."), "success")
    return redirect(back()[0])


def _text_of(form):
    """What was sent: the file, else the lines. Unreadable for what is no text."""
    if not form.file.data:
        return form.lines.data or ""
    return text_of(form.file.data.stream.read(MOST_BYTES + 1))


@bp.route("/screening/risk-tables/withdraw/<string(maxlength=20):kind>", methods=["GET", "POST"])
@access(RiskTables.LOAD)
def withdraw_risk_table(kind):
    """Let a table count no more."""
    kind = kind_called(kind)
    form = WithdrawTableForm()
    return act(
        form,
        lambda: load_table(
            kind,
            actor=actor(),
            rows=(),
            citation=form.citation.data,
            dated_on=today(),
            key=form.key,
        ),
        done=_("The table counts no more."),
        title=_("Withdraw a table: %(kind)s", kind=kind.label),
        send=_("Withdraw it"),
        back=back(),
        kind="warning",
    )


@bp.get("/screening/risk")
@public
def show_risk_rules():
    """How risk is rated: rules, tables in force, who decides, in plain words."""
    levels = rating_rules.read_lines(settings.rating_rules_lines())
    enforced = set(settings.enforced_exclusions())
    return render_template(
        "screening/show_risk_rules.html",
        rules=[
            (level, [rule for rule in rating_rules.RULES if levels[rule.key] is level])
            for level in sorted(Level, key=lambda each: -each.rank)
        ],
        enforced=[each for each in CRITERIA if each.key in enforced],
        not_enforced=[each for each in CRITERIA if each.key not in enforced],
        routes=routes.read_lines(settings.route_lines()),
        tables={kind: queries.in_force(kind) for kind in TableKind},
        levels=list(Level),
        days=settings.days_by_level,
        months=settings.valid_months,
        reply_days=settings.reply_days(),
    )
