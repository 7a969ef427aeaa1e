"""How long a statement is, in each of the six languages; a pure rule."""

import re

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
"""Chinese characters: each counts as one word, as nobody separates words there."""
MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0300-\u036f\u0640\u200b-\u200f]")
"""Vowel signs, accents, stretching and unseen marks: no part of where a word ends."""
WORD = re.compile(r"[^\W_]+(?:['’.,\-‑/@&·][^\W_]+)*")
"""Letters and figures with what joins them inside: l'eau, co-operation, 3.5, UNEP/EA.7."""


def count_words(text: str) -> int:
    """Words of a text in any of the six languages; Chinese characters count one each."""
    bare = MARKS.sub("", text)
    return len(HAN.findall(bare)) + len(WORD.findall(HAN.sub(" ", bare)))
