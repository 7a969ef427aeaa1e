"""Tables of characters: scripts, letters that count as one, and what cannot be seen."""

import unicodedata
from bisect import bisect_right
from functools import lru_cache

_SCRIPT_STARTS = (
    (0x0000, ""), (0x0041, "latin"), (0x005B, ""), (0x0061, "latin"), (0x007B, ""),
    (0x00AA, "latin"), (0x00AB, ""), (0x00BA, "latin"), (0x00BB, ""), (0x00C0, "latin"),
    (0x00D7, ""), (0x00D8, "latin"), (0x00F7, ""), (0x00F8, "latin"), (0x02B0, ""),
    (0x0370, "greek"), (0x0400, "cyrillic"), (0x0530, "armenian"), (0x0590, "hebrew"),
    (0x0600, "arabic"), (0x0700, "syriac"), (0x0750, "arabic"), (0x0780, "thaana"),
    (0x07C0, "nko"), (0x0800, ""), (0x08A0, "arabic"), (0x0900, "indic"), (0x0E00, "thai"),
    (0x0E80, "lao"), (0x0F00, "tibetan"), (0x1000, "burmese"), (0x10A0, "georgian"),
    (0x1100, "hangul"), (0x1200, "ethiopic"), (0x13A0, "cherokee"), (0x1400, ""),
    (0x1780, "khmer"), (0x1800, "mongolian"), (0x18B0, ""), (0x1C80, "cyrillic"), (0x1C90, ""),
    (0x1D00, "latin"), (0x1DC0, ""), (0x1E00, "latin"), (0x1F00, "greek"), (0x2000, ""),
    (0x2C60, "latin"), (0x2C80, ""), (0x2DE0, "cyrillic"), (0x2E00, ""), (0x2E80, "han"),
    (0x2FE0, ""), (0x3005, "han"), (0x3008, ""), (0x3040, "kana"), (0x3100, "bopomofo"),
    (0x3130, "hangul"), (0x3190, ""), (0x31F0, "kana"), (0x3200, ""), (0x3400, "han"),
    (0x4DC0, ""), (0x4E00, "han"), (0xA000, ""), (0xA640, "cyrillic"), (0xA6A0, ""),
    (0xA720, "latin"), (0xA800, ""), (0xAB30, "latin"), (0xAB70, ""), (0xAC00, "hangul"),
    (0xD800, ""), (0xF900, "han"), (0xFB00, "latin"), (0xFB10, ""), (0xFB1D, "hebrew"),
    (0xFB50, "arabic"), (0xFE00, ""), (0xFE70, "arabic"), (0xFEFF, ""), (0xFF21, "latin"),
    (0xFF3B, ""), (0xFF41, "latin"), (0xFF5B, ""), (0xFF66, "kana"), (0xFFA0, "hangul"),
    (0xFFE0, ""), (0x20000, "han"), (0x323B0, ""),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _SCRIPT_STARTS)

