"""A process with one thread that owns a child, as the supervisor does: run by tests, not imported.

    python -m tests.operations.owner <log> <until it has printed this> <seconds for its end>

The child is the module `program` of the current folder. Prints what is said about it.
"""

import sys
import time
from pathlib import Path

from engagement.operations.processes import Child


def main(log: str, text: str, seconds: str) -> None:
    sys.path.insert(0, "")
    lock = Path("lock").open("w")  # noqa: SIM115 - held to the end, by this process alone
    kept = Path("kept").open("w")  # noqa: SIM115 - the child's as well
    child = Child("web", ["program", "one argument"], log=Path(log), keep=[kept.fileno()])
    child.start()
    while text not in child.log.read_text():
        child.keep_alive(lambda line: print(line, flush=True))
        time.sleep(0.01)
    if float(seconds):
        child.ask_to_stop()
    child.wait_or_kill(until=time.monotonic() + float(seconds))
    lock.close()
    kept.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
