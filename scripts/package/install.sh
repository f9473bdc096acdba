#!/bin/bash
# Installs the service that stands in this folder, and has systemd run it; or upgrades the one that is installed:
# stop, back up, replace, start, verify. Cut off at any point, it is started again, and goes on.
#
#   ./install.sh                 the first time it asks for the fund, if FUND_PROVINCE, FUND_NAME, FUND_CODE do not say it
#   ./install.sh --restore FILE  has the data of a backup: on a new machine, or in place of those that are there
#   ./install.sh --back          returns to the release before the last upgrade, and to the data as they were then
set -euo pipefail

here=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)
root=/opt/cooperative-fund
current=$root/current
settings=/etc/cooperative-fund.env
state=/var/lib/cooperative-fund
user=cooperative-fund
# What the first start is told, until it has answered.
first=$root/first-start.env
# The release before and the backup, a line each: of the upgrade that is under way, and of the last one.
under_way=$root/upgrade-under-way
last=$root/last-upgrade
# There while one folder of data takes the place of another: the unit does not start then.
exchanging=$state/exchanging

say() { printf '%s\n' "$@"; }

die() {
  say "$@" >&2
  exit 1
}

# Takes the settings over as systemd reads them: nothing that stands there is run.
load_settings() {
  local line name value
  while IFS= read -r line || [ -n "$line" ]; do
    [[ $line =~ ^[[:space:]]*([A-Za-z_][A-Za-z0-9_]*)=(.*)$ ]] || continue
    name=${BASH_REMATCH[1]} value=${BASH_REMATCH[2]}
    if [[ $value =~ ^\"(.*)\"[[:space:]]*$ ]]; then
      value=$(sed 's/\\\([\\"$`]\)/\1/g' <<<"${BASH_REMATCH[1]}")
    elif [[ $value =~ ^\'(.*)\'[[:space:]]*$ ]]; then
      value=${BASH_REMATCH[1]}
    fi
    export "$name=$value"
  done <"$settings"
}

setting() { # variable, default
  (load_settings && printf '%s' "${!1:-$2}")
}

# A command of a release, as the service's user and with its settings.
as_service() { # folder of the release, [VARIABLE=value …] command …
  local release=$1
  shift
  (
    load_settings
    while [[ ${1:-} == *=* ]]; do
      export "${1?}"
      shift
    done
    cd "$state" && exec runuser -u "$user" -- "$release/fund" "$@"
  )
}

data_dir() { setting DATA_DIR "$state/data"; }

address() {
  local host
  host=$(setting HOST 127.0.0.1)
  case $host in
    0.0.0.0 | ::) host=127.0.0.1 ;;
    *:*) host="[$host]" ;;
  esac
  printf 'http://%s:%s' "$host" "$(setting PORT 3000)"
}

is_ready() {
  "$here/runtime/node" -e 'fetch(`${process.argv[1]}/readyz`, { signal: AbortSignal.timeout(5_000) })
    .then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))' "$1"
}

# Starts the service, and waits until it answers: migrating much may take minutes.
start() {
  local until=$((SECONDS + 900)) at
  at=$(address)
  # What failed before does not count against this start.
  systemctl reset-failed cooperative-fund 2>/dev/null || true
  systemctl start cooperative-fund || true
  while [ $SECONDS -lt $until ]; do
    ! is_ready "$at" || return 0
    [ "$(systemctl show --property=NRestarts --value cooperative-fund)" -lt 2 ] || return 1
    [ "$(systemctl is-active cooperative-fund)" != failed ] || return 1
    sleep 1
  done
  return 1
}

start_or_die() { start || die 'The service does not answer: journalctl -u cooperative-fund tells why'; }

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
    # Whole before it has its name, also after a power cut.
    sync -f "$place.part"
    mv "$place.part" "$place"
  fi
  printf '%s' "$place"
}

# Has a release be the one that runs from the next start on.
run_from_now_on() { # folder of the release
  ln -sfn "$1" "$current.new"
  mv -T "$current.new" "$current"
  install -m 644 "$1/cooperative-fund.service" /etc/systemd/system/cooperative-fund.service
  cat >/usr/local/bin/cooperative-fund <<'COMMAND'
#!/bin/sh
# A command of the service, as its user and with its settings: cooperative-fund backup FILE
[ "$(id -u)" = 0 ] || exec sudo "$0" "$@"
exec /opt/cooperative-fund/current/install.sh --run "$@"
COMMAND
  chmod 755 /usr/local/bin/cooperative-fund
  systemctl daemon-reload
}

