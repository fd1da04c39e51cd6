"""Python's garbage collector, kept from stopping the window.

A full collection looks at every object there is, and no thread runs Python meanwhile: with the models' libraries loaded
that took 90 to 500 ms at a time, again and again while they were imported, and once in a while afterwards.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading_for_good() -> Iterator[None]:
    """No collection within the block; whatever was made by its end is never looked at again. Any thread.

    For imports and models, which stay until the process ends.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
