#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Who takes more than a share - of the processor, of time, of connections - is ended, and
# all others are answered meanwhile.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

rude() {
	python3 "$SOURCE/tests/cli/rude-clients" "$1" "${2:-${url##*:}}" "${@:3}" 2>&1
}

# A thread of 16 MB that no packing makes smaller, and the sample.
mkdir "$W/large"
for i in {0..15}; do
	cat >"$W/large/$i.eml" <<END
From: Ann <ann@example.org>
To: tern@example.org
Subject: the large picture, part $i
Date: Tue, 3 Mar 2026 15:00:$((i + 10)) +0000
Message-ID: <large-$i@example.org>
In-Reply-To: <large-0@example.org>

END
	head -c 786432 /dev/urandom | base64 >>"$W/large/$i.eml"
done
mapfile -t mails < <(printf '%s\n' "$corpus"/sample/*.eml "$W"/large/*.eml)
"$corpus/make-archive" "$W/list" "${mails[@]}" >/dev/null
succeeds 'a list is added' tidings add tern "$W/list"
config=$XDG_CONFIG_HOME/tidings/config

git config --file "$config" serve.patience abc
fails 'a time that is no number' 64 'serve.patience: .abc. is no number' tidings serve
git config --file "$config" serve.patience 100
git config --file "$config" serve.timeout 3
serve_start --workers 2

# Words that many words begin with, some thousand times, each of which is looked for.
costly=$(printf 'a* OR b* OR c* OR d* OR %.0s' {1..1000})
get 'a question that costs too much' 503 '/tern/' -G --data-urlencode "q=${costly:0:9000} e*"
holds 'ends, and says so' 'takes longer than it may here'
get 'for programs' 503 '/tern/?x=m' -X POST --data-urlencode "q=$costly e*"
holds 'too' 'takes longer than it may here'
get 'another one after it' 200 '/tern/?q=queue'
succeeds 'the command line has no such limit' tidings search -- "${costly:0:9000} e*"
get 'more words in a row than anybody writes' 413 '/tern/?x=m' -X POST \
	--data-urlencode "q=\"$(printf 'to the of %.0s' {1..100})\""

is 'who sends headers a byte at a time is ended' \
	'40 of 40 ended, others answered: True' "$(rude headers '' / 40)"
is 'who sends a body so, too' \
	'40 of 40 ended, others answered: True' "$(rude body '' / 40)"
is 'who reads a byte a second is ended' 'whole: False others answered: True' \
	"$(rude reader '' /tern/large-0@example.org/t.mbox.gz)"
serve_stop
say 'it ends well'

git config --file "$config" --unset serve.timeout
serve_start --workers 2
is 'who is in no hurry is sent all of it' 'whole: True others answered: True' \
	"$(rude reader '' /tern/large-0@example.org/t.mbox.gz)"
is 'more idle connections than there may be keep nobody out' \
	'1200 idle, others answered within 8 seconds: True' "$(rude idle '' / 1200)"
serve_stop
say 'it ends well, too'

own=$(hostname -I 2>/dev/null | tr ' ' '\n' | grep -m1 '^[0-9.]*$')
if [ -n "$own" ]; then
	serve_start --workers 2 --listen '*:0'
	port=${url##*:}
	is 'one address has 64 connections' '64 may stay' "$(rude crowd "$own:$port" / 80)"
	is 'this host, which may be a proxy, has more' 'all may stay' \
		"$(rude crowd "127.0.0.1:$port" / 80)"
	serve_stop
else
	skip 'one address has 64 connections' 'this machine has no address'
fi

# What a client costs in all is held against its address, as far as that is known.
git config --file "$config" serve.budget 1
git config --file "$config" serve.behindProxy perhaps
fails 'a word that is neither' 64 "serve.behindProxy: 'perhaps' is neither" tidings serve

# another: a page that no worker has made and kept, as that one costs nobody anything
another() {
	echo "/tern/?q=queue+OR+$RANDOM$RANDOM"
}

# from ADDRESSES [PATH]: the status, as a proxy of this host asks for them
from() {
	ask "${2:-$(another)}" -H "X-Forwarded-For: $1"
}

# spend [CURL-OPTION...]: asks until it is too much, and says what the answer was then. The
# 16 MB take as long to pack as hundreds of seconds give of a thousandth of the processor.
spend() {
	local i
	for ((i = 0; i < ${often:-50}; i++)); do
		[ "$(ask /tern/large-0@example.org/t.mbox.gz "$@")" = 429 ] && echo 'too much' && break
	done
}

git config --file "$config" serve.behindProxy true
serve_start --workers 2
is 'who asks again and again' 'too much' "$(spend -H 'X-Forwarded-For: 192.0.2.1')"
holds 'is told so' 'took more of this server than one may have'
header 'and when to come back' '^Retry-After: [1-9][0-9]*$'
is 'through another address of the same network, too' 429 "$(spend -H 'X-Forwarded-For: 2001:db8::1' >/dev/null; from 2001:db8::2)"
# On a busy machine what was spent may be forgotten by now: it is spent again before each.
owe() {
	spend -H 'X-Forwarded-For: 192.0.2.1' >/dev/null
}
owe
is 'in the words of programs' 429 "$(from 192.0.2.1 /api/patches/)"
is 'as JSON' True "$(json '"took more" in d["detail"]' "$W/out")"
owe
is 'the style is there for the page that says so' 200 "$(from 192.0.2.1 /_/style.css)"
is 'others are answered' 200 "$(from 192.0.2.2)"
owe
is 'what a client claims to be counts not' 429 "$(from '192.0.2.2, 192.0.2.1')"
owe
is 'nor where it stands in a header of its own' 429 "$(ask "$(another)" \
	-H 'X-Forwarded-For: 192.0.2.2' -H 'X-Forwarded-For: 192.0.2.1')"
owe
is 'nor does what it claims of others harm them' 200 "$(from '192.0.2.1, 192.0.2.2')"
# What git did is known once it has ended, and is far more than what asking for it took.
git_again() {
	local i
	for ((i = 0; i < 200; i++)); do
		git -c "http.extraHeader=X-Forwarded-For: $1" ls-remote "$url/tern/0" >/dev/null 2>"$W/err" ||
			break
	done
	grep -o 'error: 429' "$W/err"
}
is 'what git took counts, too' 'error: 429' "$(git_again 192.0.2.7)"
git_again 192.0.2.7 >/dev/null
is 'for all that its client asks' 429 "$(from 192.0.2.7)"
header 'with a word on when to come back' '^Retry-After: [1-9][0-9]*$'
is 'and for nobody else' 200 "$(from 192.0.2.8)"
is 'this host has no such end' 200 "$(ask '/tern/?q=queue')"
serve_stop
git config --file "$config" serve.behindProxy false
serve_start --workers 2
is 'without a proxy nobody is believed' '' "$(often=2 spend -H 'X-Forwarded-For: 192.0.2.1')"
serve_stop
if [ -n "$own" ]; then
	serve_start --workers 2 --listen '*:0'
	port=${url##*:}
	url=http://$own:$port
	is 'an address that asks itself' 'too much' "$(spend)"
	is 'is not who it claims to be' 429 "$(from 192.0.2.2)"
	serve_stop
	git config --file "$config" serve.budget 0
	serve_start --workers 2 --listen '*:0'
	url=http://$own:${url##*:}
	is 'without a budget nobody has an end' '' "$(often=2 spend)"
	serve_stop
else
	skip 'an address that asks itself' 'this machine has no address'
fi
git config --file "$config" --unset serve.budget

# What is set while it runs counts from the next request on; what means nothing changes nothing.
serve_start --workers 2
is 'nobody is a proxy yet' '' "$(often=2 spend -H 'X-Forwarded-For: 192.0.2.1')"
git config --file "$config" serve.behindProxy true
git config --file "$config" serve.budget 1
is 'a budget that is set now counts now' 'too much' "$(spend -H 'X-Forwarded-For: 192.0.2.1')"
git config --file "$config" serve.budget many
git config --file "$config" serve.baseUrl https://lists.example.org/lore/
is 'nothing else is taken from what means nothing' 'too much' "$(spend -H 'X-Forwarded-For: 192.0.2.3')"
holds 'which is told' "stay as they were: serve.budget: 'many' is no number" "$W/serve.err"
git config --file "$config" serve.budget 0
is 'without one nobody has an end' '' "$(often=2 spend -H 'X-Forwarded-For: 192.0.2.1')"
ask /tern >/dev/null
header 'an address that is set now is used now' '^Location: https://lists.example.org/lore/tern/'
serve_stop
for name in budget baseUrl behindProxy; do
	git config --file "$config" --unset "serve.$name"
done

# A long answer is made in steps, and others are answered in between.
cat >"$W/secret.eml" <<END
From: Mia Sato <mia@example.net>
To: board@example.org
Subject: the embargoed flaw
Date: Mon, 2 Mar 2026 15:00:00 +0000
Message-ID: <embargo-1@example.net>
In-Reply-To: <20260302-queue-limit-v1-0-5b7e21aa90c4@harbour.example.com>

Nobody must know of xyzzyword.
END
"$corpus/make-archive" "$W/board" "$W/secret.eml" >/dev/null
tidings add board "$W/board" >/dev/null
git config --file "$config" list.board.private true
git config --file "$config" list.board.token first-token
serve_start --workers 1
rude mixed '' '/all/?x=m&t=1&q=*' 1 "$W/answer"
is 'one that others may read gives no right to who waits, and it is whole' 'whole, kept' "$(
	python3 - "$W/answer" <<'END'
import sys, zlib
answer = open(sys.argv[1], "rb").read().split(b"\r\n\r\n", 1)[1]
plain, unpack, at, n = bytearray(), zlib.decompressobj(31), 0, 1
while n > 0:
    end = answer.index(b"\r\n", at)
    n = int(answer[at:end], 16)
    plain += unpack.decompress(answer[end + 2:end + 2 + n])
    at = end + 2 + n + 2
print("whole" if plain.count(b"\nSubject: ") > 20 else "cut off",
      "told" if b"xyzzyword" in plain else "kept", sep=", ")
END
)"
serve_stop
finish
