"""Words of lists of members in six languages: columns, countries, regions, Major Groups, months.

Everything is looked up as `matching.names.normalise` writes it, so accents, case, punctuation and
the digits of another script make no difference.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale
from rapidfuzz import fuzz, process

from engagement.core.countries import COUNTRIES, Region
from engagement.core.major_groups import MajorGroup
from engagement.core.text import LANGUAGES
from engagement.matching.names import normalise

COLUMNS = {
    "name": "Title, Name, Organization, Organisation, Name of the organization, Official name,"
    " Titre, Nom, Nom de l'organisation, Título, Nombre, Organización, Nombre de la organización,"
    " Название, Наименование, Организация, العنوان, الاسم, المنظمة, اسم المنظمة, 标题, 名称, 组织,"
    " 组织名称",
    "country": "Country, Country or area, Pays, Pays ou zone, País, País o zona, Страна,"
    " Страна или район, البلد, البلد أو المنطقة, الدولة, 国家, 国家或地区",
    "major_group": "Major group, Major groups, Grand groupe, Grands groupes, Groupe principal,"
    " Grupo principal, Grupos principales, Основная группа, المجموعة الرئيسية, 主要群体, 主要集团",
    "region": "Region, Région, Región, Регион, المنطقة, الإقليم, 区域, 地区",
    "since": "Accreditation date, Date of accreditation, Accredited since, Since,"
    " Date d'accréditation, Date de l'accréditation, Accréditée depuis, Fecha de acreditación,"
    " Fecha de la acreditación, Acreditada desde, Дата аккредитации, Аккредитована с,"
    " تاريخ الاعتماد, معتمدة منذ, 认可日期, 认证日期, 获得认可的日期",
    "number": "Number, Accreditation number, No, Numéro, Numéro d'accréditation, Número,"
    " Número de acreditación, Номер, Номер аккредитации, الرقم, رقم الاعتماد, 编号, 认可编号",
    "acronym": "Acronym, Acronyme, Sigle, Acrónimo, Siglas, Sigla, Аббревиатура, Сокращение,"
    " الاسم المختصر, المختصر, 缩写, 简称",
    "latin_name": "Latin name, Name in Latin letters, Nom latin, Nom en lettres latines,"
    " Nom en caractères latins, Nombre latino, Nombre en letras latinas,"
    " Название латинскими буквами, Название латиницей, الاسم بالأحرف اللاتينية, 拉丁字母名称",
    "website": "Website, Web site, Web, URL, Site web, Site internet, Sitio web, Página web,"
    " Веб-сайт, Вебсайт, Сайт, الموقع الإلكتروني, الموقع الشبكي, 网站, 网址",
    "email": "E-mail, Email, Mail, E-mail address, Courriel, Adresse électronique, Adresse e-mail,"
    " Correo electrónico, Электронная почта, Эл почта, البريد الإلكتروني, 电子邮件, 电子邮箱, 邮箱",
}
"""Heads of columns, by what stands below them; the public list of UNEP has the first five."""

GROUPS = {
    MajorGroup.WOMEN: "Women, Women's groups, Femmes, Mujeres, Женщины, المرأة, النساء, 妇女",
    MajorGroup.CHILDREN_YOUTH: "Children and Youth, Children & Youth, Youth,"
    " Youth and Children, Enfants et jeunes, Jeunes, Niños y jóvenes, Infancia y juventud,"
    " Дети и молодежь, الأطفال والشباب, 儿童和青年, 儿童与青年",
    MajorGroup.INDIGENOUS: "Indigenous Peoples and their Communities, Indigenous Peoples,"
    " Indigenous People, Indigenous People and their Communities, Peuples autochtones,"
    " Peuples autochtones et leurs communautés, Pueblos indígenas,"
    " Pueblos indígenas y sus comunidades, Коренные народы, Коренные народы и их общины,"
    " الشعوب الأصلية, الشعوب الأصلية ومجتمعاتها, 土著人民, 土著人民及其社区",
    MajorGroup.NGO: "Non-Governmental Organizations, Non-Governmental Organisations,"
    " Non-Governmental Organization, Nongovernmental Organizations, NGO, NGOs,"
    " Organisations non gouvernementales, ONG, Organizaciones no gubernamentales,"
    " Неправительственные организации, НПО, المنظمات غير الحكومية, 非政府组织",
    MajorGroup.LOCAL_AUTHORITIES: "Local Authorities, Local Authority, Local Governments,"
    " Autorités locales, Collectivités locales, Autoridades locales, Местные органы власти,"
    " السلطات المحلية, 地方当局, 地方政府",
    MajorGroup.WORKERS: "Workers and Trade Unions, Workers & Trade Unions, Workers, Trade Unions,"
    " Travailleurs et syndicats, Trabajadores y sindicatos, Трудящиеся и профсоюзы,"
    " العمال والنقابات, العمال ونقابات العمال, 工人和工会, 工人与工会",
    MajorGroup.BUSINESS: "Business and Industry, Business & Industry, Business,"
    " Entreprises et industrie, Commerce et industrie, Empresas e industria,"
    " Comercio e industria, Деловые и промышленные круги, Бизнес и промышленность,"
    " الأعمال التجارية والصناعة, 工商业, 商业和工业",
    MajorGroup.SCIENCE: "Scientific and Technological Community,"
    " Scientific & Technological Community, Science and Technology, Science & Technology,"
    " Communauté scientifique et technologique, Communauté scientifique et technique,"
    " Comunidad científica y tecnológica, Научно-техническое сообщество,"
    " المجتمع العلمي والتكنولوجي, 科学和技术界, 科技界",
    MajorGroup.FARMERS: "Farmers, Agriculteurs, Agricultores, Фермеры, المزارعون, المزارعين, 农民",
}
REGIONS = {
    Region.AFRICA: "Africa, Afrique, África, Африка, أفريقيا, 非洲",
    Region.ASIA_PACIFIC: "Asia and the Pacific, Asia and Pacific, Asia Pacific, Asia & Pacific,"
    " Asie et Pacifique, Asie-Pacifique, Asia y el Pacífico, Азия и Тихий океан,"
    " Азиатско-Тихоокеанский регион, آسيا والمحيط الهادئ, 亚洲及太平洋, 亚洲和太平洋, 亚太",
    Region.EUROPE: "Europe, Europa, Европа, أوروبا, 欧洲",
    Region.LATIN_AMERICA_CARIBBEAN: "Latin America and the Caribbean,"
    " Latin America and Caribbean, Latin America & the Caribbean, Amérique latine et Caraïbes,"
    " América Latina y el Caribe, Латинская Америка и Карибский бассейн,"
    " أمريكا اللاتينية ومنطقة البحر الكاريبي, أمريكا اللاتينية والكاريبي, 拉丁美洲和加勒比,"
    " 拉丁美洲及加勒比",
    Region.NORTH_AMERICA: "North America, Amérique du Nord, América del Norte, Северная Америка,"
    " أمريكا الشمالية, 北美, 北美洲",
    Region.WEST_ASIA: "West Asia, Western Asia, Asie occidentale, Asie de l'Ouest,"
    " Asia Occidental, Западная Азия, غرب آسيا, 西亚",
}
MORE_COUNTRIES = {
    "BF": "Upper Volta, Haute-Volta",
    "BJ": "Dahomey",
    "CD": "Zaire, Zaïre, DR Congo, DRC, RDC, Congo (Democratic Republic of the)",
    "CG": "Republic of the Congo, République du Congo",
    "CI": "Ivory Coast",
    "CV": "Cape Verde, Cap-Vert",
    "CZ": "Czech Republic, République tchèque, República Checa, Чешская Республика",
    "GB": "UK, Great Britain, Grande-Bretagne, Gran Bretaña",
    "KP": "DPRK",
    "KR": "Korea (Republic of), Corée",
    "LK": "Ceylon",
    "LY": "Libyan Arab Jamahiriya",
    "MK": "The former Yugoslav Republic of Macedonia, Macedonia, Macédoine, TFYR Macedonia",
    "MM": "Burma, Birmanie, Birmania",
    "NL": "Holland, The Netherlands, Pays-Bas, Países Bajos",
    "PS": "Palestine, Palestina, Палестина, فلسطين, 巴勒斯坦",
    "SZ": "Swaziland, Swazilandia, Suazilandia",
    "TL": "East Timor, Timor oriental",
    "TR": "Turkey, Turquie, Turquía",
    "US": "USA, U.S.A., United States, America",
    "VN": "Vietnam",
}
"""Former and everyday names that neither the UN nor the other source gives."""

NEAR = 78
"""How alike (0 to 100) a word must be to be proposed in place of one that is not known."""


def _table(words: Mapping[str, str]) -> dict[str, str]:
    return {
        normalise(word): key for key, listed in words.items() for word in listed.split(",") if word
    }


@cache
def columns() -> dict[str, str]:
    """Folded head -> column."""
    return _table(COLUMNS)


@cache
def groups() -> dict[str, str]:
    """Folded name -> Major Group, by the six languages' names and our own keys."""
    return _table(GROUPS) | {normalise(group.value): group.value for group in MajorGroup}


