"""What a business does, by the sections of the International Standard Industrial Classification.

ISIC revision 4, sections A to U (United Nations Statistics Division, 2008). The titles are those of
the classification, some of them shortened.
"""

from flask_babel import lazy_gettext as _l

from engagement.core.text import Labelled


class Sector(Labelled):
    """A section of the classification, by its letter."""

    AGRICULTURE = "A", _l("Agriculture, forestry and fishing")
    MINING = "B", _l("Mining and quarrying")
    MANUFACTURING = "C", _l("Manufacturing")
    ENERGY = "D", _l("Electricity, gas, steam and air conditioning supply")
    WATER = "E", _l("Water supply; sewerage, waste management and remediation")
    CONSTRUCTION = "F", _l("Construction")
    TRADE = "G", _l("Wholesale and retail trade; repair of motor vehicles")
    TRANSPORT = "H", _l("Transportation and storage")
    HOSPITALITY = "I", _l("Accommodation and food service")
    INFORMATION = "J", _l("Information and communication")
    FINANCE = "K", _l("Financial and insurance activities")
    REAL_ESTATE = "L", _l("Real estate activities")
    PROFESSIONAL = "M", _l("Professional, scientific and technical activities")
    SUPPORT = "N", _l("Administrative and support services")
    PUBLIC = "O", _l("Public administration and defence; compulsory social security")
    EDUCATION = "P", _l("Education")
    HEALTH = "Q", _l("Human health and social work")
    CULTURE = "R", _l("Arts, entertainment and recreation")
    OTHER_SERVICES = "S", _l("Other services")
    HOUSEHOLDS = "T", _l("Households as employers")
    EXTRATERRITORIAL = "U", _l("Extraterritorial organizations and bodies")

    @property
    def in_words(self):
        """Letter and title, as lists of the classification print them."""
        return f"{self.value} – {self.label}"
