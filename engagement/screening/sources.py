"""Which list is used on which track (product 4.1): one public table, and what enforces it.

`FIXED` is no setting: on a major-group case only the Security Council list is used, and a national
list is never used for major groups or their people, nor given weight in a rating (product 4.1).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from engagement.core.text import Labelled
from engagement.screening import settings
from engagement.screening.models import Source


class Track(Labelled):
    """What a party is screened for; values are those of the features above."""

    MAJOR_GROUP = "major_group", _l("Organizations of the Major Groups")
    PRIVATE_SECTOR = "private_sector", _l("Companies that ask for accreditation")
    PARTNERSHIP = "partnership", _l("Partners from business")


class Weight(Labelled):
    """What a confirmed match with an entry of a list means."""

    LEGAL_BAR = "legal_bar", _l("Decided with legal advice, and put to the organization first")
    EXCLUSION = "exclusion", _l("Not accredited and no partner")
    INFORMATION = "information", _l("For information; it has no weight in a rating")
    STATUS = "status", _l("Shows whether a company takes part in the Global Compact")


BARS = frozenset({Weight.LEGAL_BAR, Weight.EXCLUSION})


@dataclass(frozen=True)
class Use:
    """How a list may be used: on which tracks at most, and what a match with it means there."""

    tracks: frozenset[Track]
    weight: Weight
    national: bool = False


BUSINESS = frozenset({Track.PRIVATE_SECTOR, Track.PARTNERSHIP})
FIXED: dict[Source, Use] = {
    Source.UN: Use(BUSINESS | {Track.MAJOR_GROUP}, Weight.EXCLUSION),
    Source.WORLD_BANK: Use(BUSINESS, Weight.EXCLUSION),
    Source.EBRD: Use(BUSINESS, Weight.EXCLUSION),
    Source.OFAC: Use(BUSINESS, Weight.INFORMATION, national=True),
    Source.EXCLUSION: Use(BUSINESS, Weight.EXCLUSION),
    Source.GLOBAL_COMPACT: Use(BUSINESS, Weight.STATUS),
    Source.GLOBAL_COMPACT_DELISTED: Use(BUSINESS, Weight.STATUS),
}
"""Each source's widest use; settings can only narrow it (`settings`)."""

PUBLISHERS = {
    Source.UN: "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
    Source.WORLD_BANK: "https://www.worldbank.org/debarr",
    Source.EBRD: "https://www.ebrd.com/ineligible-entities.html",
    Source.OFAC: "https://sanctionslist.ofac.treas.gov",
    Source.GLOBAL_COMPACT: "https://unglobalcompact.org/what-is-gc/participants",
    Source.GLOBAL_COMPACT_DELISTED: "https://unglobalcompact.org/what-is-gc/participants",
}
"""Where a list can be seen at its publisher's."""

SWITCHES = {
    Source.WORLD_BANK: settings.use_world_bank,
    Source.EBRD: settings.use_ebrd,
    Source.OFAC: settings.use_ofac,
    Source.GLOBAL_COMPACT: settings.use_global_compact,
    Source.GLOBAL_COMPACT_DELISTED: settings.use_global_compact,
}
"""What switches a source off. The Security Council's list and our own are always used."""


def lists_for(*tracks: Track) -> frozenset[Source]:
    """The lists that are used on these tracks now, to compare or to look up.

    For a major group that is the Security Council's list, whatever the settings say.
    """
    return frozenset(
        source
        for source, use in FIXED.items()
        if not use.tracks.isdisjoint(tracks) and (source not in SWITCHES or SWITCHES[source]())
    )


def weight(source: Source, track: Track) -> Weight:
    """What a confirmed match means on a track; KeyError where the list is not used there at all."""
    use = FIXED[source]
    if track not in use.tracks:
        raise KeyError(f"{source} is not used on {track}")
    return Weight.LEGAL_BAR if track is Track.MAJOR_GROUP else use.weight


def compared_with(tracks: Iterable[str]) -> frozenset[Source]:
    """Those of `lists_for` with which a party of these tracks is compared for matches to decide.

    Lists that tell a status (the Global Compact's) open no match: names are looked up in them.
    """
    used = lists_for(*map(Track, tracks))
    return frozenset(source for source in used if FIXED[source].weight is not Weight.STATUS)


def weighing_on(track: Track) -> frozenset[Source]:
    """Those of `compared_with` whose matches have weight on a track: never a national list."""
    return frozenset(each for each in compared_with([track]) if not FIXED[each].national)


def needed_on(track: Track) -> frozenset[Source]:
    """The lists without which nothing is decided on a track: a match with one stands against it.

    Our own exclusion list is none of them: it may rightly be empty.
    """
    return frozenset(
        source
        for source in lists_for(track)
        if weight(source, track) in BARS and source is not Source.EXCLUSION
    )
