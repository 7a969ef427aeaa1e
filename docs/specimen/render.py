"""Write the specimen: every component with sample data, in English and Arabic, for looking at.

    python docs/specimen/render.py FOLDER

Makes one page per entry of PAGES in FOLDER/en and FOLDER/ar, and FOLDER/main.css. Only Jinja2,
WTForms and Babel are needed; no server and no database.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import jinja2
from babel import dates, support
from sample import WORDS, Person, lanes, sample_form, sample_rows, tasks, timeline_events

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "components": "components.html",
    "case": "case.html",
    "form": "form.html",
    "print": "print.html",
    "email": "email.html",
    "400": "errors/400.html",
    "404": "errors/404.html",
    "409": "errors/409.html",
    "503": "errors/503.html",
}
LANGUAGES = [
    ("ar", "عربي"),
    ("zh", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]


def stylesheet() -> str:
    """The parts joined in the order of the cascade: tokens, base, layout, components, print."""
    css = ROOT / "static" / "css"
    parts = [css / "tokens.css", css / "base.css", css / "layout.css"]
    parts += sorted((css / "components").glob("*.css"))
    return "\n".join(part.read_text("utf-8") for part in [*parts, css / "print.css"])


def environment(lang: str) -> jinja2.Environment:
    """The templates with what every page may use, speaking `lang` where it is translated."""
    loader = jinja2.FileSystemLoader([ROOT / "templates", Path(__file__).parent])
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    words = support.Translations.load(ROOT / "engagement" / "translations", [lang])

    def translate(message, **values):
        text = words.gettext(message)
        return text % values if values else text

    def translate_plural(one, many, num, **values):
        return words.ngettext(one, many, num) % {"num": num, **values}

    made.filters["whole_numbers"] = lambda text: text  # no number of a case stands here
    made.filters["date"] = lambda day: dates.format_date(day, "long", locale=lang)
    made.filters["date_time"] = lambda at: dates.format_datetime(at, "long", locale=lang)
    made.globals.update(
        _=translate,
        ngettext=translate_plural,
        lang=lang,
        lang_tag=lang,
        dir="rtl" if lang == "ar" else "ltr",
        languages=LANGUAGES,
        url_in=lambda code: f"../{code if code in ('ar', 'en') else 'en'}/components.html",
        url_for=lambda endpoint, **values: "#",
        csrf_token=lambda: "token",
        asset=lambda path: f"../{path}",
        get_flashed_messages=lambda with_categories: [("success", WORDS[lang]["saved"])],
        person=Person(WORDS[lang]["person"]),
    )
    for name, component in (("navigation", "main_navigation"), ("footer", "page_footer")):
        macro = getattr(made.get_template(f"components/{component}.html").module, component)
        made.globals[name] = macro(lanes(lang, name))
    return made


def render(folder: Path) -> None:
    """Write all pages and the stylesheet below `folder`."""
    (folder / "img").mkdir(parents=True, exist_ok=True)
    (folder / "main.css").write_text(stylesheet(), "utf-8")
    icon = (ROOT / "static" / "img" / "icon.svg").read_bytes()
    (folder / "img" / "icon.svg").write_bytes(icon)
    for lang in WORDS:
        (folder / lang).mkdir(exist_ok=True)
        made = environment(lang)
        for name, template in PAGES.items():
            page = made.get_template(template).render(
                w=WORDS[lang],
                form=sample_form(lang, refused=name == "form"),
                page_has_errors=name == "form",
                lanes=lanes(lang, "lanes"),
                rows=sample_rows(lang),
                tasks=tasks(lang),
                events=timeline_events(lang),
                kept=[WORDS[lang]["facts"][3][1]],
                resend=[("aims", WORDS[lang]["facts"][3][1])],
                printed_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
            )
            (folder / lang / f"{name}.html").write_text(page, "utf-8")


if __name__ == "__main__":
    render(Path(sys.argv[1]))
