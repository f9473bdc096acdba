#!/bin/bash
# Installs the service that stands in this folder, and has systemd run it; or upgrades the one that is installed:
# stop, back up, replace, start, verify.
#
#   ./install.sh          the first time it asks for the fund, if FUND_CODE, FUND_NAME, FUND_PROVINCE do not say it
#   ./install.sh --back   returns to the release before the last upgrade, and to the data as they were then
set -euo pipefail

here=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)
root=/opt/cooperative-fund
current=$root/current
settings=/etc/cooperative-fund.env
state=/var/lib/cooperative-fund
last=$root/last-upgrade
user=cooperative-fund

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

[ "$(id -u)" = 0 ] || die 'Only root can install: sudo ./install.sh'
[ -d /run/systemd/system ] || die 'systemd does not run here. Without it: ./fund start'

# A command of a release, as the service's user and with its settings.
as_service() { # folder of the release, command …
  local release=$1
  shift
  (
    set -a
    # shellcheck disable=SC1090
    . "$settings"
    set +a
    cd "$state" && runuser -u "$user" -- "$release/fund" "$@"
  )
}

setting() { (. "$settings" && eval "printf '%s' \"\${$1:-}\""); }

is_ready() {
  "$here/runtime/node" -e "fetch('http://127.0.0.1:$(setting PORT)/readyz')
    .then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"
}

wait_until_ready() {
  for _ in $(seq 120); do
    is_ready && return 0
    systemctl is-failed --quiet cooperative-fund && return 1
    sleep 1
  done
  return 1
}

# Puts this folder's release beside those that are installed; says where.
place_release() {
  local place
  place=$root/releases/$(awk '{ printf "%s%s", sep, $2; sep = "-" }' <(head -n 2 "$here/RELEASE"))
  if [ "$here" != "$place" ] && [ ! -d "$place" ]; then
    mkdir -p "$root/releases"
    rm -rf "$place.part"
    cp -a "$here" "$place.part"
    chown -R root:root "$place.part"
    chmod -R go-w "$place.part"
    mv "$place.part" "$place"
  fi
  printf '%s' "$place"
}

install_unit() { # folder of the release
  install -m 644 "$1/cooperative-fund.service" /etc/systemd/system/cooperative-fund.service
  cat >/usr/local/bin/cooperative-fund <<'COMMAND'
#!/bin/sh
# A command of the service, as its user and with its settings: cooperative-fund backup FILE
set -eu
[ "$(id -u)" = 0 ] || exec sudo "$0" "$@"
set -a
. /etc/cooperative-fund.env
set +a
cd /var/lib/cooperative-fund
exec runuser -u cooperative-fund -- /opt/cooperative-fund/current/fund "$@"
COMMAND
  chmod 755 /usr/local/bin/cooperative-fund
  systemctl daemon-reload
}

quoted() { printf "'%s'" "${1//\'/}"; }

ask() { # variable, question
  local answer=${!1:-}
  [ -n "$answer" ] || [ ! -t 0 ] || read -r -p "$2: " answer
  [ -n "$answer" ] || die "$1 is needed: $2"
  printf -v "$1" '%s' "$answer"
}

