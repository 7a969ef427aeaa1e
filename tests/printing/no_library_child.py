"""A child on a machine without Pango."""

import sys

from engagement.printing.child import NO_LIBRARY

sys.exit(NO_LIBRARY)
