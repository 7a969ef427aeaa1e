"""What staff may change about the texts that every site has."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import declare


def _check_address(value):
    if value and ("@" not in value or any(letter.isspace() for letter in value)):
        raise ValueError(_l("Enter an e-mail address, for example name@example.org."))


contact_email = declare(
    "home.contact_email",
    "",
    _l("Where people can write for help; the sender of our mails when it is empty."),
    check=_check_address,
)
privacy_email = declare(
    "home.privacy_email",
    "",
    _l("Where people can write about their personal data; the address for help when it is empty."),
    check=_check_address,
)
