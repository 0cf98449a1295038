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
fails 'a command with a slip in it' 64 "'serach' is no command; did you mean 'search'" tidings serach
fails 'of which help asks, too' 64 "did you mean 'sync'" tidings help syn
fails 'an option where a command should be' 64 "'--frobnicate' is no option before a command" tidings --frobnicate
fails '-C without a folder' 64 'C: a directory is missing' tidings -C
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
printf '\3757zXZ\0' >"$W/list.mbox.xz"
fails 'a file that is packed otherwise' 65 'packed by xz; of packed files those of gzip are read' tidings update "$W/list.mbox.xz"
printf 'Received: by x\nSubject: one\n\nmail\n' >"$W/one.eml"
fails 'a single mail' 65 "begins as one mail does: 'tidings parse' reads it" tidings update "$W/one.eml"
printf 'From x Mon Mar  2 10:00:00 2026\nFrom: Ann <ann@example.org>\nSubject: x\nMessage-ID: <1@x>\n\nx\n' >"$W/nameless.mbox"
succeeds 'a list without a name' tidings update "$W/nameless.mbox"
holds 'has none in its heading' '^Mailing list update$'
succeeds 'nor in Markdown' tidings update -f markdown "$W/nameless.mbox"
holds 'which has none either' '^# Mailing list update$'
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
# What is gone, or may not be read, is not called empty.
mkdir -p "$W/gone/git"
cp -r "$W/list.git" "$W/gone/git/0.git"
chmod -R u+w "$W/gone"
find "$W/gone/git/0.git/objects" -type f -delete
fails 'an archive whose objects are gone' 128 'git/0.git" is damaged: its newest commit cannot be read' \
	tidings update "$W/gone"
fails 'which add says, too' 128 'is damaged' tidings add gone "$W/gone"
mkdir -p "$W/locked/git"
cp -r "$W/list.git" "$W/locked/git/0.git"
chmod 000 "$W/locked/git"
if [ -r "$W/locked/git" ]; then
	skip 'an archive that may not be read' 'who tests may read all'
	skip 'nor its objects' 'who tests may read all'
	skip 'nor one of its epochs' 'who tests may read all'
	skip 'doctor sees that no folder can be made' 'who tests may write all'
else
	fails 'an archive that may not be read' 74 'locked/git": Permission denied' tidings update "$W/locked"
	chmod 755 "$W/locked/git"
	chmod 000 "$W/locked/git/0.git/objects"
	fails 'nor its objects' 74 'objects": Permission denied' tidings update "$W/locked"
	cp -r "$W/list.git" "$W/locked/git/1.git"
	chmod 755 "$W/locked/git/0.git/objects"
	chmod 000 "$W/locked/git/1.git"
	fails 'nor one of its epochs' 74 '1.git": Permission denied' tidings update "$W/locked"
	mkdir "$W/closed"
	chmod 555 "$W/closed"
	HOME=$W/closed XDG_CONFIG_HOME=$W/closed/.config XDG_DATA_HOME=$W/closed/.local/share \
		tidings doctor >"$W/out" 2>"$W/err"
	holds 'doctor sees that no folder can be made' "wrong +folder: .*closed' cannot be written"
fi
chmod -R u+rwX "$W/locked"
tidings add -q sample "$W/list.git"
fails 'a folder where a list should be' 66 "empty' is no list: 'tidings add NAME FOLDER'" \
	tidings series "$W/empty"
fails 'a file where a mail should be' 64 "text' is a file or folder, and no Message-ID" tidings show "$W/text"
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
# A setting that says nothing is told before the server listens.
mkdir -p "$XDG_CONFIG_HOME/tidings"
config=$XDG_CONFIG_HOME/tidings/config
for setting in workers=many patience=-1 timeout=abc budget=x behindProxy=perhaps strict=maybe \
	warm=2 baseUrl=ftp://example.org; do
	git config --file "$config" "serve.${setting%%=*}" "${setting#*=}"
	fails "serve.$setting" 64 "serve.${setting%%=*}: '${setting#*=}'" \
		timeout 60 "$TIDINGS" serve --listen 127.0.0.1:0
	git config --file "$config" --unset "serve.${setting%%=*}"
done
finish
