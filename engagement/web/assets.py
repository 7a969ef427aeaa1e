"""Static files: component style sheets joined into one, names that carry a hash, long caching."""

import functools
import hashlib
import re
from pathlib import Path

import brotli
from flask import Flask
from whitenoise import WhiteNoise

STATIC = Path(__file__).resolve().parents[2] / "static"
BUILD = STATIC / "build"
ORDER = ("tokens.css", "base.css", "layout.css")


def init_app(app: Flask) -> None:
    """Serve `static/` with hashed names for a year, and give templates `asset(path)`."""
    build()
    app.wsgi_app = WhiteNoise(
        app.wsgi_app,
        root=str(BUILD),
        prefix="assets/",
        immutable_file_test=lambda path, url: True,
        allow_all_origins=False,
        add_headers_function=_headers,
    )
    asset.cache_clear()
    app.jinja_env.globals["asset"] = asset


def sources() -> list[Path]:
    """The style sheets in the order of the cascade: tokens first, print last."""
    css = STATIC / "css"
    return [
        *(css / name for name in ORDER),
        *sorted((css / "components").glob("*.css")),
        css / "print.css",
    ]


def build() -> dict[str, str]:
    """Write hashed and compressed copies into `static/build`; returns name -> hashed name.

    Safe beside other processes: a file's name is its content, and it is moved into place whole.
    """
    BUILD.mkdir(parents=True, exist_ok=True)
    contents = {"main.css": _joined().encode()}
    for path in sorted([*(STATIC / "img").rglob("*"), *(STATIC / "js").rglob("*")]):
        if path.is_file():
            contents[str(path.relative_to(STATIC))] = path.read_bytes()
    return {name: _write(name, content) for name, content in contents.items()}


@functools.cache
def _names() -> dict[str, str]:
    return build()


@functools.cache
def asset(path: str) -> str:
    """The address of a static file, e.g. `asset("main.css")`; KeyError for an unknown one."""
    return f"/assets/{_names()[path]}"


def _joined() -> str:
    text = "\n".join(path.read_text() for path in sources() if path.exists())
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s*([{};,>])\s*|\s+", lambda match: match[1] or " ", text).strip()


def _write(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}{dot}{ending}"
    for path, form in (
        (BUILD / hashed, bytes),
        (BUILD / f"{hashed}.br", functools.partial(brotli.compress, quality=11)),
    ):
        if not path.exists():
            data = form(content)
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.{hashlib.sha256(data).hexdigest()[:6]}.part")
            part.write_bytes(data)
            part.replace(path)
    return hashed


def _headers(headers, path, url):
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
