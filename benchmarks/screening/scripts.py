"""Names in the script they come from, written out from a Latin spelling by tables of this package.

OFAC gives no original scripts. A name is written out only when every part of it stands in a table,
so that what comes out is how such a name is really written; the rest is left alone. Russian names
follow the reading of BGN/PCGN backwards, Korean ones McCune-Reischauer.
"""

import re
import unicodedata

ARABIC = """
محمد muhammad mohammad mohammed mohamed mohamad muhammed|أحمد ahmad ahmed|علي ali|إبراهيم ibrahim brahim
حسن hasan hassan|حسين husayn hussein hossein husain hosein hussain|عبد abd abdel abdul 'abd|الله allah
عبد_الله abdullah abdallah abdulla|عبد_العزيز abdulaziz abdelaziz|محمود mahmoud mahmud mahmood|يوسف yusuf youssef yousef yusif
مصطفى mustafa mostafa mustapha|رضا reda rida reza|صالح salih saleh|خالد khalid khaled|خليل khalil|خان khan
أمين amin|محسن mohsen muhsin|سعيد sa'id saeed said|سليم salim|سالم salem|مهدي mahdi mehdi|حافظ hafiz|سلطان sultan
حبيب habib|سلام salam|موسى musa moussa|إسماعيل isma'il ismail esmail|ماجد majid|مجيد majeed|عزيز aziz|برزان barzan
جمال jamal djamel|هادي hadi|رشيد rashid|رحيم rahim|رحمن rahman rehman|أكبر akbar|سيد sayyid seyed sayyed seyyed sayed
أيمن ayman|فواز fawaz|عادل adel adil|صدام saddam|كريم karim|فيصل faysal faisal|سليمان sulayman sulaiman soleiman
ناصر nasir nasser naser|أسد asad|عماد imad|فؤاد fu'ad fuad|جواد javad jawad|سمير samir|لطيف latif|طه taha|حسام husam
سعد saad sa'd sa'ad|منصور mansur mansour|مرتضى morteza murtada|صلاح salah|قاسم qasim qassem kassem|عمر omar umar
أنور anwar|نبيل nabil|عمار ammar|حمزة hamza hamzah|سيف saif sayf|وليد walid|طالب talib|عباس abbas|يونس yunis yunus
أشرف ashraf|مالك malik|حمد hamad|صقر saqr|هيثم haytham haitham|أسعد as'ad asad|جلال jalal|صبحي subhi|عوض awad
طارق tariq tarek|عابد abid|ستار sattar|طاهر tahir|جليل jalil|هاشم hashim|حكمت hikmat|خليفة khalifa khalifah|حكيم hakim
كامل kamel kamil|عثمان othman uthman|بلال bilal|فهد fahd|بركات barakat|نور nur noor|نجار najjar|ميلاد milad|بدر badr
بسام bassam|نادر nader nadir|شيخ shaykh sheikh|عدنان adnan|أنس anas|درويش darwish|زياد ziyad ziad|فادي fadi|إياد iyad
غسان ghassan|رضوان ridwan radwan|مروان marwan|سلمان salman|حامد hamed hamid|حمدان hamdan|سامي sami|منير mounir munir
نجيب najib|عزت izzat|هاني hani|كمال kamal|غفور ghafur|جاسم jasim jassim|رمضان ramadan|نايف nayif naif|خميس khamis
أديب adib|خلف khalaf|مهند muhannad|زهير zuhayr zuhair|بشار bashar|زكي zaki|وهاب wahhab|مخلوف makhluf makhlouf
نصيف nasif|رؤوف rauf|ديب dib|حرب harb|شبيب shabib|ماهر maher mahir|رياض riyad|مسعود masoud mas'ud|أصغر asghar
نذير nazir|أكرم akram|زكريا zakariya|فرحان farhan|تيسير taysir|فراس firas|عامر amer amir|سامر samer|فضل_الله fadlallah
نصر_الله nasrallah|شريف sharif cherif|مختار mokhtar mukhtar|زبيدي zubaidi|ياسين yassin yasin|معروف ma'ruf|وطبان watban
غالب ghalib|غازي ghazi|مراد murad|راضي radi|لطفي lotfi lutfi|سعدي saadi|نضال nidal|حداد haddad|عقيل aqil|باز baz
ياسر yasir yasser|غزالي ghazali|رجب rajab|جميل jamil|فرج faraj|جابر jaber jabir|مبارك mubarak|فياض fayyad fayad
فاروق farouk faruq|شامي shami|حجازي hejazi hijazi|حليم halim|تركي turki|فوزي fawzi|حارث harith|عارف arif|مجاهد mujahid
لادن laden ladin|فارس fares faris|بكر bakr|عسيري asiri|بغدادي baghdadi|ضياء zia diya|وزير wazir|عجمي ajmi|إقبال iqbal
هشام hisham|عواد awwad|غني ghani|ولي wali|صفوان safwan|عساف assaf|قدري qadri|حنا hanna|عزام azzam|وائل wael|نعيم naim naeem
حربي harbi|همام hammam|أسامة usama usamah osama|خضر khodr khadr khidr|شكر shukr|خوري khuri khoury|داود dawud dawood
حياة hayat|إيمان iman|سلمى salma|فايز fayiz fayez|عيسى isa issa|قطان qattan|لؤي lu'ay|مشهور mashhur|خير khayr|تكريتي tikriti
راوي rawi|دوري duri|دليمي dulaymi|عبيدي ubaydi ubaidi|جبوري jaburi jubouri|حمادي hammadi|ربيع rabi|زهراني zahrani
مصري masri|حمصي homsi|حلبي halabi|طرابلسي trabelsi|تونسي tunisi|جزائري jazairi|ليبي libi|يمني yamani|عراقي iraqi
قحطاني qahtani|شمري shammari|عتيبي otaibi utaybi|غامدي ghamdi|عنزي anzi|شهري shehri|كعبي ka'bi|مالكي maliki|حسيني husseini hosseini
قذافي qadhafi gaddafi|ظواهري zawahiri|رفاعي rifai|خطيب khatib|صباغ sabbagh|أتاسي atassi|جندي jundi|زعيم za'im
دين din|بن bin ben ibn|أبو abu abou|أم umm|حاج haj hajj haji hajji|نصر nasr|نواف nawaf|هلال hilal|حاتم hatim hatem
كاظم kadhim kazim kazem|جعفر jafar ja'far|باقر baqir bagher|صادق sadiq sadegh sadeq|تقي taqi|رشدي rushdi|شاكر shakir
ثابت thabit|عطية atiyah attiyah|مطر matar|صبري sabri|فتحي fathi fethi|رفيق rafiq|توفيق tawfiq tawfik|أيوب ayyub ayub
أيهم ayham|باسل basil bassel|سهيل suhayl suhail|مازن mazin mazen|معاذ mu'adh muaz|لقمان luqman|زيد zayd zaid|أوس aws
جاويش jawish|حمود hammud|سرحان sirhan|عياش ayyash|شعبان sha'ban shaban|ذياب dhiyab diab|عبود abbud abboud|مهنا muhanna
""".replace("\n", "|")

