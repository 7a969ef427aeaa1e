"""The demo data's builders serve as the tests' factories."""

from engagement.demo.builders import (
    ANSWERS,
    PASSWORD,
    make_account,
    make_actor,
    make_company,
    make_organization,
    make_person,
    make_sections,
    make_sme,
)
from engagement.demo.case_builders import (
    make_accreditation,
    make_application,
    make_certified,
    make_document,
    make_documents,
    make_hand,
    make_return,
    make_round,
    make_screening,
    make_standing,
)
from engagement.demo.committee_builders import (
    make_committee,
    make_committee_case,
    make_meeting,
    make_session,
)
from engagement.demo.delegations import (
    make_administrator,
    make_delegate,
    make_intergovernmental,
    make_note,
    make_representatives,
    person,
)
from engagement.demo.outreach import make_follow_up
from engagement.demo.risk_builders import make_case, make_measure, make_reply

__all__ = [
    "ANSWERS",
    "PASSWORD",
    "make_account",
    "make_accreditation",
    "make_actor",
    "make_administrator",
    "make_application",
    "make_case",
    "make_certified",
    "make_committee",
    "make_committee_case",
    "make_company",
    "make_delegate",
    "make_document",
    "make_documents",
    "make_follow_up",
    "make_hand",
    "make_intergovernmental",
    "make_measure",
    "make_meeting",
    "make_note",
    "make_organization",
    "make_person",
    "make_reply",
    "make_representatives",
    "make_return",
    "make_round",
    "make_screening",
    "make_sections",
    "make_session",
    "make_sme",
    "make_standing",
    "person",
]
