#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tidings serve gives away its repositories: git clones and fetches, manifests tell what
# there is, and tidings itself follows a list from there.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

mapfile -t mails < <(printf '%s\n' "$corpus"/sample/*.eml)
"$corpus/make-archive" --epochs 2 "$W/tern" "${mails[@]}" >/dev/null 2>&1 ||
	"$corpus/make-archive" "$W/tern" "${mails[@]}" >/dev/null
"$corpus/make-archive" --kind v1 "$W/old.git" "${mails[@]:0:5}" >/dev/null
"$corpus/make-archive" --kind mboxrd "$W/one.mbox" "${mails[@]:0:3}" >/dev/null
tidings add tern "$W/tern" >/dev/null
tidings add old "$W/old.git" >/dev/null
tidings add flat "$W/one.mbox" >/dev/null
# An epoch that nobody pushed to yet.
git init -q --bare "$W/tern/git/2.git"
# Objects that lie elsewhere, and an epoch that does.
mkdir -p "$W/yonder/git" "$W/away"
git clone -q --mirror --shared "$W/tern/git/0.git" "$W/yonder/git/0.git"
git clone -q --mirror "$W/tern/git/1.git" "$W/away/1.git" 2>"$W/err"
ln -s "$W/away/1.git" "$W/yonder/git/1.git"
tidings add yonder "$W/yonder" >/dev/null
serve_start --workers 2
export GIT_TERMINAL_PROMPT=0
tip=$(git -C "$W/tern/git/0.git" rev-parse HEAD)

# cloned NAME URL [CONFIG...]: a clone has the same tip
cloned() {
	rm -rf "$W/clone"
	git "${@:3}" clone -q --mirror "$2" "$W/clone" >"$W/out" 2>&1
	is "$1" "$tip" "$(git -C "$W/clone" rev-parse HEAD 2>&1)"
}
cloned 'git clones an epoch' "$url/tern/git/0.git"
is 'whole' '' "$(git -C "$W/clone" fsck 2>&1)"
cloned 'by its number' "$url/tern/0"
cloned 'one that borrows its objects' "$url/yonder/0"
get 'one that is a link' 200 /yonder/git/1.git/info/refs
cloned 'with protocol 0' "$url/tern/git/0.git" -c protocol.version=0
GIT_SMART_HTTP=0 cloned 'a git that wants files only' "$url/tern/git/0.git"
git -C "$W/tern/git/0.git" repack -q -a -d
GIT_SMART_HTTP=0 cloned 'packs as files' "$url/tern/git/0.git"
git clone -q --depth 3 --bare "$url/tern/git/0.git" "$W/shallow" 2>"$W/err"
is 'shallow' 3 "$(git -C "$W/shallow" rev-list HEAD | wc -l)"

# A fetch sends what it has, which is gzip when it is long.
export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.org
export GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@example.org
git -C "$W/clone" update-ref HEAD HEAD~10
for ((i = 0; i < 100; i++)); do
	git -C "$W/clone" update-ref "refs/old/$i" \
		"$(git -C "$W/clone" commit-tree -m "$i" 'HEAD^{tree}')"
done
git -C "$W/clone" fetch -q origin "+refs/heads/*:refs/new/*" 2>"$W/err"
is 'a fetch of what is new' "$tip" "$(git -C "$W/clone" for-each-ref --format='%(objectname)' 'refs/new/*')"

get 'refs as a file' 200 /tern/git/0.git/info/refs
holds 'are those of git' "^$tip	refs/heads/"
get 'refs by the protocol' 200 '/tern/git/0.git/info/refs?service=git-upload-pack'
header 'have a type' '^content-type: application/x-git-upload-pack-advertisement$'
header 'and are not kept' '^cache-control: no-cache'
get 'HEAD' 200 /tern/git/0.git/HEAD
is 'names a branch' 'ref: refs/heads/master' "$(cat "$W/out")"
get 'no such epoch' 404 /tern/git/7.git/info/refs
get 'an epoch that is no number' 404 /tern/git/x.git/info/refs
get 'of no list' 404 /nolist/git/0.git/info/refs
get 'a mailbox has none' 404 /flat/git/0.git/info/refs
get 'nobody pushes' 404 '/tern/git/0.git/git-receive-pack' -X POST
get 'and is told no refs for it but as a file' 200 '/tern/git/0.git/info/refs?service=git-receive-pack'
header 'which is plain' '^content-type: text/plain'
get 'its configuration stays here' 404 /tern/git/0.git/config
get 'a file that is no object' 404 /tern/git/0.git/objects/pack/config
get 'a way out' 404 /tern/git/0.git/objects/..%2f..%2f/config
get 'a request that is no gzip' 400 /tern/git/0.git/git-upload-pack -X POST \
	-H 'Content-Encoding: gzip' -H 'Content-Type: application/x-git-upload-pack-request' -d 0000
head -c 40000000 /dev/zero | gzip >"$W/bomb"
get 'a request that unpacks into too much' 413 /tern/git/0.git/git-upload-pack -X POST \
	-H 'Content-Encoding: gzip' -H 'Content-Type: application/x-git-upload-pack-request' \
	--data-binary "@$W/bomb"
printf '0014command=ls-refs\n0000' >"$W/request"
get 'a request by hand' 200 /tern/git/0.git/git-upload-pack -X POST -H 'Git-Protocol: version=2' \
	-H 'Content-Type: application/x-git-upload-pack-request' --data-binary "@$W/request"
holds 'is answered' "$tip HEAD"
get 'an odd version is none' 200 '/tern/git/0.git/info/refs?service=git-upload-pack' \
	-H 'Git-Protocol: version=2 $(id)'
get 'a flood of words that git ends at' 503 /tern/git/0.git/git-upload-pack -X POST \
	-H 'Content-Type: application/x-git-upload-pack-request' -d 'fffffffffff'

tip=$(git -C "$W/old.git" rev-parse HEAD)
cloned 'a list that is one repository is cloned by its address' "$url/old"

# Manifests.
get 'a manifest' 200 /manifest.js.gz
gzip -dc <"$W/out" >"$W/manifest"
is 'names all repositories' "['/old', '/tern/git/0.git']" "$(json 'sorted(d)[:2]' "$W/manifest")"
sum=$(git -C "$W/tern/git/0.git" show-ref | sha1sum | cut -d ' ' -f 1)
is 'with what identifies their refs' "$sum" "$(json 'd["/tern/git/0.git"]["fingerprint"]' "$W/manifest")"
is 'and when they changed' "$(git -C "$W/tern/git/0.git" log -1 --format=%ct)" \
	"$(json 'd["/tern/git/0.git"]["modified"]' "$W/manifest")"
modified=$(sed -n 's/^last-modified: //Ip' "$W/head" | tr -d '\r')
get 'who has it is told so' 304 /manifest.js.gz -H "If-Modified-Since: $modified"
get 'who has an older one is not' 200 /manifest.js.gz -H 'If-Modified-Since: Thu, 01 Jan 1998 00:00:00 GMT'
get 'a list has its own' 200 /tern/manifest.js.gz
gzip -dc <"$W/out" >"$W/manifest"
is 'and no other' True "$(json 'all(k.startswith("/tern/") for k in d)' "$W/manifest")"
get 'a mailbox has none' 404 /flat/manifest.js.gz

# Another reader follows the list from here.
XDG_DATA_HOME=$W/reader XDG_CONFIG_HOME=$W/reader succeeds 'tidings adds the list from there' \
	tidings add tern "$url/tern/"
XDG_DATA_HOME=$W/reader XDG_CONFIG_HOME=$W/reader tidings list --json >"$W/list.json"
is 'with all its mails' 32 "$(json 'd["lists"][0]["mails"]' "$W/list.json")"
if command -v public-inbox-clone >/dev/null; then
	(cd "$W" && timeout 300 public-inbox-clone -q "$url/tern" "$W/mirror") >"$W/out" 2>&1 </dev/null
	is 'public-inbox-clone does, too' "$(git -C "$W/tern/git/0.git" rev-parse HEAD)" \
		"$(git -C "$W/mirror/git/0.git" rev-parse HEAD 2>&1)"
else
	skip 'public-inbox-clone does, too' 'public-inbox is not installed'
fi
serve_stop
say 'the server ends well'
finish
