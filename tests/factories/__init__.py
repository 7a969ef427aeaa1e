"""The demo data's builders serve as the tests' factories."""

from engagement.demo.builders import (
    ANSWERS,
    PASSWORD,
    make_account,
    make_accreditation,
    make_actor,
    make_application,
    make_certified,
    make_document,
    make_documents,
    make_hand,
    make_organization,
    make_person,
    make_return,
    make_round,
    make_sections,
    make_standing,
)

__all__ = [
    "ANSWERS",
    "PASSWORD",
    "make_account",
    "make_accreditation",
    "make_actor",
    "make_application",
    "make_certified",
    "make_document",
    "make_documents",
    "make_hand",
    "make_organization",
    "make_person",
    "make_return",
    "make_round",
    "make_sections",
    "make_standing",
]
