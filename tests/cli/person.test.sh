#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tidings serve: one person behind several addresses has one page, and is one in a count.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

mkdir "$W/mails"
# mail ID FROM SUBJECT [REPLY-TO-ID]: the body is read from stdin
mail() {
	local n
	n=$(find "$W/mails" -type f | wc -l)
	{
		printf 'From: %s\nSubject: %s\nMessage-ID: <%s@example.org>\n' "$2" "$3" "$1"
		printf 'Date: Mon, 2 Mar 2026 %02d:00:00 +0000\n' "$n"
		[ -z "${4-}" ] || printf 'In-Reply-To: <%s@example.org>\n' "$4"
		printf 'To: pond@example.org\n\n'
		cat
	} >"$W/mails/$(printf %02d "$n")"
}
# patch FILE
patch() {
	printf 'Because.\n\nSigned-off-by: A <a@example.org>\n---\n %s | 2 +-\n' "$1"
	printf ' 1 file changed, 1 insertion(+), 1 deletion(-)\n\ndiff --git a/%s b/%s\n' "$1" "$1"
	printf -- '--- a/%s\n+++ b/%s\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n' "$1" "$1"
}

patch a.c | mail one 'Ann Author <ann@example.org>' '[PATCH] a: one'
echo 'Reviewed-by: Bo <bo@example.org>' | mail two 'Bo <bo@example.org>' 'Re: [PATCH] a: one' one
echo 'thanks' | mail three 'A. Author <Ann.A@old.example.net>' 'Re: [PATCH] a: one' two
patch b.c | mail four 'Ann <ann.a@old.example.net>' '[PATCH] b: two'
patch c.c | mail five 'Bo <bo@example.org>' '[PATCH] c: three'
echo 'Acked-by: Ann Author <ann.a@old.example.net>' |
	mail six 'Ann <ann.a@old.example.net>' 'Re: [PATCH] c: three' five
printf 'Applied, thanks!\n\n[1/1] b: two\n      commit: 0123456789abcdef0123\n' |
	mail seven 'Bo <bo@example.org>' 'Re: [PATCH] b: two' four
echo 'x' | mail eight 'Cy <desk@example.org>' 'what Cy wrote'
echo 'x' | mail nine 'Di <desk@example.org>' 'what Di wrote'
echo 'x' | mail ten 'Mary Ann <mary.ann@example.org>' 'of another Ann'
printf 'Acked-by: Ed <ed@elsewhere.example.com>\n' |
	mail eleven 'Bo <bo@example.org>' 'Re: [PATCH] c: three' five
echo 'Acked-by: Annie <ann@example.org>' |
	mail twelve 'Annie <ann@example.org>' 'Re: [PATCH] c: three' five
"$corpus/make-archive" "$W/pond" "$W"/mails/* >/dev/null
tidings add pond "$W/pond" >/dev/null 2>&1
mkdir -p "$XDG_CONFIG_HOME/tidings"

serve_start --workers 1
get 'without a mailmap' 200 '/_/person/?a=ann@example.org'
holds 'an address is a person' '2 mails, 1 series \(0 applied\), 1 mail with a tag'
lacks 'and another that ends so is somebody else' 'of another Ann'
get 'and a topic' 200 /pond/
holds 'has a person for each address' '3 mails, 3 people'
holds 'and for each that gave a tag' '<span>2 reviews</span>'
get 'as a series has' 200 /pond/_/series/
holds 'of each kind' 'Acked-by">A</abbr>&#160;2'
serve_stop

cat >"$W/mailmap" <<'END'
Ann Author <Ann@example.org> <ann.a@old.example.net>
Ann Author <ann@example.org>
Ann Author <ann@example.org> <ann@never.example.com>
Cy <cy@example.org> Cy <desk@example.org>
Di <di@example.org> Di <desk@example.org>
Ed Edson <ed@example.org> <ed@elsewhere.example.com>
END
git config --file "$XDG_CONFIG_HOME/tidings/config" mailmap.file "$W/mailmap"
serve_start --workers 1
get 'with one' 200 /pond/
holds 'there are so many as there are' '3 mails, 2 people'
lacks 'and no more' '3 people|2 reviews'
get 'series' 200 /pond/_/series/
holds 'count people who gave tags' 'Acked-by">A</abbr>&#160;1'
lacks 'and not their addresses' 'Acked-by">A</abbr>&#160;2'
get 'a person' 200 '/_/person/?a=ann@example.org'
holds 'is named as the mailmap does' '<h1[^>]*><bdi>Ann Author|<h1[^>]*>Ann Author'
holds 'has what came from all addresses' '5 mails, 2 series \(1 applied\), 2 mails with tags'
holds 'which are told' '<bdi>ann.a@old.example.net</bdi>.*3 mails'
holds 'each' '<bdi>ann@example.org</bdi>.*2 mails<'
lacks 'but one that no mail has' 'never.example.com'
lacks 'nor has one that ends so' 'of another Ann'
holds 'a link finds all their mails' 'q=\(f:%22ann.a%40old.example.net%22%20OR%20f:%22ann%40example.org%22\)"'
cp "$W/out" "$W/ann"
query=$(grep -oE '/all/\?q=\(f:[^"]*' "$W/out" | head -n 1)
get 'so it does' 200 "$query"
holds 'from one address' 'a: one'
holds 'and from the other' 'b: two'
for other in ann.a@old.example.net ANN.A@old.example.net Ann@Example.org; do
	get "$other leads there" 302 "/_/person/?a=$other"
	header 'to one address' "^location: $url/_/person/\?a=ann%40example.org\$"
	get 'and its feed' 302 "/_/person/atom?a=$other"
	header 'to one feed' "^location: $url/_/person/atom\?a=ann%40example.org\$"
done
get 'which is the same page' 200 "/_/person/?a=ann.a@old.example.net" -L
cmp "$W/out" "$W/ann"
say 'to the byte'
get 'the feed' 200 '/_/person/atom?a=ann%40example.org'
is 'has what came from all addresses' 5 "$(grep -c '<entry>' "$W/out")"

get 'what only the mailmap knows is nobody' 404 '/_/person/?a=ann@never.example.com'
lacks 'and does not say whose it is' 'ann@example.org'
get 'nor does its feed' 200 '/_/person/atom?a=ann@never.example.com'
lacks 'say it' 'ann@example.org|<entry>'

get 'an address of two' 300 '/_/person/?a=desk@example.org'
holds 'says who wrote from it' 'a=cy%40example.org"><bdi>Cy</bdi>'
holds 'both' 'a=di%40example.org"><bdi>Di</bdi>'
get 'each of them' 200 '/_/person/?a=cy@example.org'
holds 'has their own' 'what Cy wrote'
lacks 'alone' 'what Di wrote'
holds 'and the address' '<bdi>desk@example.org</bdi>'

get 'who only gave a tag' 302 '/_/person/?a=ed@elsewhere.example.com'
get 'has a page, too' 200 '/_/person/?a=ed@example.org'
holds 'with a name' 'Ed Edson'
holds 'and the tag' '0 mails, 0 series \(0 applied\), 1 mail with a tag'
lacks 'and no link to mails that are not there' '/all/\?q='
if command -v xmllint >/dev/null; then
	for page in '?a=ann@example.org' '?a=desk@example.org' '?a=ed@example.org'; do
		ask "/_/person/$page" >/dev/null
		sed 's/<!DOCTYPE html>//' "$W/out" >"$W/page.xml"
		xmllint --noout --nonet "$W/page.xml" 2>"$W/err"
		say "$page is well formed" || note <"$W/err"
	done
fi
serve_stop
say 'the server ends well'
finish
