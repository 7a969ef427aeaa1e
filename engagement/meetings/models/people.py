"""What is asked of people who register: few words, in bands where a number would tell too much."""

from flask_babel import lazy_gettext as _l

from engagement.core.text import Labelled


class AgeBand(Labelled):
    """How old somebody is, by band and never by day of birth (domain 1.11)."""

    CHILD = "child", _l("Under 15")
    YOUTH = "youth", _l("15 to 17")
    YOUNG_ADULT = "young_adult", _l("18 to 24")
    UNDER_30 = "under_30", _l("25 to 29")
    OLDER = "older", _l("30 or older")
    ADULT = "adult", _l("18 or older, not said more closely")

    @property
    def is_minor(self) -> bool:
        """Whether somebody of this band is under 18."""
        return self in MINORS

    @property
    def rank(self) -> int:
        """Bands in order of age; all bands of adults count alike."""
        return {AgeBand.CHILD: 0, AgeBand.YOUTH: 1}.get(self, 2)


MINORS = (AgeBand.CHILD, AgeBand.YOUTH)
YOUTH_BANDS = (AgeBand.CHILD, AgeBand.YOUTH, AgeBand.YOUNG_ADULT, AgeBand.UNDER_30)
"""Children and youth, as the Major Group counts them: under 30 (domain 1.11)."""


class Gender(Labelled):
    """As people say of themselves; nobody has to."""

    WOMAN = "woman", _l("Woman")
    MAN = "man", _l("Man")
    OTHER = "other", _l("In another way")


class Relation(Labelled):
    """What somebody is to the body for which they come; published with the list of participants."""

    STAFF = "staff", _l("Works for it")
    MEMBER = "member", _l("Belongs to it")
    BOARD = "board", _l("Sits in its governing body")
    ADVISER = "adviser", _l("Advises it")
    OTHER = "other", _l("Speaks for it in another way")


class DelegationFunction(Labelled):
    """What somebody is in a State's delegation, in the order of protocol."""

    HEAD = "head", _l("Head of delegation")
    DEPUTY_HEAD = "deputy_head", _l("Deputy head of delegation")
    REPRESENTATIVE = "representative", _l("Representative")
    ALTERNATE = "alternate", _l("Alternate")
    ADVISER = "adviser", _l("Adviser")
