#!/bin/sh
# Styles, scripts and fonts, made from npm packages pinned in
# assets/package-lock.json. What it makes is committed: only whoever changes
# them needs npm. Whether it is current is asked by generate.sh --check.
set -eu
cd "$(dirname "$0")/../assets"
npm ci --no-audit --no-fund
npm run build
