"""Which lists are used, and when a new version of one has to be looked at."""

from flask_babel import lazy_gettext as _l

from engagement.settings.registry import Unit, declare

use_world_bank = declare(
    "screening.use_world_bank",
    True,
    _l("Whether companies and partners are compared with the World Bank's list."),
)


use_ebrd = declare(
    "screening.use_ebrd",
    True,
    _l(
        "Whether companies and partners are compared with the list of the European Bank for"
        " Reconstruction and Development."
    ),
)


use_ofac = declare(
    "screening.use_ofac",
    False,
    _l(
        "Whether companies and partners are compared with the OFAC list of the United States, for"
        " information only: a match has no weight in a rating, and major groups are never compared."
    ),
)


use_global_compact = declare(
    "screening.use_global_compact",
    True,
    _l("Whether companies and partners are looked up among participants of the Global Compact."),
)


shrink_percent = declare(
    "screening.shrink_percent",
    5,
    _l(
        "By how many per cent a new version of a list may have fewer entries than the one in force"
        " before a person has to confirm it."
    ),
    minimum=0,
    maximum=100,
)


grow_percent = declare(
    "screening.grow_percent",
    50,
    _l(
        "By how many per cent a new version of a list may have more entries than the one in force"
        " before a person has to confirm it."
    ),
    minimum=1,
    maximum=1000,
)


list_age_days = declare(
    "screening.list_age_days",
    30,
    _l(
        "Days after which a list for which nobody has seen a newer file, or that there is none, is"
        " shown as old."
    ),
    unit=Unit.DAYS,
    minimum=1,
    maximum=400,
)


fetch_megabytes = declare(
    "screening.fetch_megabytes",
    40,
    _l("The largest file of a list that is fetched from its configured address."),
    unit=Unit.MEGABYTES,
    minimum=1,
    maximum=60,
)


fetch_seconds = declare(
    "screening.fetch_seconds",
    120,
    _l("How many seconds a configured address has to give a whole file of a list."),
    minimum=5,
    maximum=900,
)


most_names_in_memory = declare(
    "screening.most_names_in_memory",
    300_000,
    _l(
        "Up to how many names a list is kept in the memory of each process to be compared with; a"
        " longer one is looked up in the database, with the same result."
    ),
    minimum=0,
)
