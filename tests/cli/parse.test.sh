#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Facts about the mails of the corpus: NAME.json holds what parse must say of NAME.eml.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

# differences FACTS ACTUAL: a line for each fact that is not so. Lists must have the same
# length; an object may have more keys than the facts.
differences() {
	python3 - "$1" "$2" <<'PY'
import json, sys

def compare(path, fact, actual):
    if isinstance(fact, dict) and isinstance(actual, dict):
        for key, value in fact.items():
            if key in actual:
                compare(path + '.' + key, value, actual[key])
            else:
                print('%s.%s is not there' % (path, key))
    elif isinstance(fact, list) and isinstance(actual, list) and len(fact) == len(actual):
        for i, (one, other) in enumerate(zip(fact, actual)):
            compare('%s[%d]' % (path, i), one, other)
    elif fact != actual or isinstance(fact, bool) != isinstance(actual, bool):
        print('%s should be %s but is %s' % (path, json.dumps(fact, ensure_ascii=False),
                                             json.dumps(actual, ensure_ascii=False)))

lines = open(sys.argv[2], 'rb').read().decode('utf-8').splitlines()
if len(lines) != 1:
    print('%d lines' % len(lines))
for line in lines[:1]:
    compare('', json.load(open(sys.argv[1], encoding='utf-8')), json.loads(line))
PY
}

for facts in "$corpus"/*/*.json; do
	mail=${facts%.json}.eml
	name=${mail#"$corpus"/}
	tidings parse "$mail" >"$W/out" 2>"$W/err" || note <"$W/err"
	found=$(differences "$facts" "$W/out" 2>&1)
	is "$name is understood" '' "$found"
done

# One mail, however it comes.
mail=$corpus/plain/patch.eml
tidings parse "$mail" | sed 's/"source":"[^"]*"/"source":"-"/' >"$W/expected"
tidings parse - <"$mail" >"$W/out"
same 'a mail from standard input' "$W/expected" "$W/out"
tidings parse <"$mail" >"$W/out"
same 'so it is without an argument' "$W/expected" "$W/out"
tidings parse "$mail" "$corpus/plain/reply.eml" >"$W/out"
is 'two files are two lines' 2 "$(wc -l <"$W/out")"
sample mboxrd "$W/mbox.gz"
succeeds 'an mbox is read' tidings parse "$W/mbox.gz"
is 'a line a mail' 32 "$(wc -l <"$W/out")"
head -c $(($(wc -c <"$W/mbox.gz") / 2)) "$W/mbox.gz" >"$W/cut.mbox.gz"
succeeds 'a page is made of one that was cut off' tidings update "$W/cut.mbox.gz"
holds 'and says where it ends' 'is cut off: the range ends where it does' "$W/err"
sample v2 "$W/list"
succeeds 'an archive is read' tidings parse "$W/list"
is 'a line a mail of it too' 32 "$(wc -l <"$W/out")"
succeeds 'with a range' tidings parse "$W/list" HEAD~2..
is 'as many as it has' 2 "$(wc -l <"$W/out")"
cp "$W/out" "$W/expected"
tidings add --no-sync boat "$W/list" >/dev/null
succeeds 'by the name that the list was added under' tidings parse boat HEAD~2..
same 'it is the same' "$W/expected" "$W/out"
fails 'a number below 0' 64 'not below 0' tidings parse -n -5 "$W/list"
tidings parse --no-scissors "$corpus/author/scissors.eml" >"$W/out"
holds 'without scissors the words above them stay' '"commit_message":"Hi, I hope this helps'
tidings parse "$corpus/author/scissors.eml" >"$W/out"
lacks 'with scissors they do not' '"commit_message":"Hi, I hope this helps'
finish
