"""The public table of evidence: by criterion, Major Group and country."""

from flask import render_template, request
from flask_babel import gettext as _

from engagement.accreditation import country_cards, evidence, settings
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.accreditation.views.blueprint import bp
from engagement.core.countries import choices as country_choices
from engagement.core.countries import country
from engagement.core.major_groups import MajorGroup
from engagement.web.access import public
from engagement.web.i18n import format_list, language


@bp.get("/evidence")
@public
def show_evidence():
    """Which papers show what, what is accepted instead, and what papers are called where."""
    criterion = MAJOR_GROUP.criterion(request.args.get("criterion", ""))
    group = next((g for g in MajorGroup if g == request.args.get("group")), None)
    place = country(request.args.get("country", "").upper())
    criteria = [criterion] if criterion else MAJOR_GROUP.criteria
    return render_template(
        "accreditation/show_evidence.html",
        criterion=criterion,
        group=group,
        place=place,
        criteria=[{"criterion": each, "papers": papers_for(each.key, group)} for each in criteria],
        cards=[card for card in country_cards.CARDS if not place or card.country == place.code],
        choices={
            "criterion": [
                ("", _("All criteria")),
                *((each.key, each.title) for each in MAJOR_GROUP.criteria),
            ],
            "group": [("", _("All Major Groups")), *MajorGroup.choices()],
            "country": [("", _("All countries and areas")), *country_choices(language())],
        },
        chosen={
            "criterion": criterion.key if criterion else "",
            "group": group.value if group else "",
            "country": place.code if place else "",
        },
        small=settings.one_page_account_below(),
    )


def papers_for(criterion: str, group: MajorGroup | None) -> list[dict]:
    """The papers that show a criterion, with who must send them and what is taken instead."""
    return [
        {
            "paper": paper,
            "required": paper.is_required(group),
            "required_of": in_words(paper.required_of),
            "means": [
                {"means": means, "groups": in_words(means.groups)}
                for means in evidence.means_for(paper.key, group)
            ],
        }
        for paper in evidence.accepted(criterion)
    ]


def in_words(groups: frozenset[MajorGroup]) -> str:
    """Major Groups as a list in words; empty for all of them and for none."""
    if groups == evidence.ALL:
        return ""
    return format_list([str(each.label) for each in MajorGroup if each in groups])
