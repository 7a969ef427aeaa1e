"""Lists of who was in a session, as a video platform gives them: a line each, and what it says.

Pure but for the words of columns. Who somebody is is the matter of `queries.recognising`.
"""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.accreditation import list_words
from engagement.meetings.attendance_times import instant, length
from engagement.meetings.models import MeetingSession, Recognition
from engagement.tables.reading import Column, Table, read_table

COLUMNS = (
    Column(
        "name",
        _l("Name"),
        "Name, Full name, Display name, User name, Participant, Participant name,"
        " Name (original name), Nom, Nom complet, Nombre, Nombre completo,"
        " Participante, Имя, Участник, Полное имя, الاسم, الاسم الكامل, المشارك, 姓名, 名称,"
        " 参会者",
        most=300,
    ),
    Column(
        "email",
        _l("E-mail address"),
        list_words.COLUMNS["email"]
        + ", User email, Attendee email, Participant email, Participant ID (UPN)",
        most=254,
    ),
    Column(
        "registration",
        _l("Personal link or number of the registration"),
        "Registration, Registration number, Registrant ID, Reference, Personal link, Join link,"
        " Link, Token, Inscription, Numéro d'inscription, Lien personnel, Lien, Inscripción,"
        " Número de inscripción, Enlace personal, Enlace, Регистрация, Номер регистрации,"
        " Личная ссылка, Ссылка, التسجيل, رقم التسجيل, الرابط الشخصي, الرابط, 注册, 注册编号,"
        " 个人链接, 链接",
    ),
    Column(
        "joined",
        _l("Joined at"),
        "Joined at, Joined, Join time, Joined time, First join, First join time, Start time, From,"
        " Heure d'arrivée, Arrivée, Début, Hora de entrada, Entrada, Inicio, Время входа, Вход,"
        " Начало, وقت الانضمام, الدخول, البداية, 加入时间, 进入时间, 开始时间",
        needed=True,
        most=60,
    ),
    Column(
        "left",
        _l("Left at"),
        "Left at, Left, Leave time, Left time, Last leave, Last leave time, End time, Until, To,"
        " Heure de départ, Départ, Fin, Hora de salida, Salida, Время выхода, Выход, Конец,"
        " Окончание, وقت المغادرة, الخروج, النهاية, 离开时间, 退出时间, 结束时间",
        most=60,
    ),
    Column(
        "minutes",
        _l("Minutes"),
        "Minutes, Duration, Duration (minutes), Duration in minutes, In-meeting duration,"
        " Time in session, Durée, Durée (minutes), Duración, Duración (minutos), Минуты,"
        " Продолжительность, Длительность, المدة, الدقائق, 分钟, 时长, 时长(分钟)",
        most=60,
    ),
)
LABELS = {each.key: each.label for each in COLUMNS}
LARGEST = 600 * 1024
"""As much as a form can carry from one page to the next."""
PROBLEMS = {
    "nobody": _l("The line names nobody: no name, address or registration."),
    "unknown": _l("Nobody who is registered has this link, address or name."),
    "several": _l("The name alone does not say who it is: several people or addresses have it."),
    "no_place": _l("This registration has no confirmed place."),
    "no_start": _l("When the person joined cannot be read, or is days from the session."),
    "no_end": _l("When the person left cannot be read, or is days from the session."),
    "backwards": _l("The person left before joining."),
    "faulty": _l("A cell is empty, too long, or there are too many."),
}
"""Why a line counts for nobody, by code."""


@dataclass
class Stay:
    """A line: its cells, from when to when, and of whom. `problem` is a key of `PROBLEMS`."""

    number: int
    cells: dict[str, str]
    began_at: datetime | None = None
    ended_at: datetime | None = None
    problem: str | None = None
    registration_id: uuid.UUID | None = None
    reference: str | None = None
    organization_id: uuid.UUID | None = None
    recognised_by: Recognition | None = None

    @property
    def why(self) -> Any:
        """The sentence of its problem; None where there is none."""
        return PROBLEMS[self.problem] if self.problem else None


@dataclass
class Lines:
    """What a list holds, and by which clocks its times were read."""

    zone: str
    stays: list[Stay] = field(default_factory=list)


def read(content: bytes, session: MeetingSession, *, zone: str, most_lines: int) -> Lines:
    """The lines of a CSV file or a workbook. Raises `Unreadable` for the file as a whole."""
    table = read_table(content, COLUMNS, most_lines=most_lines, most_bytes=LARGEST)
    return Lines(zone, _stays(table, session, zone))


def _stays(table: Table, session, zone):
    faulty = {fault.line for fault in table.faults}
    stays = [Stay(row.line, dict(row.values)) for row in table.rows]
    for stay in stays:
        _read_times(stay, session, zone)
        if stay.number in faulty and stay.problem is None:
            stay.problem = "faulty"
        if stay.problem is None and not stay.cells.keys() & {"name", "email", "registration"}:
            stay.problem = "nobody"
    return stays


def _read_times(stay, session, zone):
    joined, left, minutes = (stay.cells.get(key, "") for key in ("joined", "left", "minutes"))
    began_at = instant(joined, zone, session.starts_at)
    if began_at is None:
        stay.problem = "no_start"
        return
    ended_at = instant(left, zone, began_at, after=began_at) if left else None
    if ended_at is None and (lasted := length(minutes)) is not None and not left:
        ended_at = began_at + lasted
    if ended_at is None:
        stay.problem = "no_end"
    elif ended_at < began_at:
        stay.problem = "backwards"
    else:
        stay.began_at, stay.ended_at = began_at, ended_at
