# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Tests of the finished program, in TAP. A test file sources this, makes claims and ends
# with `finish`. Each claim's name is a sentence. $W is an empty folder, gone at the end.
set -u

: "${TIDINGS:?the program to test}" "${SOURCE:?the source tree}"
W=$(mktemp -d)
trap 'chmod -R u+rwX "$W"; rm -rf "$W"' EXIT
corpus=$SOURCE/tests/corpus
tests=0
failures=0

# Nobody's settings, zone or language: a test that wants one sets it.
# shellcheck disable=SC2046
unset $(git rev-parse --local-env-vars) TIDINGS_CONFIG NO_COLOR PAGER GIT_PAGER COLUMNS
export HOME=$W/home GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export LC_ALL=C.UTF-8 TZ=UTC TERM=dumb
export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share
mkdir -p "$HOME"

tidings() {
	timeout "${LIMIT:-300}" "$TIDINGS" "$@"
}

# say NAME: what a claim came to; $? is its answer
say() {
	local good=$?
	tests=$((tests + 1))
	if [ $good -eq 0 ]; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		failures=$((failures + 1))
	fi
	return $good
}

note() {
	sed 's/^/# /' | cut -c 1-300 | head -n 40
}

# is NAME EXPECTED ACTUAL
is() {
	[ "$2" = "$3" ]
	say "$1" || printf 'expected: %s\nbut it is: %s\n' "$2" "$3" | note
}

# same NAME EXPECTED-FILE ACTUAL-FILE
same() {
	cmp -s "$2" "$3"
	say "$1" || diff -u "$2" "$3" | note
}

# succeeds NAME COMMAND...: exit 0; its output is in $W/out and $W/err
succeeds() {
	local name=$1
	shift
	"$@" >"$W/out" 2>"$W/err" </dev/null
	local status=$?
	[ $status -eq 0 ]
	say "$name" || { echo "exit $status: $*"; cat "$W/err"; } | note
}

# fails NAME STATUS PATTERN COMMAND...: that exit code, and one line on stderr like PATTERN
fails() {
	local name=$1 wanted=$2 pattern=$3
	shift 3
	"$@" >"$W/out" 2>"$W/err" </dev/null
	local status=$?
	[ $status -eq "$wanted" ] && grep -qE "$pattern" "$W/err" &&
		grep -q '^tidings: ' "$W/err"
	say "$name" || { echo "exit $status, not $wanted: $*"; cat "$W/err"; } | note
}

# holds NAME PATTERN [FILE]: an extended regular expression; FILE is $W/out
holds() {
	grep -qaE -- "$2" "${3:-$W/out}"
	say "$1" || { echo "nothing like: $2"; head -n 30 "${3:-$W/out}"; } | note
}

# lacks NAME PATTERN [FILE]
lacks() {
	! grep -qaE -- "$2" "${3:-$W/out}"
	say "$1" || { echo "there is: $2"; grep -aE -m 5 -- "$2" "${3:-$W/out}" | cat -v; } | note
}

# skip NAME WHY
skip() {
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

# json EXPRESSION FILE: of Python, about d, the file's value
json() {
	python3 -c 'import json, sys
d = json.load(open(sys.argv[2], encoding="utf-8"))
print(eval(sys.argv[1]))' "$1" "$2" 2>&1 | tail -n 1
}

# sample KIND OUT [OPTION...]: the project's own archive; its commits are in OUT.ids
sample() {
	"$corpus/make-archive" --kind "$1" "${@:3}" "$2" >"$2.ids"
}

finish() {
	echo "1..$tests"
	[ $failures -eq 0 ]
}
