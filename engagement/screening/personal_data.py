"""What screening holds about people with an account: who did what."""

from engagement.core.personal_data import register_acts
from engagement.screening.models import IneligibilityCheck, ListCheck, ListVersion

register_acts(ListVersion, "received_by_id", "signed_off_by_id")
register_acts(ListCheck, "checked_by_id")
register_acts(IneligibilityCheck, "checked_by_id")
