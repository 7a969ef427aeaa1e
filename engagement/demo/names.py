"""Names of organizations and people that do not exist, in ten tongues and six scripts.

Places are invented; parts of names stand in the same order in every tongue, so that a name in
another script has its English form beside it.
"""

import functools
import itertools
from dataclasses import dataclass
from math import prod
from random import Random

from engagement.core.major_groups import MajorGroup
from engagement.matching.names import normalise


@dataclass(frozen=True)
class Tongue:
    """How names are built in a tongue; `language` is the nearest of the six of the platform."""

    language: str
    countries: str
    """Alpha-2 codes between spaces."""
    pattern: str
    groups: str
    """One noun phrase for each Major Group, in the order of the enumeration, between bars."""
    topics: str
    places: str
    """Between bars; in another script each with its Latin form after a sign of equality."""
    given: str
    family: str
    family_first: bool = False


@dataclass(frozen=True)
class Named:
    """The names of one made-up organization."""

    name: str
    latin_name: str | None
    acronym: str | None
    country: str
    major_group: MajorGroup
    language: str


TONGUES = {
    "en": Tongue(
        "en",
        "KE UG GH NG ZA TZ IN PH AU NZ FJ BD GB IE US CA JM US CA KE",
        "{place} {group} {topic}",
        "Women’s Network|Youth Movement|Peoples’ Council|Society|Union of Municipalities"
        "|Workers’ Federation|Business Forum|Academy|Farmers’ Cooperative",
        "for Clean Water|for Living Wetlands|for Standing Forests|for Clean Air|for Healthy Soils"
        "|for Quiet Seas|against Plastic Waste|for a Stable Climate",
        "Amberly Bay|Sarenda|Lake Mirabo|Tolwick|Upper Kestrel|Norrindale|Ashwana|Petrel Island"
        "|Kalumbe|Great Linden|Orlanda|Two Herons",
        "Amina|Grace|Daniel|Priya|Samuel|Hazel|Joseph|Ruth|Owen|Esther",
        "Otieno|Mensah|Clarke|Naidoo|Okafor|Reid|Santos|Walsh|Achieng|Bell",
    ),
    "fr": Tongue(
        "fr",
        "NE SN CI CM FR BE HT CA MR DJ NE",
        "{group} {topic} {place}",
        "Réseau des femmes|Mouvement de la jeunesse|Conseil des peuples autochtones|Association"
        "|Union des communes|Fédération des travailleurs|Forum des entreprises|Académie"
        "|Coopérative des paysans",
        "pour l’eau propre|pour les zones humides|pour la forêt|pour l’air pur|pour des sols sains"
        "|pour la mer et les côtes|contre les déchets plastiques|pour le climat",
        "de Valmorane|de Kouméra|de l’Île-aux-Hérons|de Tessilit-le-Neuf|de Beaurivage"
        "|de Dagoudar|d’Orlésie|de Saint-Éloi-du-Lac|du Haut-Mirail|de Ténéga",
        "Aïssata|Moussa|Hélène|Étienne|Fatoumata|Léonie|Ibrahim|Gaël|Mariama|Cédric",
        "Diallo|Maïga|Lefèvre|Traoré|Noël|Abdoulaye|Béranger|Sow|Kouassi|Désir",
    ),
    "es": Tongue(
        "es",
        "MX CO PE AR CL ES CR MX CO",
        "{group} {topic} {place}",
        "Red de Mujeres|Movimiento Juvenil|Consejo de Pueblos Indígenas|Fundación"
        "|Unión de Municipios|Federación de Trabajadores|Foro Empresarial|Academia"
        "|Cooperativa de Campesinos",
        "por el Agua Limpia|por los Humedales|por los Bosques|por el Aire Puro|por la Tierra Viva"
        "|por el Mar y las Costas|contra los Plásticos|por el Clima",
        "de Valdorena|de Peñalosa del Río|de Altamira Nueva|de San Íñigo|del Alto Quirá"
        "|de Nuñoa Vieja|de Cañaveral|de Montellano del Sur|de Río Bermellón|de Tres Lagunas",
        "Lucía|Andrés|María José|Íñigo|Ximena|Raúl|Sofía|Martín|Nayeli|Óscar",
        "Quispe|Núñez|Álvarez|Ibáñez|Peña|Castañeda|Huamán|Gómez|Zúñiga|Ríos",
    ),
    "pt": Tongue(
        "en",
        "BR PT BR",
        "{group} {topic} {place}",
        "Rede de Mulheres|Movimento da Juventude|Conselho dos Povos Indígenas|Associação"
        "|União de Municípios|Federação dos Trabalhadores|Fórum Empresarial|Academia"
        "|Cooperativa dos Agricultores",
        "pela Água Limpa|pelas Zonas Úmidas|pelas Florestas|pelo Ar Puro|pelo Solo Vivo"
        "|pelo Mar e pela Costa|contra o Lixo Plástico|pelo Clima",
        "de São Lourival|de Conceição da Várzea|de Itaparé|do Alto Jacuí Novo|de Fonte Funda"
        "|de Vila Açucena|de Três Irmãs|de Água Mansa",
        "João|Conceição|Antônio|Inês|Luís|Beatriz|Zélia|Tomás",
        "Gonçalves|Araújo|Simões|Conceição|Magalhães|Brandão|Frazão|Lourenço",
    ),
    "tr": Tongue(
        "en",
        "TR",
        "{place} {topic} {group}",
        "Kadınlar Birliği|Gençlik Hareketi|Yerli Halklar Meclisi|Derneği|Belediyeler Birliği"
        "|İşçi Federasyonu|İş Dünyası Forumu|Akademisi|Çiftçiler Kooperatifi",
        "Temiz Su|Sulak Alanlar|Yaşayan Orman|Temiz Hava|Sağlıklı Toprak|Deniz ve Kıyı"
        "|Plastiksiz Yaşam|İklim",
        "Mavigöl|Yeşilçam Ovası|Gümüşdere Yeni|Akçaova|Işıklar|Üçpınar|Çığlık Deresi|Söğütlü",
        "Ayşe|Gökhan|Şükran|İbrahim|Özlem|Çağlar|Büşra|Ömer",
        "Yıldız|Öztürk|Çelik|Şahin|Güneş|Aydın|Doğan|Kılıç",
    ),
    "ar": Tongue(
        "ar",
        "EG TN MA JO LB BH OM KW SA YE IQ JO LB OM",
        "{group} {topic} {place}",
        "شبكة النساء|حركة الشباب|مجلس الشعوب الأصلية|جمعية|اتحاد البلديات|اتحاد العمال"
        "|منتدى الأعمال|أكاديمية|تعاونية المزارعين",
        "من أجل المياه النظيفة|من أجل الأراضي الرطبة|من أجل الغابات|من أجل الهواء النقي"
        "|من أجل تربة سليمة|من أجل البحر والسواحل|لمكافحة النفايات البلاستيكية|من أجل المناخ",
        "في وادي السرين=Wadi Sarin|في عين الزهراء الجديدة=New Ain Zahra|في جبل الرمان=Jabal Rumman"
        "|في واحة النخيل الكبرى=Great Palm Oasis|في مرسى اللؤلؤ=Marsa Lulu"
        "|في تل القمر=Tell Qamar|في بحيرة الطيور=Lake Tuyur|في سهل الياسمين=Sahl Yasmin",
        "ليلى=Layla|يوسف=Youssef|فاطمة=Fatima|كريم=Karim|نور=Nour|سلمى=Salma|عمر=Omar|هدى=Huda",
        "بن صالح=Ben Salah|الحداد=Haddad|المنصوري=Mansouri|الخطيب=Khatib|السعيدي=Saidi"
        "|النجار=Najjar|بو عزيز=Bouaziz|الراشد=Rashed",
    ),
    "zh": Tongue(
        "zh",
        "CN SG MY CN",
        "{place}{topic}{group}",
        "妇女联合会|青年行动|原住民议会|协会|城市联盟|职工联合会|企业论坛|研究院|农民合作社",
        "清洁饮水|湿地保护|森林守护|清洁空气|健康土壤|海洋与海岸|减塑|气候行动",
        "云川=Yunchuan|青澜湾=Qinglan Bay|白鹭洲=Egret Isle|松原岭=Songyuan Ridge"
        "|明溪=Mingxi|望海=Wanghai|柳溪谷=Liuxi Valley|银杏坡=Ginkgo Slope",
        "晓梅=Xiaomei|建国=Jianguo|雨桐=Yutong|志强=Zhiqiang|静怡=Jingyi|浩然=Haoran"
        "|丽华=Lihua|文博=Wenbo",
        "林=Lin|陈=Chen|王=Wang|赵=Zhao|周=Zhou|郑=Zheng|许=Xu|沈=Shen",
        family_first=True,
    ),
    "el": Tongue(
        "en",
        "GR CY",
        "{group} {topic} – {place}",
        "Δίκτυο Γυναικών|Κίνημα Νέων|Συμβούλιο Αυτόχθονων Λαών|Σύλλογος|Ένωση Δήμων"
        "|Ομοσπονδία Εργαζομένων|Επιχειρηματικό Φόρουμ|Ακαδημία|Συνεταιρισμός Αγροτών",
        "για Καθαρό Νερό|για τους Υγροτόπους|για τα Δάση|για Καθαρό Αέρα|για Υγιή Εδάφη"
        "|για τη Θάλασσα και τις Ακτές|κατά των Πλαστικών|για το Κλίμα",
        "Χρυσονέρι=Chrysoneri|Γλαυκόλιμνη=Glafkolimni|Νέο Πετροβούνι=Neo Petrovouni"
        "|Αστερόκαμπος=Asterokampos|Λευκογιάλι=Lefkogiali|Ανεμόραχη=Anemorachi",
        "Ελένη=Eleni|Νίκος=Nikos|Μαρία=Maria|Γιώργος=Giorgos|Δέσποινα=Despina|Ανδρέας=Andreas",
        "Παπαδάκης=Papadakis|Γεωργίου=Georgiou|Νικολάου=Nikolaou|Βλάχος=Vlachos"
        "|Χριστοδούλου=Christodoulou|Μακρής=Makris",
    ),
    "hi": Tongue(
        "en",
        "IN NP",
        "{place} {topic} {group}",
        "महिला नेटवर्क|युवा आंदोलन|आदिवासी परिषद|समिति|नगर निकाय संघ|श्रमिक महासंघ|व्यापार मंच|अकादमी"
        "|किसान सहकारी समिति",
        "स्वच्छ जल|आर्द्रभूमि|वन संरक्षण|स्वच्छ वायु|स्वस्थ मिट्टी|समुद्र और तट|प्लास्टिक मुक्ति|जलवायु",
        "सरितापुर=Saritapur|नीलसर=Nilsar|हरितवन=Haritvan|चंद्रकुंड=Chandrakund|सोनतल=Sontal"
        "|मेघगाँव=Meghgaon",
        "अनीता=Anita|राजेश=Rajesh|मीरा=Meera|विजय=Vijay|सुनीता=Sunita|अर्जुन=Arjun",
        "शर्मा=Sharma|वर्मा=Verma|थापा=Thapa|जोशी=Joshi|यादव=Yadav|गुरुंग=Gurung",
    ),
    "ru": Tongue(
        "ru",
        "RU KZ KG BY UZ",
        "{group} {topic} «{place}»",
        "Союз женщин|Молодёжное движение|Совет коренных народов|Общество|Союз муниципалитетов"
        "|Федерация трудящихся|Деловой форум|Академия|Кооператив фермеров",
        "за чистую воду|за живые болота|за сохранение лесов|за чистый воздух|за здоровые почвы"
        "|за море и берега|против пластиковых отходов|за устойчивый климат",
        "Светлоярье=Svetloyarye|Белая Излучина=Belaya Izluchina|Журавлиный Край=Zhuravliny Krai"
        "|Тихие Ключи=Tikhie Klyuchi|Новый Родник=Novy Rodnik|Кедровый Яр=Kedrovy Yar"
        "|Синегорье=Sinegorye|Ак-Булак=Ak-Bulak",
        "Анна=Anna|Тимур=Timur|Елена=Elena|Алексей=Alexei|Айгуль=Aigul|Мария=Maria"
        "|Сергей=Sergei|Ольга=Olga",
        "Соколова=Sokolova|Ким=Kim|Ковальчук=Kovalchuk|Бондаренко=Bondarenko|Абай=Abai"
        "|Черных=Chernykh|Гончар=Gonchar|Седых=Sedykh",
    ),
}
ORDER = (
    *("en", "fr", "ar", "es", "zh", "ru", "pt", "el"),
    *("en", "fr", "ar", "es", "zh", "ru", "tr", "hi"),
)
"""Whose turn it is: every tongue within each sixteen organizations."""


