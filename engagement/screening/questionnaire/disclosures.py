"""Other disclosures (the fifth part of the UN questionnaire of 2012) and interest in the matter."""

from flask_babel import lazy_gettext as _l

from engagement.screening.questionnaire.question import (
    BOTH,
    POLICY_2011,
    UN_2012,
    UN_2015,
    YES,
    Kind,
    Part,
    Question,
    WeightClass,
    flagged_yes,
)

SEVERE, MODERATE, MINOR = WeightClass.SEVERE, WeightClass.MODERATE, WeightClass.MINOR
NONE = WeightClass.NONE
DETAILS = frozenset({YES})


def _disclosed(key, text, hint, weight, source=UN_2012, **more):
    return flagged_yes(key, Part.DISCLOSURES, text, hint, weight, source, **more)


def _interest(key, text, hint, weight, source, **more):
    return flagged_yes(key, Part.CONFLICT, text, hint, weight, source, **more)


DISCLOSURES = (
    _disclosed(
        "dis_convictions",
        _l(
            "In the last five years, was the company, an owner or a director found guilty by a"
            " court of a crime connected with its business?"
        ),
        _l("Say which court, when, and what has been done since."),
        SEVERE,
    ),
    _disclosed(
        "dis_proceedings",
        _l(
            "In the last five years, was there an investigation, a lawsuit or a fine on the"
            " environment, labour, human rights, taxes, competition or corruption?"
        ),
        _l("List each, with its date and where it stands today."),
        MODERATE,
        paths=BOTH,
    ),
    _disclosed(
        "dis_accidents",
        _l("In the last five years, did its work cause death, serious injury or grave pollution?"),
        _l("Say what happened and how those harmed were helped."),
        MODERATE,
    ),
    _disclosed(
        "dis_criticism",
        _l("Has it been criticized in public for harm to people or the environment?"),
        _l("Give the main points and its answer to them."),
        MINOR,
    ),
    _disclosed(
        "dis_labour_disputes",
        _l("Were there strikes or disputes with workers in the last two years?"),
        None,
        MINOR,
    ),
    _disclosed(
        "dis_insolvency",
        _l("Is it insolvent, being wound up, or under the supervision of a court?"),
        None,
        MODERATE,
        paths=BOTH,
    ),
    _disclosed(
        "dis_ended_by_un",
        _l("Has a body of the United Nations refused or ended cooperation with it?"),
        _l("Name the body and the reason that was given."),
        MODERATE,
    ),
    _disclosed(
        "dis_public_officials",
        _l("Does an owner or director hold, or has one held, a high public office?"),
        _l("Name the person, the office and the years. Close relatives count as well."),
        MINOR,
        paths=BOTH,
    ),
    _disclosed(
        "dis_un_staff",
        _l("Does anybody in the company have a relative or a former post in the United Nations?"),
        _l("Owners, directors and those who work on this application."),
        MINOR,
        paths=BOTH,
    ),
    _disclosed(
        "dis_conflict_areas",
        _l("Does it work in areas of armed conflict or under military occupation?"),
        _l("Name the places and what it does there."),
        MODERATE,
    ),
    Question(
        key="dis_state_owned",
        section=Part.DISCLOSURES,
        text=_l("Does a State own or control part of it?"),
        hint=_l("Say which State and what share. This counts for nothing by itself."),
        kind=Kind.YES_NO,
        weight=NONE,
        source=UN_2012,
        details_when=DETAILS,
    ),
    Question(
        key="dis_other",
        section=Part.DISCLOSURES,
        text=_l("Is there anything else that we should know before it becomes public?"),
        hint=_l("What is told here in time is judged more mildly than what is found later."),
        kind=Kind.TEXT,
        weight=NONE,
        source=UN_2012,
    ),
)

INTERESTS = (
    _interest(
        "con_matter",
        _l(
            "Could the company gain or lose money by the outcome of a negotiation that UNEP"
            " serves, for example on plastics, chemicals or climate?"
        ),
        _l("Say which negotiation, and how it touches the business."),
        SEVERE,
        UN_2015,
        paths=BOTH,
    ),
    _interest(
        "con_associations",
        _l("Does it, or an association that it pays, try to influence such a negotiation?"),
        _l("Name the association and the position it takes."),
        MODERATE,
        UN_2015,
    ),
    _interest(
        "con_supplier",
        _l("Does it sell to UNEP, or does it hope to?"),
        _l("Cooperation gives no advantage in procurement."),
        MODERATE,
        UN_2012,
    ),
    _interest(
        "con_money",
        _l("Is money or anything of value to pass between the company and UNEP?"),
        _l("Say from whom to whom, and for what."),
        MINOR,
        POLICY_2011,
        paths=BOTH,
    ),
    _interest(
        "con_emblem",
        _l("Does it wish to use the name or the emblem of UNEP or of the United Nations?"),
        _l("This needs a written authorization of its own."),
        MINOR,
        UN_2015,
    ),
    Question(
        key="con_amount",
        section=Part.CONFLICT,
        text=_l("What is the highest amount that may pass in a year, in United States dollars?"),
        hint=_l("Leave it empty if none is to pass."),
        kind=Kind.AMOUNT,
        weight=NONE,
        source=POLICY_2011,
    ),
)
