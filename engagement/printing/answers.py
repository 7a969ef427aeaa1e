"""Pages that are also papers: the style sheets that go into the text, the answer with the file."""

import functools

from flask import Response, render_template
from markupsafe import Markup

from engagement.printing.pdf import pdf_of
from engagement.web.assets import STATIC

ALWAYS_FIRST, ALWAYS_LAST = "tokens.css", "paper.css"


@functools.cache
def style_sheet(*components: str) -> Markup:
    """The style sheets of a paper as one text: tokens, these components, what paper needs."""
    css = STATIC / "css"
    names = [ALWAYS_FIRST, *(f"components/{name}.css" for name in components), ALWAYS_LAST]
    return Markup("\n".join((css / name).read_text(encoding="utf-8") for name in names))


def pdf_answer(template: str, *components: str, name: str, **values) -> Response:
    """A template that extends `layouts/pdf.html`, as a file called `name` (ASCII). Raises `NoPdf`.

    `components` are the style sheets of the components it uses.
    """
    html = render_template(template, style_sheet=style_sheet(*components), **values)
    return Response(
        pdf_of(html),
        mimetype="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
