#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What a request to pull lists is in somebody's tree, wherever else nobody said so.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/box-lib.sh"

box=$W/box
mkdir -p "$box/cur" "$box/new" "$box/tmp"

# request LINE...: what git request-pull writes
request() {
	printf 'Hi Cy,\n\nThe following changes since commit 0123456789abcdef0123456789abcdef01234567:\n\n'
	printf '  A base (2024-01-01 10:00:00 +0000)\n\nare available in the Git repository at:\n\n'
	printf '  https://git.example.org/x.git tags/for-next\n\nfor you to fetch changes up to 76543210:\n\n'
	printf '  fs: the tip of it (2024-02-01 10:00:00 +0000)\n\n----------------------------------------------------------------\n'
	printf '%s\n' "$@"
	printf '\n fs/a.c | 2 ++\n 1 file changed, 2 insertions(+)\n'
}

ann='Ann Able <ann@example.org>'
bob='Bob Baker <bob@example.org>'
cy='Cy Collect <cy@example.org>'
patch fs/a.c 'fs/a.c has this' 'its end' | mail listed.1 "$ann" 2 '[PATCH] fs: what is listed'
patch fs/b.c 'fs/b.c has this' 'its end' | mail older.1 "$ann" 3 '[PATCH] fs: what has two versions'
patch fs/b.c 'fs/b.c has this' 'its end' | mail older.2 "$ann" 6 '[PATCH v2] fs: what has two versions'
printf 'Two.\n' | mail some.0 "$ann" 7 '[PATCH 0/2] fs: two of which one is listed'
patch fs/c.c 'fs/c.c has this' 'its end' | mail some.1 "$ann" 7 '[PATCH 1/2] fs: the one' 'In-Reply-To: <some.0@example.org>'
patch fs/d.c 'fs/d.c has this' 'its end' | mail some.2 "$ann" 7 '[PATCH 2/2] fs: the other' 'In-Reply-To: <some.0@example.org>'
patch fs/e.c 'fs/e.c has this' 'its end' | mail quoted.1 "$ann" 8 '[PATCH] fs: what is quoted'
patch fs/f.c 'fs/f.c has this' 'its end' | mail later.1 "$ann" 31 '[PATCH] fs: what comes later'
{
	printf 'Ann Able (1):\n      fs: what is in a letter\n\n'
	request 'Ann Able (6):' '      fs: what is sent to be taken as it is' '      fs: what is listed' '      fs: what has two versions' \
		'      fs: the one' '      fs: what comes later' '      fs: what is offered' '' 'Bob Baker (1):' '      fs: what is sent along'
} | mail pull.0 "$bob" 21 '[GIT PULL 0/1] fs for next'
patch fs/g.c 'fs/g.c has this' 'its end' | mail pull.1 "$bob" 21 '[PATCH 1/1] fs: what is sent along' 'In-Reply-To: <pull.0@example.org>'
request | mail offered.0 "$ann" 10 '[PATCH 0/1] fs: what may be pulled, too'
patch fs/j.c 'fs/j.c has this' 'its end' | mail offered.1 "$ann" 10 '[PATCH 1/1] fs: what is offered' 'In-Reply-To: <offered.0@example.org>'
patch fs/k.c 'fs/k.c has this' 'its end' | mail direct.1 "$ann" 11 '[PATCH PULL] fs: what is sent to be taken as it is'
patch fs/h.c 'fs/h.c has this' 'its end' | mail letter.1 "$ann" 9 '[PATCH] fs: what is in a letter'
request 'Ann Able (1):' '      fs: what is quoted' | sed 's/^/> /' |
	mail re.1 "$cy" 22 'Re: [GIT PULL] fs for next'
patch fs/i.c 'fs/i.c has this' 'its end' | mail stale.1 "$ann" 4 '[PATCH] fs: fix the tests'
patch fs/l.c 'fs/l.c has this' 'its end' | mail byhand.1 "$ann" 12 '[PATCH] fs: what is asked for by hand'
printf '%s\n' 'Hi Cy,' '' 'Please pull from:' '' '  https://git.example.org/x.git for-linus' '' 'Ann Able (1):' \
	'      fs: what is asked for by hand' | mail pull.3 "$bob" 23 '[git pull] fs updates'
