"""Templates compiled once for each language: their fixed words cost nothing when a page is made.

`_("Search")` becomes the translated text while a template is compiled, and a component is called
without the detour by which a template engine calls any function. Mails use the same templates'
engine; what is not fixed (names filled in, plurals) is translated when the page is made.
"""

import functools
import re
from typing import Any
from uuid import UUID, uuid4

from flask import url_for
from flask.templating import Environment as FlaskEnvironment
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from engagement.web import i18n

OPTIONS = {"cache_size": -1}
"""Every template that was compiled is kept: they are more than the engine keeps by itself, and a
page that is seldom opened would cost its compilation each time."""
MOST_LINKS = 20_000
PLAIN = frozenset({"_", "asset", "url_for"})
"""Globals that are plain functions: nothing has to be found out about them before a call."""


class Generator(CodeGenerator):
    """Calls of components (macros imported by name) go straight to the macro."""

    components: frozenset[str] = frozenset()

    def visit_Template(self, node: nodes.Template, frame=None) -> None:  # noqa: N802
        """Note which names are components before the template is written as Python."""
        imported = (
            name if isinstance(name, str) else name[1]
            for each in node.find_all(nodes.FromImport)
            for name in each.names
        )
        self.components = frozenset({*imported, "caller"})
        self.writeline(f"from {__name__} import written")
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A macro's only need of the context is whether its output is escaped; some need none."""
        name = node.node.name if isinstance(node.node, nodes.Name) else None
        if name in self.components:
            self.visit(node.node, frame)
            self.write("(context.eval_ctx")
            self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        elif name in PLAIN and node.args:
            self.visit(node.node, frame)
            self.write("(")
            self.visit(node.args[0], frame)
            rest = (node.args[1:], node.kwargs, node.dyn_args, node.dyn_kwargs)
            self.signature(nodes.Call(node.node, *rest), frame)
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(")")

    def _output_child_pre(self, node, frame, finalize) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("written(")


_must_escape = re.compile("[&<>'\"]").search


def written(value) -> str:
    """A value as it stands in HTML: markup as it is, all else escaped where it has to be.

    Most values are markup of components, short words or numbers; they need not be copied.
    """
    kind = type(value)
    if kind is Markup or (kind is str and not _must_escape(value)):
        return value
    return str(value) if kind is int else escape(value)


class FixedWords(NodeTransformer):
    """Replaces `_("...")` by its translation, so that the engine takes it for a constant."""

    def __init__(self, language: str) -> None:
        self.language = language

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """Only a call with one fixed text: others are filled or counted later."""
        node = self.generic_visit(node)
        if not (isinstance(node.node, nodes.Name) and node.node.name == "_"):
            return node
        if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) != 1:
            return node
        text = node.args[0]
        if not isinstance(text, nodes.Const):
            return node
        return nodes.Const(i18n.words(self.language).gettext(text.value), lineno=node.lineno)


class Page(Template):
    """A template whose components are made once.

    The engine compares all global names at each import, in case somebody gave a page globals of
    its own; nobody does here.
    """

    def _get_default_module(self, ctx=None):
        if self._module is None:
            self._module = self.make_module()
        return self._module


class Environment(FlaskEnvironment):
    """Flask's, with one copy for each language made when a page in it is first asked for."""

    code_generator_class = Generator
    template_class = Page
    language: str | None = None

    def get_or_select_template(self, template_name_or_list, parent=None, globals=None):
        """The template in the language of what is being written now."""
        of_language = self if self.language else self.in_language(i18n.language())
        return super(Environment, of_language).get_or_select_template(
            template_name_or_list, parent, globals
        )

    def in_language(self, language: str) -> "Environment":
        """The copy whose templates have their fixed words in `language`."""
        copies = self.__dict__.setdefault("copies", {})
        if language not in copies:
            copy: Any = self.overlay()
            copy.language = language
            copy.globals = {
                **self.globals,
                "url_for": functools.partial(link_in, language),
                "_": functools.partial(i18n.translate_in, language),
            }
            copy.filters = self.filters | i18n.filters_in(language)
            copies[language] = copy
        return copies[language]

    def _parse(self, source, name, filename):
        tree = super()._parse(source, name, filename)
        return FixedWords(self.language).visit(tree) if self.language else tree


def init_app(app) -> None:
    """Give the templates of `app` the kept links."""
    app.jinja_env.globals["url_for"] = link
    _address.cache_clear()
    _pieces.cache_clear()


def link(endpoint: str, **values) -> str:
    """`url_for` of the templates, which remembers: it gives the same address for the same words."""
    return link_in(i18n.language(), endpoint, **values)


def link_in(language: str, endpoint: str, /, **values) -> str:
    """The same for a page whose language is known."""
    if endpoint.startswith(".") or endpoint == "static":
        return url_for(endpoint, **values)
    ids = [value for value in values.values() if type(value) is UUID]
    try:
        if not ids:
            return _address(language, endpoint, tuple(values.items()))
        shape = tuple((name, UUID if type(v) is UUID else v) for name, v in values.items())
        pieces = _pieces(language, endpoint, shape)
    except TypeError:  # a value that cannot be remembered, such as a list
        return url_for(endpoint, **values)
    return "".join([str(ids[each]) if type(each) is int else each for each in pieces])


@functools.lru_cache(maxsize=MOST_LINKS)
def _address(language, endpoint, values):
    return url_for(endpoint, **dict(values))


@functools.lru_cache(maxsize=MOST_LINKS)
def _pieces(language, endpoint, shape) -> tuple[str | int, ...]:
    """An address cut where ids of records stand; in their places, the which of the ids it is.

    Pages of lists lead to records that are others on each page, by addresses that are alike.
    """
    marks = {name: str(uuid4()) for name, value in shape if value is UUID}
    address = url_for(endpoint, **dict(shape) | marks)
    number = {mark: place for place, mark in enumerate(marks.values())}
    cut = re.split(f"({'|'.join(number)})", address)
    return tuple(number.get(each, each) for each in cut)
