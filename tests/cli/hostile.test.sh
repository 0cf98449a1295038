#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Mails that are meant to do harm: every format of their update is clean.
# TIDINGS_FULL=1 makes the exhausting ones as large as their names say (some 1.1 GB, ten
# GB in all for a while) and tells what each run took.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

full=()
[ -n "${TIDINGS_FULL:-}" ] && full=(--full)
LIMIT=${LIMIT:-300}
if [ -n "${TIDINGS_FULL:-}" ] && command -v time >/dev/null; then
	tidings() {
		command time -a -o "$W/figures" -f '%e s, %M KiB: %C' \
			timeout "$LIMIT" "$TIDINGS" "$@"
	}
fi
"$corpus/make-hostile" "${full[@]}" "$W/mails"
"$corpus/make-archive" --clock "$W/list" "$W"/mails/*.eml >/dev/null
mkdir "$W/large"
# An empty blob is what public-inbox-purge leaves: no mail.
mails=$(find "$W/mails" -name '*.eml' ! -empty | wc -l)

# The control characters that must not come through, apart from tab and newline; those of
# C1 are C2 80 to C2 9F in UTF-8. Bidirectional overrides turn a line around.
control=$'[\x01-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]'
bidi=$'\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]'
# no_bytes NAME PATTERN
no_bytes() {
	! LC_ALL=C grep -qaP "$2" "$W/out"
	say "$1" || LC_ALL=C grep -aP -m 5 "$2" "$W/out" | cat -v | note
}

for format in text markdown html json atom; do
	succeeds "$format is made" tidings update "$W/list" -f "$format" --class all \
		--top 0 --color never
	no_bytes "$format has no control characters" "$control"
	LC_ALL=C grep -qa $'\x00' "$W/out"
	is "$format has no NUL" "$(wc -c <"$W/out")" "$(tr -d '\000' <"$W/out" | wc -c)"
	iconv -f utf-8 -t utf-8 "$W/out" >/dev/null 2>"$W/err"
	say "$format is UTF-8" || note <"$W/err"
	[ "$format" = json ] || no_bytes "$format turns no line around" "$bidi"
	case $format in
	json)
		python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$W/out" 2>"$W/err"
		say 'json is valid' || note <"$W/err"
		;;
	atom)
		xmllint --noout --nonet "$W/out" 2>"$W/err"
		say 'atom is well formed' || note <"$W/err"
		;;
	esac
	if [ "$format" = markdown ]; then
		# What is fenced is shown as it is; a fence ends with one that is as long.
		awk '{ match($0, /^`*/); n = RLENGTH }
			fence && n >= fence && $0 ~ /^`+ *$/ { fence = 0; next }
			!fence && n >= 3 { fence = n }
			!fence' "$W/out" >"$W/plain" && mv "$W/plain" "$W/out"
		lacks 'outside of its fences markdown has no element of a mail' \
			'(^|[^\\])<(script|img|b|/)'
	fi
	case $format in
	html | atom)
		lacks "$format has no script of a mail" '<script>alert'
		lacks "$format has no element of a mail" '<img|<b>'
		lacks "$format has no link that runs a script" \
			'(href|src)="?[[:space:]]*(javascript|data|vbscript):'
		lacks "$format has no attribute of a mail" '"onmouseover='
		;;
	esac
done
for format in classic mbox; do
	succeeds "$format is made" tidings update "$W/list" -f "$format" --class all
done
succeeds 'text with colours is made' tidings update "$W/list" --class all --color always
# Colours of our own are SGR sequences; nothing else of the kind may be there.
sed 's/\x1b\[[0-9;]*m//g' "$W/out" >"$W/plain" && mv "$W/plain" "$W/out"
no_bytes 'only our own colours are in it' "$control"

succeeds 'every mail is parsed' tidings parse "$W/list"
is 'and has its line' "$mails" "$(wc -l <"$W/out")"
no_bytes 'parse prints no control characters' $'[\x01-\x09\x0b-\x1f\x7f]'
python3 -c 'import json, sys
for line in open(sys.argv[1], "rb"): json.loads(line.decode("utf-8"))' "$W/out" 2>"$W/err"
say 'each line is JSON' || note <"$W/err"

# The other kinds differ in how a mail is read, not in what it may say: two of the large
# mails are enough.
if [ -n "${TIDINGS_FULL:-}" ]; then
	find "$W/mails" -size +30M ! -name '*-line-body.eml' ! -name '*-lines.eml' \
		-exec mv -t "$W/large" {} +
fi
for kind in mboxrd mboxo maildir v1; do
	rm -rf "$W/list"
	"$corpus/make-archive" --clock --kind $kind "$W/list" "$W"/mails/*.eml >/dev/null
	succeeds "$kind of them is read" tidings update "$W/list" --class all
done

# Each mail alone, as a file; those of the deep thread are all alike.
find "$W/mails" -name '*-deep-[1-9][0-9][0-9]*.eml' -delete
bad=0
for mail in "$W"/mails/*.eml "$W"/large/*.eml; do
	[ -e "$mail" ] || continue
	timeout 300 "$TIDINGS" parse "$mail" >"$W/out" 2>"$W/err"
	status=$?
	case $status in
	0 | 1 | 65) ;;
	*)
		echo "# exit $status: ${mail##*/}"
		bad=$((bad + 1))
		;;
	esac
done
is 'no mail alone is too much' 0 $bad
[ ! -e /tmp/owned ]
say 'no mail ran a command'
[ ! -e "$W/figures" ] || sed "s:$W/::g; s:$TIDINGS:tidings:" "$W/figures" | note
finish