SUN_AND_MOON = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az)[- ](.+)")

PERSIAN = str.maketrans("يك", "یک")

RUSSIAN = (
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"),
    ("ya", "я"), ("yo", "ё"), ("ye", "е"), ("iy", "ий"), ("yy", "ый"), ("a", "а"), ("b", "б"),
    ("v", "в"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("k", "к"), ("l", "л"),
    ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"),
    ("f", "ф"), ("x", "кс"),
)  # fmt: skip
RUSSIAN_WHOLE = {
    "igor": "Игорь", "alexander": "Александр", "aleksander": "Александр", "oleg": "Олег",
    "alexandrovich": "Александрович", "eduard": "Эдуард", "sergei": "Сергей", "andrei": "Андрей",
    "aleksei": "Алексей", "alexei": "Алексей", "nikolai": "Николай", "yuri": "Юрий",
    "yury": "Юрий", "dmitry": "Дмитрий", "dmitri": "Дмитрий", "vasily": "Василий",
    "valery": "Валерий", "arkady": "Аркадий", "anatoly": "Анатолий", "evgeni": "Евгений",
    "natalia": "Наталья", "natalya": "Наталья", "tatiana": "Татьяна", "olga": "Ольга",
    "pavlovitch": "Павлович", "yurievich": "Юрьевич", "georgievich": "Георгиевич",
    "grigorievich": "Григорьевич", "nikolaevich": "Николаевич", "nikolaevna": "Николаевна",
    "anatolievich": "Анатольевич", "alekseevich": "Алексеевич", "igorevich": "Игоревич",
    "evgenevich": "Евгеньевич", "yevgeny": "Евгений", "grigory": "Григорий", "victor": "Виктор",
    "leonid": "Леонид", "mikhail": "Михаил", "raisa": "Раиса", "elena": "Елена",
    "gennady": "Геннадий", "vitaly": "Виталий", "georgy": "Георгий", "maxim": "Максим",
}  # fmt: skip

KOREAN = dict(
    pair.split("=")
    for pair in (
        "kim=김 ri=리 pak=박 choe=최 ch'oe=최 jong=정 chong=정 kang=강 jang=장 chang=장 han=한 o=오 "
        "so=서 sin=신 kwon=권 hwang=황 an=안 song=성 ryu=류 hong=홍 jon=전 ko=고 mun=문 yang=양 "
        "son=손 pae=배 paek=백 ho=호 nam=남 sim=심 ha=하 kwak=곽 cha=차 ju=주 chu=주 ku=구 im=임 "
        "ryang=량 yun=윤 chae=채 won=원 pang=방 ryom=렴 hyon=현 il=일 chol=철 ch'o'l=철 yong=영 "
        "su=수 kwang=광 gwang=광 man=만 chun=춘 tong=동 dong=동 jin=진 kyong=경 min=민 cho'ng=정 "
        "sam=삼 kil=길 hun=훈 sok=석 so'k=석 kyu=규 hyok=혁 hyo'k=혁 jo=조 hwan=환 myong=명 "
        "myo'ng=명 sop=섭 yon=연 yo'n=연 ryong=룡 bom=범 sik=식 ung=웅 uk=욱 hui=희 bong=봉 pong=봉 "
        "jun=준 chun=준 sung=성 hyo=효 thae=태 tae=태 tok=덕 bok=복 hak=학 hwa=화 u=우 mu=무 "
        "gyong=경 kuk=국 guk=국 chang=창 song=송 hae=해 pom=범 ok=옥 sun=순 yop=엽 sang=상 in=인"
    ).split()
)

CHINESE = {
    "fangwei li": "李方伟", "xiaohong ma": "马晓红", "jianshu zhou": "周建舒", "jinhua hong": "洪锦花",
    "chuanxu luo": "罗传旭", "quanguo chen": "陈全国", "hailun zhu": "朱海仑",
    "mingshan wang": "王明山", "liujun huo": "霍留军", "baolong xia": "夏宝龙",
    "xiaoming zhang": "张晓明", "huining luo": "骆惠宁", "yanxiong zheng": "郑雁雄",
    "sidong sun": "孙思东", "shangfu li": "李尚福", "xiaobing wang": "王小兵",
    "fujing zheng": "郑福景", "guanghua zheng": "郑光华", "mingxin sun": "孙明新",
    "guoying zhang": "张国英", "yishan su": "苏义山", "jiadong zhang": "张佳东",
    "wah kwai lam": "林桂华", "ping-kuen john lee": "李家超", "guoqiang li": "李国强",
    "zhiqing xu": "徐志清", "zhao wei": "赵伟", "wei zhao": "赵伟", "guiqin su": "苏桂琴",
}  # fmt: skip

ORGANIZATIONS = {
    "CENTRAL BANK OF SYRIA": "مصرف سورية المركزي", "COMMERCIAL BANK OF SYRIA": "المصرف التجاري السوري",
    "REAL ESTATE BANK OF SYRIA": "المصرف العقاري السوري", "POPULAR CREDIT BANK": "مصرف التسليف الشعبي",
    "SAVING BANK OF SYRIA": "مصرف التوفير السوري", "SYRIATEL": "سيريتل", "HIZBALLAH": "حزب الله",
    "SYRIAN PETROLEUM COMPANY": "الشركة السورية للنفط", "INDUSTRIAL BANK": "المصرف الصناعي",
    "SYRIAN COMPANY FOR OIL TRANSPORT": "الشركة السورية لنقل النفط",
    "AGRICULTURAL COOPERATIVE BANK": "المصرف الزراعي التعاوني", "CHAM HOLDING": "شام القابضة",
    "CHAM WINGS AIRLINES": "أجنحة الشام للطيران", "SYRIAN ARAB AIRLINES": "الخطوط الجوية العربية السورية",
    "HAMAS": "حركة المقاومة الإسلامية", "AL-MANAR": "قناة المنار", "AL-AQSA TV": "قناة الأقصى",
    "JIHAD AL-BINA": "جهاد البناء", "YOUSSER COMPANY FOR FINANCE AND INVESTMENT": "شركة اليسر للتمويل والاستثمار",
    "AL-QARD AL-HASSAN ASSOCIATION": "جمعية القرض الحسن", "MARTYRS FOUNDATION": "مؤسسة الشهيد",
    "AL-WAAD AL-SADIQ": "الوعد الصادق", "UNION OF GOOD": "ائتلاف الخير", "AL-NOUR RADIO": "إذاعة النور",
    "POPULAR FRONT FOR THE LIBERATION OF PALESTINE": "الجبهة الشعبية لتحرير فلسطين",
    "DEMOCRATIC FRONT FOR THE LIBERATION OF PALESTINE - HAWATMEH FACTION": "الجبهة الديمقراطية لتحرير فلسطين",
    "PALESTINE ISLAMIC JIHAD - SHAQAQI FACTION": "حركة الجهاد الإسلامي في فلسطين",
    "AL-AQSA MARTYRS BRIGADE": "كتائب شهداء الأقصى", "KATA'IB HIZBALLAH": "كتائب حزب الله",
    "ASA'IB AHL AL-HAQ": "عصائب أهل الحق", "HARAKAT AL-NUJABA": "حركة النجباء", "GAMA'A AL-ISLAMIYYA": "الجماعة الإسلامية",
    "BANK MELLI IRAN": "بانک ملی ایران", "BANK SADERAT IRAN": "بانک صادرات ایران", "BANK MELLAT": "بانک ملت",
    "BANK TEJARAT": "بانک تجارت", "BANK SEPAH": "بانک سپه", "PARSIAN BANK": "بانک پارسیان",
    "PASARGAD BANK": "بانک پاسارگاد", "KARAFARIN BANK": "بانک کارآفرین", "SAMAN BANK": "بانک سامان",
    "SINA BANK": "بانک سینا", "ANSAR BANK": "بانک انصار", "MEHR BANK": "بانک مهر", "AYANDEH BANK": "بانک آینده",
    "EXPORT DEVELOPMENT BANK OF IRAN": "بانک توسعه صادرات ایران", "BANK MASKAN": "بانک مسکن",
    "CENTRAL BANK OF IRAN": "بانک مرکزی ایران", "BANK KESHAVARZI IRAN": "بانک کشاورزی ایران",
    "NATIONAL IRANIAN OIL COMPANY": "شرکت ملی نفت ایران", "NATIONAL IRANIAN TANKER COMPANY": "شرکت ملی نفتکش ایران",
    "NATIONAL PETROCHEMICAL COMPANY": "شرکت ملی صنایع پتروشیمی", "MAHAN AIR": "هواپیمایی ماهان",
    "IRAN AIR": "هواپیمایی جمهوری اسلامی ایران", "CASPIAN AIR": "هواپیمایی کاسپین", "QESHM FARS AIR": "قشم فارس ایر",
    "ISLAMIC REPUBLIC OF IRAN SHIPPING LINES": "کشتیرانی جمهوری اسلامی ایران", "MOBARAKEH STEEL COMPANY": "شرکت فولاد مبارکه",
    "SHARIF UNIVERSITY OF TECHNOLOGY": "دانشگاه صنعتی شریف", "IMAM HOSSEIN UNIVERSITY": "دانشگاه امام حسین",
    "SHAHID BEHESHTI UNIVERSITY": "دانشگاه شهید بهشتی", "MALEK ASHTAR UNIVERSITY OF TECHNOLOGY": "دانشگاه صنعتی مالک اشتر",
    "ISLAMIC REVOLUTIONARY GUARD CORPS": "سپاه پاسداران انقلاب اسلامی", "BONYAD MOSTAZAFAN": "بنیاد مستضعفان",
    "ASTAN QUDS RAZAVI": "آستان قدس رضوی", "ISFAHAN OIL REFINERY": "پالایش نفت اصفهان",
    "TEHRAN OIL REFINERY": "پالایش نفت تهران", "IRAN ALUMINUM COMPANY": "شرکت آلومینیوم ایران",
    "KHOUZESTAN STEEL COMPANY": "شرکت فولاد خوزستان", "PERSIAN GULF PETROCHEMICAL INDUSTRY COMPANY": "شرکت صنایع پتروشیمی خلیج فارس",
    "BANK ROSSIYA": "Банк Россия", "SMP BANK": "СМП Банк", "GAZPROMBANK OAO": "Газпромбанк",
    "ROSNEFT": "Роснефть", "OAO NOVATEK": "ОАО Новатэк", "KALASHNIKOV CONCERN": "Концерн Калашников",
    "ROSTEC": "Ростех", "STROYTRANSGAZ HOLDING": "Стройтрансгаз", "URALVAGONZAVOD": "Уралвагонзавод",
    "RENOVA GROUP": "Группа Ренова", "EN+ GROUP PLC": "Эн+ Груп", "GAZ GROUP": "Группа ГАЗ", "MOSTOTREST": "Мостотрест",
    "ROSOBORONEXPORT": "Рособоронэкспорт", "ALMAZ-ANTEY": "Алмаз-Антей", "INTERNET RESEARCH AGENCY LLC": "Агентство интернет-исследований",
    "EVROFINANCE MOSNARBANK": "Еврофинанс Моснарбанк", "BELNEFTEKHIM": "Белнефтехим", "GRODNO AZOT": "Гродно Азот",
    "FEDERAL SECURITY SERVICE": "Федеральная служба безопасности", "BELSHINA": "Белшина", "NIGHT WOLVES": "Ночные волки",
    "DONETSK PEOPLE'S REPUBLIC": "Донецкая Народная Республика", "OBORONPROM": "Оборонпром",
}  # fmt: skip
"""Well-known names as these bodies write them themselves."""


def _arabic_table() -> dict[str, str]:
    table = {}
    for group in filter(None, (each.strip() for each in ARABIC.split("|"))):
        written, *spellings = group.split()
        for spelling in spellings:
            table.setdefault(spelling.strip("'"), written.replace("_", " "))
    return table


ARABIC_TABLE = _arabic_table()


def folded(text: str) -> str:
    """Lower case, no marks over letters, curled apostrophes straight."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("`", "'"))
    return "".join(each for each in plain if not unicodedata.combining(each))


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
    text = re.sub(r"\b(al|el|as|ash|ad|an|ar|at|az)[- ](?=\w)", r"al+", folded(name))
    parts = []
    for token in re.split(r"[\s-]+", text):
        article = token.startswith("al+")
        word = ARABIC_TABLE.get(token.removeprefix("al+").strip("'"))
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
