#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The same range gives the same bytes in any zone, locale and folder, with any number of
# threads, on a terminal's width or not.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

# Enough mails that several threads have some.
"$corpus/make-archive" --clock "$W/sample" "$corpus"/*/*.eml >/dev/null
mkdir -p "$W/elsewhere"
cp -r "$W/sample" "$W/elsewhere/other-name"
for format in text classic markdown html json mbox atom; do
	succeeds "$format is made" tidings update "$W/sample" -f "$format"
	cp "$W/out" "$W/expected"
	[ -s "$W/expected" ]
	say "$format is not empty"
	TZ=Asia/Kathmandu LC_ALL=C COLUMNS=40 tidings update "$W/sample" -f "$format" >"$W/out"
	same "$format in another zone and no locale" "$W/expected" "$W/out"
	(cd "$W/elsewhere" && LC_ALL='' LANG=tr_TR.UTF-8 TZ=America/St_Johns \
		tidings update other-name -f "$format" --jobs 1) >"$W/out"
	same "$format in another folder, by one thread" "$W/expected" "$W/out"
	tidings -C "$W" update sample -f "$format" --jobs 7 -o "$W/out"
	same "$format by seven threads, into a file" "$W/expected" "$W/out"
done

# A long page is drawn by two threads.
for n in $(seq 400); do
	printf 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'
	printf 'From: Ann <ann@example.org>\nSubject: [PATCH v2] part %s\n' "$n"
	printf 'Message-ID: <%s@example.org>\nDate: Mon, 5 Jan 2026 10:%02d:%02d +0000\n\n' \
		"$n" $((n / 60)) $((n % 60))
	printf 'What part %s does.\n\n---\nv2: more of %s\n\n' "$n" "$n"
	printf 'diff --git a/f%s b/f%s\n--- a/f%s\n+++ b/f%s\n@@ -1 +1 @@\n-a\n+b\n\n' \
		"$n" "$n" "$n" "$n"
done >"$W/many"
tidings update "$W/many" --top 0 --jobs 1 >"$W/expected"
is 'a long page has all its messages' 400 "$(grep -c 'What part' "$W/expected")"
tidings update "$W/many" --top 0 --jobs 2 >"$W/out"
same 'a long page by two threads' "$W/expected" "$W/out"
tidings update "$W/many" --top 0 --jobs 2 | head -n 3 >"$W/out"
same 'a long page that its reader leaves' <(head -n 3 "$W/expected") "$W/out"

# Colours are for terminals.
NO_COLOR=1 tidings update "$W/sample" --color auto >"$W/out"
lacks 'no colour where output is no terminal' $'\x1b'
tidings update "$W/sample" --color always >"$W/out"
holds 'colour where it is asked for' $'\x1b\\['
finish
