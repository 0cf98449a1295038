#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Lists are mirrored from public-inbox's own server, and follow what its tools rewrite.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

if ! command -v public-inbox-httpd >/dev/null; then
	echo '1..0 # SKIP public-inbox is not installed (apt-get install public-inbox)'
	exit 0
fi

here=$SOURCE/tests/cli
index=$XDG_DATA_HOME/tidings/index.sqlite
mapfile -t mails < <(printf '%s\n' "$corpus"/sample/*.eml)
export PI_CONFIG=$W/config PI_DIR=$W/pi GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.org
export GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@example.org
server=
trap '[ -z "$server" ] || kill "$server"; chmod -R u+rwX "$W"; rm -rf "$W"' EXIT

# An inbox of the older form becomes one of the newer.
"$corpus/make-archive" --kind v1 "$W/old.git" "${mails[@]:0:15}" >/dev/null
{
	public-inbox-init -V1 -L basic old "$W/old.git" http://127.0.0.1/old old@example.org &&
		public-inbox-index -L basic "$W/old.git" &&
		public-inbox-convert "$W/old.git" "$W/kvm"
} >"$W/log" 2>&1 </dev/null || note <"$W/log"
cat >"$PI_CONFIG" <<END
[publicinbox "kvm"]
	address = kvm@example.org
	url = http://127.0.0.1/kvm
	inboxdir = $W/kvm
	indexlevel = basic
END
public-inbox-httpd -l 127.0.0.1:0 -W0 >"$W/httpd" 2>&1 &
server=$!
for ((i = 0; i < 200; i++)); do
	url=$(sed -n 's/^# bound //p' "$W/httpd")
	[ -n "$url" ] && break
	sleep 0.05
done

mails_of() {
	tidings list --json >"$W/list.json"
	json "[l['mails'] for l in d['lists'] if l['name'] == '$1'][0]" "$W/list.json"
}

as_built_anew() {
	rm -f "$W"/anew.sqlite*
	tidings sync --no-fetch --index "$W/anew.sqlite" >/dev/null 2>&1
	"$here/index-facts" "$W/anew.sqlite" >"$W/anew"
	"$here/index-facts" "$index" >"$W/now"
	same "$1" "$W/anew" "$W/now"
}

succeeds 'an inbox of public-inbox is added' tidings add kvm "$url/kvm/"
is 'with all its mails' 15 "$(mails_of kvm)"
is 'its manifest was read' list "$(git config -f "$XDG_DATA_HOME/tidings/lists/kvm/mirror" mirror.manifest)"
succeeds 'nothing new is fine' tidings sync
is 'and not worth a word' '' "$(cat "$W/out" "$W/err")"
public-inbox-learn rm --all <"${mails[2]}" >"$W/log" 2>&1
succeeds 'what public-inbox-learn took back is taken back' tidings sync
is 'one mail less' 14 "$(mails_of kvm)"
as_built_anew 'the index is as if made at once'
public-inbox-purge "$W/kvm" <"${mails[5]}" >"$W/log" 2>&1
succeeds 'what public-inbox-purge rewrote is followed' tidings sync
holds 'and said' 'rewritten'
is 'another mail less' 13 "$(mails_of kvm)"
as_built_anew 'the index is as if made of the new history'
lacks 'of the purged mail nothing is left' "$(git hash-object "${mails[5]}" | cut -c 1-12)" "$W/now"
cat >"$W/editor" <<'SH'
#!/bin/sh
sed -i 's/^Subject: .*/Subject: [PATCH] edited/' "$1"
SH
chmod +x "$W/editor"
MAIL_EDITOR=$W/editor GIT_EDITOR=$W/editor EDITOR=$W/editor \
	public-inbox-edit -F "${mails[7]}" "$W/kvm" >"$W/log" 2>&1 </dev/null
succeeds 'what public-inbox-edit rewrote is followed' tidings sync
as_built_anew 'the index is as if made of the edited history'
holds 'with the edited mail' 'PATCH\] edited' "$W/now"
succeeds 'the doctor finds it whole' tidings doctor --full
succeeds "a shallow start" tidings add young "$url/kvm/" --since 2026-01-01T00:00:01Z
finish
