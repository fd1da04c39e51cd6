"""Where the frozen program begins: the same as the ``alphamale`` command."""

import multiprocessing
import sys

from alphamale_desktop.__main__ import main

if __name__ == "__main__":
    # A library that starts a worker would otherwise start the whole program again.
    multiprocessing.freeze_support()
    sys.exit(main())
