#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Who cites a commit by its title has it in a tree, wherever nobody said so of the patch.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/box-lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

box=$W/box
mkdir -p "$box/cur" "$box/new" "$box/tmp"
commit=0123456789abcdef0123456789abcdef01234567

# fix PATH LINE...: a patch with a message of its own
fix() {
	local path=$1
	shift
	printf '%s\n' "$@" 'Signed-off-by: Bob Baker <bob@example.org>'
	patch "$path" 'mends this' 'its end' | sed -n '/^---$/,$p'
}

ann='Ann Able <ann@example.org>'
bob='Bob Baker <bob@example.org>'
cy='Cy Collect <cy@example.org>'
for one in fixed:a folded:b plain:c said:d quoted:e stable:f added:g ported:t robot:h taken:i reverted:j later:k; do
	patch "fs/${one#*:}.c" "${one%:*} has this" 'its end' | mail "${one%:*}.1" "$ann" 2 "[PATCH] fs: this one is ${one%:*}"
done
patch fs/k.c 'fs/k.c has that' 'its end' | mail later.2 "$ann" 3 '[PATCH v2] fs: this one is later'
printf 'Two.\n' | mail some.0 "$ann" 4 '[PATCH 0/2] fs: two of which one is cited'
patch fs/l.c 'fs/l.c has this' 'its end' | mail some.1 "$ann" 4 '[PATCH 1/2] fs: the cited one' 'In-Reply-To: <some.0@example.org>'
patch fs/m.c 'fs/m.c has this' 'its end' | mail some.2 "$ann" 4 '[PATCH 2/2] fs: the other one' 'In-Reply-To: <some.0@example.org>'
patch fs/n.c 'fs/n.c has this' 'its end' | mail round.1 "$ann" 5 '[PATCH] fs: a patch that is sent on'
printf 'NAK\n' | mail taken.re "$cy" 5 'Re: [PATCH] fs: this one is taken' 'In-Reply-To: <taken.1@example.org>'

printf '%s\n' 'The following changes since commit 0123456789abcdef0123456789abcdef01234567:' '' '  Linux 6.9' '' \
	'are available in the Git repository at:' '' '  https://example.org/fs.git for-next' '' \
	'for you to fetch changes up to 1123456789abcdef0123456789abcdef01234567:' '' '  fs: asked to be pulled (2026-03-06)' |
	mail pulled.0 "$ann" 6 '[PATCH net 0/1] fs: one for this week'
patch fs/p.c 'fs/p.c has this' 'its end' | mail pulled.1 "$ann" 6 '[PATCH net 1/1] fs: asked to be pulled' 'In-Reply-To: <pulled.0@example.org>'

fix fs/a.c 'It was wrong.' '' 'Fixes: 0123456789ab ("fs: this one is fixed")' | mail cites.1 "$bob" 40 '[PATCH] fs: mend what is fixed'
fix fs/b.c 'It was wrong.' '' 'Fixes: 0123456789ab ("fs: this one is' ' folded")' | mail cites.2 "$bob" 41 '[PATCH] fs: mend what is folded'
fix fs/c.c 'It was wrong.' '' 'Fixes: 0123456 (fs: this one is plain)' | mail cites.3 "$bob" 42 '[PATCH] fs: mend what is plain'
fix fs/d.c 'Since commit 0123456789ab ("fs: this one' 'is said") it crashes, and commit 1123456789ab ("fs: the cited one") made it worse.' '' |
	mail cites.4 "$bob" 43 '[PATCH] fs: mend what is said'
printf '%s\n' '> commit 0123456789ab ("fs: this one is quoted")' 'Hm.' |
	mail cites.5 "$cy" 44 'Re: [PATCH] fs: mend what is said' 'In-Reply-To: <cites.4@example.org>'
