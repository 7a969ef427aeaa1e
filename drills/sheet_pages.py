"""Which pages stand on the contact sheets, and how each is reached."""

from dataclasses import dataclass

CASE = r"/desk/[0-9a-f-]{36}$"
APPLICATION = r"/applications/[0-9a-f-]{36}$"
ORGANIZATION = r"/organizations/[0-9a-f-]{36}$"


@dataclass(frozen=True)
class Page:
    """One page: its name, and the way to it.

    `way` begins with an address and goes on with patterns: of each page the first link that fits
    is followed. A step that begins with + is written behind the address instead, for pages that
    no link leads to in every state of a case. `status` is the answer that is asked for.
    """

    name: str
    way: tuple[str, ...]
    status: int = 200


def page(name: str, *way: str, status: int = 200) -> Page:
    """A page of the list below."""
    return Page(name, way, status)


def desk(lane: str) -> str:
    """The queue of a lane."""
    return f"accreditation/desk?lane={lane}"


PAGES = {
    "visitor": (
        page("start", ""),
        page("what you need", "accreditation/"),
        page("eligibility", "accreditation/eligibility"),
        page("evidence", "accreditation/evidence"),
        page("service clock", "accreditation/service"),
        page("register", "register"),
        page("register entry", "register", r"/register/[A-Z]"),
        page("verify", "/verify"),
        page("verify result", "register", r"/register/[A-Z]", "/verify/."),
        page("sign in", "sign-in"),
        page("sign up", "sign-up"),
        page("help", "help"),
        page("privacy", "privacy"),
        page("not found", "register/E-0000", status=404),
        page("link over", "new-password/over", status=410),
    ),
    "draft": (
        page("home", "home"),
        page("organization", "home", ORGANIZATION),
        page("task list", "home", APPLICATION),
        page("section", "home", APPLICATION, "/sections/organization"),
        page("legal status", "home", APPLICATION, "/sections/legal_status"),
        page("people who lead", "home", APPLICATION, "/sections/governing_body"),
        page("documents", "home", APPLICATION, "/documents$"),
        page("one paper", "home", APPLICATION, "/documents$", "/documents/[a-z_]+$"),
        page("check answers", "home", APPLICATION, "+/check"),
        page("account", "account"),
        page("own data", "account/data"),
    ),
    "returned": (
        page("returned", "home", APPLICATION),
        page("check again", "home", APPLICATION, "/check-again$"),
    ),
    "asked": (
        page("questions wait", "home", APPLICATION),
        page("answer", "home", APPLICATION, "/answer-clarification$"),
    ),
    "waiting": (
        page("in review", "home", APPLICATION),
        page("receipt", "home", APPLICATION, "+/receipt"),
        page("what was sent", "home", APPLICATION, "/submitted$"),
        page("messages", "home", APPLICATION, "/messages$"),
        page("withdraw", "home", APPLICATION, "/withdraw-application$"),
    ),
    "accredited": (
        page("accredited", "home", APPLICATION),
        page("letter", "home", APPLICATION, "/letters/"),
        page("colleagues", "home", ORGANIZATION, "/people$"),
        page("public entry", "home", ORGANIZATION, "/public-entry$"),
    ),
    "refused": (
        page("refused", "home", APPLICATION),
        page("letter", "home", APPLICATION, "/letters/"),
    ),
    "reviewer": (
        page("home", "home"),
        page("queue", desk("all")),
        page("to check", desk("new"), CASE),
        page("return", desk("new"), CASE, "/return-application$"),
        page("case in review", desk("review"), CASE),
        page("judge", desk("mine"), CASE, "/criteria/"),
        page("certified copies", desk("review"), CASE, "/record-certified-copies"),
        page("recommend", desk("mine"), CASE, "+/recommend-application"),
        page("ask", desk("review"), CASE, "/ask-clarification$"),
        page("messages", desk("review"), CASE, "/messages$"),
        page("documents", desk("review"), CASE, "/documents$"),
        page("one document", desk("review"), CASE, "/documents$", "/documents/[0-9a-f-]{36}$"),
        page("enter on paper", "organizations/enter"),
        page("interests", "organizations/interests"),
    ),
    "head_of_unit": (
        page("home", "home"),
        page("assign", desk("unassigned"), CASE, "/assign-application$"),
        page("deputies", "accreditation/desk/deputies"),
    ),
    "approver": (
        page("home", "home"),
        page("decisions", "accreditation/decisions"),
        page("decide", "accreditation/decisions", "/decide-application$"),
        page("reconsiderations", "accreditation/reconsiderations"),
    ),
    "safeguarding_officer": (
        page("home", "home"),
        page("protection", "organizations/protected"),
    ),
    "auditor": (
        page("home", "home"),
        page("queue", desk("all")),
        page("audit", "audit"),
        page("not yours", "people", status=403),
    ),
    "administrator": (
        page("home", "home"),
        page("people", "people"),
        page("one person", "people", r"/people/[0-9a-f-]{36}$"),
        page("roles", "people?q=reviewer", r"/people/[0-9a-f-]{36}$", "/roles$"),
        page("invite", "people/invite"),
        page("confirm what another asked", "people", r"/people/requests/"),
        page("settings", "settings"),
        page("one setting", "settings", r"/settings/[a-z]+\."),
        page("calendar", "accreditation/calendar"),
        page("jobs", "jobs"),
        page("mail", "mail"),
        page("one mail", "mail", r"/mail/[0-9a-f-]{36}$"),
        page("second factor", "account/second-factor"),
    ),
}
"""The pages of each role; an applicant's roles are named for how the case stands."""

SIGNS = {
    "returned": r"/check-again$",
    "draft": r"/sections/",
    "asked": r"/answer-clarification$",
    "accredited": r"/register/[A-Z]",
    "refused": r"/letters/",
    "waiting": r"/withdraw-application$",
}
"""The link on an application's page by which one knows how it stands; the first that fits."""
