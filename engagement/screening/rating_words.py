"""Contributions in words: one sentence for each code, filled in the reader's language."""

from collections.abc import Mapping
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from engagement.core.countries import COUNTRIES
from engagement.screening.questionnaire import BY_KEY
from engagement.screening.rating import Contribution

SENTENCES: Mapping[str, Any] = {
    "exclusion_criterion_answered": _l("It says of itself that it meets an exclusion criterion:"),
    "exclusion_criterion_found": _l("An officer found that it meets an exclusion criterion:"),
    "exclusion_not_enforced_answered": _l(
        "It says of itself that it meets a criterion that does not exclude at present:"
    ),
    "exclusion_not_enforced_found": _l(
        "An officer found that it meets a criterion that does not exclude at present:"
    ),
    "listed": _l("A confirmed match with an entry of a list that excludes:"),
    "listed_nationally": _l("A match with a national list, for information and without weight:"),
    "no_sector_table": _l("No table of sectors is in force, so the sector does not count."),
    "no_sector": _l("No sector was chosen, so it does not count yet."),
    "no_country_table": _l("No table of countries is in force, so the country does not count."),
    "sector_high": _l("Its sector is of high risk by the table in force:"),
    "sector_medium": _l("Its sector is of medium risk by the table in force:"),
    "country_high": _l("A country is of high risk by the table in force:"),
    "country_medium": _l("A country is of medium risk by the table in force:"),
    "controversy_severe": _l("A severe controversy:"),
    "controversy_severe_old": _l("A severe controversy, long ago, whose harm was made good:"),
    "controversy_open": _l("A moderate controversy without a satisfactory answer:"),
    "controversy_answered": _l("A moderate controversy that was answered:"),
    "controversy_minor": _l("A minor controversy without an answer:"),
    "controversy_minor_answered": _l("A minor controversy that was answered:"),
    "conflict_of_interest": _l("It has an interest in a matter under negotiation:"),
    "flag_severe": _l("An answer raises a severe flag:"),
    "flag_unanswered": _l("An answer raises a flag and was not explained:"),
    "flag_answered": _l("An answer raises a flag and was explained:"),
    "flag_minor": _l("An answer raises a minor flag:"),
    "flags_several": _l("Moderate or severe flags together:"),
    "flags_minor_several": _l("Minor flags together:"),
    "disclosures_missing": _l("Questions without an answer:"),
    "money": _l("Money or anything of value is to pass:"),
    "emblem": _l("It wishes to use the name or the emblem:"),
    "money_proposed": _l("Money or anything of value is to pass, says the proposal."),
    "emblem_proposed": _l("The name or the emblem is to be used, says the proposal."),
    "compact_delisted": _l("It was delisted by the Global Compact."),
    "compact_non_communicating": _l("It is non-communicating in the Global Compact."),
    "compact_absent": _l("It does not take part in the Global Compact."),
    "compact_absent_sme": _l(
        "It does not take part in the Global Compact; that never counts against a small enterprise."
    ),
    "compact_active": _l("It takes part in the Global Compact and reports to it."),
}


def sentence(contribution: Contribution) -> Any:
    """What a contribution says, without the words a person wrote (`said_of`)."""
    return SENTENCES[contribution.code]


def said_of(contribution: Contribution, sectors: Mapping[str, str] | None = None) -> str:
    """What the sentence is about: a question, a name, a country, a number; "" where nothing."""
    values = dict(contribution.values)
    if key := values.get("question"):
        return str(BY_KEY[key].text) if key in BY_KEY else key
    if (code := values.get("country")) and code in COUNTRIES:
        return COUNTRIES[code].name(str(get_locale() or "en"))
    if code := values.get("sector"):
        return (sectors or {}).get(code, code)
    return values.get("name") or values.get("summary") or values.get("count") or ""
