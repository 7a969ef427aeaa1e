"""Who qualifies, from five answers; and the plan of whoever does not yet (product 3.1, domain 1.2).

Pure: the same function serves the checker without an account and the hint in the application.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.core.clock import years_after

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Facts:
    """What is known of an organization; None is not known, and fails nothing."""

    registered: bool | None = None
    registered_on: date | None = None
    independent: bool | None = None
    distributes_profit: bool | None = None
    main_focus: bool | None = None
    active_abroad: bool | None = None


@dataclass(frozen=True)
class Assessment:
    """Keys of the criteria that are not met, in order; and from when the dated one can be met."""

    failing: tuple[str, ...]
    apply_from: date | None

    @property
    def qualifies(self) -> bool:
        """Nothing speaks against applying now."""
        return not self.failing


ADVICE = {
    "registered": _l(
        "The organization has to exist in law or custom for a number of years. Recognition by a"
        " customary authority counts like a registration."
    ),
    "non_governmental": _l(
        "Bodies of a government take part through their State. An association that decides for"
        " itself can apply, also when its members are local authorities or universities."
    ),
    "non_profit": _l(
        "Companies have an accreditation of their own. With a Major Group their non-profit"
        " associations can apply: ask whether that of your sector is accredited or wants to be."
    ),
    "environment": _l(
        "The environment has to be a main part of the work. You can apply when your statutes or"
        " your reports show it."
    ),
    "international": _l(
        "Work at home and work with other countries are needed. Being a member of an international"
        " network counts, and so does a people that lives across borders."
    ),
}
"""What to do about each criterion that is not met."""


WHEN = {
    "registered": _l("When the organization is registered or recognized, and for long enough"),
    "non_governmental": _l("When no government names its leaders or decides on its work"),
    "non_profit": _l("When it distributes no profit to members or owners"),
    "environment": _l("When its statutes or reports show that the environment is a main part"),
    "international": _l("When it works for the environment at home and with other countries"),
}
"""When each criterion can be met; that of registration gets a day where the day is known."""


def assess(facts: Facts, *, today: date, years: int) -> Assessment:
    """Which criteria are not met on `today`, when `years` of registration are asked for."""
    since = facts.registered_on
    if facts.registered is False:
        since = None
    apply_from = years_after(since, years) if since else None
    too_young = facts.registered is False or (apply_from is not None and apply_from > today)
    if facts.registered is False:
        apply_from = years_after(today, years)
    tests = (
        ("registered", too_young),
        ("non_governmental", facts.independent is False),
        ("non_profit", facts.distributes_profit is True),
        ("environment", facts.main_focus is False),
        ("international", facts.active_abroad is False),
    )
    return Assessment(
        tuple(key for key, fails in tests if fails), apply_from if too_young else None
    )


def facts_of(sections: dict[str, dict[str, Any]]) -> Facts:
    """The facts in stored answers: section key -> answers."""

    def answer(section, name):
        given = sections.get(section, {}).get(name)
        return None if given not in (YES, NO) else given == YES

    since = sections.get("legal_status", {}).get("registered_on")
    return Facts(
        registered_on=date.fromisoformat(since) if since else None,
        independent=answer("legal_status", "independent"),
        distributes_profit=answer("legal_status", "distributes_profit"),
        main_focus=answer("environment", "main_focus"),
        active_abroad=answer("international", "active_abroad"),
    )


def sections_of(facts: Facts) -> dict[str, dict[str, Any]]:
    """The other way round: the answers that an application begins with."""

    def words(value):
        return None if value is None else (YES if value else NO)

    found = {
        "legal_status": {
            "registered_on": facts.registered_on.isoformat() if facts.registered_on else None,
            "independent": words(facts.independent),
            "distributes_profit": words(facts.distributes_profit),
        },
        "environment": {"main_focus": words(facts.main_focus)},
        "international": {"active_abroad": words(facts.active_abroad)},
    }
    return {
        key: {name: value for name, value in answers.items() if value is not None}
        for key, answers in found.items()
        if any(value is not None for value in answers.values())
    }


QUESTIONS = ("registered", "independent", "distributes_profit", "main_focus", "active_abroad")


def in_address(facts: Facts) -> dict[str, str]:
    """The answers as parameters of an address, by which a result is reached again."""
    answers = {
        name: YES if value else NO
        for name in QUESTIONS
        if (value := getattr(facts, name)) is not None
    }
    return answers | ({"since": facts.registered_on.isoformat()} if facts.registered_on else {})


def from_address(parameters: Mapping[str, str], *, today: date) -> Facts | None:
    """The other way round; None unless every question is answered and the day can be."""
    answers = {name: parameters.get(name) for name in QUESTIONS}
    if not {YES, NO}.issuperset(answers.values()):
        return None
    known = {name: value == YES for name, value in answers.items()}
    since = None
    if known["registered"]:
        try:
            since = date.fromisoformat(parameters.get("since", ""))
        except ValueError:
            return None
        if since > today:
            return None
    return Facts(registered_on=since, **known)


@dataclass(frozen=True)
class OpenToday:
    """Something that is open without accreditation."""

    key: str
    title: Any
    text: Any


OPEN_TODAY = {
    each.key: each
    for each in (
        OpenToday(
            "forum",
            _l("Global Major Groups and Stakeholders Forum"),
            _l(
                "It meets before each session of the Assembly. Organizations that have applied, and"
                " those working towards it, can ask to take part."
            ),
        ),
        OpenToday(
            "regional",
            _l("Regional consultative meetings"),
            _l(
                "Each regional office holds one before a session. Write to the office of your"
                " region."
            ),
        ),
        OpenToday(
            "training",
            _l("Training"),
            _l("Online courses and introductions are open to everybody, youth groups first."),
        ),
        OpenToday(
            "mailing_list",
            _l("Mailing list"),
            _l("News on consultations, calls for input and meetings, open to everybody."),
        ),
    )
}
"""What may be named as open today; the setting `accreditation.open_today` says which are."""


COMPANY_QUESTIONS = ("registered", "products", "listed", "rights", "commitment")
"""What a company is asked before an account, in order."""

COMPANY_ADVICE = {
    "registered": _l("Only a company that exists in law can be accredited. Register it first."),
    "products": _l("The United Nations does not engage with business in these."),
    "listed": _l("While a sanction or a declaration is in force, we cannot engage with a company."),
    "rights": _l("Such abuses have to end, and those harmed to be helped, before it can apply."),
    "commitment": _l("The commitment to the ten principles is asked of every company."),
}
"""What to say of each answer that speaks against an application."""


def company_against(given: Mapping[str, str]) -> list[str] | None:
    """Keys of the answers that speak against an application; None unless all are given."""
    if any(given.get(name) not in (YES, NO) for name in COMPANY_QUESTIONS):
        return None
    wanted = {"registered": YES, "commitment": YES}
    return [name for name in COMPANY_QUESTIONS if given[name] != wanted.get(name, NO)]
