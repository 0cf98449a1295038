#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Settings: git's files, tidings' own file, and the environment as git reads it.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

mail=$corpus/plain/patch.eml # from Anna Lindqvist <anna@example.org>
sample v2 "$W/list"
mkdir -p "$XDG_CONFIG_HOME/tidings"

# from KEY VALUE...: the environment that says so
from() {
	local count=0
	settings=()
	while [ $# -gt 0 ]; do
		settings+=("GIT_CONFIG_KEY_$count=$1" "GIT_CONFIG_VALUE_$count=$2")
		count=$((count + 1))
		shift 2
	done
	settings+=("GIT_CONFIG_COUNT=$count")
}
class() {
	env "${settings[@]}" "$TIDINGS" parse "$mail" >"$W/mail"
	json 'd["class"]' "$W/mail"
}
# git is asked as well: what it takes, we take.
git_says() {
	env "${settings[@]}" git config --get "$1"
}

from
is 'without a setting a mail is human' human "$(class)"
from class.mine.from '*@example.org'
is 'a rule may come from the environment' mine "$(class)"
is 'as git has it' '*@example.org' "$(git_says class.mine.from)"
from CLASS.Mine.FROM '*@example.org'
is 'in any case, but for the name between' Mine "$(class)"
is 'as git has that' '*@example.org' "$(git_says class.Mine.from)"
from class.a.b.from '*@example.org'
is 'a name may hold points' a.b "$(class)"

printf '[class "filed"]\n\tfrom = anna@*\n[color]\n\tui = never\n' \
	>"$XDG_CONFIG_HOME/tidings/config"
from
is 'a rule may come from the file' filed "$(class)"
colours() {
	env "${settings[@]}" "$TIDINGS" update "$W/list" | grep -c $'\x1b\\['
}
is 'and another setting' 0 "$(colours)"
from color.ui never Color.UI always
[ "$(colours)" -gt 0 ]
say 'the environment beats the file, and its last word the first'

echo 'Another Name <other@example.org> <anna@example.org>' >"$W/mailmap"
sed 's/^Message-ID:.*/Message-ID: <x@example.org>/' "$mail" >"$W/one.eml"
"$corpus/make-archive" --kind bare "$W/one.git" "$W/one.eml" >/dev/null
from mailmap.file "$W/mailmap"
succeeds 'a mailmap from the environment' env "${settings[@]}" "$TIDINGS" update "$W/one.git" \
	--class all
holds 'is used' 'Another Name'

for count in x 1x -1 99999999999999999999; do
	fails "GIT_CONFIG_COUNT=$count is no count" 128 'is no count' \
		env "GIT_CONFIG_COUNT=$count" "$TIDINGS" parse "$mail"
	env "GIT_CONFIG_COUNT=$count" git config --get a.b 2>/dev/null
	[ $? -gt 1 ]
	say 'nor for git'
done
succeeds 'an empty one is none' env GIT_CONFIG_COUNT= "$TIDINGS" parse "$mail"
fails 'a key that is missing is named' 128 "'GIT_CONFIG_KEY_0'" \
	env GIT_CONFIG_COUNT=1 "$TIDINGS" parse "$mail"
fails 'and a value' 128 "'GIT_CONFIG_VALUE_1'" \
	env GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=a.b GIT_CONFIG_VALUE_0= GIT_CONFIG_KEY_1=a.b \
	"$TIDINGS" parse "$mail"
for name in '' a .a a. a.1b 'a b.c' $'a.x\ny.b'; do
	from "$name" x
	fails "'${name//$'\n'/ }' is no name" 128 'is no name' env "${settings[@]}" "$TIDINGS" \
		parse "$mail"
	git_says a.b >/dev/null 2>&1
	[ $? -gt 1 ]
	say 'nor for git'
done
finish
