"""A person's name as words: what is a title, a particle, a compound, an initial."""

import pytest

from engagement.matching import person_names
from engagement.matching.tokens import Role


def words(name):
    return [(token.latin, token.role) for token in person_names.tokens_of(name)]


def latin(name):
    return [token.latin for token in person_names.tokens_of(name)]


def test_titles_particles_and_initials_are_told_apart():
    assert words("Dr. Sheikh J. bin Salman al-Kuwari") == [
        ("dr", Role.TITLE),
        ("sheikh", Role.TITLE),
        ("j", Role.INITIAL),
        ("bin", Role.PARTICLE),
        ("salman", Role.NAME),
        ("al", Role.PARTICLE),
        ("kuwari", Role.NAME),
    ]


@pytest.mark.parametrize(
    "name",
    ["Abd al-Rahman", "Abdul Rahman", "Abdurrahman", "ABDULRAHMAN", "Abd-el-Rahman"],
)
def test_a_servant_of_god_is_one_word_however_it_is_written(name):
    assert latin(name) == ["abdrahman"]


@pytest.mark.parametrize("name", ["عبد الرحمن", "عبدالرحمن"])
def test_a_servant_of_god_is_one_word_in_arabic(name):
    (token,) = person_names.tokens_of(name)

    assert token.skeleton == person_names.tokens_of("Abdul Rahman")[0].skeleton


def test_a_name_of_titles_alone_is_taken_at_its_word():
    assert words("Mullah") == [("mullah", Role.NAME)]


def test_a_frequent_name_weighs_less_than_a_rare_one_in_any_script():
    frequent, rare, arabic = (
        person_names.tokens_of(name)[0].weight for name in ("Mohammed", "Zubyrkin", "محمد")
    )

    assert frequent == arabic < rare


def test_chinese_and_korean_come_apart_in_syllables():
    assert latin("习近平") == ["xi", "jin", "ping"]
    assert latin("曾国藩")[0] == "zeng"
    assert len(latin("김정은")) == 3


def test_neighbours_are_joined_over_articles_but_not_to_short_titles():
    joined = {join.token.latin for join in person_names.joins(person_names.tokens_of("Nur al-Din"))}

    assert {"nurdin", "nuraldin", "aldin"} <= joined
    assert not person_names.joins(person_names.tokens_of("Dr. Salman"))
