"""What changed in the register: a page by day, and the same as an Atom feed."""

from datetime import date, timedelta
from itertools import groupby

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.clock import today
from engagement.core.countries import country
from engagement.core.db import db
from engagement.directory import atom
from engagement.directory.queries.changes import ORDER, What, change, listed
from engagement.directory.views.blueprint import bp
from engagement.mail.outbox import link as absolute
from engagement.web.access import public
from engagement.web.i18n import language
from engagement.web.pages import keyset

MOST_IN_FEED = 50


@bp.get("/changes")
@public
def show_changes():
    """Changes by day, the latest first."""
    page = keyset(listed(), ORDER, descending=True)
    rows = [change(row) for row in page.rows]
    return render_template(
        "directory/show_changes.html",
        page=page,
        days=[
            (day, [(one, summary(one)) for one in group])
            for day, group in groupby(rows, key=lambda one: one.day)
        ],
    )


@bp.get("/changes.atom")
@public
def feed_changes():
    """The latest changes as a feed; protected and withheld entries are in none."""
    rows = db.session.execute(
        listed().order_by(*(column.desc() for column in ORDER)).limit(MOST_IN_FEED)
    )
    head = atom.Head(
        title=_("Changes in the register of accredited organizations"),
        author=_("UN Environment Programme"),
        language="zh-Hans" if language() == "zh" else language(),
        own_url=absolute(url_for(".feed_changes")),
        page_url=absolute(url_for(".show_changes")),
        today=today(),
    )
    items = [
        atom.Item(
            key=one.key,
            day=one.day,
            title=_("%(name)s: %(change)s", name=one.name, change=summary(one)),
            summary=summary(one),
            url=absolute(url_for(".show_entry", number=one.number)),
        )
        for one in map(change, rows)
    ]
    answer = Response(atom.feed(head, items), mimetype=atom.MIMETYPE)
    answer.add_etag()
    answer.headers["Cache-Control"] = "public, max-age=60"
    return answer.make_conditional(request)


def summary(one) -> str:
    """A change in words, with what was before."""
    if one.what == What.ACCREDITED:
        return _("accredited")
    if one.what == What.STATUS:
        return _("status is now: %(status)s", status=one.status.label)
    return " ".join(sentences(one)) or _("entry corrected")


def sentences(one):
    """What is different of an identity."""
    before, after = one.before, one.after
    if "name" in before:
        yield _("renamed, until then: %(name)s.", name=before["name"])
    if "country" in before:
        yield _(
            "Seat now in %(after)s, until then in %(before)s.",
            after=place(after["country"], one.day),
            before=place(before["country"], one.day - timedelta(days=1)),
        )
    if "major_group" in before:
        yield _(
            "Major Group now: %(after)s, until then: %(before)s.",
            after=group(after["major_group"]),
            before=group(before["major_group"]),
        )
    if {"latin_name", "acronym"} & before.keys() and "name" not in before:
        yield _("Name in Latin letters or acronym changed.")


def place(code, day: date) -> str:
    """A country or area in the page's language, by its name on a day."""
    found = country(code)
    return found.name(language(), day) if found else str(code)


def group(member) -> str:
    """A Major Group, or that there is none."""
    return str(member.label) if member else _("none")
