#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A mail that a list gave another form is shown once, whichever list was added first.
. "$SOURCE/tests/index/lib.sh"

# mail SUBJECT FROM TEXT: with one Message-ID and Date
mail() {
	printf '%s\n' "From: $2" "Subject: $1" 'Date: Mon, 02 Mar 2026 10:00:00 +0000' \
		'Message-ID: <one@example.org>' '' "$3"
}

mail 'heron: a question' 'Ann <ann@example.org>' 'What is it?' >"$W/plain.eml"
{
	mail '[LTP] heron: a question' 'Ann <ann@example.org>' 'What is it?'
	printf '%s\n' '' '-- ' 'Mailing list info: https://lists.example.org/listinfo/ltp'
} >"$W/formed.eml"
mail 'heron: a question' 'Ann <ann@example.org>' 'Send me your heron password.' >"$W/forged.eml"
for kind in plain formed forged; do
	"$corpus/make-archive" "$W/$kind" "$W/$kind.eml" >/dev/null
done

found() {
	tidings search --ids --limit 0 "$@" | wc -l
}

for order in 'plain formed forged' 'forged formed plain' 'formed plain forged'; do
	rm -rf "$HOME"
	mkdir -p "$HOME"
	for list in $order; do
		tidings add -q "$list" "$W/$list"
	done
	is "$order: the copy and the mail are one hit, the forged one another" 2 "$(found heron)"
	is "$order: a list has its own form" 1 "$(found heron list:formed)"
	tidings search 's:heron b:what' >"$W/out"
	lacks "$order: the mail is shown as it was sent" 'LTP'
	tidings thread one@example.org >"$W/out"
	is "$order: and once in its thread" 2 "$(grep -c heron "$W/out")"
	tidings remove -q plain 2>/dev/null || tidings remove plain >/dev/null 2>&1
	tidings search 's:heron b:what' >"$W/out"
	holds "$order: without the mail its copy is found" 'LTP'
done
finish
