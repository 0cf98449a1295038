#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tidings serve in a browser (browser.js). Debian's Chromium is driven by playwright-core,
# which is fetched from npm once, with axe-core, into MODULES; where one of them is not to
# be had that is said, and no more. 1.60 of it runs on Debian 12's own Node.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"
: "${MODULES:?a folder for what npm gives}"

# leave WHY: nothing here can be tested
leave() {
	echo "1..0 # SKIP $1"
	exit 0
}

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
	leave 'no chromium here'
node=$(command -v node || command -v nodejs) || leave 'no node here'
if ! [ -e "$MODULES/node_modules/axe-core/axe.min.js" ]; then
	command -v npm >/dev/null || leave 'no npm here'
	mkdir -p "$MODULES"
	timeout 60 npm install --prefix "$MODULES" --no-audit --no-fund --ignore-scripts \
		playwright-core@1.60 axe-core@4 >"$W/npm" 2>&1 ||
		leave 'npm does not give playwright-core and axe-core'
fi

sample v2 "$W/list"
"$corpus/make-hostile" "$W/mails"
mkdir -p "$W/hostile/new" "$W/hostile/cur" "$W/hostile/tmp"
cp "$W/mails"/* "$W/hostile/new/"
tidings add tern "$W/list" >/dev/null 2>&1
tidings add gull "$W/hostile" >/dev/null 2>&1
serve_start --workers 2
for page in gull/ gull/topics_new.html 'gull/?q=*' gull/_/series/ gull/_/stats/; do
	echo "/$page"
done >"$W/paths"
ask /gull/ >/dev/null
grep -oE 'href="/gull/[^"]*/(t/#u)?"' "$W/out" | cut -d '"' -f 2 |
	sed "s/#u\$//; s/&amp;/\\&/g; s/&#39;/'/g" | sort -u | head -n 60 >>"$W/paths"

timeout 600 "$node" "$SOURCE/tests/cli/browser.js" "$url" "$browser" \
	"$MODULES/node_modules" "$W/paths" >"$W/tap" 2>"$W/err" || note <"$W/err"
cat "$W/tap"
grep -q '^1\.\.[1-9]' "$W/tap" || echo "Bail out! browser.js did not come to its end"
serve_stop
