"""Every address of the URL map, with records whose state draws the page."""

from itertools import product

from sqlalchemy import select

from engagement.accreditation.models import Accreditation, Application, Deputy, Recording
from engagement.accreditation.models import ApplicationState as State
from engagement.core.db import db
from engagement.mail.models import Message
from engagement.organizations.models import (
    Claim,
    Interest,
    Invitation,
    Membership,
    OrganizationPerson,
    ProtectionRequest,
)
from engagement.signing.models import SigningKey
from engagement.standing.models import Batch, Change, Correction, Merger, Paper, Proceeding, Report

SKIPPED = frozenset(
    {
        "static",
        "accreditation.download_letter",
        "keys.show_keys",
        "published.show_status_list",
        "standing.download_certificate",
        "badges.scan_badge",
        "home.keep_language",
        "meetings.download_badge",
        "meetings.download_certificate",
        "meetings.download_certificate_as_guardian",
        "meetings.open_certificate_pdf",
        "operations.healthz",
        "operations.readyz",
        "operations.metrics",
    }
)
"""No pages of their own: files, answers to machines, a link that leads on to a page."""
EVERY_STATE = tuple(State)
FEW = (State.DRAFT, State.IN_REVIEW)
"""States in which a page of a case is opened, unless `STATES` says better."""
STATES = {
    "accreditation.show_application": EVERY_STATE,
    "accreditation.review_application": EVERY_STATE,
    "accreditation.add_document": (State.DRAFT, State.RETURNED),
    "accreditation.answer_clarification": (State.CLARIFICATION,),
    "accreditation.ask_reconsideration": (State.REFUSED, State.UPHELD),
    "accreditation.check_again": (State.RETURNED,),
    "accreditation.decide_application": (State.RECOMMENDED, State.IN_REVIEW),
    "accreditation.decide_reconsideration": (State.RECONSIDERATION, State.UPHELD),
    "accreditation.edit_section": (State.DRAFT, State.RETURNED),
    "accreditation.recommend_application": (State.IN_REVIEW, State.RECOMMENDED),
    "accreditation.record_certified_copies": (State.SUBMITTED, State.IN_REVIEW, State.RECOMMENDED),
    "accreditation.return_application": (State.SUBMITTED,),
    "accreditation.send_back_application": (State.RECOMMENDED,),
    "accreditation.show_documents": (State.DRAFT, State.RETURNED),
    "accreditation.show_receipt": (State.SUBMITTED, State.IN_REVIEW),
    "accreditation.withdraw_application": (State.SUBMITTED, State.RECOMMENDED),
}
MODELS = {
    "accreditation_id": Accreditation,
    "batch_id": Batch,
    "change_id": Change,
    "claim_id": Claim,
    "correction_id": Correction,
    "deputy_id": Deputy,
    "interest_id": Interest,
    "key_id": SigningKey,
    "invitation_id": Invitation,
    "membership_id": Membership,
    "merger_id": Merger,
    "message_id": Message,
    "paper_id": Paper,
    "person_id": OrganizationPerson,
    "proceeding_id": Proceeding,
    "report_id": Report,
    "recording_id": Recording,
    "request_id": ProtectionRequest,
}
"""Whose rows an argument names, where the samples do not."""


def addresses(app, samples, language: str) -> list[str]:
    """Every address a browser can open by GET."""
    return [path for paths in by_endpoint(app, samples, language).values() for path in paths]


def by_endpoint(app, samples, language: str) -> dict[str, list[str]]:
    """The same, by the page they open."""
    chosen = cases_by_state(samples.values["application_id"])
    found = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: each.rule):
        if rule.endpoint in SKIPPED or "GET" not in rule.methods:
            continue
        given = samples.given.get(rule.endpoint)
        made = _combinations(rule, samples, chosen) if given is None else given
        found.setdefault(rule.endpoint, []).extend(
            build(app, rule, {"lang": language, **values}) for values in made
        )
    return found


def without_records(app, language: str) -> list[str]:
    """Addresses that name no record: all there is on the first day."""
    return [
        build(app, rule, {"lang": language})
        for rule in sorted(app.url_map.iter_rules(), key=lambda each: each.rule)
        if "GET" in rule.methods and rule.endpoint not in SKIPPED and rule.arguments <= {"lang"}
    ]


def cases_by_state(ids) -> dict[State, list]:
    """The samples' cases, by state."""
    found: dict[State, list] = {}
    for state, one in db.session.execute(
        select(Application.state, Application.id).where(Application.id.in_(ids))
    ):
        found.setdefault(state, []).append(one)
    return found


def _combinations(rule, samples, chosen) -> list[dict]:
    names = sorted(rule.arguments - {"lang"})
    values = {name: samples.values.get(name) or rows_called(name, rule) for name in names}
    if "application_id" in names:
        states = STATES.get(rule.endpoint, FEW)
        fitting = [one for state in states for one in chosen.get(state, [])]
        values["application_id"] = fitting or values["application_id"][:1]
    return [dict(zip(names, each, strict=True)) for each in product(*values.values())]


def rows_called(name: str, rule) -> list:
    """Ids of rows of the model that an argument such as `membership_id` names."""
    ids = db.session.scalars(select(MODELS[name].id).limit(2)).all() if name in MODELS else []
    if not ids:
        raise AssertionError(f"{rule.rule}: make a row for {name} in tests/browser/samples.py")
    return ids


def build(app, rule, values) -> str:
    """The address of `rule` with what it takes of `values`."""
    wanted = {name: value for name, value in values.items() if name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, wanted)
