#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# patchwork's older interface, which pwclient asks by default: docs/rest.md. Python's own
# xmlrpc.client asks here, and pwclient itself where it is installed (PWCLIENT may say
# where).
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

sample v2 "$W/list"
mapfile -t mails < <(printf '%s\n' "$corpus"/sample/*.eml)
sed -e 's/^Subject: .*/Subject: [PATCH] board: the embargoed flaw/' -e '/^In-Reply-To\|^References/d' \
	-e 's/^Message-ID: .*/Message-ID: <embargo-1@example.net>/' "${mails[1]}" >"$W/secret.eml"
"$corpus/make-archive" "$W/other" "$W/secret.eml" >/dev/null
succeeds 'a list is added' tidings add tern "$W/list"
succeeds 'and one that is private' tidings add board "$W/other"
git config --file "$XDG_CONFIG_HOME/tidings/config" list.board.private true
succeeds 'which is known' tidings sync
succeeds 'a token is made' tidings token ann --email ann@example.org
token=$(cat "$W/out")
succeeds 'and one for the other list' tidings token bob --list board
bob=$(cat "$W/out")
serve_start --workers 2
patch=20260304-queue-limit-v2-2-5b7e21aa90c4@harbour.example.com

# rpc EXPRESSION [USER:PASSWORD]: s is the server; what it is worth, or the fault
rpc() {
	python3 - "$url" "$1" "${2:-}" <<'END' 2>&1 | tail -n 1
import sys, xmlrpc.client
at = sys.argv[1].replace("http://", "http://" + sys.argv[3] + "@" if sys.argv[3] else "http://")
s = xmlrpc.client.ServerProxy(at + "/xmlrpc/", allow_none=True)
try:
    print(eval(sys.argv[2]))
except xmlrpc.client.Fault as e:
    print("fault", e.faultCode, e.faultString)
except xmlrpc.client.ProtocolError as e:
    print("status", e.errcode)
END
}
rpc 's.project_list("", 0)[0]["id"]' >"$W/status"
project=$(cat "$W/status")

is 'it says which version it is' '[1, 3, 0]' "$(rpc 's.pw_rpc_version()')"
is 'projects are listed' "['tern']" "$(rpc '[p["linkname"] for p in s.project_list("", 0)]')"
is 'by a piece of their names' '[]' "$(rpc 's.project_list("none", 0)')"
is 'and nothing' "['tern']" "$(rpc '[p["name"] for p in s.project_list(None, 0)]')"
is 'one by number' tern "$(rpc "s.project_get($project)['linkname']")"
is 'or an empty struct' '{}' "$(rpc 's.project_get(999)')"
is 'states have names' "['New', 'Under Review', 'Accepted', 'Rejected', 'RFC']" \
	"$(rpc '[p["name"] for p in s.state_list("", 5)]')"
is 'the last ones' "['Superseded', 'Deferred']" "$(rpc '[p["name"] for p in s.state_list("", -2)]')"
is 'the first of some' "{'id': 2, 'name': 'Under Review'}" "$(rpc 's.state_list("under", 1)[0]')"
is 'one by number' Accepted "$(rpc 's.state_get(3)["name"]')"
is 'none' '{}' "$(rpc 's.state_get(99)')"

rpc "s.patch_list({'msgid': '<$patch>'})[0]['id']" >"$W/status"
id=$(cat "$W/status")
ask "/api/patches/$id/" >"$W/status"
cp "$W/out" "$W/patch"
is 'a patch is found by Message-ID' "<$patch>" "$(rpc "s.patch_get($id)['msgid']")"
is 'what it says is what the other interface says' "$(json '(d["name"], d["hash"], d["date"].replace("T", " "), d["archived"], d["project"]["link_name"], "%s <%s>" % (d["submitter"]["name"], d["submitter"]["email"]))' "$W/patch")" \
	"$(rpc "(lambda p: (p['name'], p['hash'], p['date'], p['archived'], p['project'], p['submitter']))(s.patch_get($id))")"
is 'it has a name for a file' 'v2-2-3-queue-refuse-what-is-over-the-limit' "$(rpc "s.patch_get($id)['filename']")"
is 'all of the project' "$(ask "/api/patches/?project=tern&per_page=250&order=id" >/dev/null && json '[p["id"] for p in d]' "$W/out")" \
	"$(rpc "[p['id'] for p in s.patch_list({'project_id': $project})]")"
is 'the first of them' "$(json '[p["id"] for p in d[:2]]' "$W/out")" \
	"$(rpc "[p['id'] for p in s.patch_list({'project_id': $project, 'max_count': 2})]")"
is 'the last of them' "$(json '[p["id"] for p in d[-2:]]' "$W/out")" \
	"$(rpc "[p['id'] for p in s.patch_list({'project_id': $project, 'max_count': -2})]")"
is 'those in a state' "$(ask "/api/patches/?state=new&per_page=250&order=id" >/dev/null && json '[p["id"] for p in d]' "$W/out")" \
	"$(rpc "[p['id'] for p in s.patch_list({'state_id': 1})]")"
is 'by a piece of the name' "[$id]" "$(rpc "[p['id'] for p in s.patch_list({'name__icontains': 'what is over the LIMIT', 'id': $id})]")"
is 'by hash' "$id" "$(rpc "s.patch_get_by_hash('$(json 'd["hash"]' "$W/patch")')['id']")"
is 'in its project' "$id" "$(rpc "s.patch_get_by_project_hash('tern', '$(json 'd["hash"]' "$W/patch")')['id']")"
is 'and in no other' '{}' "$(rpc "s.patch_get_by_project_hash('board', '$(json 'd["hash"]' "$W/patch")')")"
is 'of whom it is' True "$(rpc "$id in [p['id'] for p in s.patch_list({'submitter_id': s.patch_get($id)['submitter_id']})]")"
is 'who is a person' "$(json 'd["submitter"]["email"].lower()' "$W/patch")" \
	"$(rpc "s.person_get(s.patch_get($id)['submitter_id'])['email']")"
is 'found by a piece of the address' True "$(rpc "s.patch_get($id)['submitter_id'] in [p['id'] for p in s.person_list('HARBOUR', 0)]")"
is 'all people are for who is known' 'fault 1 No authentication credentials given' "$(rpc 's.person_list("", 0)')"
is 'who has a token' True "$(rpc 'len(s.person_list("", 0)) > 3' "ann:$token")"
is 'who may write is nobody to others' '[]' "$(rpc 's.person_list("ann@example.org", 0)')"
is 'but to each other' "['ann']" "$(rpc '[p["name"] for p in s.person_list("ann@example.org", 0)]' "bob:$bob")"
is 'a patch by number' "[$id]" "$(rpc "[p['id'] for p in s.patch_list({'id': $id})]")"
is 'is none of another project' '[]' "$(rpc "s.patch_list({'id': $id, 'project_id': 999})")"
is 'nor of another state' '[]' "$(rpc "s.patch_list({'id': $id, 'state_id': 4})")"
is 'nobody is nobody' '{}' "$(rpc 's.person_get(1)')"
is 'a field that is none finds nothing' '[]' "$(rpc "s.patch_list({'nothing': 1})")"
is 'a patch that is none is an empty struct' '{}' "$(rpc 's.patch_get(999999)')"
is 'and an empty mbox' '' "$(rpc 's.patch_get_mbox(999999)')"
ask "/patch/$id/mbox/" -L >"$W/status"
cp "$W/out" "$W/mbox"
rpc "open('$W/got', 'w', newline='').write(s.patch_get_mbox($id)) > 0" >"$W/status"
say 'the mbox is what the site has' cmp "$W/mbox" "$W/got"
is 'so is the diff' True "$(rpc "s.patch_get_diff($id).startswith('diff --git')")"

is 'who says no name may not write' 'fault 1 No authentication credentials given' "$(rpc "s.patch_set($id, {'state': 2})")"
is 'nor with a password that is none' 'fault 1 Invalid username/password' "$(rpc "s.patch_set($id, {'state': 2})" ann:nothing)"
is 'nor for another list' 'fault 1 No permissions to edit this patch' "$(rpc "s.patch_set($id, {'state': 2})" "bob:$bob")"
is 'with a token' True "$(rpc "s.patch_set($id, {'state': 2, 'archived': True, 'commit_ref': '4711'})" "ann:$token")"
is 'it is changed' "('Under Review', True, '4711')" "$(rpc "(lambda p: (p['state'], p['archived'], p['commit_ref']))(s.patch_get($id))")"
is 'what is told to be nothing' True "$(rpc "s.patch_set($id, {'state': 2, 'commit_ref': None})" "ann:$token")"
is 'stays as it was' 4711 "$(rpc "s.patch_get($id)['commit_ref']")"
of() {
	rpc "$id in [p['id'] for p in s.patch_list($1)]"
}
is 'it is found as archived' 'True False' "$(of "{'archived': True}") $(of "{'archived': False}")"
is 'by what it has for a hash' 'True False' "$(of "{'hash': '$(json 'd["hash"]' "$W/patch")'}") $(of "{'hash': '0'}")"
is 'in its series' 'True False' "$(of "{'series': $(json 'd["series"][0]["id"]' "$W/patch")}") $(of "{'series': 999999}")"
is 'in a state, and in none' 'True False' "$(of "{'state_id': 2}") $(of "{'state_id': 77}")"
ask /api/users/ -H "Authorization: Token $token" >"$W/status"
delegate=$(json '[u["id"] for u in d if u["username"] == "ann"][0]' "$W/out")
ask "/api/patches/$id/" -X PATCH -d "delegate=$delegate" -H "Authorization: Token $token" >"$W/status"
is 'by who deals with it' 'True False' "$(of "{'delegate_id': $delegate}") $(of "{'delegate_id': 4711}")"
is 'a state that is none' 'fault 1 there is no such state' "$(rpc "s.patch_set($id, {'state': 77})" "ann:$token")"
is 'a patch that is none' 'fault 1 there is no such patch' "$(rpc "s.patch_set(999999, {'state': 2})" "ann:$token")"
is 'nor a check' 'fault 1 No authentication credentials given' "$(rpc "s.check_create($id, 'lint', 'warning')")"
is 'not for another list' 'fault 1 No permissions to edit this patch' "$(rpc "s.check_create($id, 'lint', 'warning')" "bob:$bob")"
is 'a check is added' True "$(rpc "s.check_create($id, 'lint', 'warning', 'http://ci.example.org/2', 'so so')" "ann:$token")"
is 'and listed' "[(1, 'lint', 'warning', $id, 'ann')]" \
	"$(rpc "[(c['id'], c['context'], c['state'], c['patch_id'], c['user']) for c in s.check_list({'patch_id': $id})]")"
is 'of somebody else there is none' '[]' "$(rpc "s.check_list({'patch_id': $id, 'user': 'bob'})")"
is 'it is found by its number' "('so so', $id)" "$(rpc "(lambda c: (c['description'], c['patch_id']))(s.check_get(1))")"
is 'another is not' '{}' "$(rpc 's.check_get(2)')"
is 'a check of no state' 'fault 1 a value is not valid' "$(rpc "s.check_create($id, 'lint', 'odd')" "ann:$token")"

is 'of a private list nobody hears' '[]' "$(rpc "s.patch_list({'msgid': '<embargo-1@example.net>'})")"
is 'nor of its patches' '[]' "$(rpc "[p['id'] for p in s.patch_list({}) if p['project'] != 'tern']")"

# What is no call is a fault, whatever it is.
send() {
	curl -sS --max-time 60 -o "$W/out" -w '%{http_code}' -H 'Content-Type: text/xml' --data-binary @- "$url/xmlrpc/"
}
is 'a method that is none' 'fault 1 method "nothing" is not supported' "$(rpc 's.nothing()')"
is 'what is no XML' 200 "$(printf 'a < b' | send)"
holds 'is a fault' '<name>faultString</name>.*this is no call'
is 'nor is nothing' 200 "$(printf '' | send)"
holds 'a call' 'faultString'
is 'nor what is too deep' 200 "$({ printf '<methodCall><methodName>patch_list</methodName><params><param>'; printf '<value><array><data>%.0s' $(seq 1 5000); } | send)"
holds 'to be read' 'nested too deeply'
is 'nor what declares entities' 200 "$(printf '<!DOCTYPE a [<!ENTITY b "c">]><methodCall><methodName>&b;</methodName></methodCall>' | send)"
holds 'of its own' 'faultString'
is 'a value out of place' 200 "$(printf '<methodCall><value>1</value><methodName>patch_get</methodName></methodCall>' | send)"
holds 'is told' 'out of place'
is 'values without a type are strings' 200 "$(printf '<methodCall><methodName>state_list</methodName><params><param><value>rfc</value></param></params></methodCall>' | send)"
holds 'as the rules say' '<string>RFC</string>'

pwclient=${PWCLIENT:-$(command -v pwclient)}
if [ -z "$pwclient" ]; then
	skip 'pwclient' 'pwclient is not installed'
else
	printf '[options]\ndefault = tern\n[tern]\nurl = %s/xmlrpc/\nusername = ann\npassword = %s\n' \
		"$url" "$token" >"$HOME/.pwclientrc"
	pc() {
		(cd "$W" && timeout 300 "$pwclient" "$@")
	}
	succeeds 'pwclient lists projects' pc projects
	holds 'by name' tern
	succeeds 'and states' pc states
	holds 'as patchwork writes them' 'Under Review'
	succeeds 'lists patches' pc list -s new
	succeeds 'of a submitter' pc list -w harbour
	succeeds 'of a delegate' pc list -d ann
	succeeds 'by Message-ID' pc list -m "<$patch>"
	holds 'one' "^$id"
	succeeds 'shows one' pc info "$id"
	succeeds 'prints one' pc view "$id"
	holds 'as an mbox' '^X-Patchwork-Id: '
	succeeds 'saves one' pc get "$id"
	holds 'under its name' 'v2-2-3-queue-refuse-what-is-over-the-limit'
	succeeds 'changes one' pc update -s 'Accepted' -c 4712 "$id"
	succeeds 'which is seen' pc info "$id"
	holds 'by others' '^- state *: Accepted'
	succeeds 'adds a check' pc check-create -c boot -s fail "$id"
	succeeds 'reads checks' pc check-list "$id"
	holds 'by their patch' 'boot'
fi

serve_stop
say 'it ends'
finish
