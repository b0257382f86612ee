"""`python -m tests.expected` shows how today's texts differ from the expected ones; `--update` keeps them."""

import argparse
import sys
from collections.abc import Sequence

from tests.expected import FOLDER, render_all
from tests.expected.differing import difference


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 1 where something differs and was not to be updated."""
    parser = argparse.ArgumentParser(prog="python -m tests.expected", description="What the seeds give.")
    parser.add_argument("--update", action="store_true", help="write the texts as they are now")
    update = parser.parse_args(arguments).update
    differences = [difference(name, text) for name, text in render_all().items()]
    sys.stdout.write("".join(differences))
    if update:
        for name, text in render_all().items():
            (FOLDER / name).write_text(text, "utf-8")
    return int(any(differences) and not update)


if __name__ == "__main__":
    sys.exit(main())
