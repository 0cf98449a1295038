#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tidings serve has public-inbox's addresses: mails, threads, searches, redirects, texts.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

mapfile -t mails < <(printf '%s\n' "$corpus"/sample/*.eml)
"$corpus/make-archive" "$W/tern" "${mails[@]}" >/dev/null
"$corpus/make-archive" "$W/gull" "${mails[@]:0:6}" >/dev/null
# Mails that another list has, too, which was added before: with a header of its own.
mkdir "$W/copies"
for mail in "${mails[@]:2:2}"; do
	{ echo 'X-Mailing-List: heron@example.org'; cat "$mail"; } >"$W/copies/${mail##*/}"
done
"$corpus/make-archive" "$W/heron" "$W"/copies/*.eml >/dev/null
tidings add heron "$W/heron" >/dev/null
tidings add tern "$W/tern" >/dev/null
tidings add gull "$W/gull" >/dev/null
cover=20260302-queue-limit-v1-0-5b7e21aa90c4@harbour.example.com
part=20260302-queue-limit-v1-2-5b7e21aa90c4@harbour.example.com
review=87ecm5fq2j.fsf@example.org
serve_start --workers 2

# unpack NAME: the mails of $W/out into $W/split
unpack() {
	rm -rf "$W/split"
	mkdir "$W/split"
	gzip -dc <"$W/out" >"$W/mbox" && git mailsplit -o"$W/split" --mboxrd <"$W/mbox" >"$W/count"
	say "$1"
}

# ids: the Message-IDs in $W/mbox
ids() {
	sed -n 's/^Message-ID: <\(.*\)>$/\1/Ip' "$W/mbox"
}

get 'a mail as one list has it' 200 "/heron/$cover/raw"
holds 'with what that list added' '^X-Mailing-List: heron'
get 'and as another has it' 200 "/tern/$cover/raw"
lacks 'without' '^X-Mailing-List: heron'
get 'a thread as an mbox' 200 "/tern/$part/t.mbox.gz"
unpack 'is gzip, and git splits it'
is 'into all mails of it' 8 "$(cat "$W/count")"
is 'in order of arrival' "$cover" "$(ids | head -n 1)"
header 'its type is gzip' '^content-type: application/gzip$'
lacks 'not an encoding that curl would undo' '^content-encoding' "$W/head"
header 'its name is its subject' '^content-disposition: inline; filename=queue--bounded-memory.mbox.gz'
sed '1d;$d' "$W/split/0001" >"$W/first"
same 'the first mail is the one that was sent' "$corpus/sample/03-cover.eml" "$W/first"
tidings thread --ids "$cover" | sort >"$W/expected"
ids | sort >"$W/actual"
same 'they are those of the thread' "$W/expected" "$W/actual"
get 'from a reply it is the same thread' 200 "/tern/$review/t.mbox.gz"
unpack 'and it is whole'
is 'from there, too' 8 "$(cat "$W/count")"
get 'without gzip' 200 "/tern/$cover/t.mbox"
same 'it is the same mbox' "$W/mbox" "$W/out"
get 'all lists have it once' 200 "/all/$cover/t.mbox.gz"
unpack 'and whole'
is 'not once a list' 8 "$(cat "$W/count")"
get 'another list has what it got' 200 "/gull/$cover/t.mbox.gz"
unpack 'and that'
tidings search --ids l:gull OR list:gull >/dev/null 2>&1
is 'is less' "$(sed -n 's/^Message-ID: <\(.*\)>$/\1/Ip' "${mails[@]:0:6}" | grep -cxFf "$W/expected")" "$(cat "$W/count")"
get 'escaped as b4 does it' 200 "/tern/${cover/@/%40}/t.mbox.gz"
get 'a thread of nobody' 404 /tern/nobody@example.org/t.mbox.gz
get 'of another list' 404 "/gull/$review/t.mbox.gz"
get 'HEAD of a thread' 200 "/tern/$cover/t.mbox.gz" -I

# Searches.
post() {
	get "$1" "$2" "$3" -X POST "${@:4}"
}
post 'a search gives an mbox' 200 '/tern/?x=m&q=s:queue+AND+f:anna' -H 'Content-Length: 0'
unpack 'that git splits'
tidings search --ids 's:queue AND f:anna' | sort >"$W/expected"
ids | sort >"$W/actual"
same 'with what the command finds' "$W/expected" "$W/actual"
post 'lei sends an empty form' 200 '/tern/?x=m&q=s%3Aqueue' -d ''
post 'b4 sends a body' 200 '/all/?x=m&t=1&q=mid:'"$part" -d x=m
unpack 'with whole threads'
is 'each once' 8 "$(cat "$W/count")"
post 'a question in the body' 200 /tern/ -d "x=m&q=mid:$part"
unpack 'is one, too'
is 'of one mail' 1 "$(cat "$W/count")"
post 'a list finds its own' 404 "/gull/?x=m&q=mid:$review"
is 'and says so' 'No results found' "$(cat "$W/out")"
post 'nothing found is no empty answer' 404 '/all/?x=m&q=s:%22no+such+words%22'
post 'a question that is none' 400 '/all/?x=m&q=(s:a'
holds 'is told where' 'column [0-9]+ of the query'
post 'nothing asked is everything' 200 '/tern/?x=m&q='
unpack 'all of it'
is 'each mail' 32 "$(cat "$W/count")"
post 'in one thread' 200 "/tern/$part/?x=m&q=f:anna"
unpack 'what is asked'
ids | sort >"$W/actual"
tidings search --ids "f:anna AND thread:$part" | sort >"$W/expected"
same 'and no other thread' "$W/expected" "$W/actual"
post 'since some moment' 200 "/tern/$part/?x=m&q=dt:20260302000000.."
post 'later than all' 404 "/tern/$part/?x=m&q=dt:20270101000000.."
post 'another form than mbox' 400 '/tern/?x=A&q=s:queue'

# What leads where.
# leads NAME PATH TO
leads() {
	get "$1" 301 "$2"
	is "to ${3%%[?#]*}" "$url$3" "$(sed -n 's/^location: //Ip' "$W/head" | tr -d '\r')"
}
leads 'a list' /tern /tern/
leads 'with its query' '/tern?q=a+b' '/tern/?q=a+b'
leads 'a mail at the root' "/$part" "/gull/$part/"
leads 'lore has /r/' "/r/$part" "/gull/$part/"
leads 'with a slash' "/r/$review/" "/tern/$review/"
leads 'a mail without a slash' "/tern/$part" "/tern/$part/"
leads 'in another list' "/gull/$review" "/tern/$review/"
leads 'how to reply' "/tern/$part/R" "/tern/$part/#R"
leads 'with a slash as well' "/tern/$part/R/" "/tern/$part/#R"
leads 'f' "/tern/$part/f/" "/tern/$part/"
leads 'old: a mail' "/tern/m/$part/" "/tern/$part/"
leads 'old: a page' "/tern/m/$part.html" "/tern/$part/"
leads 'old: raw' "/tern/m/$part.txt" "/tern/$part/raw"
leads 'old: a thread' "/tern/t/$part/" "/tern/$part/t/#u"
leads 'old: a thread as an mbox' "/tern/t/$part.mbox.gz" "/tern/$part/t.mbox.gz"
leads 'old: the same' "/tern/t/$part/mbox.gz" "/tern/$part/t.mbox.gz"
get 'none of nothing' 404 /nothing@example.org
get 'nor here' 404 /tern/nothing@example.org

# What a list says of itself.
get 'a description' 200 /tern/description
is 'is its name where nothing is said' tern "$(cat "$W/out")"
echo 'The tern message queue' >"$W/tern/description"
get 'the file of public-inbox' 200 /tern/description
is 'is read' 'The tern message queue' "$(cat "$W/out")"
get 'texts' 200 /tern/_/text/help/raw
for key in help config color mirror; do
	get "$key is a page" 200 "/tern/_/text/$key/"
	get "$key is a text" 200 "/tern/_/text/$key/raw"
done
holds 'mirror names the repository' "git clone --mirror $url/tern/git/0.git"
get 'config is for public-inbox' 200 /tern/_/text/config/raw
is 'and git reads it' /path/to/tern "$(git config --file "$W/out" publicinbox.tern.inboxdir)"
header 'a copy of it gets a time' '^last-modified: .* GMT'
get 'no such text' 404 /tern/_/text/nothing/
# The whole list of addresses, one by one.
while read -r method address _ ours rest; do
	[[ $method != '#'* ]] || continue
	body=()
	[ "$method" != POST ] || body=(-d a=)
	path=${address/#\/L/\/tern}
	for mail in M X; do
		id=$review
		[ $mail = M ] || id=nobody@example.org
		path=${path/\/$mail/\/$id}
	done
	get "$method $address" "$ours" "$path" -X "$method" "${body[@]}"
	[ "$ours" != 301 ] || header 'leads on' \
		"^location: $url$(sed "s,^/L,/tern,;s,/M/,/$review/," <<<"$rest")\$"
done <"$SOURCE/tests/cli/public-inbox-urls"
serve_stop
say 'the server ends well'
finish
