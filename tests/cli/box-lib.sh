# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A Maildir in $box that a test fills with mails of its own.

# mail ID FROM DAY SUBJECT [HEADER...]: its body is standard input; DAY of 2024
mail() {
	local id=$1 from=$2 time=$((1704016800 + 10#$3 * 86400)) subject=$4
	shift 4
	{
		printf 'From: %s\nDate: %s\nSubject: %s\nMessage-ID: <%s@example.org>\n' \
			"$from" "$(date -uR -d "@$time")" "$subject" "$id"
		[ $# -gt 0 ] && printf '%s\n' "$@"
		printf '\n'
		cat
	} >"${box:?the folder}/cur/$time.$id.eml"
}

# patch PATH LINE...: a commit message and a diff that adds these lines
patch() {
	local path=$1
	shift
	printf 'A reason.\n\nSigned-off-by: Ann Able <ann@example.org>\n---\n'
	printf 'diff --git a/%s b/%s\n--- a/%s\n+++ b/%s\n@@ -1,0 +1,%d @@\n' \
		"$path" "$path" "$path" "$path" $#
	printf '+%s\n' "$@"
}
