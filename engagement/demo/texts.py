"""What made-up applicants write, in their language; `{name}` is the organization's."""

from engagement.demo.builders import ANSWERS

WRITTEN = {
    "en": {
        "chair": "Chair",
        "mandate": "{name} brings people together who look after the nature around them.",
        "members": "Everybody may join. {members} members, half of them under 35.",
        "legal_form": "Registered association",
        "registration_authority": "Registrar of Societies",
        "focus": "We restore springs and shores, plant native trees and measure water quality.",
        "results": "In two years {members} households took part and nine springs run clean again.",
        "at_home": "Field days in four districts, a school programme and a yearly report.",
        "abroad": "We share methods with partners in two neighbouring countries.",
        "because": "As documented in the application.",
        "doubt": "The documents do not show this yet.",
        "advice": "All findings are given; see the reasons.",
        "question": "Who funded your work in the last two years, and how much did each give?",
        "answer": "Half comes from members, the rest from two foundations named in the report.",
        "message": "We moved our office last week. Does the new address need a document?",
        "reply": "Thank you. A line in your next answer is enough.",
        "danger": "Two of our members were threatened because of this work.",
    },
    "fr": {
        "chair": "Présidence",
        "mandate": "{name} réunit des personnes qui prennent soin de la nature autour d’elles.",
        "members": "L’adhésion est ouverte à tous. {members} membres, dont la moitié de jeunes.",
        "legal_form": "Association déclarée",
        "registration_authority": "Ministère de l’Intérieur",
        "focus": "Nous restaurons des sources et des rives et plantons des arbres du pays.",
        "results": "En deux ans, {members} ménages ont participé ; neuf sources sont propres.",
        "at_home": "Journées de terrain dans quatre régions et un programme pour les écoles.",
        "abroad": "Nous échangeons nos méthodes avec des partenaires de deux pays voisins.",
        "because": "Comme le montre le dossier.",
        "doubt": "Les documents ne le montrent pas encore.",
        "advice": "Toutes les constatations sont faites ; voir les motifs.",
        "question": "Qui a financé votre travail ces deux dernières années, et à quelle hauteur ?",
        "answer": "La moitié vient des membres, le reste de deux fondations nommées au rapport.",
        "message": "Notre bureau a déménagé. La nouvelle adresse demande-t-elle une pièce ?",
        "reply": "Merci. Une ligne dans votre prochaine réponse suffit.",
        "danger": "Deux de nos membres ont été menacés à cause de ce travail.",
    },
    "es": {
        "chair": "Presidencia",
        "mandate": "{name} reúne a personas que cuidan la naturaleza de su entorno.",
        "members": "Cualquiera puede asociarse. {members} miembros, la mitad jóvenes.",
        "legal_form": "Asociación civil registrada",
        "registration_authority": "Registro de Asociaciones",
        "focus": "Restauramos manantiales y riberas y plantamos árboles nativos.",
        "results": "En dos años participaron {members} hogares y hay nueve manantiales limpios.",
        "at_home": "Jornadas de campo en cuatro provincias y un programa escolar.",
        "abroad": "Compartimos métodos con socios de dos países vecinos.",
        "because": "Según consta en la solicitud.",
        "doubt": "Los documentos todavía no lo muestran.",
        "advice": "Constan todas las conclusiones; véanse los motivos.",
        "question": "¿Quién financió su trabajo en los dos últimos años y con cuánto cada uno?",
        "answer": "La mitad procede de los miembros y el resto de dos fundaciones.",
        "message": "Nuestra oficina se mudó. ¿Hace falta un documento para la dirección?",
        "reply": "Gracias. Basta una línea en su próxima respuesta.",
        "danger": "Dos de nuestros miembros fueron amenazados por este trabajo.",
    },
    "ar": {
        "chair": "رئاسة المجلس",
        "mandate": "تجمع {name} أناسا يعتنون بالطبيعة من حولهم.",
        "members": "العضوية مفتوحة للجميع. {members} عضوا نصفهم من الشباب.",
        "legal_form": "جمعية مسجلة",
        "registration_authority": "وزارة الداخلية",
        "focus": "نعيد إحياء الينابيع والشواطئ ونغرس أشجارا محلية ونقيس جودة المياه.",
        "results": "شاركت {members} أسرة خلال سنتين وعادت تسعة ينابيع نظيفة.",
        "at_home": "أيام ميدانية في أربع محافظات وبرنامج للمدارس وتقرير سنوي.",
        "abroad": "نتبادل الأساليب مع شركاء في بلدين مجاورين.",
        "because": "كما هو موثق في الطلب.",
        "doubt": "لا تبين الوثائق ذلك بعد.",
        "advice": "جميع الاستنتاجات مقدمة؛ انظر الأسباب.",
        "question": "من مول عملكم في السنتين الأخيرتين، وكم قدم كل منهم؟",
        "answer": "النصف من الأعضاء والباقي من مؤسستين مذكورتين في التقرير.",
        "message": "انتقل مكتبنا الأسبوع الماضي. هل يتطلب العنوان الجديد وثيقة؟",
        "reply": "شكرا. يكفي سطر في جوابكم المقبل.",
        "danger": "تعرض اثنان من أعضائنا للتهديد بسبب هذا العمل.",
    },
    "zh": {
        "chair": "理事长",
        "mandate": "{name}把关心身边自然环境的人们联系在一起。",
        "members": "人人可以加入。现有会员{members}人，其中一半是青年。",
        "legal_form": "注册社会团体",
        "registration_authority": "民政部门",
        "focus": "我们修复泉水和岸线，种植本地树木，并长期监测当地的水质状况。",
        "results": "两年来共有{members}户家庭参加了我们的活动，九处泉水恢复清洁。",
        "at_home": "我们在四个地区组织野外活动日，在学校开设课程，并每年发表报告。",
        "abroad": "我们与两个邻国的合作伙伴交流方法，并共同培训志愿人员和青年。",
        "because": "申请材料已经证明。",
        "doubt": "现有文件尚不能说明。",
        "advice": "各项结论均已给出，理由见结论。",
        "question": "最近两年由谁资助你们的工作？每一方提供了多少？",
        "answer": "一半来自会员，其余来自报告中列出的两家基金会。",
        "message": "我们的办公室上周搬迁。新地址需要提交文件吗？",
        "reply": "谢谢。在下一次答复中写一行即可。",
        "danger": "我们有两名成员因这项工作受到威胁。",
    },
    "ru": {
        "chair": "Председатель",
        "mandate": "{name} объединяет людей, которые заботятся о природе вокруг себя.",
        "members": "Вступить может каждый. Членов: {members}, половина из них молодёжь.",
        "legal_form": "Зарегистрированное общество",
        "registration_authority": "Министерство юстиции",
        "focus": "Мы восстанавливаем родники и берега, сажаем деревья и следим за водой.",
        "results": "За два года участвовало {members} семей, девять родников снова чисты.",
        "at_home": "Полевые дни в четырёх областях, школьная программа, ежегодный отчёт.",
        "abroad": "Обмениваемся методами с партнёрами в двух соседних странах.",
        "because": "Подтверждено документами заявления.",
        "doubt": "Документы этого пока не показывают.",
        "advice": "Все выводы сделаны, основания указаны.",
        "question": "Кто финансировал вашу работу в последние два года и в каком размере?",
        "answer": "Половину дают члены, остальное — два фонда, названные в отчёте.",
        "message": "На прошлой неделе мы переехали. Нужен ли документ о новом адресе?",
        "reply": "Спасибо. Достаточно строки в следующем ответе.",
        "danger": "Двум нашим членам угрожали из-за этой работы.",
    },
}


def answers(section: str, language: str, **facts) -> dict:
    """Complete answers of a section: the builders', with what was written in `language`.

    `facts` fill the places of the texts; those that are fields themselves replace their answer.
    """
    written = WRITTEN[language]
    return {
        field: facts[field]
        if field in facts
        else written[field].format(**facts)
        if field in written
        else answer
        for field, answer in ANSWERS[section].items()
    }
