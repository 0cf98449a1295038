#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Mails that are meant to do harm: every format of their update is clean.
# TIDINGS_FULL=1 makes the exhausting ones as large as their names say.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

full=()
[ -n "${TIDINGS_FULL:-}" ] && full=(--full)
LIMIT=${LIMIT:-120}
"$corpus/make-hostile" "${full[@]}" "$W/mails"
"$corpus/make-archive" --clock "$W/list" "$W"/mails/*.eml >/dev/null
mails=$(find "$W/mails" -name '*.eml' | wc -l)

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

for kind in mboxrd mboxo maildir v1; do
	"$corpus/make-archive" --clock --kind $kind "$W/$kind" "$W"/mails/*.eml >/dev/null
	succeeds "$kind of them is read" tidings update "$W/$kind" --class all
done

# Each mail alone, as a file.
bad=0
for mail in "$W"/mails/*.eml; do
	timeout 60 "$TIDINGS" parse "$mail" >"$W/out" 2>"$W/err"
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
finish