@cache
def regions() -> dict[str, str]:
    """Folded name -> region of UNEP."""
    return _table(REGIONS) | {normalise(region.value): region.value for region in Region}


@cache
def countries() -> dict[str, str]:
    """Folded name -> alpha-2 code; a name that could be two countries is none.

    The names of the UN go before those of Unicode's locale data, which are the everyday ones.
    """
    everyday = _unambiguous(
        (name, code)
        for language in LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        if code in COUNTRIES
    )
    official = _unambiguous(
        (form, place.code)
        for place in COUNTRIES.values()
        for name in place.names.values()
        for form in (name, name.partition("(")[0])
    )
    codes = {code.lower(): code for code in COUNTRIES}
    return everyday | official | _table(MORE_COUNTRIES) | codes


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for name, code in pairs:
        found.setdefault(normalise(name), set()).add(code)
    return {name: codes.pop() for name, codes in found.items() if name and len(codes) == 1}


@cache
def months() -> dict[str, int]:
    """Folded name -> month, long and short, also those of the Arab East; longest names first."""
    found = {
        normalise(name): month
        for language in (*LANGUAGES, "ar_LB")
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for month, name in Locale.parse(language).months[context][width].items()
    }
    found |= {"sept": 9}
    named = {name: month for name, month in found.items() if not name.isdigit() and name}
    return dict(sorted(named.items(), key=lambda each: -len(each[0])))


def nearest(word: str, known: Mapping[str, str]) -> str | None:
    """The key of the known word that `word` was probably meant to be, or None."""
    best = process.extractOne(normalise(word), known.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    return known[best[0]] if best else None
