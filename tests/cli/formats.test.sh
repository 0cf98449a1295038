#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What others read of our formats: git am the mbox, a schema the JSON, RFC 4287's the feed.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

# A series as git itself sends it: a new file, a change, a rename, a mode, binary bytes,
# a From line and a message with "From " at a line's start.
export GIT_AUTHOR_NAME='Ann Author' GIT_AUTHOR_EMAIL=ann@example.org
export GIT_COMMITTER_NAME='Max Maintainer' GIT_COMMITTER_EMAIL=max@example.org
export GIT_AUTHOR_DATE='2025-11-01T10:00:00Z' GIT_COMMITTER_DATE='2025-11-01T10:00:00Z'
git init -q -b main "$W/tree"
cd "$W/tree" || exit 1
printf 'one\ntwo\nthree\n' >a.txt
git add . && git commit -qm 'start'
git branch base
printf 'one\nTWO\nthree\n' >a.txt
git commit -qam 'pump: two is large

From here on it is.
>From there it was not.'
git mv a.txt b.txt && printf 'four\n' >>b.txt && git commit -qam 'pump: grüße, a new name'
printf '\000\001\377' >c.bin && chmod +x c.bin
git add . && git commit -qm 'pump: bytes' --author 'Bea Builder <bea@example.org>'
git format-patch -q --from='Ann Author <ann@example.org>' --cover-letter --cover-from-description=none -v2 --to list@example.org \
	-o "$W/mails" base..main
mkdir -p "$W/maildir/cur" "$W/maildir/new" "$W/maildir/tmp"
at=1762000000
for mail in "$W"/mails/*.patch; do
	at=$((at + 1))
	sed '1s/^From .*/List-Id: <pump.example.org>/' "$mail" >"$W/maildir/cur/$at.M1.host:2,S"
done

succeeds 'an mbox is made' tidings update "$W/maildir" -f mbox -o "$W/series.mbox"
git init -q -b main "$W/other" && cd "$W/other" || exit 1
git fetch -q "$W/tree" base && git reset -q --hard FETCH_HEAD
succeeds 'git am takes it' git am --patch-format=mboxrd "$W/series.mbox"
is 'the tree is the one that was sent' "$(git -C "$W/tree" rev-parse 'main^{tree}')" \
	"$(git rev-parse 'HEAD^{tree}')"
is 'and so are authors and messages' \
	"$(git -C "$W/tree" log --format='%an %ae %B' base..main)" \
	"$(git log --format='%an %ae %B' FETCH_HEAD..HEAD)"

sample v2 "$W/sample"
tidings update "$W/sample" -f json -o "$W/sample.json"
tidings update "$W/maildir" -f json -o "$W/maildir.json"
if python3 -c 'import jsonschema' 2>/dev/null; then
	for name in sample maildir; do
		succeeds "the JSON of $name follows its schema" python3 -c 'import json, sys, jsonschema
jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))' \
			"$W/$name.json" "$SOURCE/docs/report.schema.json"
	done
else
	skip 'the JSON follows its schema' 'no python3-jsonschema here'
fi
if command -v xmllint >/dev/null; then
	tidings update "$W/sample" -f atom -o "$W/sample.atom"
	succeeds 'the feed follows RFC 4287' xmllint --noout --relaxng \
		"$SOURCE/tests/cli/atom.rng" "$W/sample.atom"
else
	skip 'the feed follows RFC 4287' 'no xmllint here (libxml2-utils)'
fi
finish
