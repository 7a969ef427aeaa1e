"""Birth dates, countries, numbers, gender: what speaks for, what against, and how much."""

import pytest

from engagement.matching import evidence
from engagement.matching.parties import Birth, Entry, Identifier, Party
from engagement.matching.prepared import prepare


def birth_code(ours, theirs):
    party = Party("person", (), births=(ours,))
    found = evidence.weigh(party, prepare(Entry("1", "person", (), births=(theirs,))))
    return found.lines[0].code


DAY = Birth.parse("1970-02-03")


@pytest.mark.parametrize(
    ("theirs", "code"),
    [
        (DAY, "birth_day"),
        (Birth.years(1970), "birth_year"),
        (Birth.years(1965, 1975), "birth_near"),
        (Birth.years(1972, approximate=True), "birth_near"),
        (Birth.parse("1971-01-01"), "birth_near"),
        (Birth.parse("1970-03-02"), "birth_year"),
        (Birth.parse("1970-08-09"), "birth_day_conflict"),
        (Birth.years(1972), "birth_conflict"),
        (Birth.years(1980, approximate=True), "birth_conflict"),
    ],
)
def test_a_birth_date_agrees_or_not(theirs, code):
    assert birth_code(DAY, theirs) == birth_code(theirs, DAY) == code


def test_the_best_of_several_dates_counts():
    party = Party("person", (), births=(Birth.years(1950), DAY))

    found = evidence.weigh(party, prepare(Entry("1", "person", (), births=(DAY,))))

    assert found.codes == {"birth_day"}


def test_one_country_in_common_is_enough():
    entry = prepare(Entry("1", "org", (), countries=("SY", "LB")))

    shared = evidence.weigh(Party("org", (), countries=("lb", "FR")), entry)
    other = evidence.weigh(Party("org", (), countries=("FR",)), entry)
    unknown = evidence.weigh(Party("org", ()), entry)

    assert shared.codes == {"country"} and shared.effect > 0
    assert other.codes == {"country_conflict"} and other.effect < 0
    assert unknown.lines == ()


def test_a_number_counts_in_any_spelling_but_not_of_another_country():
    entry = prepare(Entry("1", "org", (), identifiers=(Identifier("imo", "IMO 9221023", None),)))
    french = prepare(Entry("1", "org", (), identifiers=(Identifier("tax", "00123456", "FR"),)))

    same = evidence.weigh(Party("org", (), identifiers=(Identifier("imo", "imo-9221023"),)), entry)
    other = Party("org", (), identifiers=(Identifier("tax", "123456", "DE"),))

    assert same.codes == {"identifier"}
    assert evidence.weigh(other, french).lines == ()


def test_gender_speaks_only_against():
    entry = prepare(Entry("1", "person", (), gender="male"))

    assert evidence.weigh(Party("person", (), gender="female"), entry).codes == {"gender_conflict"}
    assert evidence.weigh(Party("person", (), gender="male"), entry).lines == ()
