"""Heding (合订): a desktop reader for newspaper pages that survive as plain text.

Data flows one way: ``page ← parser ← library ← desk ← window``, with ``cli``
beside the last two.  Each name is a package or module of this one.
"""

__version__ = "0.1.0"
