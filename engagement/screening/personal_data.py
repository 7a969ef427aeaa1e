"""What screening holds about people with an account: who did what."""

from engagement.core.personal_data import register_acts
from engagement.screening.models import ListVersion

register_acts(ListVersion, "received_by_id", "signed_off_by_id")
