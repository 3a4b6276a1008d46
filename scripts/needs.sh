#!/bin/sh
# What the tests need beyond Go: a real browser, a real PostgreSQL, readers of
# PDF, of DOCX and of iCalendar, a counter of system calls and the Nu HTML
# checker. Whatever is missing is installed when root runs this on Debian or
# Ubuntu; anybody else is told in one line how to get it.
set -eu
cd "$(dirname "$0")/.."

have() { command -v "$1" >/dev/null 2>&1; }
have_browser() { have chromium || have chromium-browser || have google-chrome; }
# Packages of Debian are for the interpreter of Debian, whichever comes first.
have_python() { /usr/bin/python3 -c "import $1" >/dev/null 2>&1; }
have_postgres() { have initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

missing=
have_browser || missing="$missing chromium"
have_postgres || missing="$missing postgresql"
have pdfinfo || missing="$missing poppler-utils"
have qpdf || missing="$missing qpdf"
have pandoc || missing="$missing pandoc"
have khal || missing="$missing khal"
have_python recurring_ical_events || missing="$missing python3-recurring-ical-events"
have strace || missing="$missing strace"
have java || missing="$missing default-jre-headless"
have npm || sh scripts/vnu.sh --there || missing="$missing npm"

if [ -n "$missing" ]; then
	get="apt-get install -y --no-install-recommends$missing"
	if [ "$(id -u)" != 0 ] || ! have apt-get; then
		echo "missing for the tests:$missing; on Debian or Ubuntu: sudo $get" >&2
		exit 1
	fi
	echo "      installing for the tests:$missing"
	log=$(mktemp)
	export DEBIAN_FRONTEND=noninteractive
	# shellcheck disable=SC2086 # one word per package
	if ! { apt-get update -qq && $get; } </dev/null >"$log" 2>&1; then
		tail -n 20 "$log" >&2
		echo "could not install:$missing" >&2
		exit 1
	fi
	rm -f "$log"
fi
sh scripts/vnu.sh
