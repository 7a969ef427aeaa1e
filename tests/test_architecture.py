"""The rules of the house that a machine can read: who may import, commit, assign, be undeclared."""

import ast
import re
from importlib import metadata
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import StrictUndefined

from engagement.cli import permission_table
from engagement.core.permissions import POLICIES, Permission
from engagement.web.access import public, refuse_undeclared_routes

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "engagement").rglob("*.py"))
SNAPSHOT = ROOT / "tests" / "snapshots" / "permissions.txt"
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "misc", "manager", "service", "handler"}
OWN_ALONE = {"forms", "workflow", "views"}
READ_THE_ENVIRONMENT = {
    "engagement/core/config.py",
    "engagement/core/postgresql.py",  # PATH alone, for the programs it starts
    "engagement/operations/supervisor.py",
    "migrations/env.py",
    "bootstrap.py",
}
PLAIN_PARAMETERS = {"criterion", "key", "number", "paper", "rule_key", "token"}
"""Parts of an address looked up as they are, by equality, in a column or a table of the code."""


def tree_of(path):
    return ast.parse(path.read_text())


def name_of(path):
    return str(path.relative_to(ROOT))


def dotted(node):
    """`a.b.c` of an attribute chain, or "" for anything else."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def imports_of(path):
    """Dotted names imported by a file: of modules, and of what is taken from them."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_an_undeclared_route_stops_the_start():
    app = Flask("undeclared")
    app.add_url_rule("/open", "open", public(lambda: "open"))
    refuse_undeclared_routes(app)
    app.add_url_rule("/forgotten", "forgotten", lambda: "forgotten")

    with pytest.raises(RuntimeError, match=r"no access declared: forgotten$"):
        refuse_undeclared_routes(app)


def test_every_permission_has_a_policy(app):
    kinds = [one for one in Permission.__subclasses__() if one.__module__.startswith("engagement.")]
    declared = {member for kind in kinds for member in kind}

    assert declared == set(POLICIES)


def test_routes_permissions_and_policies_are_those_of_the_snapshot(app):
    current = permission_table(app).splitlines()
    kept = SNAPSHOT.read_text().splitlines()

    added, gone = sorted(set(current) - set(kept)), sorted(set(kept) - set(current))
    assert current == kept, (
        "\nWho may do what has changed. If that is meant, renew the snapshot with"
        "\n    python -m tests.snapshots\nand let the diff be read in review."
        f"\nAdded: {added}\nGone: {gone}"
    )


def test_every_part_of_an_address_has_a_converter_or_is_looked_up_as_it_is(app):
    loose = [
        f"<{name}> in {rule.rule}"
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for name in re.findall(r"<([a-z_]+)>", rule.rule)
        if name not in PLAIN_PARAMETERS
    ]

    assert not loose, f"give these a converter such as <uuid:…> or <any(…):…>: {loose}"


def test_only_the_session_module_commits_and_knows_the_engine():
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in SOURCES
        if name_of(path) != "engagement/core/db.py"
        for node in ast.walk(tree_of(path))
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"commit", "get_engine", "own_transaction"}
        )
        or (isinstance(node, ast.Attribute) and dotted(node) == "db.engine")
    ]

    assert not found, f"commit by @command alone, never by hand: {found}"


def test_only_the_workflow_engine_assigns_the_state_of_a_case():
    features = {path.parent for path in SOURCES if path.name == "workflow.py"}
    assigned = [
        f"{name_of(path)}:{node.lineno}"
        for path in SOURCES
        if any(feature in path.parents for feature in features)
        for node in ast.walk(tree_of(path))
        if _assigns_state(node)
    ]

    assert not assigned, f"move a case by `workflow.fire`: {assigned}"


def _assigns_state(node):
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(one, ast.Attribute) and one.attr == "state" for one in targets)
    return (
        isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr == "values")
            and any(keyword.arg == "state" for keyword in node.keywords)
        )
    ) or (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "setattr"
        and any(isinstance(each, ast.Constant) and each.value == "state" for each in node.args)
    )


def test_forms_workflows_and_views_are_their_own_feature_s_alone():
    found = []
    for path in SOURCES:
        own = path.relative_to(ROOT).parts[1]
        for name in imports_of(path):
            parts = name.split(".")
            foreign = parts[0] == "engagement" and len(parts) > 2 and parts[1] != own
            if foreign and parts[2] in OWN_ALONE and name_of(path) != "engagement/app.py":
                found.append(f"{name_of(path)} imports {name}")

    assert not found


def test_only_the_settings_of_the_deployment_read_the_environment():
    files = [*SOURCES, ROOT / "bootstrap.py", ROOT / "wsgi.py", ROOT / "migrations" / "env.py"]
    found = {
        name_of(path)
        for path in files
        for node in ast.walk(tree_of(path))
        if (isinstance(node, ast.Attribute) and dotted(node) in {"os.environ", "os.getenv"})
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and any(each.name in {"environ", "getenv"} for each in node.names)
        )
    }

    assert found <= READ_THE_ENVIRONMENT


def test_no_module_has_a_name_that_says_nothing():
    names = [path for path in SOURCES if NAMES_THAT_SAY_NOTHING & {path.stem, path.parent.name}]

    assert not names


def test_no_stylesheet_speaks_of_left_and_right():
    found = []
    for path in sorted((ROOT / "static" / "css").rglob("*.css")):
        rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        found += [f"{name_of(path)}: {word}" for word in re.findall(r"\b(left|right)\b", rules)]

    assert not found, f"use inline-start and inline-end: {found}"


def test_templates_compile_and_an_undefined_name_is_an_error(app):
    assert app.jinja_env.undefined is StrictUndefined

    names = app.jinja_env.list_templates(extensions=["html", "txt"])
    assert names
    for name in names:
        app.jinja_env.get_template(name)


def test_no_template_trusts_text_as_markup():
    found = [
        name_of(path)
        for path in sorted((ROOT / "templates").rglob("*.*"))
        if re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text())
    ]

    assert not found, f"nothing a person wrote may be called safe: {found}"


def test_the_job_queue_is_the_version_whose_tables_were_migrated():
    migrated = {
        match
        for path in sorted((ROOT / "migrations" / "versions").glob("*.py"))
        for match in re.findall(r'^PROCRASTINATE = "([^"]+)"', path.read_text(), re.MULTILINE)
    }

    assert metadata.version("procrastinate") in migrated, (
        "procrastinate was updated: add a migration with the changes of its schema"
        " that names the version as PROCRASTINATE"
    )
