"""Rules of organizations that staff may change."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

invitation_days = declare(
    "organizations.invitation_days",
    7,
    _l("How long the mailed link of an invitation works."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=60,
)
sme_staff = declare(
    "organizations.sme_staff",
    249,
    _l(
        "Up to how many people may work for a small or medium-sized enterprise; a band counts when"
        " it ends there or below (9, 49, 249, 999)."
    ),
    minimum=9,
)
sme_turnover = declare(
    "organizations.sme_turnover",
    50,
    _l(
        "Up to how many millions of US dollars a small or medium-sized enterprise may turn over in"
        " a year; a band counts when it ends there or below (2, 10, 50, 250)."
    ),
    minimum=2,
)
owner_share = declare(
    "organizations.owner_share",
    25,
    _l("From which share, in percent, on companies name their beneficial owners."),
    minimum=1,
    maximum=50,
)
invitations_a_day = declare(
    "organizations.invitations_a_day",
    30,
    _l("How many invitations an organization can send in a day."),
    minimum=1,
)
protection_answer_days = declare(
    "organizations.protection_answer_days",
    2,
    _l("How soon a safeguarding officer confirms a protected entry."),
    unit=Unit.WORKING_DAYS,
    minimum=1,
)
protection_review_days = declare(
    "organizations.protection_review_days",
    365,
    _l("After how many days a protected entry is looked at again."),
    unit=Unit.DAYS,
    minimum=30,
)
withholding_allowed = declare(
    "organizations.withholding_allowed",
    False,
    _l("Whether entries can be withheld from the register altogether and only be counted."),
)
duplicate_checks_a_day = declare(
    "organizations.duplicate_checks_a_day",
    40,
    _l("How many names a person can check in a day against those already here."),
    minimum=1,
)
requests_to_join_a_day = declare(
    "organizations.requests_to_join_a_day",
    5,
    _l("How many organizations a person can ask for an invitation in a day."),
    minimum=1,
)
keep_invitations_days = declare(
    "organizations.keep_invitations_days",
    90,
    _l("After how many days invitations that were accepted, revoked or not answered are deleted."),
    unit=Unit.DAYS,
    minimum=1,
)
keep_interests_days = declare(
    "organizations.keep_interests_days",
    7 * 365,
    _l("After how many days interests of staff that have ended are deleted."),
    unit=Unit.DAYS,
    minimum=365,
)
claims_a_day = declare(
    "organizations.claims_a_day",
    3,
    _l("How many entries of the register a person can claim in a day."),
    minimum=1,
)
claim_proofs_a_day = declare(
    "organizations.claim_proofs_a_day",
    5,
    _l("How many links that prove a claim are mailed for one claim in a day."),
    minimum=1,
)
claim_link_days = declare(
    "organizations.claim_link_days",
    3,
    _l("How long the mailed link works that proves a claim."),
    unit=Unit.DAYS,
    minimum=1,
    maximum=30,
)
claim_proof_days = declare(
    "organizations.claim_proof_days",
    30,
    _l("After how many days a claim lapses of which no proof came."),
    unit=Unit.DAYS,
    minimum=7,
)
claim_objection_days = declare(
    "organizations.claim_objection_days",
    7,
    _l("How long known contacts and former focal points can object to a claim."),
    unit=Unit.DAYS,
    minimum=7,
    maximum=90,
)
silent_days = declare(
    "organizations.silent_days",
    60,
    _l(
        "After how many days without a sign-in of any focal point staff can propose another one."
        " They are told and can object."
    ),
    unit=Unit.DAYS,
    minimum=30,
)
silent_objection_days = declare(
    "organizations.silent_objection_days",
    30,
    _l("How long everybody can object to a new focal point where the present ones are silent."),
    unit=Unit.DAYS,
    minimum=14,
    maximum=90,
)
keep_contacts_days = declare(
    "organizations.keep_contacts_days",
    180,
    _l("After how many days known addresses of an organization go that somebody leads again."),
    unit=Unit.DAYS,
    minimum=30,
)
