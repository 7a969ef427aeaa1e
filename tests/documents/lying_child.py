"""A child process that a hostile file has taken over. Stands in for `preview_child` in tests."""

import os
import signal
import sys
import time

ANSWERS = {
    "nothing": b"",
    "not_json": b"\xff\xfe nonsense\n",
    "deep": b"[" * 60_000 + b"\n",
    "no_dict": b"[1, 2]\n",
    "unknown_code": b'{"refused": "<script>"}\n',
    "wrong_types": b'{"pages": "many", "pixels": 1e300, "warnings": ["<script>", "location"]}\n',
    "no_picture": b"{}\n<script>alert(1)</script>",
    "long": b"{}\n" + b"RIFF....WEBP" * 2_000_000,
}

manner = sys.argv[-1]
if manner in ANSWERS:
    sys.stdout.buffer.write(ANSWERS[manner])
elif manner == "crash":
    os.kill(os.getpid(), signal.SIGSEGV)
elif manner == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
elif manner == "hang":
    time.sleep(600)
else:
    raise SystemExit(1)
