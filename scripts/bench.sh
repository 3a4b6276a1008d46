#!/bin/sh
# The figures Krąg promises, measured in one run on one machine; ratios travel
# between machines, seconds do not. KRAG_BIN is the stripped binary.
set -eu
cd "$(dirname "$0")/.."

bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o "$bin/krag" ./cmd/krag
echo "stripped binary: $(($(wc -c <"$bin/krag") / 1000000)) MB"

# Of a pipe only the end has a status: what the benchmarks' was is kept apart.
{ KRAG_BIN=$bin/krag go test -run '^$' -bench "${BENCH:-.}" -benchmem -timeout 30m ${PKG:-./...} || touch "$bin/failed"; } |
	grep -vE 'no test files|^(PASS|ok)' || :
[ ! -e "$bin/failed" ]
