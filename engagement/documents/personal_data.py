"""What documents hold about people: who uploaded them."""

from engagement.core.personal_data import register_acts
from engagement.documents.models import Document

register_acts(Document, "uploaded_by_id")
