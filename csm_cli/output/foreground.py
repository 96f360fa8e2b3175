"""The terminal while another program has it: a person's editor, or their pager."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ctrl_c_is_its_own() -> Iterator[None]:
    """Within the block Ctrl-C, which reaches all of the terminal, ends no more than that program.

    A handler that does nothing, since a signal that is ignored would be so in the program, too.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
