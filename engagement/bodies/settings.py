"""Rules of the governing bodies' pages that staff may change."""

from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import declare


def refuse_no_address(value: str) -> None:
    """ValueError for what is neither empty nor a web address."""
    if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc):
        raise ValueError(_l("Enter a web address that begins with https://."))


portal_url = declare(
    "bodies.portal_url",
    "",
    _l(
        "Address of the monitoring and reporting portal of Environment Assembly resolution 4/22."
        " While it is empty, the pages name the portal without a link."
    ),
    check=refuse_no_address,
)
