# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# For tests of webhooks, after lib.sh: a receiver, and the ledger, where time passes when a
# test says so.
receiver=
ledger=$XDG_DATA_HOME/tidings/ledger.sqlite

hooks_kill() {
	[ -z "$receiver" ] || { kill -KILL "$receiver" && wait "$receiver"; } 2>/dev/null
	receiver=
}
trap 'hooks_kill; chmod -R u+rwX "$W"; rm -rf "$W"' EXIT

# receive [PORT]: a free one for 0 or none; it is in $port
receive() {
	local i
	rm -f "$W/port"
	"$SOURCE/tests/cli/hook-receiver" "$W" "$@" 2>"$W/receiver.err" &
	receiver=$!
	for ((i = 0; i < 600; i++)); do
		[ -s "$W/port" ] && break
		sleep 0.05
	done
	# shellcheck disable=SC2034
	port=$(cat "$W/port")
}

# ledger STATEMENT: its first value; time passes where it is written
ledger() {
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
row = db.execute(sys.argv[2]).fetchone()
db.commit()
print("" if row is None else row[0])' "$ledger" "$1"
}

# later: whatever waits has waited for long enough
later() {
	ledger 'UPDATE pause SET due = 0'
}

conf() {
	git config --file "$XDG_CONFIG_HOME/tidings/config" "$@"
}