fix fs/f.c "[ Upstream commit $commit ]" '' 'For an old kernel.' '' | mail carried.1 "$cy" 45 '[PATCH 5.10 250/593] fs: this one is stable'
printf 'This is a note to let you know.\n' | mail added.2 "$cy" 46 'Patch "fs: this one is added" has been added to the 5.10-stable tree'
fix fs/h.c 'From: kernel test robot <lkp@intel.com>' '' 'It is not needed.' '' 'Fixes: 0123456789ab ("fs: this one is robot")' |
	mail cites.6 "$bob" 47 '[PATCH] fs: fix warnings of a robot'
fix fs/i.c 'It was wrong.' '' 'Fixes: 0123456789ab ("fs: this one is taken")' | mail cites.7 "$bob" 48 '[PATCH] fs: mend what is taken'
fix fs/j.c "This reverts commit $commit." '' | mail cites.8 "$bob" 49 '[PATCH] Revert "fs: this one is reverted"'
fix fs/k.c 'It was wrong.' '' 'Fixes: 0123456789ab ("fs: this one is later")' | mail cites.9 "$bob" 50 '[PATCH] fs: mend what is later'
patch fs/n.c 'fs/n.c has this' 'its end' | sed '1i From: Ann Able <ann@example.org>\n' | mail round.2 "$cy" 9 '[PATCH net 3/3] fs: a patch that is sent on'
printf 'It hangs since 0123456789ab ("fs: a patch that is sent on").\n' | mail cites.10 "$bob" 51 'fs: it hangs'
fix fs/o.c 'It was wrong.' '' 'Fixes: 0123456789ab ("fs: mend what is fixed")' | mail cites.11 "$bob" 52 '[PATCH] fs: mend it again'

printf 'It hangs since 1123456789ab ("fs: asked to be pulled").\n' | mail cites.12 "$bob" 53 'fs: it hangs again'
printf 'My tree has 0123456789ab ("fs: this one is quoted").\n' |
	mail cites.13 'reader-bot@example.org' 54 'Re: [PATCH] fs: this one is quoted' 'In-Reply-To: <quoted.1@example.org>'

# What is cited once more, also what was carried and what is a letter's title.
fix fs/q.c 'It was wrong.' '' 'Fixes: 0123456789ab ("fs: this one is fixed")' | mail cites.14 "$cy" 55 '[PATCH] fs: mend what is fixed once more'
fix fs/f.c 'It was wrong.' '' 'Fixes: 0123456789ab ("fs: this one is stable")' | mail cites.15 "$bob" 56 '[PATCH] fs: mend what is stable'
fix fs/t.c 'For an old kernel.' '' | mail carried.2 "$cy" 57 '[PATCH 5.10] fs: this one is ported'
printf 'It hangs since 0123456789ab ("fs: this one is ported").\n' | mail cites.20 "$bob" 58 'fs: it hangs when ported'
printf 'Two.\n' | mail letter.0 "$ann" 7 '[PATCH 0/2] fs: a letter that is cited'
patch fs/r.c 'fs/r.c has this' 'its end' | mail letter.1 "$ann" 7 '[PATCH 1/2] fs: two of one title' 'In-Reply-To: <letter.0@example.org>'
patch fs/s.c 'fs/s.c has this' 'its end' | mail letter.2 "$ann" 7 '[PATCH 2/2] fs: two of one title' 'In-Reply-To: <letter.0@example.org>'
printf 'It hangs since 0123456789ab ("fs: a letter that is cited").\n' | mail cites.16 "$bob" 57 'fs: it hangs after a letter'
printf 'As 0123456789ab ("fs: this one is said") had it.\n' |
	mail cites.17 "$cy" 58 'Re: [PATCH] fs: mend what is said' 'In-Reply-To: <cites.4@example.org>'

