"""When the first report is due of those who were accredited before the platform. Pure.

Never by the old date: hundreds of reports would be due, or overdue, on the day of the import. They
are spread over quarters of a year, in the order in which they were recorded (product 3.3).
"""

from datetime import date, timedelta

MONTHS = 3


def first_report_on(place: int, *, day: date, after_days: int, quarters: int) -> date:
    """The last day of a quarter for the `place`-th (from 0) that is recorded, on `day`.

    The first quarter is the one that ends `after_days` later or after that; the next in line gets
    the next quarter, and after `quarters` of them it begins anew.

    >>> first_report_on(1, day=date(2026, 11, 26), after_days=365, quarters=8)
    datetime.date(2028, 3, 31)
    """
    begin = day + timedelta(days=after_days)
    months = (begin.month - 1) // MONTHS * MONTHS + MONTHS * (1 + place % quarters)
    return date(begin.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)
