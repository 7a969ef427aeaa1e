"""The child with as little memory as no paper can be set in."""

import sys

from engagement.printing import child

child.MEMORY = 60 * 1024 * 1024
sys.exit(child.main())
