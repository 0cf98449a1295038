#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# lei as Debian has it asks tidings serve: searches, threads, saved searches that go on.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

if ! command -v lei >/dev/null; then
	echo '1..0 # SKIP lei is not installed (apt-get install lei)'
	exit 0
fi

mapfile -t mails < <(printf '%s\n' "$corpus"/sample/*.eml)
"$corpus/make-archive" --clock "$W/tern" "${mails[@]:0:20}" >/dev/null
tidings add tern "$W/tern" >/dev/null
part=20260302-queue-limit-v1-2-5b7e21aa90c4@harbour.example.com
export XDG_CACHE_HOME=$W/cache XDG_RUNTIME_DIR=$W/run GIT_CONFIG_GLOBAL=$W/gitconfig
mkdir -m 700 "$W/run"
git config --global user.name x
git config --global user.email x@example.org
serve_start --workers 2
trap 'lei daemon-kill 2>/dev/null; serve_kill; chmod -R u+rwX "$W"; rm -rf "$W"' EXIT

ask_lei() {
	timeout 600 lei "$@"
}
# count FILE: of mails in a Maildir
count() {
	find "$1/cur" "$1/new" -type f | wc -l
}

succeeds 'lei q --only' ask_lei q --no-save --only "$url/tern/" -f mboxrd -o "$W/found" s:queue AND f:anna
is 'finds what tidings finds' "$(tidings search --ids 's:queue AND f:anna' | wc -l)" \
	"$(grep -c '^From ' "$W/found")"
succeeds 'with whole threads' ask_lei q --no-save --only "$url/all/" -t -f mboxrd -o "$W/threads" "mid:$part"
is 'all of them' "$(tidings thread --ids "$part" | wc -l)" "$(grep -c '^From ' "$W/threads")"
ask_lei q --no-save --only "$url/tern/" -f mboxrd -o "$W/nothing" 's:nosuchword' >"$W/out" 2>"$W/err"
is 'nothing found is no fault' '' "$(cat "$W/nothing")"
succeeds 'a mail by its address' ask_lei lcat -f mboxrd -o "$W/lcat" "$url/tern/$part/"
is 'is that mail' 1 "$(grep -c "^Message-ID: <$part>" "$W/lcat")"

succeeds 'lei add-external' ask_lei add-external "$url/tern/"
succeeds 'knows it' ask_lei ls-external
holds 'by its address' "$url/tern/"
succeeds 'a search that is saved' ask_lei q -o "maildir:$W/maildir" 's:queue'
before=$(count "$W/maildir")
is 'into a Maildir' "$(tidings search --ids s:queue | wc -l)" "$before"
# lei asks for what is dated since, so a mail of today comes.
cat >"$W/new.eml" <<END
From: Mia Sato <mia@example.net>
To: tern@example.org
Subject: the queue of today
Date: $(date -R)
Message-ID: <today@example.net>

Now.
END
"$corpus/make-archive" --clock "$W/more" "${mails[@]:0:20}" "$W/new.eml" >/dev/null
# In its place: a confined server may read the folder that it found at its start.
rm -rf "$W/tern/"* && mv "$W/more/"* "$W/tern/"
tidings sync >/dev/null 2>"$W/err"
succeeds 'lei up' ask_lei up "$W/maildir"
is 'brings what came since' $((before + 1)) "$(count "$W/maildir")"
is 'all of it' "$(tidings search --ids s:queue | wc -l)" "$(count "$W/maildir")"
serve_stop
say 'the server ends well'
finish
