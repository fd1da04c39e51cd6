"""Tries the frozen program where people have it: a bare Debian root without Python and without this checkout.

    python3 installer/smoke.py --program build/frozen-cpu/alphamale

As root with debootstrap installed it makes a bare root (kept in ``build/bare`` for the next time); otherwise it runs
the program in an environment from which everything but the system was scrubbed, and says so. The same portrait goes
through this checkout's program, and both answers must be equal.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "installer")]

from linux.deb import DEPENDS  # noqa: E402 - a script's neighbour

BARE = ROOT / "build" / "bare"
PLACE = "/opt/alphamale/versions/smoke"
HOME = "/tmp/smoke-home"  # noqa: S108 - inside the bare root


class Machine:
    """Runs commands where the program is tried."""

    def __init__(self, root: Path | None, program: Path, work: Path) -> None:
        self.root = root
        self.program = Path(PLACE) / "alphamale" if root else program / "alphamale"
        self.home = Path(HOME) if root else work / "home"
        self._work = work

    def path(self, inside: Path | str) -> Path:
        """Where a path of that machine lies on this one."""
        return self.root / str(inside).lstrip("/") if self.root else Path(inside)

    def command(self, *command: str) -> list[str]:
        return ["chroot", str(self.root), *command] if self.root else list(command)

    def environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        return {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "ALPHAMALE_HOME": str(self.home),
            "QT_QPA_PLATFORM": "offscreen",
            **(extra or {}),
        }

    def run(self, *arguments: str, extra: Mapping[str, str] | None = None) -> str:
        """One run of the program; its standard output. Ends this one with a sentence where it fails."""
        done = subprocess.run(
            self.command(str(self.program), *arguments),
            env=self.environment(extra), cwd="/", capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"smoke: alphamale {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
        return done.stdout


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Tries a frozen program on a bare machine.")
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--report", type=Path, help="write the figures here, as JSON")
    parser.add_argument("--pictures", type=Path, default=ROOT / "build" / "smoke-pictures")
    chosen = parser.parse_args(arguments)
    program: Path = chosen.program.resolve()
    pictures: Path = chosen.pictures
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, a_machine(program, Path(folder)) as machine:
        report = {
            "bare_root": machine.root is not None,
            "size_mb": round(size_of(program) / 1e6),
            **try_all(machine, pictures),
        }
    for name, value in report.items():
        say(f"{name}: {value}")
    if chosen.report is not None:
        chosen.report.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0


def try_all(machine: Machine, pictures: Path) -> dict[str, object]:
    shutil.rmtree(machine.path(machine.home), ignore_errors=True)
    machine.path(machine.home).mkdir(parents=True)
    portrait = machine.home / "portrait.jpg"
    shutil.copyfile(sample_portrait(), machine.path(portrait))

    say("versions")
    version = machine.run("--version").splitlines()
    say("database")
    machine.run("db", "upgrade")
    say("analysis")
    begun_s = time.monotonic()
    card = machine.home / "card.png"
    answer = json.loads(
        machine.run("analyse", str(portrait), "--json", "--seed", "1", "--device", "cpu", "--card", str(card))
    )
    analyse_s = time.monotonic() - begun_s
    same_as_source(answer)
    shutil.copyfile(machine.path(card), pictures / "card.png")
    say("window, offscreen")
    heartbeat_s = window_lives(machine)
    say("window, on an X screen")
    on_x = window_on_x(machine, pictures / "window.png")
    say("sync")
    synced = syncs(machine, portrait)
    return {
        "version": version[0],
        "type": answer["type"],
        "score": answer["score"],
        "analyse_s": round(analyse_s, 1),
        "window_up_s": round(heartbeat_s, 1),
        "x_window": on_x,
        "synced_objects": synced,
    }


def same_as_source(answer: Mapping[str, object]) -> None:
    """The checkout's program must say the same of the same portrait."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "alphamale_desktop", "analyse", str(sample_portrait()), "--json", "--seed", "1",
             "--device", "cpu"],
            cwd=ROOT, env={**os.environ, "ALPHAMALE_HOME": home}, capture_output=True, text=True, check=True,
        )  # fmt: skip
    source = json.loads(done.stdout)
    for field in ("outcome", "type", "celebrities"):
        if answer[field] != source[field]:
            raise SystemExit(f"smoke: {field} is {answer[field]}, but {source[field]} from the source")
    if abs(float(str(answer["score"])) - float(str(source["score"]))) > 0.05:
        raise SystemExit(f"smoke: the score is {answer['score']}, but {source['score']} from the source")


def window_lives(machine: Machine) -> float:
    """Starts the window and waits for three heartbeats; returns the seconds to the first."""
    beat = machine.home / "beat"
    with running(machine, {"ALPHAMALE_HEARTBEAT": str(beat)}, "--language", "en") as child:
        begun_s = time.monotonic()
        first_s = 0.0
        seen: set[int] = set()
        while len(seen) < 3:
            if child.poll() is not None or time.monotonic() - begun_s > 120:
                raise SystemExit("smoke: the window does not live")
            with suppress(OSError):
                seen.add(machine.path(beat).stat().st_mtime_ns)
                first_s = first_s or time.monotonic() - begun_s
            time.sleep(0.1)
    return first_s


