#!/bin/sh
# The Nu HTML checker, 30 MB and therefore not committed. Without an argument:
# fetch it once into the cache folder. --where says its path, --there whether
# it is there already.
set -eu

version=26.9.27
sum=22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47
cache=${KRAG_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/krag}
jar=${KRAG_VNU:-$cache/vnu-$version.jar}

case "${1:-}" in
--where) echo "$jar"; exit ;;
--there) [ -f "$jar" ]; exit ;;
esac
[ -f "$jar" ] && exit

echo "      fetching the Nu HTML checker $version"
mkdir -p "$cache"
box=$(mktemp -d "$cache/fetch.XXXXXX")
trap 'rm -rf "$box"' EXIT
if ! npm install --prefix "$box" --no-save --no-audit --no-fund "vnu-jar@$version" >"$box/log" 2>&1; then
	tail -n 20 "$box/log" >&2
	echo "could not fetch vnu-jar@$version by npm; put vnu.jar at $jar or name it in KRAG_VNU" >&2
	exit 1
fi
got=$box/node_modules/vnu-jar/build/dist/vnu.jar
if ! echo "$sum  $got" | sha256sum -c --quiet - >&2; then
	echo "vnu-jar@$version is not the file that was pinned" >&2
	exit 1
fi
mv "$got" "$jar"
