#!/bin/sh
# The figures Krąg promises, measured in one run on one machine; ratios travel
# between machines, seconds do not. KRAG_BIN is the stripped binary.
set -eu
cd "$(dirname "$0")/.."

bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o "$bin/krag" ./cmd/krag
echo "stripped binary: $(($(wc -c <"$bin/krag") / 1000000)) MB"
KRAG_BIN=$bin/krag go test -run '^$' -bench "${BENCH:-.}" -benchmem -timeout 30m ${PKG:-./...} |
	grep -vE 'no test files|^(PASS|ok)'