first_time() {
  ask FUND_PROVINCE 'The province'
  ask FUND_NAME 'The name of the fund'
  ask FUND_CODE 'Its code, such as QHT'
  id "$user" >/dev/null 2>&1 ||
    useradd --system --home-dir "$state" --no-create-home --shell /usr/sbin/nologin "$user"
  install -d -m 700 -o "$user" -g "$user" "$state" "$state/backups"
  local token release
  token=$(head -c 33 /dev/urandom | base64 | tr '+/' '-_')
  if [ ! -e "$settings" ]; then
    (
      umask 077
      printf '%s\n' '# Every variable is told in openapi/guide/operating.md.' \
        "DATA_DIR=$state/data" "HOST=127.0.0.1" "PORT=${PORT:-3000}" >"$settings"
    )
  fi
  printf '%s\n' "BOOTSTRAP_TOKEN=$token" "FUND_CODE=$(quoted "$FUND_CODE")" \
    "FUND_NAME=$(quoted "$FUND_NAME")" "FUND_PROVINCE=$(quoted "$FUND_PROVINCE")" \
    "FUND_HOLIDAYS=${FUND_HOLIDAYS:-vietnam}" >>"$settings"
  release=$(place_release)
  ln -sfn "$release" "$current"
  install_unit "$release"
  systemctl enable --quiet cooperative-fund
  systemctl restart cooperative-fund
  wait_until_ready || die 'The service does not answer: journalctl -u cooperative-fund tells why'
  # The first token and the first fund are there: what made them is needed no more.
  sed -i '/^\(BOOTSTRAP_TOKEN\|FUND_\)/d' "$settings"
  printf '%s\n' "The service runs, and starts with the machine: http://127.0.0.1:$(setting PORT)" \
    "The director's token, shown once: $token" \
    "Settings: $settings. Commands: cooperative-fund help" \
    'Other machines reach it through a proxy with TLS: openapi/guide/operating.md'
}

# Has the data made anew from the backup, by a release; the folder as it was stays beside it.
restore_anew() { # release, backup
  local aside
  aside=$(setting DATA_DIR)/postgres
  mv "$aside" "$aside.left-$(date +%Y%m%d-%H%M%S)"
  as_service "$1" restore "$2"
}

# A newer major version of PostgreSQL does not read the folder of the one before.
has_other_postgres() { # release
  local version
  version=$(setting DATA_DIR)/postgres/PG_VERSION
  [ -e "$version" ] && [ "$(cat "$version")" != "$(awk '/^postgres / { print $2 }' "$1/RELEASE")" ]
}

go_back() { # release before, backup
  [ -z "$(setting DATABASE_URL)" ] || die "The data are on a server: make an empty database there, name it in" \
    "DATABASE_URL, let $current point to $1, run cooperative-fund restore $2, and start the service"
  systemctl stop cooperative-fund
  ln -sfn "$1" "$current"
  install_unit "$1"
  restore_anew "$1" "$2"
  systemctl start cooperative-fund
  wait_until_ready || die 'The service does not answer: journalctl -u cooperative-fund tells why'
  rm -f "$last"
  printf '%s\n' "The release before runs again, with the data as they were before the upgrade" \
    "What was recorded since is in $(setting DATA_DIR)/postgres.left-…"
}

upgrade() {
  local before release backup
  before=$(readlink -f "$current")
  release=$(place_release)
  [ "$before" != "$release" ] || die "This release is installed already: $release"
  backup=$state/backups/before-$(basename "$release")-$(date +%Y%m%d-%H%M%S).backup
  systemctl stop cooperative-fund
  if ! as_service "$before" backup "$backup"; then
    systemctl start cooperative-fund
    die 'The backup failed, so nothing was changed: the release before runs on'
  fi
  printf '%s\n' "$before" "$backup" >"$last"
  ln -sfn "$release" "$current"
  install_unit "$release"
  if has_other_postgres "$release"; then restore_anew "$release" "$backup"; fi
  systemctl start cooperative-fund
  if ! wait_until_ready; then
    journalctl -u cooperative-fund -n 20 --no-pager >&2 || true
    printf '%s\n' 'The new release does not answer: going back' >&2
    go_back "$before" "$backup"
    exit 1
  fi
  as_service "$release" verify || die "The books do not agree: tell the makers. ./install.sh --back returns"
  printf '%s\n' "Upgraded; the books agree. The data as they were: $backup" \
    "The way back: $release/install.sh --back"
}

case ${1:-} in
  '')
    if [ -e "$current" ]; then upgrade; else first_time; fi
    ;;
  --back)
    [ -e "$last" ] || die 'There was no upgrade to go back from'
    { read -r before && read -r backup; } <"$last"
    go_back "$before" "$backup"
    ;;
  *) die 'Usage: ./install.sh [--back]' ;;
esac
