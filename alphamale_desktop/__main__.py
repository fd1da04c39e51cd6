"""``python -m alphamale_desktop`` and the ``alphamale`` command."""

import os
import sys


def main() -> int:
    """Runs the command line; returns the exit status."""
    # libgomp threads that spin while they wait made inference 12 times slower on two cores. It is read once, when
    # torch is first imported.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

    from alphamale_desktop.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
