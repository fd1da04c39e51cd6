#!/bin/sh
# Installs the program from this folder, beside earlier versions. Nothing is fetched.
#
#   sudo ./install.sh               for everybody, below /opt/alphamale
#   ./install.sh --to FOLDER        for one person, below FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
base=/opt/alphamale
links=/usr/local/bin
say() { printf 'install: %s\n' "$*"; }
fail() { printf 'install: %s\n' "$*" >&2; exit 1; }

if [ "${1:-}" = --to ]; then
    [ -n "${2:-}" ] || fail "--to needs a folder"
    mkdir -p "$2"
    base=$(cd "$2" && pwd)
    links=$base/bin
elif [ -n "${1:-}" ]; then
    fail "unknown option $1 (only --to FOLDER is known)"
elif [ "$(id -u)" != 0 ]; then
    fail "run it as root, or choose a folder of your own with --to FOLDER"
fi

version=$(cat "$here/VERSION")
target=$base/versions/$version
( cd "$here" && sha256sum --quiet --check SHA256SUMS ) || fail "the files are damaged; unpack the archive again"
mkdir -p "$base/versions" "$links"
rm -rf "$target.new"
cp -R "$here/alphamale" "$target.new"
# It must run before it is put in the old one's place.
"$target.new/alphamale" --version >/dev/null || { rm -rf "$target.new"; fail "the new version does not run here; the old one stays"; }
rm -rf "$target"
mv "$target.new" "$target"
old=$(readlink "$base/current" 2>/dev/null || true)
if [ -n "$old" ] && [ "$old" != "versions/$version" ]; then
    ln -sfn "$old" "$base/previous.new"
    mv -Tf "$base/previous.new" "$base/previous"
fi
ln -sfn "versions/$version" "$base/current.new"
mv -Tf "$base/current.new" "$base/current"
ln -sfn "$base/current/alphamale" "$links/alphamale"
install -m 0755 "$here/alphamale-rollback" "$links/alphamale-rollback"
# Only the version before stays, for going back.
for folder in "$base"/versions/*; do
    case "versions/${folder##*/}" in
        "$(readlink "$base/current")" | "$(readlink "$base/previous" 2>/dev/null || true)") ;;
        *) rm -rf "$folder" ;;
    esac
done
say "alphamale $version is installed; start it with $links/alphamale"
