"""Invented organizations and answers in two languages for the specimen."""

from dataclasses import dataclass
from datetime import UTC, datetime

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    EmailField,
    FileField,
    Form,
    FormField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

WORDS = {
    "en": {
        "person": "Amina Soumana",
        "saved": "Your answers have been saved.",
        "title": "Take part in the work for the environment",
        "intro": "Apply for accreditation, follow your case and see who takes part. "
        "Every organization is treated by the same published rules.",
        "start": "Start an application",
        "register": "Search the register",
        "cards": [
            ("Accreditation", "Who can apply, what you need and who decides."),
            ("Public register", "Accredited organizations in all regions."),
            ("Meetings", "Dates, documents and registration."),
        ],
        "section": "Components",
        "lanes": ["Mine", "Unassigned", "Waiting for applicant", "Overdue", "All"],
        "navigation": ["Start", "Accreditation", "Register", "Meetings", "Your applications"],
        "footer": ["Privacy notice", "Accessibility", "Help", "Terms of use"],
        "states": ["Draft", "With the applicant", "In review", "Accredited", "Refused", "Overdue"],
        "heads": ["Reference", "Organization", "Country", "State", "Days"],
        "organizations": [
            ("Jeunes Verts du Sahel", "Niger"),
            ("Green Youth (Kenya) – أمل", "Kenya"),
            ("Ассоциация «Чистый Байкал»", "Russian Federation"),
            ("Red de Mujeres por los Humedales", "Colombia"),
        ],
        "tasks": [
            ("Name and legal form", None),
            ("Contacts", "Two focal points are asked for."),
            ("Statutes", "With the seal and the date of registration."),
            ("Activities of the last two years", None),
            ("Declaration", "Opens when the other tasks are completed."),
        ],
        "task_states": ["Completed", "Completed", "In progress", "Not started", "Cannot start yet"],
        "events": [
            ("Clarification asked for", "Civil society unit", "Please send the signed statutes."),
            ("Completeness checked", "Civil society unit", None),
            ("Application received", "Jeunes Verts du Sahel", None),
        ],
        "facts": [
            ("Organization", "Jeunes Verts du Sahel"),
            ("Country", "Niger"),
            ("Web site", None),
            ("Aims", "To plant and to teach.\nTo speak for the young people of the river."),
        ],
        "steps": [
            ("You apply", "About two hours; you can stop and come back."),
            ("We check that nothing is missing", "Within 10 working days."),
            ("Another person decides", "You receive the reasons."),
        ],
        "regions": ["Africa", "Asia and the Pacific", "Europe", "Latin America", "West Asia"],
        "text": "A text of ordinary length shows the measure, the leading and a link to more words "
        "than fit on one line, as a guide or a decision would have them.",
        "link": "Read the criteria",
        "form": {
            "name": "Name of the organization",
            "email": "E-mail address",
            "country": "Country",
            "kind": "Kind of organization",
            "topics": "What do you work on?",
            "aims": "Aims",
            "founded": "Date of registration",
            "day": "Day",
            "month": "Month",
            "year": "Year",
            "statutes": "Statutes",
            "address": "Address",
            "street": "Street",
            "city": "City",
            "agree": "I may sign for this organization",
            "hint": "As written in the statutes, in its own language.",
            "limits": "PDF, JPEG or PNG, up to 20 MB.",
            "kinds": ["Non-profit organization", "Business association", "University"],
            "kind_hint": "Also chambers of commerce.",
            "themes": ["Climate", "Nature", "Pollution"],
            "countries": ["Niger", "Kenya", "Colombia"],
            "required": "Enter the name of the organization.",
            "choose": "Choose what kind of organization it is.",
            "date": "Enter a date in the past.",
            "file": "Choose the document that shows the statutes.",
            "sign": "Confirm that you may sign.",
        },
    },
    "ar": {
        "person": "أمينة سومانا",
        "saved": "حُفظت إجاباتك.",
        "title": "شارك في العمل من أجل البيئة",
        "intro": "قدّم طلب الاعتماد وتابع ملفك واطّلع على المشاركين. "
        "تُعامل كل منظمة وفق القواعد المنشورة نفسها.",
        "start": "ابدأ طلبًا",
        "register": "ابحث في السجل",
        "cards": [
            ("الاعتماد", "من يحق له التقدم، وما المطلوب، ومن يقرر."),
            ("السجل العام", "المنظمات المعتمدة في جميع المناطق."),
            ("الاجتماعات", "المواعيد والوثائق والتسجيل."),
        ],
        "section": "العناصر",
        "lanes": ["ملفاتي", "غير مُسندة", "في انتظار مقدم الطلب", "متأخرة", "الكل"],
        "navigation": ["البداية", "الاعتماد", "السجل", "الاجتماعات", "طلباتك"],
        "footer": ["إشعار الخصوصية", "إمكانية الوصول", "المساعدة", "شروط الاستخدام"],
        "states": ["مسودة", "لدى مقدم الطلب", "قيد المراجعة", "معتمدة", "مرفوض", "متأخر"],
        "heads": ["الرقم المرجعي", "المنظمة", "البلد", "الحالة", "الأيام"],
        "organizations": [
            ("Jeunes Verts du Sahel", "النيجر"),
            ("Green Youth (Kenya) – أمل", "كينيا"),
            ("Ассоциация «Чистый Байкал»", "الاتحاد الروسي"),
            ("جمعية أصدقاء الأرز", "لبنان"),
        ],
        "tasks": [
            ("الاسم والشكل القانوني", None),
            ("جهات الاتصال", "يُطلب منسقان اثنان."),
            ("النظام الأساسي", "مع الختم وتاريخ التسجيل."),
            ("أنشطة العامين الماضيين", None),
            ("الإقرار", "يُفتح عند اكتمال المهام الأخرى."),
        ],
        "task_states": ["مكتملة", "مكتملة", "جارية", "لم تبدأ", "لا يمكن البدء بعد"],
        "events": [
            ("طُلب توضيح", "وحدة المجتمع المدني", "يُرجى إرسال النظام الأساسي موقعًا."),
            ("فُحص الاكتمال", "وحدة المجتمع المدني", None),
            ("ورد الطلب", "Jeunes Verts du Sahel", None),
        ],
        "facts": [
            ("المنظمة", "Jeunes Verts du Sahel"),
            ("البلد", "النيجر"),
            ("الموقع الشبكي", None),
            ("الأهداف", "أن نغرس ونعلّم.\nوأن نتكلم باسم شباب النهر."),
        ],
        "steps": [
            ("تقدّم الطلب", "نحو ساعتين، ويمكنك التوقف والعودة."),
            ("نتحقق من عدم وجود نقص", "خلال 10 أيام عمل."),
            ("يقرر شخص آخر", "وتتلقى الأسباب."),
        ],
        "regions": ["أفريقيا", "آسيا والمحيط الهادئ", "أوروبا", "أمريكا اللاتينية", "غرب آسيا"],
        "text": "نص عادي الطول يُظهر عرض السطر والمسافة بين الأسطر ورابطًا، وفيه من الكلمات أكثر مما "
        "يتسع له سطر واحد كما في دليل أو قرار.",
        "link": "اقرأ المعايير",
        "form": {
            "name": "اسم المنظمة",
            "email": "عنوان البريد الإلكتروني",
            "country": "البلد",
            "kind": "نوع المنظمة",
            "topics": "ما مجال عملكم؟",
            "aims": "الأهداف",
            "founded": "تاريخ التسجيل",
            "day": "اليوم",
            "month": "الشهر",
            "year": "السنة",
            "statutes": "النظام الأساسي",
            "address": "العنوان",
            "street": "الشارع",
            "city": "المدينة",
            "agree": "يحق لي التوقيع باسم هذه المنظمة",
            "hint": "كما ورد في النظام الأساسي بلغته.",
            "limits": "PDF أو JPEG أو PNG، حتى 20 ميغابايت.",
            "kinds": ["منظمة غير ربحية", "رابطة أعمال", "جامعة"],
            "kind_hint": "ومنها غرف التجارة.",
            "themes": ["المناخ", "الطبيعة", "التلوث"],
            "countries": ["النيجر", "كينيا", "كولومبيا"],
            "required": "أدخل اسم المنظمة.",
            "choose": "اختر نوع المنظمة.",
            "date": "أدخل تاريخًا في الماضي.",
            "file": "اختر الوثيقة التي تتضمن النظام الأساسي.",
            "sign": "أكّد أنه يحق لك التوقيع.",
        },
    },
}

