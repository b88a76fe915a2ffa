"""``python -m reader``, and the program that PyInstaller freezes: the command line."""

import sys

if getattr(sys, "frozen", False):
    # A frozen program is started again as its own worker process; this call never returns then.
    import multiprocessing

    multiprocessing.freeze_support()

from reader.cli import main

if __name__ == "__main__":
    sys.exit(main())
