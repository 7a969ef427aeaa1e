"""Words of ordinary organizations, for queries that no list holds. Written for this package."""

CITIES = tuple(
    "Nairobi Kisumu Lagos Accra Dakar Kampala Lusaka Harare Gaborone Windhoek Maputo Luanda "
    "Marseille Lyon Toulouse Bordeaux Nantes Lille Leipzig Dresden Hannover Bremen Stuttgart "
    "Turin Bologna Padua Verona Valencia Seville Zaragoza Porto Coimbra Ghent Antwerp Utrecht "
    "Groningen Aarhus Odense Bergen Tromsø Uppsala Gothenburg Turku Oulu Tartu Vilnius Kaunas "
    "Kraków Wrocław Poznań Brno Ostrava Szeged Debrecen Cluj Timişoara Sofia Plovdiv Zagreb Split "
    "Ljubljana Maribor Thessaloniki Patras Ankara Izmir Bursa Alexandria Mansoura Fez Rabat Oran "
    "Constantine Sfax Amman Irbid Muscat Sharjah Mysore Pune Chennai Kolkata Jaipur Lahore Multan "
    "Dhaka Chittagong Colombo Kandy Kathmandu Bangkok Hanoi Hue Manila Cebu Bandung Surabaya "
    "Yogyakarta Penang Osaka Kyoto Nagoya Sapporo Busan Daegu Taipei Wuhan Chengdu Nanjing Xiamen "
    "Melbourne Brisbane Perth Adelaide Auckland Otago Waikato Toronto Calgary Winnipeg Halifax "
    "Ottawa Denver Austin Boston Houston Oregon Nebraska Wisconsin Vermont Monterrey Puebla "
    "Guadalajara Bogotá Medellín Quito Guayaquil Lima Arequipa Santiago Valparaíso Mendoza Rosario "
    "Montevideo Asunción Curitiba Campinas Recife Salvador Manaus Fortaleza".split()
)
UNIVERSITIES = (
    "University of {city}", "{city} University", "{city} State University",
    "{city} University of Technology", "Technical University of {city}",
    "{city} Institute of Technology", "{city} Medical University", "Universidad de {city}",
    "Université de {city}", "Universität {city}", "Università di {city}",
    "{city} National University of Agriculture", "{city} School of Economics",
    "Universidade Federal de {city}", "{city} Polytechnic", "Islamic University of {city}",
    "{city} Academy of Arts", "American University of {city}",
)  # fmt: skip
COMPANY_FRAMES = (
    "{a} {noun}, Inc.", "{a} & {b} LLC", "{a} {noun} Corp.", "{a} {noun} Company", "{a}{noun2} Inc",
    "{a} Holdings LLC", "{a} Brothers {noun}", "{a} {noun} Group, Inc.", "{city} {noun} Co.",
    "{a} {noun} Partners LP", "First {city} {noun}", "{a} and Sons {noun} Ltd",
)  # fmt: skip
COMPANY_NOUNS = tuple(
    "Foods|Logistics|Software|Energy|Pharmaceuticals|Insurance|Airlines|Steel|Paper|Electronics|"
    "Motors|Restaurants|Apparel|Financial|Realty|Media|Networks|Semiconductor|Labs|Hardware|"
    "Shipping|Trading|Construction|Engineering|Textiles|Investments|Petroleum|Chemicals|Bank|"
    "Exchange|Telecommunications|Security Services|Medical Supplies".split("|")
)
COMPANY_ENDINGS = ("tech", "soft", "corp", "net", "works", "mart", "wave", "point", "gen")
BRANDS = tuple(
    "Solvane Kintaro Meridia Oakhurst Brightline Velmora Tamarind Zephyrine Halcyon Northgate "
    "Quillon Ostrava Lumineer Pinecrest Calderon Marlowe Fenwick Asterion Brookvale Cobalt "
    "Everstone Galvani Hartwell Iverness Juniper Kestrel Larkspur Montclair Nimbus Orchard "
    "Palladio Quarrystone Redwood Silverton Thornbury Umbria Vantage Westmark Yarrow Zenobia "
    "Almadora Bahriya Cedarline Durrani Elburz Farouqi Ghazal Hilaliya Ishraq Janoub Khazar Laleh "
    "Marjan Nakhil Omranco Parsian Qandil Rawafid Sahel Tabarak Ufuq Wadiyan Yamamah Zaytoun "
    "Baraka Nukhba Rafidayn Sanabel Takamul Waha Shorouk Manara Fajrak Badiyah Niloufar Arvand "
    "Sepidar Golestan Kavosh Pouya Tondar Zagros Damavand Vostokprom Severny Uralstal Baltprom "
    "Donetsk Kubanagro Altaisk Sibirtek Mekong Jinshan Huaxing Longwei Tianrui Baoshan Hengda "
    "Rungrado Taeyang Paektusan Cordillera Esmeralda Pacifica Maravilla Quetzal Altiplano Cafetal "
    "Serrana Andaluz Rocamar Inverplus Agrosol Kilimanjaro Savanna Zambezi Umoja Baobab Sahelia".split()
)
"""Names that carry a company; none of them is borne by one of the lists."""