quoted() { printf '"%s"' "$(sed 's/[\\"$`]/\\&/g' <<<"$1")"; }

ask() { # variable, question, default
  local answer=${!1:-}
  if [ -z "$answer" ] && [ -t 0 ]; then
    read -r -p "$2${3:+ [$3]}: " answer
  fi
  answer=${answer:-${3:-}}
  [ -n "$answer" ] || die "$1 is needed: $2"
  printf -v "$1" '%s' "$answer"
}

ask_for_fund() {
  ask FUND_PROVINCE 'Tỉnh, thành phố (province of the fund)'
  ask FUND_NAME 'Tên quỹ (name of the fund)'
  ask FUND_CODE 'Mã quỹ (its code)' QHT
}

prepare_machine() {
  id "$user" >/dev/null 2>&1 ||
    useradd --system --home-dir "$state" --no-create-home --shell /usr/sbin/nologin "$user"
  install -d -m 700 -o "$user" -g "$user" "$state" "$state/backups"
  mkdir -p "$root"
  [ -e "$settings" ] || (
    umask 077
    say '# Every variable is told in openapi/guide/operating.md.' \
      "DATA_DIR=$state/data" 'HOST=127.0.0.1' "PORT=${PORT:-3000}" \
      '# Every night. Another disk is better: systemctl edit cooperative-fund, [Service], ReadWritePaths=FOLDER' \
      "BACKUP_DIR=$state/backups" >"$settings.new"
    mv "$settings.new" "$settings"
  )
}

# The token is made once, however often the first time is begun.
write_first_start() {
  local token
  token=$(sed -n 's/^BOOTSTRAP_TOKEN=//p' "$first" 2>/dev/null || true)
  [ -n "$token" ] || token=$(head -c 33 /dev/urandom | base64 | tr '+/' '-_')
  (
    umask 077
    say "BOOTSTRAP_TOKEN=$token" "FUND_CODE=$(quoted "$FUND_CODE")" "FUND_NAME=$(quoted "$FUND_NAME")" \
      "FUND_PROVINCE=$(quoted "$FUND_PROVINCE")" "FUND_HOLIDAYS=${FUND_HOLIDAYS:-vietnam}" >"$first.new"
    mv "$first.new" "$first"
  )
}

first_time() {
  local release
  ask_for_fund
  prepare_machine
  write_first_start
  release=$(place_release)
  run_from_now_on "$release"
  systemctl enable --quiet cooperative-fund
  start_or_die
  say "The service runs, and starts with the machine: $(address)" \
    "The director's token, shown once: $(sed -n 's/^BOOTSTRAP_TOKEN=//p' "$first")" \
    "Settings: $settings. Commands: cooperative-fund help" \
    'Other machines reach it through a proxy with TLS: openapi/guide/operating.md'
  # The first token and the first fund are there: what made them is needed no more.
  rm "$first"
}

# Has a release make data anew from a backup, beside those that are there.
restore_aside() { # release, backup
  local aside
  aside=$(data_dir).new
  rm -rf "$aside"
  as_service "$1" DATA_DIR="$aside" restore "$2"
}

# Lets the data made aside take the place of those that are there, which stay beside them; ends what was cut off.
exchange_data() {
  local data
  data=$(data_dir)
  : >"$exchanging"
  sync -f "$state"
  if [ -e "$data.new/postgres" ]; then
    install -d -m 700 -o "$user" -g "$user" "$data"
    [ ! -e "$data/postgres" ] || mv "$data/postgres" "$data/postgres.left-$(date +%Y%m%d-%H%M%S)"
    mv "$data.new/postgres" "$data/postgres"
  fi
  rm -rf "$data.new"
  sync -f "$state"
  rm "$exchanging"
}

refuse_server() { # what is to be done there
  [ -z "$(setting DATABASE_URL '')" ] ||
    die "The data are on the server of DATABASE_URL, which is yours: make an empty database there, name it in $settings," "$1"
}

# On a new machine, or in place of the data that are there.
restore_backup() { # file
  local file copy
  file=$(readlink -e -- "$1") || die "There is no file $1"
  prepare_machine
  refuse_server 'and run: cooperative-fund restore FILE'
  [ -e "$current" ] || run_from_now_on "$(place_release)"
  # Where the service's user can read it.
  copy=$state/to-restore.backup
  install -m 600 -o "$user" -g "$user" "$file" "$copy"
  restore_aside "$current" "$copy"
  systemctl stop cooperative-fund
  exchange_data
  systemctl enable --quiet cooperative-fund
  start_or_die
  rm -f "$first" "$copy"
  as_service "$current" verify || die 'The books do not agree: tell the makers'
  say "The service runs with the data of $file: $(address)" \
    "What was there before, if anything, is in $(data_dir)/postgres.left-…" \
    "Sign in with the tokens of then. If none is left: cooperative-fund token CODE NAME director"
}

# A newer major version of PostgreSQL does not read the folder of the one before.
has_other_postgres() { # release
  local version
  version=$(data_dir)/postgres/PG_VERSION
  [ -e "$version" ] && [ "$(cat "$version")" != "$(awk '/^postgres / { print $2 }' "$1/RELEASE")" ]
}

go_back() { # release before, backup
  refuse_server "let $current point to $1, run cooperative-fund restore $2, and start the service"
  systemctl stop cooperative-fund
  restore_aside "$1" "$2"
  run_from_now_on "$1"
  exchange_data
  start_or_die
  # Of an upgrade that failed by itself: the one before it can still be gone back from.
  if [ -e "$under_way" ]; then rm "$under_way"; else rm -f "$last"; fi
  say 'The release before runs again, with the data as they were before the upgrade' \
    "What was recorded since is in $(data_dir)/postgres.left-…"
}

begin_upgrade() { # release before, release
  local backup
  backup=$state/backups/before-$(basename "$2")-$(date +%Y%m%d-%H%M%S).backup
  systemctl stop cooperative-fund
  rm -f "$state"/backups/before-*.part
  if ! as_service "$1" backup "$backup"; then
    start || true
    die 'The backup failed, so nothing was changed: the release before runs on'
  fi
  say "$1" "$backup" >"$under_way.new"
  sync -f "$under_way.new"
  mv "$under_way.new" "$under_way"
}

# From the backup on: to be repeated until it is done.
finish_upgrade() { # release
  local before backup restores=no
  { read -r before && read -r backup; } <"$under_way"
  systemctl stop cooperative-fund
  if has_other_postgres "$1"; then
    restores=yes
    restore_aside "$1" "$backup"
  fi
  run_from_now_on "$1"
  [ $restores = no ] || exchange_data
  if ! start; then
    journalctl -u cooperative-fund -n 20 --no-pager >&2 || true
    say 'The new release does not answer: going back'
    go_back "$before" "$backup"
    exit 1
  fi
  local verified=yes
  as_service "$1" verify || verified=no
  mv "$under_way" "$last"
  [ $verified = yes ] || die "The books do not agree: tell the makers. $1/install.sh --back returns"
  remove_releases "$1" "$before"
  say "Upgraded; the books agree. The data as they were: $backup" "The way back: $1/install.sh --back"
}

# Those which nothing goes back to.
remove_releases() { # releases that stay …
  local each
  for each in "$root"/releases/*; do
    [[ " $* " == *" $each "* ]] || rm -rf "$each"
  done
}

upgrade() {
  local before release
  before=$(readlink -f "$current")
  release=$(place_release)
  if [ -e "$under_way" ] && [ "$(head -n 1 "$under_way")" != "$before" ] && [ "$before" != "$release" ]; then
    die "The upgrade before was cut off. End it: $before/install.sh. Or return: $before/install.sh --back"
  fi
  if [ "$before" != "$release" ]; then
    begin_upgrade "$before" "$release"
  elif [ ! -e "$under_way" ]; then
    die "This release is installed already: $release"
  fi
  finish_upgrade "$release"
}

return_to_before() {
  local journal=$under_way before backup
  [ -e "$journal" ] || journal=$last
  [ -e "$journal" ] || die 'There was no upgrade to go back from'
  { read -r before && read -r backup; } <"$journal"
  go_back "$before" "$backup"
}

# One at a time; what was begun by one that was killed is waited for.
wait_for_turn() {
  exec 9>/run/cooperative-fund.install
  flock -n 9 || { say 'Another install.sh, or what it has begun, is at work: waiting …' && flock 9; }
  [ ! -e "$exchanging" ] || exchange_data
}

[ "$(id -u)" = 0 ] || die 'Only root can install: sudo ./install.sh'
[ -d /run/systemd/system ] || die 'systemd does not run here. Without it: ./fund start'
[ "${1:-}" = --run ] || wait_for_turn
case "${1:-} $#" in
  ' 0') if [ -e "$current" ] && [ ! -e "$first" ]; then upgrade; else first_time; fi ;;
  '--back 1') return_to_before ;;
  '--restore 2') restore_backup "$2" ;;
  --run\ *) as_service "$here" "${@:2}" ;;
  *) die 'Usage: ./install.sh [--restore FILE | --back]' ;;
esac
