#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Webhooks of a list that everybody may read, beside a private one that has the next version
# of a series and answers to it: what is told is what the site without it would tell.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/hooks-lib.sh"
sample=$corpus/sample

# once: one look, and what was told in it, in the order of its text
once() {
	: >"$W/got"
	tidings hooks --once >"$W/out" 2>"$W/err"
	python3 -c 'import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    print(json.loads(line)["body"])' "$W/got" | sort
}

receive 0
echo ok >"$W/mode"

mkdir "$W/mails"
for name in 17-v2-cover 18-v2-1 19-v2-2 20-v2-3 24-applied; do
	sed 's/20260304-queue-limit-v2/boardid-v2/g' "$sample/$name.eml" >"$W/mails/$name.eml"
done
mapfile -t public < <(printf '%s\n' "$sample"/*.eml | grep -v -e '-v2-' -e applied)
cp "$sample/01-report.eml" "$W/mails/00-report.eml"
"$corpus/make-archive" "$W/board" "$W"/mails/*.eml >/dev/null
"$corpus/make-archive" "$W/tern" "${public[@]}" >"$W/ids"

# head_is ARCHIVE COMMIT
head_is() {
	local repository=$W/$1/git/0.git
	git -C "$repository" update-ref "$(git -C "$repository" symbolic-ref HEAD)" "$2"
}
tern=$(git -C "$W/tern/git/0.git" rev-parse HEAD)
tern_before=$(git -C "$W/tern/git/0.git" rev-parse HEAD~18)
board=$(git -C "$W/board/git/0.git" rev-parse HEAD)
board_before=$(git -C "$W/board/git/0.git" rev-parse HEAD~5)

# grow NAME: a site whose public list grows beside what is private; $1 says where it lies
grow() {
	export XDG_DATA_HOME=$W/$1/data XDG_CONFIG_HOME=$W/$1/config
	mkdir -p "$XDG_DATA_HOME" "$XDG_CONFIG_HOME/tidings"
	conf hook.ci.url "http://127.0.0.1:$port/ci"
	conf hook.ci.secret s3cret
	conf hook.ci.list tern
	conf serve.baseUrl http://lists.example.org
	head_is tern "$tern_before"
	head_is board "$board_before"
	tidings add tern "$W/tern" >/dev/null 2>&1
	[ "$1" = alone ] || tidings add board "$W/board" >/dev/null 2>&1
	[ "$1" != beside ] || conf list.board.private true
	[ "$1" != beside ] || once >"$W/$1.waits"
	tidings sync >/dev/null 2>&1
	once >"$W/$1.first"
	head_is tern "$tern"
	head_is board "$board"
	tidings sync >/dev/null 2>&1
	once >"$W/$1.told"
}

# told NAME: without the moments at which it was found out
told() {
	sed -E 's/-[0-9]{10}","list"/","list"/; s/"time":[^,}]*//g' "$W/$1.told" | sort
}

grow alone
grow open
grow beside
is 'a new hook is told nothing of what was before' '' "$(cat "$W"/*.first)"
is 'nor is one told before there is an index of open lists' '' "$(cat "$W/beside.waits")"
[ "$(wc -l <"$W/alone.told")" -gt 10 ]
say 'then a hook is told of what came'
grep -q '"after":"superseded"' "$W/open.told"
say 'with what another list says of its series'
is 'and where that one is private as if it were not there' '' \
	"$(diff <(told alone) <(told beside) | cut -c 1-300)"
lacks 'nothing of it is told' 'boardid|superseded' "$W/beside.told"
finish
