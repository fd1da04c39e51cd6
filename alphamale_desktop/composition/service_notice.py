"""Tells systemd that the kiosk is up and alive, where systemd asked to be told (``sd_notify(3)``)."""

import socket
from collections.abc import Callable, Mapping
from contextlib import suppress

SOCKET_VARIABLE = "NOTIFY_SOCKET"

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


def service_notice(environment: Mapping[str, str]) -> Callable[[str], None]:
    """Sends one state to the service manager; does nothing where there is none. Any thread; never fails or waits."""
    address = environment.get(SOCKET_VARIABLE, "")
    if not address.startswith(("/", "@")) or not hasattr(socket, "AF_UNIX"):
        return lambda _: None
    # A leading @ means Linux's abstract namespace.
    place = "\0" + address[1:] if address.startswith("@") else address

    def tell(state: str) -> None:
        # A manager that does not listen must not stop the kiosk.
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
            channel.setblocking(False)
            channel.sendto(state.encode(), place)

    return tell
