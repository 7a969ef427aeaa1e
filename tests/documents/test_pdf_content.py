import pytest

from engagement.documents.pdf_content import Watch

ACTION = b"7 0 obj <</S /JavaScript /K 1>> endobj"


@pytest.mark.parametrize("place", range(len(ACTION)))
def test_watch_finds_an_action_cut_in_two(place):
    watch = Watch()

    watch.write(b"%" * 500 + ACTION[:place])
    watch.write(ACTION[place:] + b"%" * 500)

    assert watch.found


@pytest.mark.parametrize(
    "harmless",
    [
        b"<</S/URI/URI(http://a.org/S/JavaScriptures)>>",
        b"<</Title(about /JavaScript, /JS and /Launch)>>",
        b"<</S/GoTo/D[1 0 R/Fit]>>",
        b"<</JSFoo(x)/Launched true/EFG 1 0 R>>",
    ],
)
def test_watch_passes_over_words_alone(harmless):
    watch = Watch()

    watch.write(harmless)

    assert not watch.found
