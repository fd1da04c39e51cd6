"""Tries an update and the way back between two real packages, in a bare Debian root without Python.

    python3 installer/update_trial.py OLDER.deb NEWER.deb
    python3 installer/update_trial.py OLDER.tar.gz NEWER.tar.gz --newer-settings FILE

A kiosk's user and a desktop user keep a visit and settings with the older version; then the newer is installed, started
and used; then ``alphamale-rollback`` goes back, and forward again. Needs root and debootstrap. There is no systemd in
the root: the service itself is not part of this.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from installer.machine import Machine, a_bare_root, has_bare_root, say  # noqa: E402 - a script's neighbour
from installer.smoke import revision_of, sample_portrait, window_lives  # noqa: E402 - a script's neighbour

USERS = {"alphamale": "/var/lib/alphamale", "guest": "/home/guest"}
"""The kiosk's user as ``alphamale-kiosk-setup`` makes it, and somebody with a desktop."""

OLD_SETTINGS = '[general]\nevent_name = "Spring fair"\n'
NEW_SETTINGS = '[general]\nevent_name = "Autumn fair"\n'


class Trial:
    """One root, with the packages in it, and what the users' programs say."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def install(self, package: Path) -> None:
        inside = self.machine.path("/srv") / package.name
        shutil.copyfile(package, inside)
        if package.suffix == ".deb":
            self.machine.call("dpkg", "--install", f"/srv/{package.name}")
        else:
            self.machine.call("tar", "--extract", "--gzip", "--file", f"/srv/{package.name}", "--directory", "/srv")
            self.machine.call(f"/srv/{package.name.removesuffix('.tar.gz')}/install.sh")
        inside.unlink()

    def version(self) -> str:
        return self.machine.run("--version").splitlines()[0]

    def program(self, user: str, *arguments: str) -> str:
        return self.machine.run(*arguments, user=user)

    def visits(self, user: str) -> int:
        return len(self.program(user, "history", "--json").splitlines())

    def judge(self, user: str) -> None:
        self.program(user, "analyse", "/srv/pictures/portrait.jpg", "--device", "cpu")

    def settings(self, user: str) -> Path:
        return self.machine.path(USERS[user]) / ".config" / "alphamale" / "settings.toml"

    def write_settings(self, user: str, text: str) -> None:
        file = self.settings(user)
        if not file.parent.exists():
            self.machine.call("runuser", "-u", user, "--", "mkdir", "-p", f"{USERS[user]}/.config/alphamale")
        file.write_text(text, encoding="utf-8")
        shutil.chown(file, file.parent.stat().st_uid, file.parent.stat().st_gid)

    def database(self, user: str) -> Path:
        return self.machine.path(USERS[user]) / ".local" / "share" / "alphamale" / "alphamale.db"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Tries an update and the way back between two packages.")
    parser.add_argument("older", type=Path)
    parser.add_argument("newer", type=Path)
    parser.add_argument("--newer-settings", type=Path, help="a settings file that the older version would refuse")
    chosen = parser.parse_args(arguments)
    newer_settings = chosen.newer_settings.read_text(encoding="utf-8") if chosen.newer_settings else NEW_SETTINGS
    if not has_bare_root():
        raise SystemExit("trial: this needs root and debootstrap")
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder, a_bare_root(Path(folder)) as root:
        program = Path("/usr/bin/alphamale" if chosen.older.suffix == ".deb" else "/usr/local/bin/alphamale")
        try_update(
            Trial(Machine(root, program, Path("/root"), is_portable=False)), chosen.older, chosen.newer, newer_settings
        )
    return 0


def try_update(trial: Trial, older: Path, newer: Path, newer_settings: str) -> None:
    machine = trial.machine
    pictures = machine.path("/srv/pictures")
    pictures.mkdir()
    shutil.copyfile(sample_portrait(), pictures / "portrait.jpg")
    for user, home in USERS.items():
        machine.call("useradd", "--create-home", "--home-dir", home, "--shell", "/usr/sbin/nologin", user)

    trial.install(older)
    first = trial.version()
    form = trial.program("guest", "db", "revision").strip()
    for user in USERS:
        trial.write_settings(user, OLD_SETTINGS)
        trial.judge(user)
    say(f"{first} installed, database form {form}, a visit and settings of {' and '.join(USERS)}")

    trial.install(newer)
    second = trial.version()
    newest = trial.program("guest", "db", "revision").strip()
    window_lives(machine, Path(USERS["alphamale"]), "alphamale")
    for user in USERS:
        expect(trial.visits(user), 1, f"visits of {user} after the update")
        expect(revision_of(trial.database(user)), newest, "form after the update")
        copies = sorted(trial.database(user).parent.glob("*.bak"))
        expect([revision_of(copy) for copy in copies], [form] if form != newest else [], "copies of the database")
        trial.write_settings(user, newer_settings)
        trial.judge(user)
    say(f"{second} installed beside it, database form {newest}, copied first; its window lived; a second visit each")

    say(machine.call("alphamale-rollback").strip())
    expect(trial.version(), first, "version after going back")
    for user in USERS:
        expect(trial.settings(user).read_text(encoding="utf-8"), OLD_SETTINGS, f"settings of {user} after going back")
        expect(revision_of(trial.database(user)), form, "form after going back")
        expect(trial.visits(user), 2, f"visits of {user} after going back")
        expect(revision_of(trial.database(user)), form, "form after the older version was used again")
    window_lives(machine, Path(USERS["alphamale"]), "alphamale")
    say("back: version, settings and database form are the first again, both visits are listed, the window lived")

    say(machine.call("alphamale-rollback").strip())
    expect(trial.version(), second, "version after coming forward")
    for user in USERS:
        expect(trial.settings(user).read_text(encoding="utf-8"), newer_settings, f"settings of {user} after that")
        trial.write_settings(user, OLD_SETTINGS)
        expect(trial.visits(user), 2, f"visits of {user} after coming forward")
        expect(revision_of(trial.database(user)), newest, "form after coming forward")
    say("forward: the newer version, its settings and its database form, both visits are listed")

    if older.suffix == ".deb":
        machine.call("dpkg", "--remove", "alphamale")
        expect(machine.path("/opt/alphamale").exists(), False, "what is left in /opt after removal")
        expect(all(trial.database(user).exists() for user in USERS), True, "people's data after removal")
        say("removed: nothing is left in /opt, people's data stays")


def expect(found: object, wanted: object, what: str) -> None:
    if found != wanted:
        raise SystemExit(f"trial: {what}: {found!r}, not {wanted!r}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
