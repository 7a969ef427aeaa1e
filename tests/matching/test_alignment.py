import pytest

from engagement.matching import alignment, words


def align(one, other):
    return alignment.align(words.parse(one), words.parse(other))


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Green Sahel", "GREEN SAHEL Ltd", "same_words"),
        ("Association Zakoura", "Fondation Zakoura", "same_words"),
        ("Mangrove Mothers of Lamu", "Lamu Mangrove Mothers", "order"),
        ("Fondation Zakoura", "Fondation Zakuora", "spelling"),
        ("Green Peace", "Greenpeace", "spelling"),
        ("Зелёная планета", "Zelenaya planeta", "script"),
        ("Зелёная планета", "Фонд Zelyonaja Planeta", "script"),
        ("مؤسسة النور", "Muassasat al-Nur", "script"),
        ("Zakoura", "Fondation Zakoura Education", "overlap"),
        ("Réseau Zakoura", "Zakoura Network", "overlap"),
        ("شبكة زاكورة", "Zakoura Network", "script"),
        ("绿色家园志愿者协会", "绿色家圆志愿者协会", "spelling"),
    ],
)
def test_names_of_one_organization_align_well(one, other, reason):
    found = align(one, other)

    assert found.score > 0.75
    assert found.reason == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Friends of Zinder", "Friends of Maradi"),
        ("Jeunesse verte du Niger", "Jeunesse verte du Bénin"),
        ("Jeunesse verte du Niger", "الشباب الأخضر"),
        ("Club 21", "Club 22"),
        ("Réseau Zakoura", "Volga Network"),
        ("Sahel 2030 Assembly", "Sahel 2063 Assembly"),
        ("National Youth Council", "National Women Council"),
        ("Al-Islamiya", "Salim"),
        ("昆明市环境保护协会", "武汉市环境保护协会"),
        ("", "Zakoura"),
        ("", ""),
    ],
)
def test_names_of_two_organizations_do_not(one, other):
    assert align(one, other).score < 0.7


def test_an_alignment_does_not_depend_on_which_name_comes_first():
    one, other = "Fondation Zakoura Maroc (FZM)", "Zakuora éducation"

    assert align(one, other).score == pytest.approx(align(other, one).score)


def test_an_omission_costs_less_than_a_contradiction():
    omitted = align("Sahel Dosso", "Sahel Dosso Tahoua").score
    contradicted = align("Sahel Dosso Agadez", "Sahel Dosso Tahoua").score

    assert 1 > omitted > contradicted


def test_nothing_shared_is_no_alignment():
    assert align("Zakoura", "Volga") == alignment.NOTHING
