#!/bin/sh
# Every race, crash and torture count in full, in the packages whose tests
# count with internal/torture. The lines marked "torture:" are the figures.
set -eu
cd "$(dirname "$0")/.."
export KRAG_TORTURE="${KRAG_TORTURE:-1}"

sh scripts/needs.sh
packages=$(go list -test -f '{{.ImportPath}} {{join .Deps " "}}' ./... |
	awk '/\.test .*krag\/internal\/torture( |$)/ { sub(/\.test$/, "", $1); print $1 }' | sort -u)
if [ -z "$packages" ]; then
	echo "no package counts with internal/torture"
	exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # one word per package
if go test -p 1 -count=1 -v -timeout 3h $packages >"$log" 2>&1; then
	grep -E 'torture:|^ok' "$log"
else
	cat "$log"
	exit 1
fi
