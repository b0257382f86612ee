"""`python -m tests.fuzz reading --inputs 100000`: mutated inputs, none of which may crash, hang or grow.

`reading` reads documents of every format and compares them, `office` those that LibreOffice or recognition
reads (some seconds each), `results` takes changes.json, decisions, settings and trackers' answers. What went
wrong is written as the number of the input, which makes it again: `--first NUMBER --inputs 1`.
"""

import argparse
import gc
import sys
from collections.abc import Sequence

from tests.fuzz import documents, office, results
from tests.fuzz.running import run

_KINDS = {"reading": documents, "office": office, "results": results}
_SELDOM = 200_000


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 1 where an input did not end as it should."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("kind", choices=_KINDS)
    parser.add_argument("--inputs", type=int, default=1_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    options = parser.parse_args(arguments)
    gc.set_threshold(_SELDOM)  # as the command has it
    module = _KINDS[options.kind]
    module.prepare()
    numbers = range(options.first, options.first + options.inputs)
    outcome = run(module.attempt, numbers, hangs=office.HANGS if module is office else None, tell=True)
    for ended, count in sorted(outcome.ended.items()):
        sys.stdout.write(f"{count:7} {ended}\n")
    for number, fault in outcome.faults:
        sys.stdout.write(f"input {number}: {fault}\n")
    return int(bool(outcome.faults))


if __name__ == "__main__":
    sys.exit(main())
