"""Whether this machine can show a window, asked before Qt is loaded.

On a Linux that lacks a library, or without a display, Qt calls ``abort()``
with a text that often blames the wrong package.  So the libraries that Qt's
own files name (``readelf -d``) are opened first, each by its soname, and the
display is tried; that takes some 20 ms, most of which Qt is then spared.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from reader.language import tr
from reader.trouble import Trouble

# soname: its package on Debian and on Arch.  Libraries that one of these is
# itself linked with aren't listed: it can't be opened without them.
_ALWAYS = {
    "libEGL.so.1": ("libegl1", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
}
_PLATFORMS = {
    "xcb": {
        "libX11-xcb.so.1": ("libx11-xcb1", "libx11"),
        "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
        "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
        "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
        "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
        "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
        "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
        "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
        "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    },
    "wayland": {"libwayland-cursor.so.0": ("libwayland-cursor0", "wayland")},
}
#: Every library that may be asked for, with its package on Debian and on Arch.
PACKAGES = {name: both for part in (_ALWAYS, *_PLATFORMS.values()) for name, both in part.items()}


def check_display() -> None:
    """Raise ``Trouble`` if Qt could open no window here, with the line that mends it."""
    if find_spec("PySide6") is None:
        raise Trouble(
            tr("PySide6, which draws the window, is not installed."),
            tr("Install it:") + f"\n    {sys.executable} -m pip install PySide6-Essentials",
        )
    if not sys.platform.startswith("linux"):
        return
    troubles = []
    for platform in _platforms():
        trouble = _trouble(platform)
        if trouble is None:
            return
        troubles.append(trouble)
    raise troubles[0]


def missing_libraries(sonames: Iterable[str]) -> list[str]:
    """Those of the shared libraries that the loader can't open."""
    missing = []
    for name in sonames:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def install_line(sonames: Iterable[str], tool: str) -> str:
    """The command that installs these libraries.

    tool
        ``apt``, ``dnf``, ``zypper`` or ``pacman``.  The two for RPM packages
        take the soname itself, as every library's package provides it.
    """
    if tool in ("dnf", "zypper"):
        packages = [f"'{name}()(64bit)'" for name in sonames]
    else:
        packages = [PACKAGES[name][tool == "pacman"] for name in sonames]
    action = "-S --needed" if tool == "pacman" else "install"
    return " ".join([tool, action, *dict.fromkeys(packages)])


def _platforms() -> list[str]:
    """The names of the platforms that Qt would try, in its order."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return [part.split(":")[0] for part in chosen.split(";")]
    wayland = "WAYLAND_DISPLAY" in os.environ or os.environ.get("XDG_SESSION_TYPE") == "wayland"
    x11 = "DISPLAY" in os.environ or not wayland
    return ["wayland"] * wayland + ["xcb"] * x11


def _trouble(platform: str) -> Trouble | None:
    """What keeps Qt from this platform; None if nothing does."""
    missing = missing_libraries([*_ALWAYS, *_PLATFORMS.get(platform, ())])
    if missing:
        what = tr(
            "Heding can't open a window: this system lacks {libraries}.",
            libraries=", ".join(missing),
        )
        for tool in ("apt", "dnf", "zypper", "pacman"):
            if shutil.which(tool):
                line = ("" if os.geteuid() == 0 else "sudo ") + install_line(missing, tool)
                return Trouble(what, tr("Install what is missing:") + f"\n    {line}")
        return Trouble(what, tr("Install the packages that these libraries are in."))
    if platform == "xcb" and not _x11_answers():
        return _no_display(os.environ.get("DISPLAY", ""))
    if platform == "wayland" and not _wayland_answers():
        return _no_display(os.environ.get("WAYLAND_DISPLAY", ""))
    return None


def _no_display(name: str) -> Trouble:
    cure = tr(
        "Start Heding from a desktop session. Without one the command line works: heding --help"
    )
    if name:
        return Trouble(
            tr("Heding can't open a window: no display answers at {name}.", name=name), cure
        )
    return Trouble(tr("Heding can't open a window: there is no display."), cure)


def _x11_answers() -> bool:
    """Whether the X server named by ``DISPLAY`` lets us in.  libxcb is what Qt itself uses."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        refused: int = xcb.xcb_connection_has_error(connection)
        return not refused
    finally:
        xcb.xcb_disconnect(connection)


def _wayland_answers() -> bool:
    """Whether a compositor listens at ``WAYLAND_DISPLAY``, found as libwayland does."""
    if "WAYLAND_SOCKET" in os.environ:  # handed down by whoever started us
        return True
    folder = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(folder / os.environ.get("WAYLAND_DISPLAY", "wayland-0")))
        except OSError:
            return False
    return True
