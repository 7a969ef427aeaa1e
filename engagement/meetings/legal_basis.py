"""By what rule each kind of participant takes part, as a new category begins with it."""

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from engagement.core.text import LANGUAGES
from engagement.meetings.models import ApprovalRule, CategoryKind

TEXTS = {
    CategoryKind.MEMBER_STATE: _l(
        "Member States take part by the rules of procedure; the delegation is announced by note"
        " verbale."
    ),
    CategoryKind.SPECIALIZED_AGENCY: _l(
        "Specialized agencies take part as observers by the rules of procedure (rule 69)."
    ),
    CategoryKind.UN_BODY: _l(
        "Bodies of the United Nations take part as observers by the rules of procedure (rule 69)."
    ),
    CategoryKind.AGREEMENT: _l(
        "Secretariats of environmental agreements take part as observers by the rules of procedure."
    ),
    CategoryKind.INTERGOVERNMENTAL: _l(
        "Intergovernmental organizations take part as observers by the rules of procedure"
        " (rule 69)."
    ),
    CategoryKind.ACCREDITED: _l(
        "Accredited organizations take part as observers by the rules of procedure (rule 70)."
    ),
    CategoryKind.PRIVATE_SECTOR: _l(
        "Companies take part where the rules of the meeting allow it; this is no endorsement."
    ),
    CategoryKind.MEDIA: _l("Media report on the meeting; they take no part in it."),
    CategoryKind.PUBLIC: _l("The meeting is open to everybody who has registered."),
}
APPROVAL = {
    CategoryKind.MEMBER_STATE: ApprovalRule.BY_NOTE,
    CategoryKind.ACCREDITED: ApprovalRule.AUTOMATIC,
    CategoryKind.PUBLIC: ApprovalRule.AUTOMATIC,
}
"""Who lets people of a kind in, as a new category begins with it; else an officer."""
PAPERS = frozenset(
    {
        CategoryKind.SPECIALIZED_AGENCY,
        CategoryKind.UN_BODY,
        CategoryKind.AGREEMENT,
        CategoryKind.INTERGOVERNMENTAL,
        CategoryKind.MEDIA,
    }
)
"""Kinds of whom a new category asks for a letter or another paper."""


def default_basis(kind: CategoryKind) -> dict[str, str]:
    """The text in the languages into which it is translated."""
    with force_locale("en"):
        english = str(TEXTS[kind])
    found = {"en": english}
    for language in LANGUAGES:
        with force_locale(language):
            words = str(TEXTS[kind])
        if words != english:
            found[language] = words
    return found


def default_approval(kind: CategoryKind) -> ApprovalRule:
    """Who lets people of a kind in."""
    return APPROVAL.get(kind, ApprovalRule.BY_OFFICER)
