"""The sentence that closes every page and file on which countries or areas are named."""

from flask_babel import gettext as _


def closing_line() -> str:
    """What the United Nations says wherever it names countries and areas, in the page's words."""
    return _(
        "The designations used do not imply any opinion on the legal status of a country,"
        " territory or area, or on its frontiers."
    )
