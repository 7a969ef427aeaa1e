"""Labels of enumerations that are kept by language."""

from engagement.accreditation.models import ApplicationState
from engagement.meetings.models import MeetingState, RegistrationState
from engagement.web.i18n import label, speaking


def test_members_of_several_lists_with_one_value_keep_their_own_labels(app):
    members = (ApplicationState.DRAFT, MeetingState.DRAFT, RegistrationState.DRAFT)
    with app.test_request_context(), speaking("en"):
        assert [label(each) for each in members] == ["Draft", "Being prepared", "Not sent yet"]
