#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The page and the feed as others see them: strict parsers, the schema of RFC 4287 and a
# browser. PAGE_SAMPLES is the program that writes the samples (tests/unit/render).
# What is not on this machine is skipped, and said. SHOTS=DIR keeps pictures (pages.js).
set -u

: "${PAGE_SAMPLES:?the program that writes samples}" "${SOURCE:?the source tree}"
W=$(mktemp -d)
trap 'rm -rf "$W"' EXIT
tests=0
failures=0

say() {
	local good=$?
	tests=$((tests + 1))
	if [ $good -eq 0 ]; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		failures=$((failures + 1))
		head -n 20 "$W/err" | sed 's/^/# /'
	fi
}

skip() {
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

"$PAGE_SAMPLES" "$W" 40 2>"$W/err"
say 'samples are written'

if command -v xmllint >/dev/null; then
	xmllint --noout "$W"/*.html 2>"$W/err"
	say 'every element of the pages is closed where it should be'
	xmllint --noout --relaxng "$SOURCE/tests/cli/atom.rng" "$W"/*.atom 2>"$W/err"
	say 'feeds are as RFC 4287 wants them'
	sed 's/<updated>/<updated>then /' "$W/busy.atom" >"$W/bad.xml"
	! xmllint --noout --relaxng "$SOURCE/tests/cli/atom.rng" "$W/bad.xml" 2>"$W/err"
	say 'and a feed that is not is found out'
else
	skip 'pages and feeds are well formed' 'no xmllint here (libxml2-utils)'
fi

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
node=$(command -v node || command -v nodejs)
if [ -z "$browser" ] || [ -z "$node" ]; then
	skip 'pages in a browser' 'no chromium or no node here'
else
	timeout 600 "$node" "$SOURCE/tests/cli/pages.js" "$browser" "$W"/*.html >"$W/tap" 2>"$W/err"
	status=$?
	while IFS= read -r line; do
		case $line in
		'ok '* | 'not ok '*)
			[ "${line%%ok *}" = '' ]
			say "${line#*- }"
			;;
		'#'* | 'Bail out!'*) echo "$line" ;;
		esac
	done <"$W/tap"
	[ $status -eq 0 ]
	say 'the browser found nothing wrong'
fi

echo "1..$tests"
[ $failures -eq 0 ]
