#!/bin/sh
# The gate. Every step says one line, and the first that fails ends it. What a
# step prints is shown only when it fails; the tests come last and show theirs.
set -eu
cd "$(dirname "$0")/.."

# A checkout owned by somebody else must not stop the build.
export GOFLAGS="${GOFLAGS:+$GOFLAGS }-buildvcs=false"
# A tenth of every count; make torture runs them whole.
export KRAG_TORTURE="${KRAG_TORTURE:-0.1}"

out=$(mktemp)
trap 'rm -f "$out"' EXIT
began=$(date +%s)

step() {
	name=$1
	shift
	from=$(date +%s)
	if "$@" >"$out" 2>&1; then
		echo "ok    $name ($(($(date +%s) - from)) s)"
	else
		cat "$out"
		echo "FAIL  $name: $*"
		exit 1
	fi
}

scripts_parse() {
	for f in scripts/*.sh .ci/run; do sh -n "$f"; done
}

formatted() {
	loose=$(go tool -modfile=tools/go.mod gofumpt -l cmd internal)
	[ -z "$loose" ] && return
	echo "$loose"
	echo "make fmt puts these in order"
	return 1
}

sh scripts/needs.sh
KRAG_VNU=$(sh scripts/vnu.sh --where)
export KRAG_VNU

step "scripts" scripts_parse
step "build" go build ./...
step "format" formatted
step "vet" go vet ./...
step "staticcheck" go tool -modfile=tools/go.mod staticcheck ./...
step "rules of the house" go test ./internal/archtest
step "generated code is current" sh scripts/generate.sh --check
step "go.mod is tidy" go mod tidy -diff

# Units, the store on both engines, catalogues, pages, browser and
# accessibility in one run, so that the two processors are never idle.
echo "      tests, torture counts times $KRAG_TORTURE"
go test -p "${KRAG_PARALLEL:-2}" -timeout 20m ./...
echo "The gate is green after $(($(date +%s) - began)) s."