TONES = ["neutral", "waiting", "active", "good", "bad", "attention"]


@dataclass(frozen=True)
class Person:
    """Who is signed in."""

    name: str


@dataclass(frozen=True)
class Part:
    """One of the three fields of a date."""

    id: str
    name: str
    label: str
    value: str
    size: int


class DateParts(StringField):
    """Enough of a date field to be drawn: three parts, here always empty."""

    def __init__(self, label, words, **given):
        super().__init__(label, **given)
        self.words = words

    @property
    def parts(self) -> list[Part]:
        """Day, month and year."""
        sizes = {"day": 2, "month": 2, "year": 4}
        return [
            Part(f"{self.id}-{key}", f"{self.name}-{key}", self.words[key], "", size)
            for key, size in sizes.items()
        ]


def sample_form(lang: str, *, refused: bool) -> Form:
    """A form with every kind of field; `refused` fills it with errors."""
    words = WORDS[lang]["form"]

    class AddressForm(Form):
        street = StringField(words["street"], [InputRequired(words["required"])])
        city = StringField(words["city"])

    class SampleForm(Form):
        name = StringField(words["name"], [InputRequired(words["required"])])
        email = EmailField(words["email"])
        country = SelectField(
            words["country"], choices=list(enumerate(words["countries"])), coerce=int
        )
        kind = RadioField(
            words["kind"],
            [InputRequired(words["choose"])],
            choices=list(enumerate(words["kinds"])),
            coerce=int,
        )
        topics = SelectMultipleField(
            words["topics"],
            choices=list(enumerate(words["themes"])),
            coerce=int,
            widget=ListWidget(),
            option_widget=CheckboxInput(),
        )
        aims = TextAreaField(words["aims"], [Length(max=2000)])
        founded = DateParts(words["founded"], words, validators=[InputRequired(words["date"])])
        statutes = FileField(words["statutes"], [InputRequired(words["file"])])
        address = FormField(AddressForm, label=words["address"])
        agree = BooleanField(words["agree"], [InputRequired(words["sign"])])

    if refused:
        form = SampleForm(MultiDict({"country": "1", "email": "amina@example.org"}))
        form.validate()
        return form
    return SampleForm(data={"name": "Jeunes Verts du Sahel", "kind": 0})


