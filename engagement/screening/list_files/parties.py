"""Persons and organizations in lists that do not say which: by titles, legal forms and words."""

import re

from engagement.screening.list_files.places import code_of
from engagement.screening.list_files.tables import folded

_TITLE = re.compile(
    r"^\(?(?P<title>Mr|Mrs|Ms|Miss|Messrs|Dr|Prof|Engr|Eng|Ing|Ir|Sr|Sra|Arq|Lic|Md(?=\. ))\.?\)?"
    r"[\s.]+(?=\S)",
    re.IGNORECASE,
)
_MESSRS = re.compile(r"^M/s\.?\s+", re.IGNORECASE)

LEGAL_FORMS = frozenset({
    "ab", "ag", "as", "bv", "cjsc", "co", "company", "corp", "corporation", "cv", "eirl", "eurl",
    "fze", "gmbh", "inc", "incorporated", "jsc", "kft", "kg", "lda", "limited", "limitada", "llc",
    "llp", "lp", "ltd", "ltda", "mmc", "nv", "ojsc", "ooo", "oy", "plc", "pjsc", "pte", "pty",
    "pvt", "sa", "sac", "sal", "sarl", "sas", "sdn", "sirketi", "sl", "slu", "snc", "sociedad",
    "societe", "spa", "srl", "sro", "zao", "bhd", "pt", "cia", "compania", "sh", "shpk", "tic",
    "sti", "fzco", "unlimited", "doo", "ad", "ead", "eood", "ood",
})  # fmt: skip
"""Without dots and accents, as words of a folded name."""

FIRST_FORMS = frozenset({"pt", "ooo", "zao", "oao", "too", "llc", "ltd", "jsc", "cjsc", "ojsc"})
"""Legal forms that stand before the name."""

MOST_WORDS = 8

ORGANIZATION_WORDS = (
    "action", "administra", "advis", "agenc", "agri", "agro", "architect", "asesor", "asociacion",
    "assoc", "authority", "aviation", "bank", "board", "branch", "bridge", "brothers", "builders",
    "building", "bureau", "cabinet", "capital", "center", "central", "centre", "centro",
    "chemical", "club", "college", "commerc", "commission", "committee", "communication",
    "compagnie", "computer", "comunic", "concrete", "conglomerate", "consorcio", "consort",
    "constr", "consult", "contract", "cooperat", "council", "decor", "department", "desarroll",
    "design", "develop", "distribu", "division", "drilling", "education", "eireli", "electr",
    "empresa", "energ", "engineer", "enterprise", "entreprise", "environment", "equip",
    "establishment", "estudio", "export", "facilit", "factory", "farm", "federation", "finance",
    "firm", "food", "foundation", "fund", "fundacion", "general", "geolog", "gesmbh", "global",
    "gold", "government", "group", "grupo", "health", "highway", "holding", "hospital", "hotel",
    "human resources", "hydro", "impex", "import", "industr", "infra", "ingenie", "ingenier",
    "initiative", "insaat", "institut", "internacional", "international", "intreprind", "invest",
    "joint", "laborator", "landscap", "limited", "logistic", "machin", "management", "manufactur",
    "maritime", "market", "material", "mchj", "medical", "metal", "mining", "ministry", "motors",
    "municipal", "network", "office", "oil", "organi", "partner", "pharma", "planning", "plant",
    "power", "printing", "procurement", "product", "project", "propert", "proveedur", "proyect",
    "publish", "railway", "real estate", "representa", "research", "resource", "road", "sangha",
    "sangstha", "school", "secur", "servic", "servis", "serviz", "ship", "software", "soluciones",
    "solution", "stock", "store", "studio", "sucursal", "suppl", "sustainab", "system", "tech",
    "tecno", "telecom", "tiendas", "tikinti", "trad", "transport", "travaux", "travel", "trust",
    "union", "univers", "urban", "venture", "water", "works", "workshop",
)  # fmt: skip
"""Beginnings of words, in the languages in which the banks' lists are written."""

_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?", re.IGNORECASE)
_WORD = re.compile(rf"\b(?:{'|'.join(sorted(set(ORGANIZATION_WORDS)))})")
_NAME_WORDS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*\.?")


def party_of(name: str) -> tuple[str, bool]:
    """person or organization, and whether that is sure (a title or a legal form says so).

    >>> party_of("MR. RUFAT MAJIDOV"), party_of("GES PLAN SH.P.K."), party_of("Abel Rai")
    (('person', True), ('organization', True), ('person', False))
    """
    if _MESSRS.match(name):
        return "organization", True
    if _TITLE.match(name) and not _has_legal_form(name):
        return "person", True
    if _has_legal_form(name):
        return "organization", True
    bare = re.sub(r"[\"“”,]|\(.*\)", " ", name)
    words = bare.split()
    plain = all(_NAME_WORDS.fullmatch(word) for word in words)
    placed = any(code_of(word) for word in (*words[-1:], " ".join(words[-2:])))
    if plain and not placed and 2 <= len(words) <= MOST_WORDS and not _WORD.search(folded(bare)):
        return "person", False
    return "organization", False


def without_title(name: str) -> tuple[str, str | None]:
    """The name as it is compared, and the title that stood before it.

    >>> without_title("MR. RUFAT MAJIDOV"), without_title("M/S Shimul Enterprise")
    (('RUFAT MAJIDOV', 'MR.'), ('Shimul Enterprise', None))
    """
    name = _MESSRS.sub("", name)
    found = _TITLE.match(name)
    if found is None or found["title"].casefold() == "md":
        return name, None
    return name[found.end() :], name[: found.end()].strip()


def in_natural_order(text: str) -> str:
    """FAMILY, Given as people say it.

    >>> in_natural_order("DELOS REYES, Feliciano Semborio, Jr.")
    'Feliciano Semborio DELOS REYES Jr.'
    """
    family, *rest = (part.strip() for part in text.split(","))
    after = [part for part in rest if _SUFFIX.fullmatch(part)]
    given = [part for part in rest if not _SUFFIX.fullmatch(part)]
    return " ".join([*given, family, *after])


def has_ended(text: str) -> bool:
    """Whether a name ends with its legal form, so that what follows a stroke is another name."""
    words = _plain_words(text)
    return bool(words) and words[-1] in LEGAL_FORMS


def _has_legal_form(name: str) -> bool:
    words = _plain_words(name) or [""]
    return any(word in LEGAL_FORMS for word in words[1:]) or words[0] in FIRST_FORMS


def _plain_words(name: str) -> list[str]:
    return folded(re.sub(r"(?<=\w)\.", "", name).replace("&", " ")).split()
