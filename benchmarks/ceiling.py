"""The ceiling of the benchmark: as little as a page of fifty rows can cost here.

A bare Flask view, fifty rows through psycopg, no ORM, no layout, no session, no translation.
"""

import os
import threading

import psycopg
from flask import Flask

app = Flask(__name__)
held = threading.local()
ROWS = app.jinja_env.from_string(
    "<!doctype html><title>Rows</title><table>"
    "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}"
    "</table>"
)
STATEMENT = """
SELECT a.number, a.since, o.name, o.country, o.major_group
FROM accreditation a JOIN organization o ON o.id = a.organization_id ORDER BY a.number LIMIT 50
"""


def connection():
    """This thread's own connection, kept open."""
    if not hasattr(held, "connection"):
        held.connection = psycopg.connect(os.environ["BENCHMARK_DATABASE"], autocommit=True)
    return held.connection


@app.get("/")
def rows():
    """Fifty rows of five columns."""
    return ROWS.render(rows=connection().execute(STATEMENT).fetchall())