succeeds 'a list with citations' tidings add --quiet box "$box"
stands() {
	tidings series --stale=0 --no-pager --json "$1@example.org" |
		json "'%s %s' % (d['series']['state'], d['series']['evidence'])" /dev/stdin
}
is 'what a trailer names is applied' 'applied cites.1@example.org' "$(stands fixed.1)"
is 'over the end of a line, too' 'applied cites.2@example.org' "$(stands folded.1)"
is 'and without quotes' 'applied cites.3@example.org' "$(stands plain.1)"
is 'so is what a message cites' 'applied cites.4@example.org' "$(stands said.1)"
is 'one of two is a part' 'partly applied cites.4@example.org' "$(stands some.0)"
is 'what is quoted is not' 'new None' "$(stands quoted.1)"
is 'what is carried to a stable tree is applied' 'applied carried.1@example.org' "$(stands stable.1)"
is 'its posting there is as it was' 'new None' "$(stands carried.1)"
is 'who cites it once it was carried means where it came from' 'applied cites.20@example.org' "$(stands ported.1)"
is 'and not what was carried' 'new None' "$(stands carried.2)"
is 'so is what was added to one' 'applied added.2@example.org' "$(stands added.1)"
is 'a robot has a tree of its own' 'new None' "$(stands robot.1)"
is 'who refused it was not heard' 'applied cites.7@example.org' "$(stands taken.1)"
is 'what is reverted was applied' 'applied cites.8@example.org' "$(stands reverted.1)"
is 'it is the last version' 'applied cites.9@example.org' "$(stands later.2)"
is 'and no other' 'superseded later.2@example.org' "$(stands later.1)"
is 'what is sent on is applied where it came first' 'applied cites.10@example.org' "$(stands round.1)"
is 'what cites is a patch like others' 'new None' "$(stands cites.2)"
is 'what is asked to be pulled had its commits before' 'pull request None' "$(stands pulled.0)"
is 'and may be cited' 'applied cites.11@example.org' "$(stands cites.1)"
is 'a letter is no commit' 'new None' "$(stands letter.0)"
tidings series --no-pager cites.4@example.org >"$W/series"
succeeds 'who answers with a citation answers' grep -q 'Cy Collect' "$W/series"
is 'which is no notice' 0 "$(grep -c 'notice:' "$W/series")"
serve_start --workers 1
get 'its page on a site' 200 /box/cites.4@example.org/_/series/
holds 'has the answer' 'Cy Collect'
lacks 'and no commit of it' '<h2>Commits</h2>'
serve_stop

# A page says the same, and has no row for each citation.
succeeds 'an update' tidings update "$box" --class all -f json -o "$W/update.json"
of_page() {
	json "' '.join(s['$2'] for s in d['series'] if s['message_id'] == '$1@example.org')" "$W/update.json"
}
for one in fixed.1 folded.1 plain.1 said.1 some.0 stable.1 carried.1 ported.1 carried.2 added.1 robot.1 quoted.1 taken.1 reverted.1 later.2 round.1 cites.1 letter.0; do
	is "a page says so of $one" "$(stands $one | sed 's/ [^ ]*$//')" "$(of_page $one status)"
done
is 'a page says nothing of who cites what is to be pulled' new "$(of_page pulled.0 status)"
is 'a page rests on the same mail' cites.1@example.org "$(of_page fixed.1 evidence)"
is 'a citation is no row of what was applied, what a stable tree got is one' 1 "$(json "len(d['applied'])" "$W/update.json")"

# Mails that come later find what waits, and postings that come later are meant by what came before the others.
printf 'It hangs since 0123456789ab ("fs: two of one title").\n' | mail cites.18 "$bob" 60 'fs: it hangs for one title'
printf 'It hangs since 0123456789ab ("fs: this one is quoted").\n' | mail cites.19 "$bob" 61 'fs: it hangs quoted'
succeeds 'a sync' tidings sync --quiet box
is 'one title is one patch, the last' 'partly applied cites.18@example.org' "$(stands letter.0)"
is 'what waited is applied' 'applied cites.19@example.org' "$(stands quoted.1)"
succeeds 'another update' tidings update "$box" --class all -f json -o "$W/update.json"
for one in letter.0 quoted.1; do
	is "a page says so of $one, too" "$(stands $one | sed 's/ [^ ]*$//')" "$(of_page $one status)"
done
finish
