#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What goes wrong has its own exit code and one line that says what to do.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

sample bare "$W/list.git"
mkdir "$W/empty"
echo 'no mail at all' >"$W/text"
git init -q --bare "$W/new.git"

fails 'no archive named' 64 'archive' tidings update
fails 'an unknown command' 64 "'frobnicate'" tidings frobnicate
fails 'an unknown option' 64 'frobnicate' tidings update --frobnicate "$W/list.git"
fails 'an unknown format' 64 "'latex'" tidings update -f latex "$W/list.git"
fails 'an unknown order' 64 "'sideways'" tidings update --order sideways "$W/list.git"
fails 'an unknown part' 64 "'weather'" tidings update --parts weather "$W/list.git"
fails 'a number that is none' 64 'many' tidings update -n many "$W/list.git"
# Options in one word, as getopt takes them.
tidings update "$W/list.git" -q -n 5 -f json >"$W/apart"
tidings update "$W/list.git" -qn5 -fjson >"$W/bundle"
same 'options in one word' "$W/apart" "$W/bundle"
fails 'an unknown letter in one word' 64 'option -qxn5' tidings update "$W/list.git" -qxn5
fails 'a number below nothing' 64 '' tidings update -n -3 "$W/list.git"
fails 'a colour that is none' 64 "'blue'" tidings update --color blue "$W/list.git"
fails 'a date that means nothing' 64 'once upon' tidings update --since 'once upon' "$W/list.git"
fails 'too many arguments' 64 'one archive' tidings update "$W/list.git" HEAD three
fails 'a folder without mail' 65 'empty' tidings update "$W/empty"
fails 'a file without mail' 65 'text' tidings update "$W/text"
fails 'nothing by that name' 66 'nowhere' tidings update "$W/nowhere"
fails 'a name that is neither a list nor a file' 66 "no list 'nowhere'.*nor is there such a file" \
	tidings update nowhere
fails 'a list too many for list' 64 "'nowhere' is too much" tidings list nowhere
fails 'a list too many for doctor' 64 "'nowhere' is too much" tidings doctor nowhere
fails 'no such mail to parse' 66 'nowhere' tidings parse "$W/nowhere"
fails 'a mailmap that is not there' 66 'no-mailmap' \
	tidings update --mailmap "$W/no-mailmap" "$W/list.git"
fails 'a commit that is not there' 67 'v99' tidings update "$W/list.git" v99..HEAD
fails 'an abbreviation of nothing' 67 'ffffffffff' tidings update "$W/list.git" ffffffffff..
fails 'a range with nothing in it' 1 '' tidings update "$W/list.git" HEAD..HEAD
fails 'dates with nothing between' 1 '' \
	tidings update "$W/list.git" --since 2030-01-01
fails 'dates the wrong way round' 64 'later than the second' \
	tidings update "$W/list.git" --since 2026-01-02 --until 2026-01-01
fails 'an archive without a commit' 1 '' tidings update "$W/new.git"
fails 'a folder to go to that is not there' 64 'nowhere' tidings -C "$W/nowhere" update x
fails 'an output that cannot be written' 74 'nowhere/page' \
	tidings update "$W/list.git" -o "$W/nowhere/page"
if [ -w /dev/full ]; then
	fails 'a full disk' 74 '' sh -c "\"$TIDINGS\" update '$W/list.git' >/dev/full"
fi
is 'an error is one line' 1 "$(tidings update "$W/nowhere" 2>&1 | wc -l)"

# An output file is whole or not there.
echo before >"$W/page"
fails 'an update that fails' 67 'v99' tidings update "$W/list.git" v99.. -o "$W/page"
is 'leaves the old page' before "$(cat "$W/page")"
succeeds 'one that does not' tidings update "$W/list.git" -o "$W/page"
holds 'puts its own there' 'queue: bounded memory' "$W/page"
is 'and prints nothing else' '' "$(cat "$W/out")"

# Reading stops when nobody listens, without a word.
tidings update "$W/list.git" 2>"$W/err" | head -n 1 >"$W/out"
is 'a reader that goes away is no error' '' "$(cat "$W/err")"

for words in '--help' 'help' 'update --help' 'parse --help' 'help --help' '--version'; do
	# shellcheck disable=SC2086
	succeeds "tidings $words" tidings $words
	[ -s "$W/out" ]
	say "tidings $words says something on stdout"
done
fails 'a class that is none' 64 "'nosuch' is none of human, " tidings update "$W/list.git" --class nosuch
succeeds 'several classes, and their plural' tidings update "$W/list.git" --class bots,stable
finish
