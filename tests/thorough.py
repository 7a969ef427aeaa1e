"""Whether this run takes its time: `bootstrap.py test --thorough` asks for it."""

import os

THOROUGH = bool(os.environ.get("ENGAGEMENT_TEST_THOROUGH"))
"""All roles, all rules in both directions of writing, all random histories."""
