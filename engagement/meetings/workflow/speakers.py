"""States of a request for the floor: asked, on the list, has the floor, has spoken."""

from engagement.core.transitions import Transition, Workflow
from engagement.meetings.models import SpeakerState
from engagement.meetings.speaking_permissions import Speaking

S = SpeakerState

PUT_ON_LIST = Transition("put_on_list", S.ASKED, S.LISTED, Speaking.CALL)
CALL = Transition("call_speaker", {S.ASKED, S.LISTED}, S.FLOOR, Speaking.CALL)
END_SPEECH = Transition("end_speech", S.FLOOR, S.SPOKEN, Speaking.CALL)
PASS_OVER = Transition("pass_over", {S.ASKED, S.LISTED, S.FLOOR}, S.PASSED, Speaking.CALL)
CALL_AGAIN = Transition("call_again", {S.PASSED, S.SPOKEN}, S.LISTED, Speaking.HANDLE)
TAKE_BACK = Transition(
    "take_back_request", {S.ASKED, S.LISTED, S.PASSED}, S.WITHDRAWN, Speaking.CHANGE
)
TAKE_OUT = Transition("take_out", {S.ASKED, S.LISTED, S.PASSED}, S.WITHDRAWN, Speaking.HANDLE)

speaker_workflow = Workflow(
    PUT_ON_LIST, CALL, END_SPEECH, PASS_OVER, CALL_AGAIN, TAKE_BACK, TAKE_OUT
)
