"""Words for countries beside the names of `core.countries`: other spellings, and demonyms."""

STATES_THAT_ENDED = (
    "USSR",
    "Soviet Union",
    "former Soviet Union",
    "Yugoslavia",
    "Serbia and Montenegro",
    "Czechoslovakia",
)
"""They are no present country: an entry that names them alone has none."""

OTHER_NAMES = {
    "AE": "U.A.E.|UAE|Dubai|United Arab Emirates (UAE)",
    "AM": "Republic of Armenia",
    "AZ": "Republic of Azerbaijan",
    "BA": "Bosnia|Bosnia-Herzegovina",
    "BN": "Brunei",
    "BO": "Bolivia",
    "BS": "Bahamas, The",
    "BY": "Republic of Belarus",
    "CD": (
        "Congo, Democratic Republic of|Congo, Democratic Republic of the|Congo, Dem. Rep.|"
        "Congo (Democratic Republic)|DR Congo|DRC|Zaire|Democratic Republic of Congo"
    ),
    "CG": (
        "Congo, Republic of|Congo, Republic of the|Congo, Rep.|Republic of the Congo|"
        "Congo-Brazzaville"
    ),
    "CI": "Cote d Ivoire|Cote d'Ivoire|Ivory Coast",
    "CN": (
        "People's Republic of China|China, People's Republic of|PR China|P.R. China|PRC|"
        "Mainland China"
    ),
    "CV": "Cape Verde",
    "CW": "Curacao|Netherlands Antilles",
    "CZ": "Czech Republic",
    "EG": "Egypt, Arab Republic of|Arab Republic of Egypt|Egypt, Arab Rep.",
    "FM": "Micronesia",
    "GB": "Great Britain|England|Scotland|Wales|Northern Ireland|U.K.|UK|United Kingdom",
    "GG": "Guernsey",
    "GM": "Gambia|Gambia, The",
    "GQ": "Ecuatorial Guinea",
    "HK": (
        "China, Hong Kong Special Administrative Region|China (Hong Kong)|Hong Kong|"
        "Hong Kong SAR|Hong Kong SAR, China|Hong Kong, China"
    ),
    "IM": "Isle of Man",
    "IQ": "Republic of Iraq",
    "IR": "Iran|Iran, Islamic Republic of|Iran, Islamic Rep.|Islamic Republic of Iran",
    "JE": "Jersey",
    "KG": "Kyrgz Republic|Kyrgyz Republic",
    "KN": "St. Kitts and Nevis",
    "KP": "North Korea|Korea, North|Korea, Democratic People's Republic of|DPRK",
    "KR": "South Korea|Korea, South|Korea, Republic of|Korea, Rep.|Republic of Korea",
    "KW": "State of Kuwait",
    "KZ": "Republic of Kazakhstan",
    "LA": "Laos|Lao PDR|Lao People's Democratic Republic",
    "LC": "St. Lucia",
    "LK": "Sri Lanca",
    "MD": "Moldova|Moldova, Republic of|Republic of Moldova",
    "MK": "Macedonia|Macedonia, FYR|FYR Macedonia",
    "MM": "Burma",
    "MO": "China, Macao Special Administrative Region|Macao|Macau|Macao SAR, China",
    "NL": "Holland|The Netherlands|Netherlands",
    "PS": (
        "Palestine|Palestinian|Palestinian Territories|Palestinian Territory|West Bank|"
        "West Bank and Gaza|Region: Gaza|Gaza"
    ),
    "RS": "Republic of Serbia",
    "RU": "Russia|Russian Federation",
    "SA": "Kingdom of Saudi Arabia|KSA|Saudi",
    "SK": "Slovak Republic",
    "ST": "Sao Tome",
    "SY": "Syria|Syrian Arab Republic",
    "SZ": "Eswatini|Swaziland",
    "TL": "East Timor",
    "TR": "Turkey|Turkiye|Republic of Türkiye|Republic of Turkey",
    "TW": "Taiwan|Taiwan, China|Taiwan, Province of China",
    "TZ": "Tanzania",
    "US": "United States|United States of America|U.S.A.|U.S.|USA",
    "UZ": "Republic of Uzbekistan",
    "VA": "Vatican",
    "VC": "St. Vincent and the Grenadines",
    "VE": (
        "Bolivarian Republic of Venezuela|Venezuela|Venezuela, RB|"
        "Venezuela, Republica Bolivariana de"
    ),
    "VG": "British Virgin Islands|Virgin Islands, British",
    "VN": "Viet Nam|Vietnam",
    "YE": "Yemen, Republic of|Yemen, Rep.|Republic of Yemen",
}
"""Other names and spellings by alpha-2 code, with strokes between."""