def lanes(lang: str, key: str) -> list[dict]:
    """Links with counts, the second one current."""
    return [
        {"label": label, "url": f"#{key}-{place}", "count": 3 * place, "current": place == 1}
        for place, label in enumerate(WORDS[lang][key])
    ]


def sample_rows(lang: str) -> list[dict]:
    """Rows of a queue."""
    return [
        {
            "reference": f"ACC-2026-0004{place}",
            "name": name,
            "country": country,
            "state": WORDS[lang]["states"][place + 1],
            "tone": TONES[place + 1],
            "days": 7 * place + 2,
        }
        for place, (name, country) in enumerate(WORDS[lang]["organizations"])
    ]


def tasks(lang: str) -> list[dict]:
    """The hub of an application."""
    tones = ["good", "good", "active", "neutral", "neutral"]
    pairs = zip(WORDS[lang]["tasks"], WORDS[lang]["task_states"], tones, strict=True)
    return [
        {
            "title": title,
            "hint": hint,
            "status": status,
            "tone": tone,
            "url": None if place == 4 else f"#task-{place}",
        }
        for place, ((title, hint), status, tone) in enumerate(pairs)
    ]


def timeline_events(lang: str) -> list[dict]:
    """What happened to a case, newest first."""
    tones = ["attention", "active", "good"]
    return [
        {
            "title": title,
            "by": by,
            "text": text,
            "tone": tones[place],
            "current": place == 0,
            "at": datetime(2026, 11, 20 - place, 8, 30, tzinfo=UTC),
        }
        for place, (title, by, text) in enumerate(WORDS[lang]["events"])
    ]
