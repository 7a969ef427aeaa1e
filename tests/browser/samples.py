"""One record of each kind that an address can name, and every address of a role."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from engagement.accreditation import queries
from engagement.accreditation.commands import start_application
from engagement.accreditation.commands.process import on_paper
from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.clock import now
from engagement.core.db import Base, bookkeeping, db
from engagement.core.permissions import Role
from engagement.documents.models import Scan
from engagement.mail import outbox
from engagement.mail.models import Message
from engagement.organizations.commands import create_organization, invite_colleague
from engagement.organizations.commands.protection import request_protection
from engagement.organizations.models import MembershipRole, OrganizationKind, Protection
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_application, make_document, make_organization

SKIPPED = frozenset(
    {
        "static",
        "home.keep_language",
        "operations.healthz",
        "operations.readyz",
        "operations.metrics",
    }
)
"""No pages of their own: files, answers to machines, a link that leads on to a page."""


SHOWN_IN_EVERY_STATE = frozenset(
    {"accreditation.show_application", "accreditation.review_application"}
)
FEW = 3
"""Other pages of a case are opened for its first few states: draft, in review, recommended."""


@dataclass
class Samples:
    """`people` by role ("visitor" is None); `values` by the name of an address's argument."""

    people: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)


def make_samples() -> Samples:
    """Rows for every address; the focal point leads organizations with a case in every state."""
    first = make_organization(name="Société des zones humides – أمل")
    cases = [make_application(organization=first)]
    organizations = [first]
    for state in State:
        if state == State.DRAFT:
            continue
        organization = make_organization(name=f"Green Youth (Kenya) – {state.value}")
        organizations.append(organization)
        cases.append(make_application(organization=organization, state=state))
    accredited = next(case for case in cases if case.state == State.ACCREDITED)
    accreditation = queries.accreditation_of(accredited)
    focal_point = make_account(leads=organizations)
    make_account(leads=[first])
    invite_colleague(
        first,
        actor=actor_for(focal_point),
        email="colleague@place.example",
        role=MembershipRole.CONTRIBUTOR,
        language="en",
    )
    make_account(Role.REVIEWER, interest_in=[first])
    clerk = actor_for(make_account(Role.REVIEWER))
    enter_by_post(clerk)
    letters = keep_letters(next(case for case in cases if case.state == State.IN_REVIEW))
    leave_alone(make_account(leads=[make_organization(name="Elders of Agadez")]))
    people = {
        "visitor": None,
        "newcomer": make_account(),
        "focal_point": focal_point,
        **{role: make_account(role) for role in Role},
    }
    request_protection(
        organizations[-1],
        actor=actor_for(focal_point),
        wanted=Protection.PROTECTED,
        reason="Members were threatened.",
    )
    return Samples(
        people=people,
        values={
            "application_id": [case.id for case in sorted(cases, key=_examined_first)],
            "organization_id": [first.id],
            "account_id": [focal_point.id],
            "key": [section.key for section in MAJOR_GROUP.sections],
            "paper": ["registration", "financial_statements"],
            "document_id": documents_to_see(cases),
            "code": ["fr"],
            "criterion": [MAJOR_GROUP.criteria[0].key],
            "message_id": letters,
            "number": [accreditation.number],
            "rule_key": ["accreditation.undo_minutes", "calendar.weekend_days"],
            "token": [accreditation.token],
        },
    )


def enter_by_post(clerk) -> None:
    """A draft of an organization that wrote on paper."""
    organization = create_organization(
        actor=clerk,
        kind=OrganizationKind.NON_PROFIT,
        name="Conseil des anciens",
        name_language="fr",
        country="NE",
        on_paper=True,
    )
    start_application(
        organization,
        actor=clerk,
        track=MAJOR_GROUP.key,
        language="fr",
        received_by_post_on=date(2026, 3, 2),
    )


@bookkeeping
def keep_letters(case) -> list:
    """A letter that goes by post, and a mail."""
    letter = outbox.post(
        "accreditation/application_accepted", to=on_paper(case), about=case, application=case
    )
    return [letter.id, db.session.scalars(select(Message.id).limit(1)).one()]


@bookkeeping
def leave_alone(account) -> None:
    """Close the account of who leads an organization."""
    account.deactivated_at = now()


def documents_to_see(cases) -> list:
    """A file of a draft, one sent in, and one of more pages with a warning."""
    draft, sent = cases[0], cases[1]
    placed = [
        make_document(draft, "registration", note="Le timbre est au dos."),
        make_document(sent, "statutes", submitted=True),
        make_document(sent, "other", submitted=True, scan=Scan.PENDING),
    ]
    return [each.id for each in placed]


def _examined_first(case) -> int:
    order = (State.DRAFT, State.IN_REVIEW, State.RECOMMENDED)
    return order.index(case.state) if case.state in order else len(order)


def addresses(app, samples: Samples, role, language: str) -> list[str]:
    """Every address a browser can open by GET; for cases one of each state."""
    found = []
    few = {**samples.values, "application_id": samples.values["application_id"][:FEW]}
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: each.rule):
        if rule.endpoint in SKIPPED or "GET" not in rule.methods:
            continue
        names = rule.arguments - {"lang"}
        for name in names - set(samples.values):
            samples.values[name] = few[name] = rows_called(name, rule)
        found += [
            _build(app, rule, {"lang": language, **values})
            for values in _combinations(
                sorted(names), samples.values if rule.endpoint in SHOWN_IN_EVERY_STATE else few
            )
        ]
    return found


def rows_called(name: str, rule) -> list:
    """Ids of rows of the model that an argument such as `membership_id` names."""
    noun = name.removesuffix("_id").replace("_", "")
    for mapper in Base.registry.mappers:
        model = mapper.class_
        ids = db.session.scalars(select(model.id).limit(2)).all() if _called(model, noun) else []
        if ids:
            return ids
    raise AssertionError(f"{rule.rule}: make a row for {name} in tests/browser/samples.py")


def _called(model, noun: str) -> bool:
    return model.__name__.lower().endswith(noun)


def _combinations(names, values):
    if not names:
        return [{}]
    first, rest = names[0], _combinations(names[1:], values)
    return [{first: value, **other} for value in values[first] for other in rest]


def _build(app, rule, values):
    wanted = {name: value for name, value in values.items() if name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, wanted)
