"""The public register of partnerships, by region, subregion, kind and subprogramme."""

from flask import abort, render_template
from flask_babel import gettext as _

from engagement.core import limits
from engagement.core.countries import Region, Subregion
from engagement.core.db import db
from engagement.partnerships.models import PartnershipKind, PartnershipState, Subprogramme
from engagement.partnerships.queries import public as queries
from engagement.partnerships.queries.public import Wanted
from engagement.partnerships.views.blueprint import asked, bp
from engagement.web.access import public
from engagement.web.designations import closing_line
from engagement.web.i18n import label
from engagement.web.pages import keyset
from engagement.web.security import client_address
from engagement.web.spreadsheets import csv_answer

FILES_AN_HOUR = 60
TONES = {
    PartnershipState.ACTIVE: "active",
    PartnershipState.REPORTING: "waiting",
    PartnershipState.COMPLETED: "good",
    PartnershipState.ENDED: "neutral",
}


def wanted() -> Wanted:
    """What the address asks for."""
    return Wanted(
        region=asked(Region, "region"),
        subregion=asked(Subregion, "subregion"),
        kind=asked(PartnershipKind, "kind"),
        subprogramme=asked(Subprogramme, "subprogramme"),
    )


@bp.get("")
@public
def show_register():
    """Partnerships that have begun, latest first."""
    chosen = wanted()
    page = keyset(queries.listed(chosen), queries.ORDER, descending=True)
    return render_template(
        "partnerships/show_register.html",
        page=page,
        chosen=chosen,
        partners={row.id: queries.public_partners(row.Partnership) for row in page.rows},
        until=queries.shown_until,
        tones=TONES,
        choices=choices(chosen),
        kept={name: value.value for name, value in vars(chosen).items() if value},
    )


def choices(chosen: Wanted) -> list[tuple]:
    """The filters: name, label, the words for all, options, what is chosen."""
    return [
        ("region", _("Region"), _("All regions"), list(Region), chosen.region),
        ("subregion", _("Subregion"), _("All subregions"), list(Subregion), chosen.subregion),
        ("kind", _("Kind"), _("All kinds"), list(PartnershipKind), chosen.kind),
        (
            "subprogramme",
            _("Subprogramme"),
            _("All subprogrammes"),
            list(Subprogramme),
            chosen.subprogramme,
        ),
    ]


@bp.get("/download.csv")
@public
def download_register():
    """The same as a file, without partnerships of protected entries."""
    limits.count("partnerships-file", client_address(), limit=FILES_AN_HOUR, seconds=3600)
    heads = [
        _("Number"),
        _("Title"),
        _("Partners"),
        _("Kind"),
        _("Subprogramme"),
        _("Region"),
        _("Subregion"),
        _("Digital transformation"),
        _("Value"),
        _("Currency"),
        _("First day"),
        _("Last day"),
        _("State"),
    ]
    return csv_answer("partnerships.csv", heads, lines(wanted()))


def lines(chosen: Wanted):
    """A line for each partnership, and at the end what has to be known to read them."""
    statement = queries.listed(chosen, bulk=True).order_by(*queries.ORDER)
    for row in db.session.execute(statement).yield_per(200):
        one = row.Partnership
        yield [
            one.reference,
            one.title,
            "; ".join(each.name for each in queries.public_partners(one)),
            label(one.kind),
            label(one.subprogramme),
            label(one.region) or _("All regions"),
            label(one.subregion),
            _("Yes") if one.digital else _("No"),
            one.value,
            one.currency,
            one.begun_on.isoformat(),
            queries.shown_until(one).isoformat(),
            label(one.state),
        ]
    yield [closing_line()]


@bp.get("/register/<string(maxlength=40):number>")
@public
def show_entry(number):
    """One partnership as anybody may know it."""
    partnership = queries.by_reference(number)
    if partnership is None:
        abort(404)
    return render_template(
        "partnerships/show_entry.html",
        partnership=partnership,
        partners=queries.public_partners(partnership),
        until=queries.shown_until(partnership),
        tone=TONES[partnership.state],
    )
