"""Years and amounts of money, typed in any digits and with any of the usual separators."""

import functools
import re
from decimal import Decimal

from babel.core import get_global
from babel.numbers import get_currency_name
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField
from wtforms.widgets import TextInput

from engagement.web.fields import DIGITS, options
from engagement.web.i18n import format_number, language

NEW_CURRENCIES = {"XCG": _l("Caribbean guilder"), "ZWG": _l("Zimbabwe Gold")}
"""Names of currencies that the CLDR cannot name in every language yet."""
COMMON_CURRENCIES = ("USD", "EUR", "GBP", "CHF", "CNY", "RUB", "XOF", "XAF", "KES", "INR", "BRL")
SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*[%٪]?", re.ASCII)
GROUPED = re.compile(
    r"""\d{1,3}([ .,'’،٬])\d{3}(\1\d{3})*       # 1,250,000 as most write it
      | \d{1,2}(,\d{2})+,\d{3}                 # 12,50,000 as South Asia writes it
    """,
    re.VERBOSE,
)


class WholeNumberField(Field):
    """A whole number that is not negative; `data` is an int or None, what was typed stays."""

    widget = TextInput()

    def __init__(self, label=None, *, wrong=None, most=10**15, **kwargs):
        kwargs.setdefault("render_kw", {"inputmode": "numeric", "dir": "ltr"})
        super().__init__(label, **kwargs)
        self.wrong = wrong or _l("Enter a whole number, for example 12500.")
        self.most = most

    def _value(self):
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist):
        """Read the digits strictly; no values posted at all leaves what was stored."""
        if not valuelist:
            return
        self.data = None
        typed = valuelist[0].strip()
        if not typed:
            return
        number = self.parse(typed.translate(DIGITS))
        if number is None or number > self.most:
            raise ValueError(self.wrong)
        self.data = number

    def parse(self, typed: str) -> int | None:
        """The number in `typed` (Western digits), or None."""
        return int(typed) if typed.isascii() and typed.isdecimal() else None

    def in_words(self, value) -> str:
        """As a page shows it."""
        return str(value)


class AmountField(WholeNumberField):
    """An amount of money in whole units of a currency.

    Separators are read only between full groups of digits and only one kind at a time, so no
    text can mean two amounts: 12.500 and 12,500 are the same, 12.50 is refused.
    """

    def parse(self, typed: str) -> int | None:
        """The amount in `typed`, or None."""
        text = re.sub(r"\s", " ", typed)
        if GROUPED.fullmatch(text):
            return int("".join(letter for letter in text if letter.isdecimal()))
        return super().parse(text)

    def in_words(self, value) -> str:
        """The amount as it was understood, grouped as the language groups."""
        return format_number(value)


class PercentField(WholeNumberField):
    """A share in percent above 0 and up to 100, with two places at most; `data` is a Decimal."""

    def parse(self, typed: str) -> Decimal | None:
        """The share in `typed`, with a point or a comma, or None."""
        found = SHARE.fullmatch(typed.replace("٫", ".").replace(",", "."))
        share = Decimal(found[1]) if found else None
        return share if share is not None and 0 < share <= 100 else None


class CurrencyField(SelectField):
    """A currency by its name in the page's language; common ones first."""

    def __init__(self, label=None, **kwargs):
        super().__init__(label, choices=self._currencies, **kwargs)

    @staticmethod
    def _currencies():
        return options([("", _l("Choose…")), *currencies(language())])

    def pre_validate(self, form):
        """An empty choice is told by the required-message alone."""
        if self.data:
            super().pre_validate(form)

    def in_words(self, value) -> str:
        """The currency's name and code."""
        return dict(currencies(language())).get(value, value)


def currencies(lang: str) -> tuple[tuple[str, str], ...]:
    """(code, name and code) of all currencies that are tender somewhere now.

    `lang` is the language of the page that is being built.
    """
    names = {
        code: str(NEW_CURRENCIES.get(code, code)) if name == code else name
        for code, name in currency_names(lang).items()
    }
    rest = sorted(names.keys() - set(COMMON_CURRENCIES), key=lambda code: names[code])
    return tuple((code, f"{names[code]} ({code})") for code in (*COMMON_CURRENCIES, *rest))


@functools.cache
def currency_names(lang: str) -> dict[str, str]:
    """What the CLDR calls each currency in use; one it has no name for bears its code."""
    codes = {
        code
        for rows in get_global("territory_currencies").values()
        for code, _, end, tender in rows
        if tender and end is None
    }
    return {code: get_currency_name(code, locale=lang) for code in codes}
