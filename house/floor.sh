#!/usr/bin/env bash
# Runs the tests that use the database on the oldest PostgreSQL that we carry (issue 2: 15).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

floor=$(.venv/bin/python -c 'from newsflow.ops.embedded import FLOOR; print(FLOOR)')
programs=${FLOOR_PROGRAMS:-/usr/lib/postgresql/$floor/bin}
if [[ ! -x $programs/postgres ]]; then
  if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
    printf 'test-floor: no PostgreSQL %s at %s. Install postgresql-%s, or name its folder in FLOOR_PROGRAMS.\n' \
      "$floor" "$programs" "$floor" >&2
    exit 1
  fi
  printf 'test-floor: installing postgresql-%s with apt-get, without a cluster of its own\n' "$floor" >&2
  export DEBIAN_FRONTEND=noninteractive
  install -d /etc/postgresql-common
  [[ -e /etc/postgresql-common/createcluster.conf ]] ||
    printf 'create_main_cluster = false\n' >/etc/postgresql-common/createcluster.conf
  apt-get -q update >/dev/null
  apt-get -q install -y --no-install-recommends "postgresql-$floor" >/dev/null
fi
PYTHONHASHSEED=0 exec .venv/bin/python -m pytest --postgres "$programs" --uses-database tests
