"""What organizations hold about people."""

from flask_babel import lazy_gettext as _l

from engagement.core.personal_data import AtErasure, DataClass, register, register_acts
from engagement.core.retention import kept_for
from engagement.organizations import settings
from engagement.organizations.models import (
    Claim,
    ClaimNotice,
    Interest,
    Invitation,
    KnownContact,
    Membership,
    OrganizationPerson,
    ProfileSection,
    ProtectionRequest,
)

register(
    Membership,
    _l("The organizations you belong to"),
    person=("person_id",),
    columns=("organization_id", "role", "started_at", "ended_at"),
    data_class=DataClass.CONTACT,
    purpose=_l("To know who may act for an organization, now and then."),
    retention=_l("As long as the organization's record."),
    at_erasure=AtErasure.PSEUDONYM,
)
register(
    Invitation,
    _l("Invitations to join an organization"),
    person=("invited_by_id",),
    columns=("organization_id", "role", "created_at", "expires_at", "accepted_at", "revoked_at"),
    secret=("email", "email_key", "token_hash"),
    data_class=DataClass.CONTACT,
    purpose=_l("To let colleagues join."),
    retention=kept_for(settings.keep_invitations_days),
    at_erasure=AtErasure.ERASED,
)
register(
    Interest,
    _l("Interests in organizations that you declared as staff"),
    person=("person_id",),
    columns=("organization_id", "reason", "declared_at", "ended_at"),
    data_class=DataClass.CONTENT,
    purpose=_l("To keep cases from you in which you have an interest."),
    retention=kept_for(settings.keep_interests_days),
    at_erasure=AtErasure.PSEUDONYM,
)
register(
    KnownContact,
    _l("Addresses of organizations that nobody leads, as older lists gave them"),
    secret=("email", "email_key"),
    data_class=DataClass.CONTACT,
    purpose=_l("To prove a claim to an organization's entry, and to tell of one."),
    retention=_l("Until some time after somebody leads the organization."),
    at_erasure=AtErasure.ERASED,
)
register(
    Claim,
    _l("Organizations that you claimed"),
    person=("claimant_id",),
    columns=("organization_id", "way", "state", "words", "opened_at", "proved_at", "ended_at"),
    secret=("email", "proof_email", "proof_hash"),
    data_class=DataClass.CONTENT,
    purpose=_l("To know why somebody was let lead an organization."),
    retention=_l("As long as the organization's record."),
    at_erasure=AtErasure.PSEUDONYM,
)
register(
    ClaimNotice,
    _l("Messages that told you of a claim to an organization you led"),
    person=("person_id",),
    columns=("told_at", "objected_at", "objection"),
    secret=("email", "token_hash"),
    data_class=DataClass.CONTENT,
    purpose=_l("To let those object who know an organization."),
    retention=_l("As long as the organization's record."),
    at_erasure=AtErasure.PSEUDONYM,
)
register_acts(Claim, "checked_by_id", "confirmed_by_id", "ended_by_id")
register(
    OrganizationPerson,
    _l("People who lead an organization, as it named them"),
    columns=(
        "name",
        "latin_name",
        "position",
        "roles",
        "share",
        "nationality",
        "nationalities",
        "birth_year",
        "birth_year_is_approximate",
    ),
    data_class=DataClass.CONTENT,
    purpose=_l("To know who is responsible for an organization."),
    retention=_l("As long as the organization's record."),
    at_erasure=AtErasure.KEPT,
)
register_acts(ProfileSection, "saved_by_id")
register_acts(ProtectionRequest, "asked_by_id", "confirmed_by_id", "ended_by_id")
