"""Names in the script they come from, written out from a Latin spelling by tables of this package.

OFAC gives no original scripts. A name is written out only when every part of it stands in a table,
so that what comes out is how such a name is really written; the rest is left alone. Russian names
follow the reading of BGN/PCGN backwards, Korean ones McCune-Reischauer.
"""

import re
import unicodedata

from benchmarks.screening.vocabulary import rows

PERSIAN = str.maketrans("يك", "یک")

RUSSIAN = (
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"),
    ("ya", "я"), ("yo", "ё"), ("ye", "е"), ("iy", "ий"), ("yy", "ый"), ("a", "а"), ("b", "б"),
    ("v", "в"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("k", "к"), ("l", "л"),
    ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"),
    ("f", "ф"), ("x", "кс"),
)  # fmt: skip
RUSSIAN_WHOLE = dict(rows("russian.csv"))
"""Given names and the like that the reading alone does not give."""
KOREAN = dict(rows("korean.csv"))
CHINESE = dict(rows("chinese.csv"))
ORGANIZATIONS = dict(rows("organizations_original.csv"))
"""Well-known bodies as they write themselves."""
ARABIC = {
    spelling: written
    for written, spellings in rows("arabic.csv")
    for spelling in spellings.split("|")
}


def folded(text: str) -> str:
    """Lower case, no marks over letters, curled apostrophes straight."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("`", "'"))
    return "".join(each for each in plain if not unicodedata.combining(each))


def tokens_of(name: str) -> list[str]:
    """Folded words of a name; apostrophes and hyphens fall away, articles stand alone."""
    return re.findall(r"\w+", folded(name).replace("'", "").replace("-", " "))


def key_of(name: str) -> str:
    """Equal for names that differ in case, marks and order alone."""
    return " ".join(sorted(tokens_of(name)))


def original(name: str, kind: str, countries: list[str]) -> str | None:
    """The name in the script of its bearer, or None when the tables do not hold all of it."""
    if kind == "org":
        return ORGANIZATIONS.get(name.upper())
    if "CN" in countries or "HK" in countries:
        return CHINESE.get(folded(name))
    if "KP" in countries or "KR" in countries:
        return korean(name)
    if countries and set(countries) & {"RU", "BY", "UA"}:
        return russian(name)
    written = arabic(name)
    return written.translate(PERSIAN) if written and "IR" in countries else written


def arabic(name: str) -> str | None:
    """'Muhammad AL-TIKRITI' → 'محمد التكريتي'."""
    text = re.sub(r"(?<![\w'])(al|el|as|ash|ad|an|ar|at|az)[- ](?=[\w'])", r"al+", folded(name))
    parts = []
    for token in re.split(r"[\s-]+", text):
        article = token.startswith("al+")
        word = ARABIC.get(token.removeprefix("al+").strip("'"))
        if word is None:
            return None
        parts.append(("ال" if article else "") + word)
    return " ".join(parts) if len(parts) > 1 else None


def russian(name: str) -> str | None:
    """'Sergei Vladimirovich IVANOV' → 'Сергей Владимирович Иванов'."""
    parts = [russian_word(token) for token in folded(name).split()]
    return " ".join(parts) if len(parts) > 1 and all(parts) else None


def russian_word(token: str) -> str | None:
    """One word; None when it holds what the reading does not know."""
    if token in RUSSIAN_WHOLE:
        return RUSSIAN_WHOLE[token]
    token = re.sub(r"(?<=[bvgdzklmnprstf])y(?=[eaiu])", "ь", token)
    token = re.sub(r"(?<=[bvgdzklmnprstf])ь(?=[au])", "y", token)
    token = re.sub(r"(?<=[bvgdzklmnprstfh])[iy]y$", "ий", token)
    token = re.sub(r"sky$", "ский", re.sub(r"skiy$", "ский", token))
    written = ""
    while token:
        for latin, letter in RUSSIAN:
            if token.startswith(latin):
                written, token = written + letter, token[len(latin) :]
                break
        else:
            if token[0] == "y":
                written, token = (
                    written + ("й" if written[-1:] in tuple("аеиоуыэюя") else "ы"),
                    token[1:],
                )
            elif "а" <= token[0] <= "я":
                written, token = written + token[0], token[1:]
            else:
                return None
    return written.capitalize()


def korean(name: str) -> str | None:
    """'Chol Jin KIM' (given names first) → '김철진'."""
    *given, family = folded(name).replace("-", " ").split()
    letters = [KOREAN.get(part) for part in (family, *given)]
    return "".join(letters) if 2 <= len(letters) <= 4 and all(letters) else None
