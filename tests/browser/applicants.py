"""Four applicants as they come: who they are, what they answer, which papers they bring.

Organizations, people and papers are fictitious; how the papers were made stands in
tests/documents/corpus/README.md.
"""

from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "documents" / "corpus"


@dataclass(frozen=True)
class Applicant:
    """One organization, the person who applies for it, and how that person uses a browser."""

    key: str
    language: str
    browser: dict
    name: str
    colleague: str
    organization: dict
    leader: dict
    answers: dict
    papers: dict
    returned: tuple
    reply: str
    objection: str = ""
    refused: bool = False

    @property
    def email(self):
        """Address of the focal point."""
        return f"focal@{self.key}.example"

    @property
    def colleague_email(self):
        """Address of the colleague."""
        return f"colleague@{self.key}.example"


def upload(name, file):
    """A file of the corpus under the name that its owner gave it."""
    return name, (CORPUS / file).read_bytes()


def numbers(currency, **values):
    """Two years of accounts, and what all four answer alike."""
    alike = {"recognition": "registered", "independent": "yes", "distributes_profit": "no"}
    alike |= {"main_focus": "yes", "active_abroad": "yes"}
    years = {"last_year": "2025", "year_before": "2024"}
    return {"currency": currency, **years, **alike, **values}


KENYA = Applicant(
    key="lakeshore",
    language="en",
    browser={"width": 1280},
    name="Achieng' Example",
    colleague="Wanjiru",
    organization={
        "name": "Lakeshore Women for Wetlands",
        "latin_name": "",
        "acronym": "LWW",
        "country": "KE",
        "kind": "non_profit",
        "major_group": "women",
        "registration_number": "WG/2016/0412",
    },
    leader={"name": "Achieng' Example", "position": "Chairlady", "nationalities-0": "KE"},
    answers={
        "mandate": "Women of the shore plant papyrus, measure the water and teach in schools.",
        "legal_form": "Women's group",
        "registration_authority": "County office, Kisumu",
        "countries": ["UG", "TZ"],
        **numbers("KES", last_income="1,250,000", last_expenditure="1,190,000"),
    },
    papers={
        "cover_letter": [("Cover letter.pdf", "kenya-cover-letter.pdf")],
        "registration": [("IMG_20261104_0912.jpg", "kenya-registration.jpg")],
        "statutes": [("Constitution of the group.docx", "kenya-statutes.docx")],
        "activity_reports": [("Report 2024-2025.pdf", "kenya-report.pdf")],
        "financial_statements": [("accounts.pdf", "kenya-accounts.pdf")],
        "international_scope": [("Agreement (scan).png", "kenya-agreement.png")],
    },
    returned=("IMG_20261126_back.jpg", "kenya-back.jpg"),
    reply="The county office registered us in March 2016; the back shows the renewals.",
)

NIGER = Applicant(
    key="fleuve",
    language="fr",
    browser={"width": 360, "script": False, "phone": True},
    name="Souley Exemple",
    colleague="Mariama Exemple",
    organization={
        "name": "Jeunesse Verte du Fleuve",
        "latin_name": "",
        "acronym": "JVF",
        "country": "NE",
        "kind": "non_profit",
        "major_group": "children-youth",
    },
    leader={"name": "Souley Exemple", "position": "Président", "nationalities-0": "NE"},
    answers={
        "mandate": "Nous plantons des arbres au bord du fleuve et nous ramassons le plastique.",
        "legal_form": "Association",
        "registration_authority": "Bureau de Niamey (exemple)",
        "countries": ["BJ", "ML"],
        **numbers("XOF", last_income="3 312 500", last_expenditure="3 250 000"),
    },
    papers={
        "cover_letter": [("lettre écrite à la main.jpg", "niger-lettre.jpg")],
        "registration": [("récépissé.jpg", "niger-recepisse.jpg")],
        "statutes": [("Statuts numérisés.pdf", "niger-statuts.pdf")],
        "activity_reports": [("Rapport d'activités.odt", "niger-rapport.odt")],
        "financial_statements": [("comptes.jpg", "niger-comptes.jpg")],
        "international_scope": [("Convention.pdf", "niger-partenariat.pdf")],
    },
    returned=("récépissé verso.jpg", "niger-verso.jpg"),
    reply="Le récépissé est du 6 février 2018 ; le verso porte le cachet.",
    objection="La convention avec le Bénin et le Mali montre notre travail hors du pays.",
    refused=True,
)

