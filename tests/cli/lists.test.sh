#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Lists are added, kept in step and removed: against a git server on the loopback, in
# place, cut off in the middle, rewritten behind our back.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

here=$SOURCE/tests/cli
data=$XDG_DATA_HOME/tidings
index=$data/index.sqlite
mapfile -t mails < <(printf '%s\n' "$corpus"/sample/*.eml)
S=$W/server
mkdir -p "$S"
server=
trap '[ -z "$server" ] || kill "$server"; chmod -R u+rwX "$W"; rm -rf "$W"' EXIT

serve() {
	"$here/git-server" "$S" >"$W/port" 2>"$W/server.err" &
	server=$!
	for ((i = 0; i < 200; i++)); do
		[ -s "$W/port" ] && break
		sleep 0.05
	done
	url=http://127.0.0.1:$(cat "$W/port")
}

# archive KIND OUT COUNT [OPTION...]: of the first mails of the sample
archive() {
	rm -rf "$2"
	"$corpus/make-archive" --kind "$1" "${@:4}" "$2" "${mails[@]:0:$3}" >/dev/null
}

facts() {
	"$here/index-facts" "$@"
}

# as_built_anew NAME LIST: the index is what a first indexing of the list gives
as_built_anew() {
	rm -f "$W"/anew.sqlite*
	tidings sync --no-fetch --index "$W/anew.sqlite" "$2" >/dev/null 2>&1
	facts "$W/anew.sqlite" >"$W/anew"
	facts "$index" >"$W/now"
	same "$1" "$W/anew" "$W/now"
}

mails_of() {
	tidings list --json >"$W/list.json"
	json "[l['mails'] for l in d['lists'] if l['name'] == '$1'][0]" "$W/list.json"
}

# what is wrong is said
fails 'without a list there is nothing to sync' 66 'tidings add' tidings sync
fails 'a name with a slash is none' 64 'name of a list' tidings add ../x /tmp
fails 'a name is no option' 64 'name of a list' tidings add -- -x /tmp
fails 'a hidden name is none' 64 'name of a list' tidings add .x /tmp
fails 'a directory that is not there' 66 'No such file' tidings add x "$W/none"
fails 'ext:: is no address' 64 'no address' tidings add x 'ext::sh -c x://'
fails 'a strange scheme is no address' 64 'no address' tidings add x 'ftp://h.example.org/x'
fails 'an address has no blank' 64 'no address' tidings add x 'https://h.example.org/x y'
fails 'an address has no option' 64 'no address' tidings add x 'ssh://-oProxyCommand=x/y'
fails 'a server that is not there is told' 128 'connect' tidings add x http://127.0.0.1:1/x/
! grep -q x "$XDG_CONFIG_HOME/tidings/config" 2>/dev/null
say 'and leaves nothing in the configuration'
is 'and its list is not kept' '{}' "$(tidings list --json >"$W/l"; json "{l['name'] for l in d['lists']} or {}" "$W/l")"

# a mail that came twice is one
archive v2 "$W/twice" 6
(
	cd "$W/twice/git/0.git" &&
		git update-ref HEAD "$(git -c user.name=A -c user.email=a@example.org \
			commit-tree 'HEAD~2^{tree}' -p HEAD -m again)"
)
succeeds 'a list may have a mail twice' tidings add twice "$W/twice"
holds 'which is told' '^twice: 6 new mails, 1 came twice$'
is 'and is one mail' 6 "$(mails_of twice)"
tidings remove twice >/dev/null

# a server with a manifest
serve
archive v2 "$S/kvm" 20 --epochs 3
succeeds 'a list is added with all its epochs' tidings add kvm "$url/kvm/"
holds 'what came is said' '^kvm: 20 new mails$'
is 'its mails are there' 20 "$(mails_of kvm)"
is 'its epochs are there' '0.git 1.git 2.git' "$(cd "$data/lists/kvm/git" && echo *)"
lacks 'what a manifest says is no path' 'etc|other|upload-pack=' "$S/log"
as_built_anew 'the index is whole' kvm
rm -f "$S/log"
succeeds 'nothing new is fine' tidings sync
is 'and nothing is said' '' "$(cat "$W/out" "$W/err")"
is 'one question to the server is enough' 'GET /kvm/manifest.js.gz' "$(cat "$S/log")"
succeeds 'the same words again are fine' tidings add kvm "$url/kvm/"
fails 'another address under that name is not' 128 'is there already' \
	tidings add kvm "$url/other/"

archive v2 "$S/kvm" 20 --epochs 3
"$corpus/make-archive" --kind v2 "$W/more" "${mails[@]:13:9}" >/dev/null
rm -rf "$S/kvm/git/2.git" && mv "$W/more/git/0.git" "$S/kvm/git/2.git"
rm -f "$S/log"
succeeds 'new mails are fetched' tidings sync kvm
holds 'and counted' '^kvm: 2 new mails$'
lacks 'an epoch that did not change is left alone' 'kvm/git/0|kvm/git/1' "$S/log"
as_built_anew 'the index is as if made at once' kvm
"$corpus/make-archive" --kind v2 --remove 2 "$W/next" "${mails[@]:22:4}" >/dev/null
mv "$W/next/git/0.git" "$S/kvm/git/3.git"
succeeds 'a new epoch is fetched' tidings sync
holds 'a mail that was taken back is counted' '^kvm: 4 new mails, 1 mail taken back$'
as_built_anew 'the index is as if made at once, with the new epoch' kvm

# rewritten
"$corpus/make-archive" --kind v2 "$W/purged" "${mails[@]:13:3}" "${mails[@]:17:5}" >/dev/null
rm -rf "$S/kvm/git/2.git" && mv "$W/purged/git/0.git" "$S/kvm/git/2.git"
succeeds 'a rewritten epoch is followed' tidings sync
holds 'and said' 'its history was rewritten'
as_built_anew 'the index is as if made of the new history' kvm
gone=$(git hash-object "${mails[16]}")
lacks 'a purged mail leaves nothing' "${gone:0:12}" "$W/now"
is 'it is not among the messages' 0 "$(grep -c orphan "$W/now")"
"$corpus/make-archive" --kind v2 "$W/zero" "${mails[@]:1:6}" >/dev/null
rm -rf "$S/kvm/git/0.git" && mv "$W/zero/git/0.git" "$S/kvm/git/0.git"
succeeds 'the oldest epoch is rewritten from its first mail on' tidings sync
as_built_anew 'the index is as if made of that history' kvm
rm -f "$index"*
succeeds 'a lost index is made again' tidings sync
as_built_anew 'as it was' kvm

# cut off
archive v2 "$S/b" 26 --epochs 2
echo 3000 >"$S/cut"
fails 'a pack that is cut off is told' 128 'epoch 0: the connection broke' tidings add b "$url/b"
is 'a list of which nothing came is not kept' 1 "$(json "len(d['lists'])" <(tidings list --json))"
succeeds 'the next time it is fetched' tidings add b "$url/b"
archive v2 "$S/b" 30 --epochs 2
echo 10 >"$S/cut"
fails 'a fetch that is cut off is told' 128 "list 'b'" tidings sync b
is 'what was there stays' 26 "$(mails_of b)"
succeeds 'and the next sync goes on' tidings sync b
is 'with all of it' 30 "$(mails_of b)"

# a server whose repository is damaged
archive v2 "$S/damaged" 12
broken=$S/damaged/git/0.git
git -C "$broken" gc --quiet
rm -f "$broken"/objects/pack/*.bitmap
whole=$(find "$broken" -name '*.pack')
chmod u+w "$whole"
cp "$whole" "$W/whole.pack"
printf 'damage' | dd of="$whole" bs=1 seek=2000 conv=notrunc status=none
fails 'what a damaged server sends is called that' 128 "epoch 0: what came is damaged .pack has bad" \
	tidings add d "$url/damaged"
rm "$whole"
fails 'so is one that lacks what it says it has' 128 'epoch 0: the server has not what it says it has' \
	tidings add d "$url/damaged"
git -C "$broken" unpack-objects -q <"$W/whole.pack"
rm -f "$broken"/objects/pack/*
tree=$(git -C "$broken" rev-parse 'master~3^{tree}')
rm "$broken/objects/${tree:0:2}/${tree:2}"
fails 'one that says so of itself is not asked again' 128 \
	"epoch 0: the repository of the server is damaged .*$tree.*; who runs it has to mend it" \
	tidings add d "$url/damaged"
lacks 'and the connection is not to blame' 'connection|Cloning' "$W/err"
rm -rf "$S/damaged"
touch "$S/cut-manifest"
fails 'a manifest that is cut short is told' 128 'cut short' tidings sync b
touch "$S/large-manifest"
fails 'one that unpacks into more than anybody has as well' 128 'too large' tidings sync b
succeeds 'and the next one is taken' tidings sync b

# killed
parts() {
	find "$data/lists/c/git" -maxdepth 1 -name '0.git.part*'
}
archive v2 "$S/c" 26 --epochs 2
tidings add --no-sync c "$url/c" >/dev/null
echo 3000 >"$S/hang"
"$TIDINGS" sync c >/dev/null 2>&1 &
victim=$!
for ((i = 0; i < 200; i++)); do
	[ ! -e "$S/hang" ] && [ -n "$(parts)" ] && break
	sleep 0.05
done
[ -n "$(parts)" ] && [ ! -e "$data/lists/c/git/0.git" ]
say 'a clone has another name until it is whole'
kill -9 $victim
wait $victim 2>/dev/null
# Where the machine went down, git did not take its own away either.
mkdir -p "$data/lists/c/git/0.git.part1-1/objects"
succeeds 'after a kill the next sync goes on' tidings sync c
is 'and has all' 26 "$(mails_of c)"
[ -z "$(parts)" ]
say 'nothing is left over'
left=$data/lists/c/git/1.git
touch "$left/packed-refs.lock" "$left/shallow.lock" "$left/refs/heads/master.lock" \
	"$left/objects/pack/tmp_pack_1"
archive v2 "$S/c" 30 --epochs 2
succeeds "a killed git's lock files are no obstacle" tidings sync c
is 'and go with what came in part' '' "$(find "$left" -name '*.lock' -o -name 'tmp_*')"
is 'what is new came' 30 "$(mails_of c)"

# two at once, one bad list among good ones
archive v2 "$S/d" 26 --epochs 2
tidings add --no-sync d "$url/d" >/dev/null
"$TIDINGS" sync d >/dev/null 2>&1 &
other=$!
succeeds 'a second sync at the same time is fine' tidings sync d
wait $other
say 'and so is the first'
is 'the mails are there once' 26 "$(mails_of d)"
rm -rf "$S/c"
archive v2 "$S/d" 28 --epochs 2
fails 'a list that is gone from its server is told' 128 "list 'c'" tidings sync
is 'the others are brought in step' 28 "$(mails_of d)"
is 'and what was there of it stays' 30 "$(mails_of c)"
fails 'a name beside it that is none' 66 "no list 'nosuch'" tidings remove c nosuch
[ -e "$data/lists/c" ]
say 'takes nothing with it'
succeeds 'a list is removed, however often it is named' tidings remove c c
[ ! -e "$data/lists/c" ]
say 'with its mirror'
facts "$index" c | grep -q '^place'
[ $? -eq 1 ]
say 'and with its part of the index'
succeeds 'a mirror may stay' tidings remove --keep-mirror d
[ -d "$data/lists/d/git/0.git" ]
say 'it does'
fails 'what is not there cannot be removed' 66 "no list 'd'" tidings remove d

# other forms of servers
touch "$S/no-manifest"
archive v2 "$S/e" 20 --epochs 2
succeeds 'without a manifest git is asked' tidings add e "$url/e"
is 'all epochs are found' 20 "$(mails_of e)"
"$corpus/make-archive" --kind v2 "$W/third" "${mails[@]:20:6}" >/dev/null
mv "$W/third/git/0.git" "$S/e/git/2.git"
succeeds 'and a new one' tidings sync e
is 'with its mails' 26 "$(mails_of e)"
archive bare "$S/one.git" 12
succeeds 'one repository is a list' tidings add one "$url/one.git"
is 'its mails are there too' 12 "$(mails_of one)"
archive v1 "$S/old.git" 12
succeeds 'the older form is one as well' tidings add old "$url/old.git"
is 'with its mails as well' 12 "$(mails_of old)"
archive v1 "$S/old.git" 15 --remove 2
succeeds 'it is kept in step' tidings sync old
holds 'with what was taken back' '^old: 3 new mails, 1 mail taken back$'
git init -q --bare --template= "$S/code.git"
tree=$(git --git-dir "$S/code.git" mktree </dev/null)
git --git-dir "$S/code.git" update-ref refs/heads/master "$(git --git-dir "$S/code.git" \
	-c user.name=x -c user.email=x@example.org commit-tree -m x "$tree")"
fails 'a repository without mail is told' 65 'no mail|hold no mail' tidings add code "$url/code.git"
archive v2 "$W/local" 20 --epochs 2
succeeds 'a file address is mirrored' tidings add local "file://$W/local"
is 'with its mails, too' 20 "$(mails_of local)"
archive v2 "$W/clocked" 20 --epochs 2 --clock
succeeds 'a list may begin at a date' tidings add young "file://$W/clocked" \
	--since '2026-01-01T02:25:00Z'
is 'only what is younger came' 5 "$(mails_of young)"
archive v2 "$W/clocked" 24 --epochs 2 --clock
rm -rf "$W/clocked/git/0.git"
succeeds 'a shallow mirror is kept in step' tidings sync young

# in place
archive maildir "$W/md" 20
succeeds 'a Maildir is added in place' tidings add md "$W/md"
is 'its mails are in the index' 20 "$(mails_of md)"
succeeds 'nothing new in it is fine' tidings sync md
is 'and not worth a word' '' "$(cat "$W/out")"
mapfile -t files < <(printf '%s\n' "$W"/md/cur/*)
mv "${files[0]}" "${files[0]%:2,S}:2,RS"
rm "${files[3]}" "${files[4]}"
cp "${mails[20]}" "$W/md/new/2000000000.M1P1.example"
succeeds 'a Maildir is kept in step' tidings sync md
holds 'what came and went is counted' '^md: 1 new mail, 2 mails indexed before are out$'
is 'and is right' 19 "$(mails_of md)"
archive mboxrd "$W/box" 20
succeeds 'an mbox is added in place' tidings add box "$W/box"
archive mboxrd "$W/box" 23
succeeds 'an mbox that grew is kept in step' tidings sync box
holds 'only what is new is read' '^box: 3 new mails$'
rm -f "$W/box"
"$corpus/make-archive" --kind mboxrd "$W/box" "${mails[@]:0:5}" "${mails[@]:8:10}"
succeeds 'an mbox that lost mails as well' tidings sync box
is 'it has what is in the file' 15 "$(mails_of box)"
archive v2 "$W/v2" 20 --epochs 2
before=$(cd "$W/v2" && find . -type f -exec cksum {} + | sort)
succeeds 'an inbox is added in place' tidings add v2 "$W/v2"
is 'and never written' "$before" "$(cd "$W/v2" && find . -type f -exec cksum {} + | sort)"
is 'a mail of many lists is one message' 1 "$(facts "$index" |
	awk -F '\t' '$1 == "message" && $NF == 0' | cut -f 2 | sort | uniq -c |
	awk '$1 > m { m = $1 } END { print m }')"

# the doctor
succeeds 'all is well' tidings doctor
holds 'a list that is well is said to be' "^good +list 'kvm': its archive is there"
lacks 'nothing is wrong' '^wrong'
mkdir "$W/bin"
for old in 1.99.0 2.24.3; do
	printf '#!/bin/sh\necho git version %s\n' $old >"$W/bin/git"
	chmod +x "$W/bin/git"
	PATH=$W/bin:$PATH tidings doctor >"$W/out" 2>&1
	holds "git $old is older than what was tried" "git version $old is older.*"
done
rm -r "${W:?}/bin"
succeeds 'with a closer look, too' tidings doctor --full --json
is 'in JSON as well' 'True 1' "$(json "str(d['healthy']) + ' ' + str(d['schema'])" "$W/out")"
archive v2 "$W/holed" 6
holed=$W/holed/git/0.git
blob=$(git --git-dir="$holed" rev-parse 'HEAD~2:m')
mkdir "$W/packs"
mv "$holed"/objects/pack/* "$W/packs"
cat "$W"/packs/*.pack | git --git-dir="$holed" unpack-objects -q
rm -f "$holed/objects/${blob:0:2}/${blob:2}"
succeeds 'a list of which a mail is lost is added' tidings add holed "$W/holed"
succeeds 'the doctor knows of it' tidings doctor
holds 'and how many there are' \
	"^warning +list 'holed': 1 of its mails could not be read and are not in the index"
fails 'git, too, where it looks' 128 'wrong' tidings doctor --full
holds 'and which object it is' "^wrong +list 'holed': '.*' is damaged: missing blob $blob$"
succeeds 'it goes again' tidings remove holed
touch "$data/cursors.lock"
mkdir -p "$data/lists/nobody" "$data/lists/b/git/7.git.part1"
mv "$W/md" "$W/md.away"
fails 'what is wrong makes it fail' 128 'wrong' tidings doctor
holds 'a lock that was left is named' 'cursors.lock'
holds 'a mirror of no list as well' 'lists/nobody. belongs to no list'
holds 'a clone that was cut off' "warning +list 'b': fetching was cut off"
holds 'an archive that is not there' "^wrong +list 'md': \"$W/md\": No such file"
holds 'for each there is something to do' "^ +-> 'tidings sync b'$"
rm -rf "$data/cursors.lock" "$data/lists/nobody"
mv "$W/md.away" "$W/md"
pack=$(find "$data/lists/b/git/0.git" -name '*.pack' | head -n 1)
chmod u+w "$pack"
printf 'damage' | dd of="$pack" bs=1 seek=2000 conv=notrunc status=none
fails 'a damaged archive is found by a closer look' 128 'wrong' tidings doctor --full
holds 'and named' "wrong +list 'b': .*0.git' is damaged"
rm -rf "$data/lists/b/git/0.git"
succeeds 'what the doctor says helps' tidings sync b
succeeds 'and then all is well again' tidings doctor --full
measure() {
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("UPDATE list SET mails = mails + ? WHERE name = ?", sys.argv[2:])
db.commit()' "$index" "$1" b
}
measure 1
fails 'a number of mails that is not what it was kept as' 128 'wrong' tidings doctor --full
holds 'is found' "wrong +index: of list 'b' it says"
measure -1
git config -f "$XDG_CONFIG_HOME/tidings/config" list.b.prviate true
git config -f "$XDG_CONFIG_HOME/tidings/config" serve.base http://example.org
succeeds 'a setting that nobody reads is no harm' tidings doctor
holds 'but it is said of a list' "^warning +settings: nobody reads 'list.b.prviate'$"
holds 'and of a site' "^warning +settings: nobody reads 'serve.base'$"
is 'and of nothing else' 2 "$(grep -c 'nobody reads' "$W/out")"
git config -f "$XDG_CONFIG_HOME/tidings/config" --unset list.b.prviate
settings=$(sed -n 's/^\.It Va \([a-z]*\..*\)/\1/p' "$SOURCE"/man/*.1 | tr -d ' ' | tr , '\n' |
	sed -nE '/^(hooks?|list|serve|tidings)\./p' | sed 's/\.[nN][aA][mM][eE]\./.every./' | sort -u)
cp "$XDG_CONFIG_HOME/tidings/config" "$W/config.kept"
for setting in $settings; do
	git config -f "$W/all.settings" "$setting" '' # values are looked at by others
done
git config -f "$XDG_CONFIG_HOME/tidings/config" include.path "$W/all.settings"
git config -f "$W/all.settings" --unset tidings.dataDir
git config -f "$W/all.settings" --unset tidings.index
tidings doctor >"$W/out" 2>"$W/err"
[ "$(wc -w <<<"$settings")" -gt 20 ] && ! grep 'nobody reads' "$W/out" | grep -v 'serve\.base'
say 'each setting of the manual is known' || echo "$settings" | note
cp "$W/config.kept" "$XDG_CONFIG_HOME/tidings/config"
git config -f "$XDG_CONFIG_HOME/tidings/config" --remove-section serve
echo 'no database at all, and longer than its head would be' >"$W/garbage"
fails 'an index that is damaged is wrong' 128 'thing is wrong$' tidings doctor --index "$W/garbage"
holds 'and no list is in step with it' "^good +list 'kvm': its archive is there$"
chmod 000 "$W/garbage"
if [ -r "$W/garbage" ]; then
	skip 'one that may not be read is called that' 'who tests may read all'
else
	tidings doctor --index "$W/garbage" >"$W/out" 2>"$W/err"
	holds 'one that may not be read is called that' "^wrong +index: .*: Permission denied$"
fi
chmod 644 "$W/garbage"
fails 'who asks it is told whom to ask' 70 "'tidings doctor' says what to do$" \
	tidings search --index "$W/garbage" s:patch
fails 'so is who syncs' 70 "'tidings doctor' says what to do$" \
	tidings sync --no-fetch --index "$W/garbage"
mv "$W/md" "$W/md.away"
tidings sync --no-fetch 2>"$W/err"
is 'a list is named once' "tidings: list 'md': \"$W/md\": No such file or directory" "$(grep "'md'" "$W/err")"
mv "$W/md.away" "$W/md"
archive v2 "$W/v2" 22 --epochs 2
succeeds 'an index that is behind is no harm' tidings doctor
holds 'but it is said' "warning +list 'v2': the (index is behind|history)"
tidings sync v2 >/dev/null

# public-inbox's configuration
cat >"$W/pi" <<END
[publicinbox "imported"]
	inboxdir = $W/v2
	address = imported@example.org
	url = https://lists.example.org/imported/
	listid = imported.example.org
[publicinbox "v2"]
	inboxdir = $W/v2
[publicinbox "../bad"]
	inboxdir = $W/v2
[publicinbox "relative"]
	inboxdir = v2
END
succeeds "public-inbox's lists are imported" tidings add --import "$W/pi"
holds 'and indexed' '^imported: 22 new mails$'
holds 'what cannot be is told' 'bad.* is not imported' "$W/err"
is 'it has its mails' 22 "$(mails_of imported)"
fails 'an import needs a file' 66 'no file' tidings add --import "$W/nothing"
rm -f "$index"*
succeeds 'all is made again from the archives' tidings sync --no-fetch
is 'with all lists' 22 "$(mails_of imported)"

# rules of classes that changed reach the mails that are there
mkdir -p "$XDG_CONFIG_HOME/tidings"
cp "$XDG_CONFIG_HOME/tidings/config" "$W/config" 2>"$W/git" || : >"$W/config"
printf '[class "ours"]\n\tsubject = "Re: *"\n' >>"$XDG_CONFIG_HOME/tidings/config"
succeeds 'other rules are noticed by a sync' tidings sync --no-fetch v2
holds 'which tells how many mails they concern' '^v2: [1-9][0-9]* mails are of another class now$'
succeeds 'the second list shares its mails and has its own classes' tidings sync --no-fetch imported
holds 'so they are told' '^imported: [1-9][0-9]* mails are of another class now$'
tidings search --ids -n 1000 class:ours >"$W/out"
is 'they are found by it' yes "$([ -s "$W/out" ] && echo yes)"
rm -f "$W"/anew.sqlite*
tidings sync --no-fetch --index "$W/anew.sqlite" >/dev/null 2>&1
facts "$W/anew.sqlite" >"$W/anew"
tidings sync --no-fetch >/dev/null 2>&1
facts "$index" >"$W/now"
same 'and all is as with these rules from the first' "$W/anew" "$W/now"
succeeds 'then nothing is read again' tidings sync --no-fetch
lacks 'nor told' 'another class'
python3 -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1]).execute("DROP INDEX file_by_path")' "$index"
succeeds 'an index that a run left out as it was killed' tidings sync --no-fetch
is 'is made by a sync that has nothing else to do' 1 "$(python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM sqlite_schema"
      " WHERE name = ?", ["file_by_path"]).fetchone()[0])' "$index")"
cp "$W/config" "$XDG_CONFIG_HOME/tidings/config"
succeeds 'rules that are gone are noticed, too' tidings sync --no-fetch
printf '[class "ours"]\n\tsubject = "Re: *"\n' >>"$XDG_CONFIG_HOME/tidings/config"
tidings search --ids -n 1000 class:ours >"$W/out" 2>"$W/err" || :
is 'and leave no mail behind' 0 "$(wc -l <"$W/out")"

# a first run that was killed: it writes without a log, and the file says so
unfinish() {
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("PRAGMA journal_mode = DELETE")
db.execute("PRAGMA user_version = -1")' "$1"
}
unfinish "$index"
fails 'an index that is not finished is none' 66 'is not finished' tidings search a
fails 'for no command' 66 "'tidings sync' makes the index" tidings series v2
succeeds 'but an update needs none' tidings update v2 -n 3
succeeds 'the doctor warns of it' tidings doctor
holds 'and says what to do' 'begins it anew'
succeeds 'a sync begins it anew' tidings sync --no-fetch v2 imported
facts "$index" >"$W/now"
rm -f "$W"/anew.sqlite*
tidings sync --no-fetch --index "$W/anew.sqlite" v2 imported >/dev/null 2>&1
facts "$W/anew.sqlite" >"$W/anew"
same 'and makes what there would be without the kill' "$W/anew" "$W/now"
unfinish "$index"
succeeds 'a list can be removed from it' tidings remove imported
succeeds 'and the others are indexed afterwards' tidings sync --no-fetch v2
succeeds 'and found' tidings search -n 1 s:a
finish
