import unicodedata
from collections import Counter
from random import Random

from engagement.core.countries import Region, country
from engagement.core.major_groups import MajorGroup
from engagement.demo import names
from engagement.matching.names import problems


def made(count=300):
    return [names.organization(number, Random(number))[1] for number in range(count)]


def test_organization_names_are_all_different_and_have_nothing_to_hide():
    all_names = [each.name for each in made(4000)]

    assert [name for name, count in Counter(all_names).items() if count > 1] == []
    assert [name for name in all_names[:300] if problems(name)] == []


def test_organizations_come_from_every_region_and_major_group_in_six_languages():
    demo = made()

    assert {country(each.country).region for each in demo} == set(Region)
    assert {each.major_group for each in demo} == set(MajorGroup)
    assert {each.language for each in demo} == {"ar", "zh", "en", "fr", "ru", "es"}


def test_names_in_another_script_have_a_latin_one_beside_them():
    for each in made():
        latin = any("LATIN" in unicodedata.name(letter) for letter in each.name)
        assert bool(each.latin_name) == (not latin)


def test_every_part_of_a_name_is_there_in_every_tongue():
    for tongue in names.TONGUES.values():
        assert len(tongue.groups.split("|")) == len(MajorGroup)
        assert len(tongue.topics.split("|")) == 8


def test_people_have_an_address_that_mail_takes_in_plain_letters():
    random = Random(1)
    for tongue in names.TONGUES.values():
        for _ in range(50):
            name, plain = names.person(tongue, random)
            assert name
            assert plain.isascii()
            assert plain.replace(".", "").isalnum(), plain


def test_numbered_word_differs_for_each_number():
    words = {names.numbered_word(number) for number in range(20_000)}

    assert len(words) == 20_000
