"""What a WSGI server loads: `gunicorn wsgi:app`."""

import sys

from engagement.app import create_app
from engagement.core.config import SettingsError

try:
    app = create_app()
except SettingsError as wrong:
    print(wrong, file=sys.stderr)
    sys.exit(3)
