# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What the tests of this folder share, beside that of tests/cli.
. "$SOURCE/tests/cli/lib.sh"
: "${INDEX_TOOL:?the tool}"

tool() {
	timeout 300 "$INDEX_TOOL" "$@"
}

# lists [MAILS]: three lists that share mails, in $W/a.git, b.git, c.git
lists() {
	"$SOURCE/tests/index/make-lists" "$W" "${1:-600}"
}

# build INDEX STEP LIST...: each list whole, STEP mails a commit
build() {
	local index=$1 step=$2 list
	shift 2
	for list; do
		tool add "$index" "$list" "$W/$list.git" "$step" || return
	done
}

# whole NAME INDEX EXPECTED-DUMP: the file is whole and says the same
whole() {
	{
		tool check "$2" && tool dump "$2"
	} >"$W/dump" 2>&1
	same "$1" "$3" "$W/dump"
}
