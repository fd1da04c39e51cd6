"""Tries the frozen program where people have it: a bare Debian root without Python and without this checkout.

    python3 installer/smoke.py --program build/frozen-cpu/alphamale

As root with debootstrap installed it makes a bare root (kept in ``build/bare`` for the next time) without a network;
otherwise it runs the program in an environment from which everything but the system was scrubbed, and says so. The same
portrait goes through this checkout's program, and both answers must be equal.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from installer.machine import Machine, a_machine, say, unmount  # noqa: E402 - a script's neighbour

OLDEST = "0001"
"""The database's first form."""


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
            "on": f"{os.cpu_count()} processors, load {', '.join(f'{one:.1f}' for one in load())}",
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
    begun_s, busy_s = time.monotonic(), children_s()
    card = machine.home / "card.png"
    answer = json.loads(
        machine.run("analyse", str(portrait), "--json", "--seed", "1", "--device", "cpu", "--card", str(card))
    )
    analyse_s, analyse_busy_s = time.monotonic() - begun_s, children_s() - busy_s
    same_as_source(answer)
    shutil.copyfile(machine.path(card), pictures / "card.png")
    say("an old database")
    migrated = migrates(machine)
    say("window, offscreen")
    heartbeat_s = window_lives(machine, machine.home)
    say("window, on an X screen")
    on_x = window_on_x(machine, pictures / "window.png")
    say("sync")
    synced = syncs(machine, portrait)
    return {
        "version": "; ".join(version),
        "type": answer["type"],
        "score": answer["score"],
        "analyse_s": round(analyse_s, 1),
        "analyse_processor_s": round(analyse_busy_s, 1),
        "migrated": migrated,
        "window_up_s": round(heartbeat_s, 1),
        "x_window": on_x,
        "synced_objects": synced,
    }


def same_as_source(answer: Mapping[str, object]) -> None:
    """The checkout's program must say the same of the same portrait."""
    with tempfile.TemporaryDirectory() as home:
        said = from_source(Path(home), "analyse", str(sample_portrait()), "--json", "--seed", "1", "--device", "cpu")
    source = json.loads(said)
    for field in ("outcome", "type", "celebrities"):
        if answer[field] != source[field]:
            raise SystemExit(f"smoke: {field} is {answer[field]}, but {source[field]} from the source")
    if abs(float(str(answer["score"])) - float(str(source["score"]))) > 0.05:
        raise SystemExit(f"smoke: the score is {answer['score']}, but {source['score']} from the source")


def from_source(home: Path, *arguments: str) -> str:
    """One run of this checkout's program; its standard output."""
    return subprocess.run(
        [sys.executable, "-m", "alphamale_desktop", *arguments],
        cwd=ROOT, env={**os.environ, "ALPHAMALE_HOME": str(home)}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def window_lives(machine: Machine, home: Path, user: str | None = None) -> float:
    """Starts the window and waits for three heartbeats; returns the seconds to the first."""
    beat = home / "beat"
    machine.path(beat).unlink(missing_ok=True)
    extra = {"ALPHAMALE_HEARTBEAT": str(beat)}
    with machine.running("--language", "en", extra=extra, user=user) as child:
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
    with ExitStack() as ended:
        ended.callback(screen.wait)
        ended.callback(screen.terminate)
        if machine.root is not None:
            sockets = machine.path("/tmp/.X11-unix")  # noqa: S108 - where X keeps them
            sockets.mkdir(parents=True, exist_ok=True)
            subprocess.run(["mount", "--bind", "/tmp/.X11-unix", str(sockets)], check=True)  # noqa: S108
            ended.callback(unmount, sockets)
        time.sleep(1)
        environment = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        photo = str(machine.home / "portrait.jpg")
        with machine.running("--language", "en", "open", photo, extra=environment) as child:
            time.sleep(25)
            if child.poll() is not None:
                raise SystemExit("smoke: the window closed by itself on an X screen")
            subprocess.run(["import", "-display", display, "-window", "root", str(picture)], check=True)
    return True


def migrates(machine: Machine) -> str:
    """An old database, as the first version had it, in the frozen program's hands; returns what became of it.

    The checkout's program makes it: a visit is kept, and the tables are taken back to their first form.
    """
    home = machine.home / "old"
    with tempfile.TemporaryDirectory() as folder:
        from_source(Path(folder), "analyse", str(sample_portrait()), "--device", "cpu")
        from_source(Path(folder), "db", "downgrade", OLDEST)
        for copy in (Path(folder) / "data").glob("*.bak"):
            copy.unlink()
        shutil.copytree(folder, machine.path(home))
    database = machine.path(home / "data" / "alphamale.db")
    if revision_of(database) != OLDEST:
        raise SystemExit(f"smoke: the old database has the form {revision_of(database)}")
    extra = {"ALPHAMALE_HOME": str(home)}
    visits = [json.loads(line) for line in machine.run("history", "--json", extra=extra).splitlines()]
    newest = machine.run("db", "revision", extra=extra).strip()
    copies = list(database.parent.glob("*.bak"))
    if len(visits) != 1 or revision_of(database) != newest or newest == OLDEST:
        raise SystemExit(f"smoke: {len(visits)} visits in a database of the form {revision_of(database)}")
    if [revision_of(copy) for copy in copies] != [OLDEST]:
        raise SystemExit(f"smoke: the old database was not copied: {[copy.name for copy in copies]}")
    return f"{OLDEST} to {newest}, copied first to {copies[0].name}; its visit ({visits[0]['type']}) is listed"


def revision_of(database: Path) -> str:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return str(connection.execute("SELECT version_num FROM alphamale_version").fetchone()[0])


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
        machine.run("sync", "now", extra=extra, network=True)
        found = store.list_objects_v2(Bucket="smoke").get("Contents", [])
        if not any(one["Key"].endswith(".jpg") for one in found):
            raise SystemExit(f"smoke: the photo did not arrive; {len(found)} objects did")
        return len(found)
    finally:
        server.stop()


def load() -> tuple[float, ...]:
    return os.getloadavg() if hasattr(os, "getloadavg") else ()


def children_s() -> float:
    """Processor time of all processes that this one started and that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def sample_portrait() -> Path:
    """A portrait in the public domain that comes with matplotlib."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise SystemExit("smoke: matplotlib is missing; run sh installer/setup.sh --dev")
    return Path(spec.origin).parent / "mpl-data" / "sample_data" / "grace_hopper.jpg"


def size_of(folder: Path) -> int:
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
