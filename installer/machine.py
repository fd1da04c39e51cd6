"""The computer on which a frozen program is tried: a bare Debian root without Python, or a scrubbed environment."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from installer.linux.deb import DEPENDS

ROOT = Path(__file__).resolve().parents[1]
BARE = ROOT / "build" / "bare"
PLACE = "/opt/alphamale/versions/smoke"
HOME = "/tmp/smoke-home"  # noqa: S108 - inside the bare root
_MOUNTS = (("proc", "proc", "proc"), ("devpts", "dev/pts", "devpts"), ("tmpfs", "dev/shm", "tmpfs"))
_KEPT_OF_WINDOWS = ("SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA")


class Machine:
    """Runs commands where the program is tried; without a network, where that can be had.

    Args:
        root: The bare root; None: this computer itself, with a scrubbed environment.
        program: The program's file there.
        home: The tried user's folder there.
        is_portable: Everything lies below ``home``, rather than where the system has it for each user.
    """

    def __init__(self, root: Path | None, program: Path, home: Path, *, is_portable: bool = True) -> None:
        self.root, self.program, self.home, self._is_portable = root, program, home, is_portable

    def path(self, inside: Path | str) -> Path:
        """Where a path of that machine lies on this one."""
        return self.root / str(inside).lstrip("/") if self.root else Path(inside)

    def command(self, *command: str, network: bool = False) -> list[str]:
        if self.root is None:
            return list(command)
        return [*([] if network else ["unshare", "--net"]), "chroot", str(self.root), *command]

    def environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _KEPT_OF_WINDOWS if name in os.environ}
        system = {"PATH": "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"} if sys.platform != "win32" else {}
        return {
            **kept,
            **system,
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            **({"ALPHAMALE_HOME": str(self.home)} if self._is_portable else {}),
            "QT_QPA_PLATFORM": "offscreen",
            **(extra or {}),
        }

    def run(
        self, *arguments: str, extra: Mapping[str, str] | None = None, user: str | None = None, network: bool = False
    ) -> str:
        """One run of the program; its standard output. Ends this one with a sentence where it fails."""
        return self.call(*self._started(user), *arguments, extra=extra, network=network)

    def call(self, *command: str, extra: Mapping[str, str] | None = None, network: bool = False) -> str:
        """One run of any command there, likewise."""
        done = subprocess.run(
            self.command(*command, network=network),
            env=self.environment(extra), cwd="/", capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"smoke: {' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    @contextmanager
    def running(
        self, *arguments: str, extra: Mapping[str, str], user: str | None = None
    ) -> Iterator["subprocess.Popen[bytes]"]:
        """The program beside this one, until the block is left."""
        child = subprocess.Popen(
            self.command(*self._started(user), *arguments),
            env=self.environment(extra), cwd="/", start_new_session=True, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield child
        finally:
            end(child)

    def _started(self, user: str | None) -> list[str]:
        return [*([] if user is None else ["runuser", "-u", user, "--"]), str(self.program)]


def end(child: "subprocess.Popen[bytes]") -> None:
    """Asks the process and those it started to stop, and makes them after 15 s."""
    if sys.platform == "win32":
        child.kill()
        child.wait()
        return
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGTERM)
    killer = threading.Timer(15, lambda: os.killpg(child.pid, signal.SIGKILL))
    killer.start()
    child.wait()
    killer.cancel()


def has_bare_root() -> bool:
    """Whether this computer can make one."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("debootstrap") is not None


@contextmanager
def a_machine(program: Path, work: Path) -> Iterator[Machine]:
    """The program alone on a machine: the frozen folder copied there, nothing installed."""
    if not has_bare_root():
        say("no bare root can be made here (that needs root and debootstrap): only the environment is scrubbed")
        yield Machine(None, program / "alphamale", work / "home")
        return
    with a_bare_root(work) as root:
        shutil.copytree(program, root / PLACE.lstrip("/"), symlinks=True)
        yield Machine(root, Path(PLACE) / "alphamale", Path(HOME))


@contextmanager
def a_bare_root(work: Path) -> Iterator[Path]:
    """A bare root to write to; what is written lies in ``work``, and the kept root stays bare."""
    make_bare_root()
    upper, under, root = work / "upper", work / "under", work / "root"
    for folder in (upper, under, root):
        folder.mkdir()
    layers = f"lowerdir={BARE},upperdir={upper},workdir={under}"
    with ExitStack() as mounted:
        subprocess.run(["mount", "-t", "overlay", "overlay", "-o", layers, str(root)], check=True)
        mounted.callback(unmount, root)
        for source, place, kind in _MOUNTS:
            (root / place).mkdir(parents=True, exist_ok=True)
            subprocess.run(["mount", "-t", kind, source, str(root / place)], check=True)
            mounted.callback(unmount, root / place)
        yield root


def unmount(place: Path) -> None:
    subprocess.run(["umount", "-l", str(place)], check=False)


def make_bare_root() -> None:
    """Debian's smallest system and the libraries that the package depends on; no Python. Made once, then kept."""
    libraries = ",".join(one.split(" | ")[0] for one in DEPENDS)
    done = BARE / ".made"
    if done.exists() and done.read_text(encoding="utf-8") == libraries:
        return
    shutil.rmtree(BARE, ignore_errors=True)
    BARE.parent.mkdir(exist_ok=True)
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={libraries},ca-certificates", "bookworm", str(BARE),
         *apt_mirror()],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    if list(BARE.glob("usr/bin/python3*")):
        raise SystemExit("smoke: the bare root has a Python; it proves nothing")
    done.write_text(libraries, encoding="utf-8")


def apt_mirror() -> list[str]:
    """The mirror of Debian's packages that this computer's apt uses, as one argument; none: debootstrap's own."""
    found = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [address for address in found.stdout.split() if address.rstrip("/").endswith("/debian")][:1]


def say(line: str) -> None:
    print(f"smoke: {line}", flush=True)  # noqa: T201 - a script
