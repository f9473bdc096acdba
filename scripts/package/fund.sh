#!/bin/sh
here=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd) || exit
exec "$here/runtime/node" "$here/fund.mjs" "$@"