patch fs/m.c 'fs/m.c has this' 'its end' | mail announced.1 "$ann" 13 '[PATCH] fs: what is announced'
patch fs/n.c 'fs/n.c has this' 'its end' | mail unheard.1 "$ann" 13 '[PATCH] fs: what a letter lists'
printf '%s\n' 'Hi folks,' '' 'for-next has just been updated.' '' 'Ann Able (1):' \
	'      [0123456789ab] fs: what is announced' | mail news.1 "$bob" 24 '[ANNOUNCE] fs: for-next updated to 0123456789ab'
printf '%s\n' 'Ann Able (1):' '      fs: what a letter lists' | mail news.2 "$bob" 24 'fs: what there is'
request 'Ann Able (1):' '      fs: fix the tests' | mail pull.2 "$bob" 251 '[GIT PULL] fs for the one after'

# A request with the title of a set means itself, and of that what it lists.
printf 'Two.\n' | mail round.0 "$ann" 12 '[PATCH net-next 0/2] fs: updates of this week'
patch round/1.c 'round/1.c has this' 'its end' | mail round.1 "$ann" 12 '[PATCH net-next 1/2] fs: a good one' 'In-Reply-To: <round.0@example.org>'
patch round/2.c 'round/2.c has this' 'its end' | mail round.2 "$ann" 12 '[PATCH net-next 2/2] fs: a bad one' 'In-Reply-To: <round.0@example.org>'
request 'Ann Able (1):' '      fs: a good one' | mail round.pull "$ann" 13 '[GIT PULL v2 net-next] fs: updates of this week'
printf 'Hello:\n\nThis pull request was applied to netdev/net-next.git (main)\nby Cy Collect <cy@example.org>:\n\nHere is the summary with links:\n  - [GIT,PULL,v2,net-next] fs: updates of this week\n    https://git.kernel.org/netdev/net-next/c/0123456789ab\n' |
	mail round.re 'patchwork-bot+netdevbpf@kernel.org' 14 'Re: [GIT PULL v2 net-next] fs: updates of this week' 'In-Reply-To: <round.pull@example.org>'

succeeds 'a list with requests' tidings add --quiet box "$box"
stands() {
	tidings series --stale=0 --no-pager --json "$1@example.org" |
		json "'%s %s' % (d['series']['state'], d['series']['evidence'])" /dev/stdin
}
is 'what is listed is applied' 'applied pull.0@example.org' "$(stands listed.1)"
is 'so is the last version' 'applied pull.0@example.org' "$(stands older.2)"
is 'so is what could be pulled from its author' 'applied pull.0@example.org' "$(stands offered.0)"
is 'and what asks for that by itself' 'applied pull.0@example.org' "$(stands direct.1)"
is 'one of two is a part' 'partly applied pull.0@example.org' "$(stands some.0)"
is 'so is one of a set that has the title of the request' 'partly applied round.pull@example.org' "$(stands round.0)"
is 'what is quoted is not' 'new None' "$(stands quoted.1)"
is 'nor what comes after it' 'new None' "$(stands later.1)"
is 'nor what a letter above it counts' 'new None' "$(stands letter.1)"
is 'nor what was sent long before' 'new None' "$(stands stale.1)"
is 'a request may be written by hand' 'applied pull.3@example.org' "$(stands byhand.1)"
is 'what is announced to be in a tree is applied' 'applied news.1@example.org' "$(stands announced.1)"
is 'what a letter lists is not' 'new None' "$(stands unheard.1)"
is 'what is sent along waits to be pulled' 'pull request None' "$(stands pull.1)"

# A page says the same, and lists no titles that are a request's.
succeeds 'an update' tidings update "$box" -f json -o "$W/update.json"
of_page() {
	json "' '.join(s['$2'] for s in d['series'] if s['message_id'] == '$1@example.org')" "$W/update.json"
}
for one in listed.1 older.2 some.0 offered.0 direct.1 quoted.1 later.1 letter.1 stale.1 round.0; do
	is "a page says so of $one" "$(stands $one | sed 's/ [^ ]*$//')" "$(of_page $one status)"
done
is 'nor does a page call applied what is sent along' new "$(of_page pull.0 status)"
is 'a request is no row of what was applied, what became of it is one' 1 "$(json "len(d['applied'])" "$W/update.json")"
finish
