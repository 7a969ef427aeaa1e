from engagement.directory import search


def test_words_are_asked_as_typed_and_in_latin_letters():
    words = search.words_of("Зелёная planeta")

    assert [word.exact for word in words] == [("зеленая", "zelenaya"), ("planeta",)]
    assert search.all_words(words) == "('зеленая':* | 'zelenaya':*) & ('planeta':*)"


def test_a_hostile_query_stays_a_literal():
    words = search.words_of("a'b \\ | & ! :* <-> (c")

    assert search.all_words(words) == "('ab':*) & ('c':*)"


def test_a_query_is_cut_to_its_first_words():
    assert len(search.words_of(" ".join(f"word{number}" for number in range(40)))) == 12


def test_an_organization_is_found_by_its_words_their_latin_form_and_their_sound():
    found = search.index_terms(["مؤسسة النور"])

    assert found == ["موسسه", "نور", "mussa", "al", "nur", "~ms", "~nr"]


def test_near_words_are_one_slip_away_two_in_a_long_word_or_sound_alike():
    word = search.words_of("wetlands")[0]

    near = search.with_near(word, ["wetlands", "wetland", "wetlans", "watlend", "highlands"])

    assert near.near == (("wetland", "wetlans"), ("~tlnds",))


def test_a_short_word_has_no_near_words_two_slips_away():
    assert search.with_near(search.words_of("eaux")[0], ["eau", "ea", "faux"]).near[0] == (
        "eau",
        "faux",
    )


def test_one_wrong_character_of_a_chinese_name_leaves_out_its_two_pairs():
    asked = search.all_but_one(search.words_of("环保会"))

    assert asked == "(('保会':*)) | (('环保':*))"
