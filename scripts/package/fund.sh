#!/bin/sh
# The service and its commands: `fund start`, `fund help` for the others.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)
command=${1:-help}
[ $# -eq 0 ] || shift
case $command in
  start) program=server ;;
  demo) program=demo/demo ;;
  add) program=commands/addFund ;;
  token) program=commands/addToken ;;
  backup | restore | verify | doctor) program=commands/$command ;;
  *)
    cat <<'HELP'
fund start                           serves the fund in DATA_DIR (./data), until Ctrl-C
fund demo                            serves the example fund, in ./data-demo
fund add CODE NAME PROVINCE          adds a fund, and prints its director's token once
fund token CODE NAME ROLE            adds a token, and prints it once
fund backup FILE, fund restore FILE  saves all funds in one file; takes them back into an empty installation
fund verify                          recomputes everything from the facts: 0 if all agrees, else 1
fund doctor                          looks at the machine and the installation, and says what to do
HELP
    [ "$command" = help ] && exit 0
    exit 2
    ;;
esac
export NODE_ENV=production
exec "$here/runtime/node" "$here/dist/$program.js" "$@"
