"""The application as the benchmark serves it: with or without kept pages."""

import os

from engagement.app import create_app

app = create_app()
app.config["KEEP_PAGES"] = os.environ["BENCHMARK_KEEP_PAGES"] == "1"
