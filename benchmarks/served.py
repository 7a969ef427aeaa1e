"""The application as the benchmark serves it: with or without kept pages."""

import os

from wsgi import app

app.config["KEEP_PAGES"] = os.environ["BENCHMARK_KEEP_PAGES"] == "1"
