"""What a word of an organization's name weighs, and a name cut into weighed words.

"Association" says next to nothing about which organization is meant, "environment" little, a
place or an invented name much. The lists are ours, from the languages the platform speaks and
those names are often romanized from; a word missing here only weighs more than it should.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from engagement.matching import folding, names, romanization, terms

LONGEST_NAME = 300
MOST_WORDS = 24


class Kind(Enum):
    """What a word of a name is for; the value is its weight beside the others."""

    NAME = 1.0
    THEME = 0.6
    FRAME = 0.2
    LEGAL = 0.0
    PARTICLE = -1.0  # without weight, and never of interest


@dataclass(frozen=True)
class Word:
    """One word of a name: normalised, in Latin, its consonants, its kind and its script."""

    text: str
    latin: str
    consonants: str
    kind: Kind
    script: str

    @property
    def weight(self) -> float:
        """0 to 1. One or two Latin letters say less than a word."""
        if self.kind is Kind.NAME and len(self.text) < 3 and self.text.isascii():
            return 0.5 if self.text.isalpha() else self.kind.value
        return max(self.kind.value, 0.0)


@dataclass(frozen=True)
class Name:
    """A name cut up: the words that weigh, acronyms it states, acronyms it could have (in Latin)."""

    words: tuple[Word, ...]
    stated: frozenset[str]
    initials: frozenset[str]

    @property
    def telling(self) -> tuple[Word, ...]:
        """The words that tell this organization from others; all words when none does."""
        telling = tuple(word for word in self.words if word.kind is not Kind.FRAME)
        return telling or self.words


_LEGAL = """
inc incorporated ltd limited llc llp plc pty pvt gmbh ggmbh ag kg ev ry sa sas sasu sarl srl spa sl
slu sac cv bv nv vzw asbl aisbl ltda eirl sro doo ood eood aps kft oy ab ac iap ong ongd ngo ngos npo
cbo cso osc ооо зао оао пао ао нко ано нпо роо моо тоо нп го ooo ano nko noo roo 有限公司
有限责任公司 股份有限公司 财团法人 社团法人 一般社团法人 株式会社 شمم ذمم
"""
_PARTICLES = """
the of for and in on to a an at by with from le la les l de du des d et en pour au aux sur par dans
un une el los las del y e para por con al o os as da do das dos der die das und fur von di il lo gli
della qu wa ar ash ad az ul ur us и в во на по для с со о об от при за та з у и τησ του των και για
το η ο τα οι στη στο σε في من على الي و عن ابن 的 与 和 及 之 暨
"""
_FRAME = """
association associations foundation network organization organisation organizations society union
federation confederation council committee centre center institute institution alliance coalition
group groups club trust fund forum initiative initiatives project programme program movement agency
league platform cooperative team board commission consortium partnership office bureau company
corporation corp co enterprise enterprises holding university college school academy charity
charitable nonprofit volunteers voluntary civil national international world worldwide global
regional local
fondation reseau societe conseil comite centre institut groupe groupement fonds initiative projet
mouvement agence ligue plateforme collectif equipe amicale compagnie entreprise
universite ecole nationale internationale mondial mondiale benevoles civile regionale locale
cooperative
asociacion fundacion red organizacion sociedad federacion confederacion consejo comite centro
instituto alianza coalicion grupo fondo foro iniciativa proyecto programa movimiento agencia liga
plataforma cooperativa colectivo equipo empresa compania universidad escuela nacional internacional
mundial voluntarios corporacion
associacao fundacao rede organizacao sociedade uniao federacao conselho instituto alianca associazione
fondazione verein stiftung verband gesellschaft netzwerk dernek vakfi
ассоциация фонд сеть организация общество союз объединение федерация конфедерация совет комитет
центр институт альянс коалиция группа клуб форум инициатива проект программа движение агентство
лига платформа кооператив команда компания предприятие университет школа академия
благотворительный благотворительная общественная общественный общественное некоммерческая
автономная межрегиональная региональная региональный региональное международный международная
международное национальный национальная национальное всероссийская всероссийское всероссийский
добровольческое волонтерский местная городская областная громадська організація спілка мережа
товариство
σύλλογος ένωση ίδρυμα δίκτυο οργάνωση οργανισμός εταιρεία ομοσπονδία κέντρο ινστιτούτο κίνημα ομάδα
σωματείο σύνδεσμος φορέας
جمعية مؤسسة شبكة منظمة هيئة اتحاد رابطة مركز معهد نادي لجنة مجلس مجموعة صندوق منتدى مبادرة مشروع
برنامج حركة وكالة تحالف ائتلاف تعاونية شركة جامعة مدرسة خيرية خيري وطنية دولية اهلية تطوعية مدنية
عالمية
jamiyat jamiya jamiyya jamiyyat jamiat jamia jameyat jamiiyat jamaiyat jameyya gamiyat gamiyya
muassasat muassasa muassasah mouassassat mouassasat moassasat moassasa shabakat shabaka chabaka
chabakat munazzamat munazzama munazamat mounadhamat munadhamat ittihad itihad rabitat rabita markaz
mahad nadi lajnat lajna majlis majmuat sunduq sandouq muntada mountada mubadarat mubadara harakat
tahaluf itilaf sharikat sharika khayriya khayriyya khairiya kheireya wataniya wataniyya dawliya
ahliya
协会 基金会 网络 组织 学会 联盟 联合会 中心 研究会 研究院 研究所 研究中心 委员会 促进会 团体 社团 俱乐部 论坛
集团 公司 志愿者 志愿 服务 服务中心 发展中心 公益 慈善 大学 学院 社会 国际 全国 联谊会 商会 合作社 工作室 机构
理事会 同盟 行动网络
"""
_THEMES = """
environment environmental ecology ecological eco green nature natural climate development
sustainable sustainability conservation protection biodiversity wildlife forest forests water ocean
oceans sea energy clean air earth planet land youth young women woman children people peoples
indigenous community communities farmers agriculture rural health education human rights future
life action research change support aid solidarity friends for our
environnement environnementale ecologie ecologique vert verte verts vertes nature climat
developpement durable protection biodiversite foret forets eau eaux ocean mer energie propre terre
planete jeunes jeune jeunesse femmes femme enfants peuples communaute communautes paysans
agriculture rural rurale sante education droits avenir vie action recherche changement solidarite
amis
medio ambiente ambiental ecologia ecologico ecologica verde verdes naturaleza clima desarrollo
sostenible conservacion proteccion biodiversidad bosque bosques agua oceano mar energia limpia limpio
tierra planeta jovenes juventud mujeres mujer ninos pueblos indigenas comunidad comunidades
campesinos agricultura salud educacion derechos futuro vida accion investigacion cambio solidaridad
amigos
экология экологический экологическая экологическое экологов зеленый зеленая зеленое зеленые природа
природы климат климата развитие развития устойчивое устойчивого охрана охраны защита защиты
окружающей среды лес леса вода воды море океан энергия чистый чистая чистое земля земли планета
планеты молодежь молодежи молодежный молодежная женщины женщин дети детей народы народов коренных
сельского хозяйства здоровье образование права жизнь будущее помощь друзья
περιβάλλον περιβάλλοντος φύση φύσης προστασία προστασίας οικολογική νερό θάλασσα γη πράσινη πράσινο
νέοι νέων γυναικών ανάπτυξη φίλοι
بيئة بيئي بيئية خضراء اخضر طبيعة مناخ تنمية مستدامة حماية محافظة مياه ماء بحر طاقة نظيفة ارض كوكب
شباب شبابي نساء مراة نسائية اطفال طفل مجتمع مجتمعات مزارعين زراعة ريفية صحة تعليم حقوق انسان مستقبل
حياة عمل بحوث تغيير تضامن اصدقاء
环境 环保 环境保护 生态 生态环境 绿色 自然 自然保护 保护 发展 可持续 可持续发展 气候 气候变化 能源 海洋 森林 野生动物
动物 青年 妇女 儿童 社区 农村 农业 教育 健康 低碳 公众 文化 科技 科学 技术 资源 循环 地球 行动
"""


def _normalised(words: str) -> dict[str, None]:
    return dict.fromkeys(
        word for line in words.split() for word in [names.normalise(line)] if " " not in word
    )


def _kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for words, kind in (
        (_THEMES, Kind.THEME),
        (_FRAME, Kind.FRAME),
        (_PARTICLES, Kind.PARTICLE),
        (_LEGAL, Kind.LEGAL),
    ):
        for word in _normalised(words):
            kinds[word] = kind
            # A romanized letterhead uses the same ordinary words, only in Latin.
            if folding.script(word[0]) in ("cyrillic", "greek"):
                kinds.setdefault(romanization.latin(word), kind)
    return kinds


KINDS = _kinds()
_LONGEST_CHINESE = max(len(word) for word in KINDS if folding.script(word[0]) == "han")
_SHORTEST_MISSPELT = 7
_MISSPELT = {
    variant: kind
    for word, kind in KINDS.items()
    if len(word) >= _SHORTEST_MISSPELT
    for variant in terms.variants(word)
}

# A Chinese province, city, district, county, township or village, or what follows the last one.
_PLACE = re.compile(r".{2,3}?[省市区县镇乡村]|.+?(?=.{2,3}?[省市区县镇乡村])|.+")
_PARTS = re.compile(r"[()\[\]（）【】]|\s[-–—:|/]\s")
LONGEST_ACRONYM = 10


@lru_cache(maxsize=4096)
def parse(name: str) -> Name:
    """A name cut into weighed words and its acronyms. What is beyond 300 characters is ignored.

    An acronym beside the name it abbreviates ("Réseau des jeunes (RDJ)") is not a word of it.
    """
    parts = [part.strip() for part in _PARTS.split(name[:LONGEST_NAME]) if part.strip()]
    stated = {part: _acronym(part) for part in parts if _acronym(part)}
    rest = "".join(names.normalise(part) for part in parts if part not in stated)
    beside = {part for part, acronym in stated.items() if _abbreviates(part, rest)}
    everything = _split(" ".join(part for part in parts if part not in beside))
    words = [_word(text) for text in everything[:MOST_WORDS]]
    weighed = tuple(word for word in words if word.weight > 0)
    return Name(
        weighed or tuple(_as_name(word) for word in words),
        frozenset(stated.values()),
        _initials(words),
    )


def _split(text: str) -> list[str]:
    """Words: Chinese cut at known words, initials with dots joined, look-alikes undone."""
    found: list[str] = []
    letters = ""
    for word in names.normalise(text).split():
        if len(word) == 1 and folding.script(word) in ("latin", "cyrillic"):
            letters += word
            continue
        found += [letters] if letters else []
        letters = ""
        if names.mixes_scripts(word):
            word = names.skeleton(word)
        for is_unspaced, run in terms.runs(word):
            found += _cut_chinese(run) if is_unspaced else [names.split_article(run)[1]]
    return found + ([letters] if letters else [])


def _cut_chinese(run: str) -> list[str]:
    """A run of Chinese cut at the longest known words; what lies between them stays whole."""
    pieces: list[str] = []
    unknown = ""
    at = 0
    while at < len(run):
        sizes = range(min(_LONGEST_CHINESE, len(run) - at), 0, -1)
        known = next((run[at : at + size] for size in sizes if run[at : at + size] in KINDS), "")
        if known:
            pieces += [*_PLACE.findall(unknown), known]
            unknown = ""
        else:
            unknown += run[at]
        at += len(known) or 1
    return pieces + _PLACE.findall(unknown)


def _word(text: str) -> Word:
    latin = romanization.latin(text)
    return Word(text, latin, romanization.consonants(latin), _kind(text), folding.script(text[0]))


def _kind(text: str) -> Kind:
    if text in KINDS:
        return KINDS[text]
    if len(text) >= _SHORTEST_MISSPELT:
        slips = terms.variants(text) & _MISSPELT.keys()
        return max((_MISSPELT[slip] for slip in slips), key=lambda k: k.value, default=Kind.NAME)
    return Kind.NAME


def _as_name(word: Word) -> Word:
    return Word(word.text, word.latin, word.consonants, Kind.NAME, word.script)


def _acronym(part: str) -> str:
    """The acronym a part of a name states, in Latin, or "": one word, all capitals."""
    letters = part.replace(".", "")
    if not 2 <= len(letters) <= LONGEST_ACRONYM:
        return ""
    if not letters.isalnum() or not letters.isupper():
        return ""
    return romanization.latin(letters)


def _abbreviates(acronym: str, rest: str) -> bool:
    """Whether the acronym's letters come in the rest in this order."""
    letters = iter(rest)
    return rest != "" and all(letter in letters for letter in names.normalise(acronym))


def _initials(words: list[Word]) -> frozenset[str]:
    """Acronyms of three letters and more the words could give, with and without the particles."""
    spelt = [word for word in words if word.kind is not Kind.LEGAL and word.script != "han"]
    carrying = [word for word in spelt if word.kind is not Kind.PARTICLE]
    candidates = ("".join(word.text[0] for word in some) for some in (spelt, carrying))
    return frozenset(romanization.latin(letters) for letters in candidates if len(letters) > 2)
