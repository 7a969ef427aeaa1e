"""What screening holds about people with an account: who did what."""

from engagement.core.personal_data import register_acts
from engagement.screening.models import CaseHand, CaseRating, CaseStep, ListVersion, ScreeningCase

register_acts(ListVersion, "received_by_id", "signed_off_by_id")
register_acts(ScreeningCase, "officer_id", "decided_by_id")
register_acts(CaseHand, "person_id")
register_acts(CaseRating, "proposed_by_id", "second_id")
register_acts(CaseStep, "given_by_id")