def organization(number: int, random: Random) -> tuple[Tongue, Named]:
    """The names of the organization `number` (from 0); no two are alike below 4,000."""
    key = ORDER[number % len(ORDER)]
    tongue = TONGUES[key]
    turn = number // len(ORDER) * ORDER.count(key) + ORDER[: number % len(ORDER)].count(key)
    parts = [text.split("|") for text in (tongue.groups, tongue.topics, tongue.places)]
    group, topic, where = _shuffled(key, tuple(map(len, parts)))[turn % prod(map(len, parts))]
    place, _, latin_place = parts[2][where].partition("=")
    codes = tongue.countries.split()
    name = tongue.pattern.format(group=parts[0][group], topic=parts[1][topic], place=place)
    english = TONGUES["en"]
    latin = (
        english.pattern.format(
            group=english.groups.split("|")[group],
            topic=english.topics.split("|")[topic],
            place=latin_place,
        )
        if latin_place
        else None
    )
    return tongue, Named(
        name=name,
        latin_name=latin,
        acronym=acronym(latin or name) if random.random() < 0.6 else None,
        country=codes[turn % len(codes)],
        major_group=list(MajorGroup)[group],
        language=tongue.language,
    )


@functools.cache
def _shuffled(key: str, sizes: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Every way to choose one of each part, in an order that is always the same."""
    choices = list(itertools.product(*map(range, sizes)))
    return Random(key).sample(choices, len(choices))


def acronym(name: str) -> str | None:
    """The first letters of the capitalized words, if there are three or more."""
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    return letters if len(letters) > 2 else None


def person(tongue: Tongue, random: Random) -> tuple[str, str]:
    """A name as its bearer writes it, and its plain form for an address."""
    given, _, latin_given = random.choice(tongue.given.split("|")).partition("=")
    family, _, latin_family = random.choice(tongue.family.split("|")).partition("=")
    name = f"{family}{given}" if tongue.family_first else f"{given} {family}"
    plain = normalise(f"{latin_given or given} {latin_family or family}")
    return name, "".join(c if c.isascii() and c.isalnum() else "." for c in plain).strip(".")


def numbered_word(number: int) -> str:
    """A pronounceable word for each number, so that names differ in more than a digit."""
    word = ""
    while number or len(word) < 4:
        number, low = divmod(number, 70)
        word += "bdfghklmnprstv"[low // 5] + "aeiou"[low % 5]
    return word.capitalize()
