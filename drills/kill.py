"""Kill web, worker and database at random while people write; nothing acknowledged may be lost.

    python drills/kill.py --seed 1

Starts the product in a data folder of its own with a real mail server beside it. Exit status 0
only when every line at the end says so.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from drills.mail_sink import Sink
from drills.people import open_meeting, prepare
from drills.product import Product, free_port
from drills.registrants import Registrant
from drills.verdict import judge, wait_for_mail
from drills.writers import Ledger, Newcomers, Pace, Writer

WRITERS = 10
REGISTRANTS = 2
REGISTERED_A_SECOND = 2
LEAST_RATE = 20.0


def main() -> int:
    """Run the drill; 0 when nothing was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--database-kills", type=int, default=3)
    parser.add_argument("--rate", type=float, default=32, help="writes a second that are tried")
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--keep", action="store_true", help="leave the data folder")
    options = parser.parse_args()
    random = Random(options.seed)
    folder = Path(tempfile.mkdtemp(prefix="engagement-drill-"))
    smtp_port = free_port()
    sink = Sink(smtp_port, random=Random(options.seed + 1))
    product = Product(folder, smtp_port=smtp_port)
    sink.start()
    try:
        product.start()
        applicants = prepare(product, options.people)
        print(f"{len(applicants)} people with filled drafts; seed {options.seed}", flush=True)
        meeting_id = open_meeting(product, options.people // 4, made_by=applicants[0].email)
        ledger = Ledger()
        seconds = traffic(product, applicants, meeting_id, ledger, random, options)
        waited = wait_for_mail(product)
        ok = judge(product, sink, ledger, seconds=seconds, least=LEAST_RATE, waited=waited)
    finally:
        product.stop()
        sink.stop()
        if options.keep:
            print(f"kept: {folder}")
        else:
            shutil.rmtree(folder)
    print("drill: nothing was lost" if ok else "drill: FAILED")
    return 0 if ok else 1


def traffic(product, applicants, meeting_id, ledger, random, options) -> float:
    """Let people write while processes are killed; returns for how many seconds they wrote."""
    stop = threading.Event()
    pace = Pace(options.rate)
    threads = [Writer(applicants, ledger, pace, product.port, stop) for _ in range(WRITERS)]
    threads.append(Newcomers(ledger, Pace(1), product.port, stop))
    people, slowly = applicants[: len(applicants) // 2], Pace(REGISTERED_A_SECOND)
    threads += [
        Registrant(people, meeting_id, ledger, slowly, product.port, stop)
        for _ in range(REGISTRANTS)
    ]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    plan = ["database"] * options.database_kills + ["process"] * options.kills
    random.shuffle(plan)
    for number, kind in enumerate(plan, start=1):
        time.sleep(random.uniform(0.5, 3))
        kill(product, kind, number, random)
        product.wait_until_ready(60)
    time.sleep(2)
    stop.set()
    for thread in threads:
        thread.join(60)
    for thread in threads:
        if thread.fault is not None and not isinstance(thread.fault, SystemExit):
            raise thread.fault
    return time.monotonic() - begin


def kill(product, kind: str, number: int, random: Random) -> None:
    """`kill -9` one process."""
    if kind == "database":
        pid, name = product.database(), "database"
    else:
        candidates = product.web_and_worker()
        while not candidates:
            time.sleep(0.05)
            candidates = product.web_and_worker()
        pid, name = random.choice(candidates)
    os.kill(pid, signal.SIGKILL)
    print(f"kill {number}: {name} {pid}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
