"""``python -m benchmarks [part …]``: run all measurements, or the parts that are named."""

import sys
from importlib import import_module

from benchmarks.reporting import machine

PARTS = ("speed", "village", "memory", "luck", "start", "libraries", "sweep")


def main(wanted: list[str]) -> int:
    """Run the parts; gives the exit code."""
    unknown = [part for part in wanted if part not in PARTS]
    if unknown:
        print(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    print(machine())
    for part in wanted or PARTS:
        import_module(f"benchmarks.{part}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
