#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What is different on a terminal: a pager, colours, progress. `script` makes one.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

"$corpus/make-archive" "$W/sample" >/dev/null
tidings update "$W/sample" >"$W/page"

# on_terminal COMMAND: runs it on a terminal of its own; what a person would see is in
# $W/out
on_terminal() {
	TERM=xterm COLUMNS=200 timeout 300 script -qec "$1" /dev/null </dev/null |
		tr -d '\r' >"$W/out"
	return "${PIPESTATUS[0]}"
}
# the words alone
plain() {
	sed -E 's/\x1b\[[0-9;]*[A-Za-z]//g' "$W/out" >"$W/plain"
	mv "$W/plain" "$W/out"
}

if ! command -v script >/dev/null; then
	skip 'a terminal' 'script is not installed'
	finish
	exit
fi
if ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	skip 'a terminal' 'none can be made here: is /dev/pts there?'
	finish
	exit
fi
update="'$TIDINGS' update '$W/sample'"
GIT_PAGER='sed s/^/PAGED:/' on_terminal "$update"
say 'a page is read in the pager'
holds 'all of it' '^PAGED:'
holds 'with colours' $'\x1b\\['
GIT_PAGER='cat' NO_COLOR=1 on_terminal "$update 2>/dev/null"
lacks 'no colours where nobody wants them' $'\x1b\\[[0-9;]*m'
GIT_PAGER=no-such-pager on_terminal "$update"
say 'a pager that is missing costs no page'
holds 'it is said' '"no-such-pager" is not installed'
plain
holds 'and the page is there' 'Most discussed'
GIT_PAGER=false on_terminal "$update"
say 'a pager that ends at once is no fault of the page'
GIT_PAGER='cat' on_terminal "$update --no-such-option"
is 'an error has its exit code' 64 $?
GIT_PAGER='cat' on_terminal "$update 2>'$W/err'"
is 'no progress is shown where stderr is no terminal' 0 "$(wc -c <"$W/err")"
GIT_PAGER='sed s/^/PAGED:/' on_terminal "$update --no-pager"
lacks 'none is started against the wish' 'PAGED:'
GIT_PAGER='sed s/^/PAGED:/' on_terminal "$update -o '$W/file'"
say 'a file is written'
same 'as it is without a terminal' "$W/page" "$W/file"
finish
