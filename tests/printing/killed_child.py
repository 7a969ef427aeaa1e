"""A child that the system ends."""

import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