GENERIC = tuple(
    "International Trading Company|General Trading|National Development Foundation|Import Export Co.|"
    "Relief Organization|Charitable Society|Shipping Lines Ltd|Islamic Foundation|Aviation Services|"
    "Investment Holding Company|Construction and Trading Company|Petroleum Products Company|"
    "Money Exchange|Exchange Company|Industrial Group|Commercial Bank|National Bank|Airlines|"
    "Engineering Services Company|Humanitarian Aid Foundation|Welfare Trust|Marine Services|"
    "Liberation Front|People's Movement|Revolutionary Party|Research Center|Trade Corporation|"
    "Mining Corporation|Real Estate Company|Transport Company|Electronics Trading LLC|"
    "Oil and Gas Company|Metals Trading|Agricultural Company|Logistics Services|Security Company|"
    "Inversiones y Comercializadora|Comercializadora S.A.|Grupo Empresarial|Constructora e Inmobiliaria|"
    "Distribuidora Internacional|Agropecuaria S.A.S.|Transportes Internacionales|Fundación para el Desarrollo|"
    "Consultores Asociados|Servicios Generales|Empresa Nacional|Compañía Comercial|"
    "Scientific Research Institute|Production Association|Joint Stock Company|State Enterprise".split(
        "|"
    )
)
GENERIC_PLACES = ("", "", "", "International", "General", "National", "Global", "United", "Central")
GENERIC_ENDINGS = ("", "", "", "Ltd", "LLC", "Co.", "Inc", "Group", "Holding")

AID_BODIES = tuple(
    "Médecins Sans Frontières|Oxfam International|Save the Children|CARE International|"
    "Norwegian Refugee Council|Danish Refugee Council|International Rescue Committee|World Vision|"
    "Plan International|Mercy Corps|ActionAid|Action contre la Faim|Handicap International|"
    "Caritas Internationalis|Islamic Relief Worldwide|Catholic Relief Services|Christian Aid|Tearfund|"
    "Terre des hommes|Concern Worldwide|GOAL Global|Medair|Solidarités International|ACTED|"
    "Première Urgence|Relief International|International Medical Corps|Direct Relief|WaterAid|"
    "HelpAge International|War Child|Welthungerhilfe|Diakonie Katastrophenhilfe|Malteser International|"
    "Johanniter International Assistance|Cordaid|Oxfam Novib|Intermón Oxfam|Manos Unidas|Cáritas Española|"
    "Ayuda en Acción|Farmamundi|Médicos del Mundo|INTERSOS|Emergency|COOPI|CESVI|Polish Humanitarian Action|"
    "People in Need|Hungarian Interchurch Aid|BRAC|Edhi Foundation|Aga Khan Development Network|Grameen Bank|"
    "Sarvodaya|Peace Winds Japan|Korea Food for the Hungry|Tzu Chi Foundation|Good Neighbors|"
    "African Medical and Research Foundation|Wildlife Conservation Society|World Wide Fund for Nature|"
    "Greenpeace International|BirdLife International|Friends of the Earth International|IUCN|"
    "Conservation International|The Nature Conservancy|Rainforest Alliance|Wetlands International|"
    "Global Witness|Transparency International|Amnesty International|Human Rights Watch|"
    "International Committee of the Red Cross|Kenya Red Cross Society|Lebanese Red Cross|"
    "Syrian Arab Red Crescent|Palestine Red Crescent Society|Qatar Red Crescent Society|"
    "Turkish Red Crescent|Egyptian Red Crescent Society|Iraqi Red Crescent Society".split("|")
)
AID_FRAMES = (
    "{city} Relief Committee", "Children of {city} Foundation", "{city} Health Aid",
    "Friends of {city} Charity", "{city} Food for All", "Women of {city} Association",
    "{city} Clean Water Initiative", "Solidarity with {city}", "{city} Community Development Trust",
    "Humanitarian Aid {city}", "{city} Orphans and Widows Fund", "Doctors for {city}",
    "{city} Disaster Response Network", "{city} Refugee Support Centre", "Hope for {city} Foundation",
)  # fmt: skip

MENA_FRAMES = (
    "Al-{word} Charitable Society", "{word} Association for Development", "{word} Foundation for Relief",
    "Jam'iyat al-{word}", "Al-{word} Women's Association", "{word} Youth Foundation",
    "Mu'assasat {word} al-Khayriya", "Al {word} Center for Human Rights", "{word} Environmental Society",
    "{word} for Education and Development", "Markaz {word} lil-Tanmiya", "{word} Organization for Social Care",
)  # fmt: skip
MENA_WORDS = tuple(
    "Amal Wafa Rahma Basma Nahda Yasmin Zaytuna Sanabel Ihsan Tadamun Mostaqbal Karama Bina Shams "
    "Rabi Noor Masar Afaq Hayat Nada Ruwad Injaz Zahra Fanar Raja Shabab Watan Mawadda Ataa Bahja "
    "Qamar Nakheel Wahat Jusoor Bayan Tamkeen Amwaj Riyada Sawa Takaful Ard Ghaith Bustan".split()
)
ARABIC_FRAMES = (
    "جمعية {word} الخيرية", "مؤسسة {word} للتنمية", "جمعية {word} لرعاية الأيتام",
    "مركز {word} للتدريب", "جمعية نساء {word}", "مؤسسة {word} للإغاثة والتنمية",
    "جمعية {word} البيئية", "منظمة {word} لحقوق الإنسان", "رابطة شباب {word}",
    "جمعية {word} الثقافية", "مبادرة {word} المجتمعية", "شبكة {word} للمياه",
)  # fmt: skip
ARABIC_WORDS = tuple(
    "الأمل الوفاء الرحمة البسمة النهضة الياسمين الزيتونة السنابل الإحسان التضامن المستقبل الكرامة "
    "البناء الشمس الربيع المسار الآفاق الحياة الندى الرواد الإنجاز الفنار الرجاء الوطن المودة العطاء "
    "البهجة القمر النخيل الواحات الجسور البيان التمكين الأمواج الريادة التكافل الأرض الغيث البستان "
    "طنجة فاس مراكش صفاقس سوسة وهران قسنطينة الإسكندرية المنصورة أسوان عمان إربد صور صيدا حلب البصرة".split()
)
