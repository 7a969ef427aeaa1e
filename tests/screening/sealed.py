"""What somebody outside the office may come to see: pages, headers, mails, made comparable."""

import re

from sqlalchemy import select

from engagement.mail.models import Message

OWN = re.compile(
    r'href="(/en/(?:account|home|organizations|accreditation|partnerships|screening|standing)[^"#]*)'
)
LEAVE_OUT = ("sign-out", "/start-application", "/certificate.pdf")
MOST = 70
NOT_THE_SAME = [
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "ID"),
    (re.compile(r"\b(PSA|ACC|SCR|PS|MG)-(?:\d{4}-)?\d{4,}"), r"\1-NUMBER"),
    (re.compile(r"person\d+@place\d+\.example"), "ADDRESS"),
    (re.compile(r"[\w.-]{32,}"), "TOKEN"),
    (re.compile(r"\b[0-9a-f]{16,}\b"), "MARK"),
]
"""What differs between any two organizations: identifiers, numbers, one-time keys, fingerprints."""
HEADERS_APART = {"set-cookie", "etag", "content-length", "x-request-id", "date"}


def alike(text: str, names: tuple[str, ...]) -> str:
    """A text with everything taken out that differs between any two organizations."""
    text = text.replace("<wbr>", "")
    for number, name in enumerate(names):
        text = text.replace(name, f"NAME{number}")
    for pattern, instead in NOT_THE_SAME:
        text = pattern.sub(instead, text)
    return text


def pages_of(browser, *starts: str, most: int = MOST) -> dict[str, tuple]:
    """Up to `most` pages that links lead to from `starts`: by address status, headers, body."""
    waiting, seen = list(starts), {}
    while waiting and len(seen) < most:
        address = waiting.pop(0).replace("&amp;", "&")
        if address in seen or any(part in address for part in LEAVE_OUT):
            continue
        answer = browser.get(address)
        headers = tuple(
            sorted(
                (name.lower(), value)
                for name, value in answer.headers.items()
                if name.lower() not in HEADERS_APART
            )
        )
        body = answer.get_data(as_text=True) if _is_text(answer) else ""
        seen[address] = (answer.status_code, headers, body)
        waiting += OWN.findall(body)
    return seen


def _is_text(answer) -> bool:
    return not answer.mimetype.startswith(("image/", "application/pdf", "application/zip"))


def mails_to(db, account) -> list[tuple]:
    """What was written to a person, first to last."""
    rows = db.scalars(
        select(Message).where(Message.person_id == account.id).order_by(Message.created_at)
    )
    return [(row.template, row.subject, row.body_text) for row in rows]


def words_about(db, browser, account, names, *starts, most: int) -> list[str]:
    """Everything a member comes to see, comparable with what the member of another one sees."""
    pages = pages_of(browser, *starts, most=most)
    found = [
        alike(f"{address} {status} {headers}\n{body}", names)
        for address, (status, headers, body) in pages.items()
    ]
    return [*found, *(alike("\n".join(mail), names) for mail in mails_to(db, account))]
