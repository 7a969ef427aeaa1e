"""What the pages of governing bodies hold about people: who sits in a bureau, a public office."""

from flask_babel import lazy_gettext as _l

from engagement.bodies.models import BodyDecision, BureauMember, Meeting
from engagement.core.personal_data import AtErasure, DataClass, register, register_acts

for model in (BureauMember, Meeting, BodyDecision):
    register_acts(model, "removed_by_id")
register(
    BureauMember,
    _l("Who sits in the bureau of a governing body"),
    columns=("name", "latin_name", "function", "country", "from_day", "to_day"),
    data_class=DataClass.CONTENT,
    purpose=_l("To show who leads a governing body, which is a public office."),
    retention=_l("As long as the record itself."),
    at_erasure=AtErasure.KEPT,
)