TUNISIA = Applicant(
    key="oasis",
    language="ar",
    browser={"width": 1280, "keyboard": True},
    name="ليلى مثال",
    colleague="هشام مثال",
    organization={
        "name": "جمعية حرّاس الواحة",
        "latin_name": "Association Gardiens de l'Oasis",
        "country": "TN",
        "kind": "non_profit",
        "major_group": "ngo",
    },
    leader={
        "name": "ليلى مثال",
        "latin_name": "Leila Mithal",
        "position": "رئيسة",
        "nationalities-0": "TN",
        "birth_year": "١٩٨٠",
    },
    answers={
        "mandate": "نحمي نخيل الواحة وماءها ونعلّم الأطفال ونعمل مع واحات البلدان المجاورة.",
        "legal_form": "جمعية",
        "registration_authority": "مكتب مثال، قابس",
        "registered_on-day": "١١",
        "registered_on-month": "٥",
        "registered_on-year": "٢٠١٥",
        "countries": ["DZ", "LY"],
        **numbers("TND", last_income="٢٤١٠٠", last_expenditure="٢٣١٠٠"),
    },
    papers={
        "cover_letter": [("رسالة الطلب.pdf", "tunisia-letter.pdf")],
        "registration": [("إعلان التكوين.jpg", "tunisia-registration.jpg")],
        "statutes": [("النظام الأساسي.pdf", "tunisia-statutes.pdf")],
        "activity_reports": [("تقرير الأنشطة.docx", "tunisia-report.docx")],
        "financial_statements": [("الحسابات.pdf", "tunisia-accounts.pdf")],
        "international_scope": [("اتفاق.jpg", "tunisia-partners.jpg")],
    },
    returned=("نسخة مطابقة.jpg", "tunisia-copy.jpg"),
    reply="تكوّنت الجمعية في 11 ماي 2015، وتشهد النسخة بذلك.",
)

CHINA = Applicant(
    key="donghu",
    language="en",
    browser={"width": 1280},
    name="王示例",
    colleague="李示例",
    organization={
        "name": "东湖湿地科学学会",
        "latin_name": "Donghu Society of Wetland Science",
        "country": "CN",
        "kind": "non_profit",
        "major_group": "science",
    },
    leader={
        "name": "王示例",
        "latin_name": "Wang Shili",
        "position": "会长",
        "nationalities-0": "CN",
    },
    answers={
        "mandate": "研究和保护东湖的湿地，每年与邻国的同行共同观测候鸟，并向公众开放全部数据。",
        "legal_form": "社会团体",
        "registration_authority": "示例登记机关",
        "countries": ["MN", "KR"],
        **numbers("CNY", last_income="837000", last_expenditure="829000"),
    },
    papers={
        "cover_letter": [("申请函.pdf", "china-letter.pdf")],
        "registration": [("登记证书.jpg", "china-registration.jpg")],
        "statutes": [("章程1.jpg", "china-statutes-1.jpg"), ("章程2.jpg", "china-statutes-2.jpg")],
        "activity_reports": [("两年工作报告.pdf", "china-report.pdf")],
        "financial_statements": [("收支表.pdf", "china-accounts.pdf")],
        "international_scope": [("备忘录.jpg", "china-abroad.jpg")],
        "independence": [("独立性说明.pdf", "china-independence.pdf")],
    },
    returned=("副本.jpg", "china-copy.jpg"),
    reply="本会于2013年9月2日登记。",
)

APPLICANTS = (KENYA, NIGER, TUNISIA, CHINA)
