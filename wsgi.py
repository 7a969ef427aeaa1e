"""What a WSGI server loads: `gunicorn wsgi:app`."""

import gc
import sys

# What is loaded now stays for good. To search it for garbage again and again takes a tenth of the
# start, and would later write to pages of memory that workers share with the server they are
# forked from. What requests leave behind is looked at less often than Python would by itself.
gc.disable()
try:
    from engagement.app import create_app
    from engagement.core.config import SettingsError

    app = create_app()
except SettingsError as wrong:
    print(wrong, file=sys.stderr)
    sys.exit(3)
finally:
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()
