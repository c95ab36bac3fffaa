#!/usr/bin/env bash
# Makes .venv from requirements.lock and puts the project in it, so that .venv/bin/newsflow runs.
# Quick when nothing changed: the stamp holds a digest of all that the environment is made from.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'setup: %s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

python=${PYTHON:-python3}
command -v "$python" >/dev/null || die "no $python here. Install Python 3.11 or later: apt-get install python3 python3-venv"
about='import sys; print(sys.version.split()[0], "ok" if sys.version_info >= (3, 11) else "old")'
read -r version age < <("$python" -c "$about") || die "$python does not run."
[[ $age == ok ]] ||
  die "$python is Python $version; Newsflow needs 3.11 or later. Install one and name it: make setup PYTHON=python3.12"

stamp=.venv/.newsflow-stamp
made_from=$(cat requirements.lock pyproject.toml house/uv.txt house/setup.sh | sha256sum | cut -d' ' -f1)
want="$made_from $version $PWD"
if [[ -x .venv/bin/newsflow && -f $stamp && $(<"$stamp") == "$want" ]]; then
  exit 0
fi

# An environment holds absolute paths and one Python: of another folder or version, it is made anew.
usable='import sys; print(sys.version.split()[0], sys.prefix)'
if [[ $(.venv/bin/python -c "$usable" 2>/dev/null || true) != "$version $PWD/.venv" ]]; then
  say "making .venv with Python $version"
  rm -rf .venv
  "$python" -m venv .venv ||
    die "Python's venv module is missing. Install it: apt-get install python3-venv"
fi

if ! .venv/bin/uv --version >/dev/null 2>&1 ||
  [[ "uv==$(.venv/bin/uv --version | cut -d' ' -f2)" != "$(grep -o '^uv==[0-9.]*' house/uv.txt)" ]]; then
  say "installing uv, the tool that fills the environment (about 20 MB)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r house/uv.txt ||
    die "pip could not install uv. Without a network, or behind a proxy, set pip up first and run this again."
fi

say "installing the packages of requirements.lock (1.1 GB on disk)"
if ! .venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes requirements.lock; then
  say "uv failed (it reads no pip configuration: an index or certificate set for pip alone is unknown to it);"
  say "falling back to pip, with the same lock and the same hashes"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock ||
    die "pip failed as well. Its message stands above."
fi

say "putting newsflow itself in, editable"
.venv/bin/uv pip install --quiet --python .venv/bin/python --offline --no-deps --no-build-isolation --editable . ||
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

printf '%s' "$want" >"$stamp"
say "done: .venv/bin/newsflow"