DEMONYMS = {
    "AE": "emirati", "AF": "afghan|afghani", "AL": "albanian", "AM": "armenian", "AO": "angolan",
    "AR": "argentine|argentinian", "AT": "austrian", "AU": "australian",
    "AZ": "azerbaijani|azeri", "BA": "bosnian", "BD": "bangladeshi", "BE": "belgian",
    "BF": "burkinabe", "BG": "bulgarian", "BH": "bahraini", "BI": "burundian", "BJ": "beninese",
    "BO": "bolivian", "BR": "brazilian", "BY": "belarusian", "CA": "canadian", "CD": "congolese",
    "CF": "central african", "CH": "swiss", "CI": "ivorian", "CL": "chilean", "CM": "cameroonian",
    "CN": "chinese", "CO": "colombian", "CR": "costa rican", "CU": "cuban", "CY": "cypriot",
    "CZ": "czech", "DE": "german", "DJ": "djiboutian", "DK": "danish", "DO": "dominican",
    "DZ": "algerian", "EC": "ecuadorian", "EE": "estonian", "EG": "egyptian", "ER": "eritrean",
    "ES": "spanish", "ET": "ethiopian", "FI": "finnish", "FR": "french", "GA": "gabonese",
    "GB": "british", "GE": "georgian", "GH": "ghanaian", "GM": "gambian", "GN": "guinean",
    "GR": "greek", "GT": "guatemalan", "GY": "guyanese", "HN": "honduran", "HR": "croatian",
    "HT": "haitian", "HU": "hungarian", "ID": "indonesian", "IE": "irish", "IL": "israeli",
    "IN": "indian", "IQ": "iraqi", "IR": "iranian", "IT": "italian", "JM": "jamaican",
    "JO": "jordanian", "JP": "japanese", "KE": "kenyan", "KG": "kyrgyz", "KH": "cambodian",
    "KM": "comorian", "KP": "north korean", "KR": "south korean", "KW": "kuwaiti",
    "KZ": "kazakh|kazakhstani", "LA": "laotian", "LB": "lebanese", "LK": "sri lankan",
    "LR": "liberian", "LT": "lithuanian", "LV": "latvian", "LY": "libyan", "MA": "moroccan",
    "MD": "moldovan", "ME": "montenegrin", "MG": "malagasy", "MK": "macedonian", "ML": "malian",
    "MM": "burmese|myanmarese", "MN": "mongolian", "MR": "mauritanian", "MV": "maldivian",
    "MW": "malawian", "MX": "mexican", "MY": "malaysian", "MZ": "mozambican", "NE": "nigerien",
    "NG": "nigerian", "NI": "nicaraguan", "NL": "dutch", "NO": "norwegian",
    "NP": "nepali|nepalese", "NZ": "new zealander", "OM": "omani", "PA": "panamanian",
    "PE": "peruvian", "PH": "filipino|philippine", "PK": "pakistani", "PL": "polish",
    "PT": "portuguese", "PY": "paraguayan", "QA": "qatari", "RO": "romanian", "RS": "serbian",
    "RU": "russian", "RW": "rwandan", "SA": "saudi arabian|saudi", "SD": "sudanese",
    "SE": "swedish", "SG": "singaporean", "SI": "slovenian", "SK": "slovak",
    "SL": "sierra leonean", "SN": "senegalese", "SO": "somali|somalian", "SS": "south sudanese",
    "SV": "salvadoran", "SY": "syrian", "TD": "chadian", "TG": "togolese", "TH": "thai",
    "TJ": "tajik|tajikistani", "TM": "turkmen", "TN": "tunisian", "TR": "turkish",
    "TT": "trinidadian", "TZ": "tanzanian", "UA": "ukrainian", "UG": "ugandan", "US": "american",
    "UY": "uruguayan", "UZ": "uzbek|uzbekistani", "VE": "venezuelan", "VN": "vietnamese",
    "YE": "yemeni", "ZA": "south african", "ZM": "zambian", "ZW": "zimbabwean",
}  # fmt: skip
"""What the people of a country are called, likewise."""
