"""Verbs of accreditation, by noun."""

from engagement.accreditation.commands import parts  # noqa: F401  declares parts of snapshots
from engagement.accreditation.commands.assignment import (
    Assigned,
    assign_application,
    assign_applications,
    take_application,
)
from engagement.accreditation.commands.certified import CopyNote, record_certified_copies
from engagement.accreditation.commands.checks import PartCheck, check_completeness
from engagement.accreditation.commands.clarification import (
    Asked,
    answer_clarification,
    ask_clarification,
    save_answers,
)
from engagement.accreditation.commands.closing import close_application, remind_applicant
from engagement.accreditation.commands.completeness import (
    MissingPart,
    resubmit_application,
    return_application,
    save_section,
)
from engagement.accreditation.commands.decision import (
    Decided,
    decide_application,
    decide_as_recommended,
    effect_decision,
    send_back_application,
)
from engagement.accreditation.commands.deputies import end_deputy, name_deputy
from engagement.accreditation.commands.documents import add_document, remove_document
from engagement.accreditation.commands.further_rounds import justify_round, request_round
from engagement.accreditation.commands.harm import tell_of_harm
from engagement.accreditation.commands.letters import Letter, letters_before
from engagement.accreditation.commands.messages import (
    write_note,
    write_to_applicant,
    write_to_office,
)
from engagement.accreditation.commands.people import add_person, change_person, remove_person
from engagement.accreditation.commands.posting import note_posted
from engagement.accreditation.commands.reconsideration import (
    ask_reconsideration,
    decide_reconsideration,
)
from engagement.accreditation.commands.recording import (
    begin_list,
    check_recording,
    confirm_recording,
    discard_recording,
    hand_over_recording,
    record_by_hand,
    refuse_recording,
    write_recording,
)
from engagement.accreditation.commands.review import (
    accept_application,
    judge_criterion,
    recommend_application,
)
from engagement.accreditation.commands.submission import (
    choose_path,
    start_application,
    submit_application,
)
from engagement.accreditation.commands.undoing import undo_decision
from engagement.accreditation.commands.withdrawal import delete_draft, withdraw_application

__all__ = [
    "Asked",
    "Assigned",
    "CopyNote",
    "Decided",
    "Letter",
    "MissingPart",
    "PartCheck",
    "accept_application",
    "add_document",
    "add_person",
    "answer_clarification",
    "ask_clarification",
    "ask_reconsideration",
    "assign_application",
    "assign_applications",
    "begin_list",
    "change_person",
    "check_completeness",
    "check_recording",
    "choose_path",
    "close_application",
    "confirm_recording",
    "decide_application",
    "decide_as_recommended",
    "decide_reconsideration",
    "delete_draft",
    "discard_recording",
    "effect_decision",
    "end_deputy",
    "hand_over_recording",
    "judge_criterion",
    "justify_round",
    "letters_before",
    "name_deputy",
    "note_posted",
    "recommend_application",
    "record_by_hand",
    "record_certified_copies",
    "refuse_recording",
    "remind_applicant",
    "remove_document",
    "remove_person",
    "request_round",
    "resubmit_application",
    "return_application",
    "save_answers",
    "save_section",
    "send_back_application",
    "start_application",
    "submit_application",
    "take_application",
    "tell_of_harm",
    "undo_decision",
    "withdraw_application",
    "write_note",
    "write_recording",
    "write_to_applicant",
    "write_to_office",
]
