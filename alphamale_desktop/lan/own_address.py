"""Under which address phones on the same network find this computer."""

import socket

_FAR_AWAY = ("192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254")
"""Nothing is sent to them: the system only says from which of its addresses it would. Source: RFC 5737, RFC 1918."""


def own_address() -> str | None:
    """This computer's IPv4 address on its network; None where it has none but loopback's. Milliseconds."""
    for target in _FAR_AWAY:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((target, 9))
            except OSError:
                continue
            address = str(probe.getsockname()[0])
        if not address.startswith("127.") and address != "0.0.0.0":  # noqa: S104 - compared, not bound
            return address
    return None


def host_names() -> frozenset[str]:
    """What this computer calls itself, in lower case."""
    name = socket.gethostname().lower().split(".")[0]
    return frozenset({name, f"{name}.local", "localhost"}) if name else frozenset({"localhost"})