def window_on_x(machine: Machine, picture: Path) -> bool:
    """The window on an X screen, with a picture of it to look at; False where no X server is installed."""
    if shutil.which("Xvfb") is None or shutil.which("import") is None:
        return False
    display = ":97"
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "1280x800x24"], stderr=subprocess.DEVNULL)
    try:
        if machine.root is not None:
            sockets = machine.path("/tmp/.X11-unix")  # noqa: S108 - where X keeps them
            sockets.mkdir(parents=True, exist_ok=True)
            subprocess.run(["mount", "--bind", "/tmp/.X11-unix", str(sockets)], check=True)  # noqa: S108
        time.sleep(1)
        environment = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        with running(machine, environment, "--language", "en", "open", str(machine.home / "portrait.jpg")) as child:
            time.sleep(25)
            if child.poll() is not None:
                raise SystemExit("smoke: the window closed by itself on an X screen")
            subprocess.run(["import", "-display", display, "-window", "root", str(picture)], check=True)
    finally:
        if machine.root is not None:
            subprocess.run(["umount", str(machine.path("/tmp/.X11-unix"))], check=False)  # noqa: S108
        screen.terminate()
        screen.wait()
    return True


def syncs(machine: Machine, portrait: Path) -> int:
    """Keeps a visit with consent to upload and delivers it to a test server; returns how many objects arrived."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    try:
        host, port = server.get_host_and_port()
        address = f"http://{host}:{port}"
        import boto3

        keys = {"aws_access_key_id": "smoke", "aws_secret_access_key": "smoke"}
        store = boto3.client("s3", endpoint_url=address, region_name="us-east-1", **keys)
        store.create_bucket(Bucket="smoke")
        extra = {
            "AWS_ACCESS_KEY_ID": "smoke",
            "AWS_SECRET_ACCESS_KEY": "smoke",
            "ALPHAMALE_SYNC__BUCKET": "smoke",
            "ALPHAMALE_SYNC__ENDPOINT": address,
            "ALPHAMALE_SYNC__REGION": "us-east-1",
            "ALPHAMALE_SYNC__PATH_STYLE": "true",
        }
        machine.run("analyse", str(portrait), "--upload", "--mbti", "ESTJ", "--birth", "1990-01-01", extra=extra)
        machine.run("sync", "now", extra=extra)
        found = store.list_objects_v2(Bucket="smoke").get("Contents", [])
        if not any(one["Key"].endswith(".jpg") for one in found):
            raise SystemExit(f"smoke: the photo did not arrive; {len(found)} objects did")
        return len(found)
    finally:
        server.stop()


@contextmanager
def running(machine: Machine, extra: Mapping[str, str], *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    child = subprocess.Popen(
        machine.command(str(machine.program), *arguments),
        env=machine.environment(extra), cwd="/", start_new_session=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield child
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)
        killer = threading.Timer(15, lambda: os.killpg(child.pid, signal.SIGKILL))
        killer.start()
        child.wait()
        killer.cancel()


@contextmanager
def a_machine(program: Path, work: Path) -> Iterator[Machine]:
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("debootstrap") is None:
        say("no bare root can be made here (that needs root and debootstrap): only the environment is scrubbed")
        yield Machine(None, program, work)
        return
    make_bare_root()
    inside = BARE / PLACE.lstrip("/")
    shutil.rmtree(inside, ignore_errors=True)
    shutil.copytree(program, inside, symlinks=True)
    mounts = [("proc", "proc", "proc"), ("devpts", "dev/pts", "devpts"), ("tmpfs", "dev/shm", "tmpfs")]
    for source, place, kind in mounts:
        (BARE / place).mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "-t", kind, source, str(BARE / place)], check=False)
    try:
        yield Machine(BARE, program, work)
    finally:
        for _, place, _ in reversed(mounts):
            subprocess.run(["umount", "-l", str(BARE / place)], check=False)
        shutil.rmtree(inside, ignore_errors=True)


def make_bare_root() -> None:
    """Debian's smallest system and the libraries that the package depends on; no Python."""
    done = BARE / ".made"
    if done.exists():
        return
    subprocess.run(["umount", "-l", str(BARE / "proc")], check=False, stderr=subprocess.DEVNULL)
    shutil.rmtree(BARE, ignore_errors=True)
    BARE.parent.mkdir(exist_ok=True)
    codename = "bookworm"
    libraries = ",".join(one.split(" | ")[0] for one in DEPENDS)
    sources = [line.split() for line in mirror_lines()]
    mirror = [sources[0]] if sources else [[]]
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={libraries},ca-certificates", codename, str(BARE), *mirror[0]],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    if list(BARE.glob("usr/bin/python3*")):
        raise SystemExit("smoke: the bare root has a Python; it proves nothing")
    done.touch()


def mirror_lines() -> list[str]:
    """The mirror that this machine's apt uses; empty: debootstrap's own."""
    found = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [line for line in found.stdout.splitlines() if line.rstrip("/").endswith("debian")][:1]


def sample_portrait() -> Path:
    """A portrait in the public domain that comes with matplotlib."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise SystemExit("smoke: matplotlib is missing; run sh installer/setup.sh --dev")
    return Path(spec.origin).parent / "mpl-data" / "sample_data" / "grace_hopper.jpg"


def size_of(folder: Path) -> int:
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def say(line: str) -> None:
    print(f"smoke: {line}", flush=True)  # noqa: T201 - a script


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
