"""Builders of people and organizations with everything they need; what matters is an argument.

Those of applications and accreditations stand in `case_builders`.
"""

import itertools
from datetime import date

from sqlalchemy import select

from engagement.accounts import terms
from engagement.accounts.commands import add_account
from engagement.accounts.models import Account, AuditEngagement
from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Actor, Role
from engagement.core.sectors import Sector
from engagement.demo.company_answers import company_answers
from engagement.organizations.commands import add_member, write_names
from engagement.organizations.models import (
    IDENTITY,
    Interest,
    MembershipRole,
    Nationality,
    Organization,
    OrganizationKind,
    OrganizationPerson,
    ProfileSection,
    StaffBand,
    TurnoverBand,
)
from engagement.organizations.queries import actor_for, identity_of

FOR_YEARS = {"from_day": date(2000, 1, 1), "to_day": date(2099, 12, 31)}
"""Days of an auditor's engagement that no test leaves by moving the clock."""

PASSWORD = "correct-horse-battery-staple"
_numbers = itertools.count(1)
ANSWERS = {
    "organization": {
        "mandate": "We protect wetlands and the people who live from them.",
        "members": "Open to everybody; 120 members.",
        "founded_year": 2009,
    },
    "legal_status": {
        "recognition": "registered",
        "legal_form": "Association",
        "registration_number": "R-1",
        "registration_authority": "Ministry of the Interior",
        "registered_on": "2012-05-04",
        "independent": "yes",
        "distributes_profit": "no",
    },
    "governing_body": {
        "body_name": "Board",
        "how_chosen": "The assembly of members elects them for three years.",
    },
    "environment": {
        "main_focus": "yes",
        "focus": "Restoration of wetlands and training of wardens.",
        "results": "Forty hectares restored, 300 wardens trained.",
    },
    "international": {
        "active_abroad": "yes",
        "at_home": "Projects in four provinces.",
        "abroad": "A network with partners in two neighbouring countries.",
        "countries": ["TZ", "UG"],
    },
    "finances": {
        "currency": "KES",
        "last_year": 2025,
        "last_income": 1250000,
        "last_expenditure": 1190000,
        "year_before": 2024,
        "income_before": 980000,
        "expenditure_before": 970500,
        "sources": "Fees of members 40 %, a foundation 60 %.",
    },
    "contacts": {
        "address": "P.O. Box 1, Kisumu",
        "first_name": "Amina Otieno",
        "first_email": "amina@wetland.example",
        "first_phone": "",
        "second_name": "Peter Ouma",
        "second_email": "peter@wetland.example",
        "second_phone": "",
    },
}
"""Complete answers of every section that an organization is not created with."""


@bookkeeping
def make_account(
    *roles: Role,
    name: str | None = None,
    email: str | None = None,
    language: str = "en",
    password_hash: str | None = None,
    leads=(),
    member_of=(),
    interest_in=(),
    verified: bool = True,
    engaged: dict | None = None,
) -> Account:
    """A person; by default verified, without roles or memberships.

    An auditor is engaged for years and for every case, unless `engaged` says otherwise.
    """
    number = next(_numbers)
    account = add_account(
        name=name or f"Person {number}",
        email=email or f"person{number}@place{number}.example",
        language=language,
        password_hash=password_hash,
        verified_at=now() if verified else None,
        roles=[role.value for role in roles],
        terms_version=terms.VERSION,
    )
    if Role.AUDITOR in roles:
        db.session.add(
            AuditEngagement(
                **{"account_id": account.id, "title": "Audit", "opened_at": now(), **FOR_YEARS}
                | (engaged or {})
            )
        )
    for organization in leads:
        add_member(organization, account.id, MembershipRole.FOCAL_POINT)
    for organization in member_of:
        add_member(organization, account.id, MembershipRole.CONTRIBUTOR)
    for organization in interest_in:
        db.session.add(
            Interest(
                person_id=account.id,
                organization_id=organization.id,
                reason="A relative works there.",
                declared_at=now(),
            )
        )
    return account


def make_actor(*roles: Role, **kwargs) -> Actor:
    """A person as the rules see one."""
    return actor_for(make_account(*roles, **kwargs))


@bookkeeping
def make_organization(
    *,
    name: str | None = None,
    latin_name: str | None = None,
    acronym: str | None = None,
    name_language: str = "en",
    country: str = "KE",
    major_group: MajorGroup | None = MajorGroup.NGO,
    website: str | None = None,
    registration_number: str | None = None,
) -> Organization:
    """An organization with the names and keys by which it is found."""
    organization = Organization(
        kind=OrganizationKind.NON_PROFIT,
        name=name or f"Wetland Society {next(_numbers)}",
        latin_name=latin_name,
        acronym=acronym,
        name_language=name_language,
        country=country,
        major_group=major_group,
        website=website,
        registration_number=registration_number,
        created_at=now(),
    )
    db.session.add(organization)
    db.session.flush()
    write_names(organization)
    return organization


@bookkeeping
def make_company(
    *,
    name: str | None = None,
    kind: OrganizationKind = OrganizationKind.COMPANY,
    country: str = "KE",
    sector: Sector = Sector.MANUFACTURING,
    staff_band: StaffBand = StaffBand.UP_TO_999,
    turnover_band: TurnoverBand = TurnoverBand.UP_TO_250,
    **values,
) -> Organization:
    """A large company, unless the bands say otherwise; further columns as `values`."""
    organization = Organization(
        kind=kind,
        name=name or f"Solar Pumps {next(_numbers)} Ltd",
        country=country,
        sector=sector,
        staff_band=staff_band,
        turnover_band=turnover_band,
        created_at=now(),
        **{"name_language": "en"} | values,
    )
    db.session.add(organization)
    db.session.flush()
    write_names(organization)
    return organization


def make_sme(**values) -> Organization:
    """A company that is small enough for the short path."""
    return make_company(
        **{"staff_band": StaffBand.UP_TO_49, "turnover_band": TurnoverBand.UP_TO_2} | values
    )


@bookkeeping
def make_sections(organization: Organization, person: Account, answers=None) -> None:
    """Complete answers of every section (or those given), and one person who leads.

    Of a company those of companies, and somebody who leads and owns it.
    """
    if organization.kind.is_business:
        make_person(organization, roles=["chief_executive", "owner"], share=60, position="")
        answers = answers or company_answers()
    else:
        make_person(organization)
    wanted = {IDENTITY: identity_of(organization)} | (answers or ANSWERS)
    statement = select(ProfileSection).filter_by(organization_id=organization.id)
    saved = {section.key: section for section in db.session.scalars(statement)}
    for key, values in wanted.items():
        section = saved.get(key) or ProfileSection(
            organization_id=organization.id, key=key, version=1
        )
        section.answers, section.complete = values, True
        section.saved_by, section.saved_at = person, now()
        db.session.add(section)


@bookkeeping
def make_person(
    organization: Organization, *, name: str = "Amina Otieno", **values
) -> OrganizationPerson:
    """Somebody who leads an organization."""
    person = OrganizationPerson(
        organization_id=organization.id,
        name=name,
        **{
            "position": "Chair",
            "nationality": Nationality.STATED,
            "nationalities": ["KE"],
            "birth_year": 1980,
            "birth_year_is_approximate": False,
            "added_at": now(),
        }
        | values,
    )
    db.session.add(person)
    return person