# Letters of the same weight to a reader: value is what stands for them in comparisons. What the
# decomposition of Unicode folds already (accents, ligatures, presentation forms) is absent.
FOLDED = {
    # Latin letters without a decomposition: Hausa, Fulfulde, Ewe, Turkish, Nordic and others
    **dict(zip("ıøłđðħŧŋɓɗɖƙƴɛɔəǝɣɲƒʋɩʊɨʉƭ", "iolddhtnbddkyeoeegnfviuiut", strict=True)),
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ĸ": "k",
    "ƣ": "gh",
    # Arabic: alef wasla, alef maqsura, ta marbuta, Persian and Urdu shapes of kaf, ya and ha
    **dict(zip("ٱىیېےةکڪہھەۃں", "ايييي" + "ه" + "كك" + "ههه" + "ه" + "ن", strict=True)),
    "ء": "",
    "ـ": "",
    # Cyrillic: Ukrainian ghe with upturn and ye
    "ґ": "г",
    "є": "е",
    # Hangul fillers are letters nobody sees
    **dict.fromkeys("\u115f\u1160\u3164\uffa0", ""),
    **dict.fromkeys("'`‘’‛ʼʻʽ′", "'"),
}
# Traditional characters frequent in names of organizations, and their simplified forms.
FOLDED |= dict(
    zip(
        "協會國際環護發學網絡團體聯組織機構業產農鄉鎮區縣濟經動員婦兒權衛醫療災難處義務資源類"
        "獸鳥魚豬馬龍島灣東廣華漢寧遼蘇無為與興應對氣變綠樹種樂實驗設計劃創辦達運輸鐵電視聲報"
        "紙書館藝術傳圖競賽連線門關開閉問間題單雙創歲長張陽陰陸陝隊雲靈風飛養餘點黨齊齡藍藥",
        "协会国际环护发学网络团体联组织机构业产农乡镇区县济经动员妇儿权卫医疗灾难处义务资源类"
        "兽鸟鱼猪马龙岛湾东广华汉宁辽苏无为与兴应对气变绿树种乐实验设计划创办达运输铁电视声报"
        "纸书馆艺术传图竞赛连线门关开闭问间题单双创岁长张阳阴陆陕队云灵风飞养余点党齐龄蓝药",
        strict=True,
    )
)

# Decomposed letters that are letters of their own to those who write them.
KEPT_LETTERS = (("и\u0306", "й"), ("і\u0308", "ї"), ("у\u0306", "ў"))

# Marks that may go: accents of the European scripts, vowel points of Hebrew, Arabic and Syriac,
# variation selectors. In all other scripts a mark carries the vowel, so the letter.
_LOOSE_MARKS = (
    (0x0300, 0x0530), (0x0590, 0x0780), (0x0890, 0x0900), (0x1AB0, 0x1B00), (0x1DC0, 0x1E00),
    (0x20D0, 0x2100), (0x2DE0, 0x2E00), (0x302A, 0x3030), (0xA66F, 0xA67E), (0xA69E, 0xA6A0),
    (0xFB1E, 0xFB1F), (0xFE00, 0xFE10), (0xFE20, 0xFE30), (0xE0100, 0xE01F0),
)  # fmt: skip

# Scripts whose spelling needs the zero-width joiner and non-joiner.
JOINING_SCRIPTS = frozenset({"arabic", "syriac", "indic", "burmese", "khmer", "mongolian"})

# What is invisible although its category is not that of a control or a format character.
INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
)

# Letters that look Latin (Unicode Technical Standard 39 has the principle; the choice is ours:
# only those that look alike in an ordinary sans serif). Lower case after `casefold`.
LOOK_ALIKES = {
    **dict(zip("авеіјкмнорѕстухһԁԛԝҽьӏүԍ", "abeijkmhopsctyxhdqwebiyg", strict=True)),
    **dict(zip("αβγεζηικμνορτυχω", "abyezhikmvoptuxw", strict=True)),
}


def script(character: str) -> str:
    """The script of one character, as "latin", "cyrillic", "han" and so on; "" for what has none.

    Scripts no rule here tells apart share a name ("indic") or have none.
    """
    return _SCRIPT_STARTS[bisect_right(_STARTS, ord(character)) - 1][1]


def is_loose_mark(character: str) -> bool:
    """Whether a character is a mark that may be left off without changing the letter."""
    code = ord(character)
    return unicodedata.category(character) in ("Mn", "Me") and any(
        first <= code < after for first, after in _LOOSE_MARKS
    )


@lru_cache(maxsize=8192)
def fold(character: str) -> str:
    """What stands for one decomposed, case-folded character in comparisons: "", " " or letters."""
    if character in FOLDED:
        return FOLDED[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Me"):
        return "" if is_loose_mark(character) or character in INVISIBLE else character
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Lm" and 0x02B0 <= ord(character) < 0x0300:
        return ""
    if category in ("Cc", "Cf"):
        return " " if character.isspace() else ""
    return character if category[0] in "LMN" else " "
