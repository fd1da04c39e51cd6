#!/bin/sh
# Sets the program up in this checkout: system libraries (Debian, as root), and a private Python environment in
# .venv with every dependency pinned by hash. Safe to run again; does nothing when all is there.
#
#   sh installer/setup.sh          what the program needs
#   sh installer/setup.sh --dev    and what its tests and linters need
set -eu
cd "$(dirname "$0")/.."

requirements=installer/requirements.txt
case "${1:-}" in
    "") ;;
    --dev) requirements=installer/requirements-dev.txt ;;
    *) echo "setup.sh: unknown option $1 (only --dev is known)" >&2; exit 2 ;;
esac

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

python=$(command -v python3) || fail "python3 is missing; install Python 3.11 or newer"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Python 3.11 or newer is needed, this is $("$python" --version)"

# What Qt and OpenCV load at run time; on a kiosk with a screen also the X libraries.
libraries="libglib2.0-0 libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
if command -v dpkg-query >/dev/null 2>&1; then
    missing=""
    for library in $libraries; do
        # Debian 13 renamed some packages; the new name ends in t64.
        dpkg-query -W -f '${Status}\n' "$library" "${library}t64" 2>/dev/null | grep -q '^install ok installed' ||
            missing="$missing $library"
    done
    if [ -n "$missing" ]; then
        if [ "$(id -u)" = 0 ]; then
            say "installing system libraries:$missing"
            export DEBIAN_FRONTEND=noninteractive
            apt-get update -qq
            # shellcheck disable=SC2086  # one word a package
            apt-get install -y -qq --no-install-recommends $missing >/dev/null
        else
            say "these system libraries are missing; install them as root:$missing"
        fi
    fi
fi

if [ ! -x .tools/bin/uv ]; then
    say "fetching the installer"
    "$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --require-hashes \
        --target .tools --requirement installer/requirements-uv.txt
fi
# uv does not read pip's configuration: hand over an index that this machine prescribes.
if [ -z "${UV_DEFAULT_INDEX:-}" ]; then
    index=$("$python" -m pip config get global.index-url 2>/dev/null || true)
    [ -n "${PIP_INDEX_URL:-}" ] && index=$PIP_INDEX_URL
    [ -n "$index" ] && export UV_DEFAULT_INDEX="$index"
fi

stamp=".venv/.installed-$(basename "$requirements" .txt)"
if ! cmp -s "$requirements" "$stamp" 2>/dev/null; then
    say "installing Python packages (about 6 GB with CUDA; a minute or two)"
    [ -x .venv/bin/python ] || .tools/bin/uv venv --quiet --python "$python" .venv
    # Compiled now, by whoever may write here: a kiosk's user may not, and would compile anew at every start.
    .tools/bin/uv pip install --quiet --python .venv/bin/python --compile-bytecode --require-hashes \
        --requirement "$requirements"
    .tools/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
    .venv/bin/python -m compileall -q alphamale_desktop
    cp "$requirements" "$stamp"
    say "done"
fi
