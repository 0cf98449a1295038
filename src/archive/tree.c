/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/tree.c - commits and trees as git stores them, without a copy */
#include "archive/tree.h"

#include <glib.h>

bool
td_tree_next(td_span *rest, td_tree_item *item)
{
	td_span left = *rest;
	ptrdiff_t end;
	unsigned mode = 0;

	while (left.n > 0 && *left.p >= '0' && *left.p <= '7' && mode < 0200000) {
		mode = mode << 3 | (unsigned)(*left.p - '0');
		left = td_span_skip(left, 1);
	}
	if (left.n == 0 || *left.p != ' ')
		return false;
	left = td_span_skip(left, 1);
	end = td_span_find_byte(left, '\0');
	if (end <= 0 || left.n - (size_t)end - 1 < sizeof(item->object.id))
		return false;
	item->mode = mode;
	item->name = td_span_head(left, (size_t)end);
	left = td_span_skip(left, (size_t)end + 1);
	memcpy(item->object.id, left.p, sizeof(item->object.id));
	*rest = td_span_skip(left, sizeof(item->object.id));
	return true;
}

bool
td_commit_next_parent(td_span *rest, td_oid *parent)
{
	td_span line = *rest;

	if (!td_span_has_prefix(line, "parent ") ||
	    !td_oid_parse(td_span_skip(line, 7), parent) || line.n < 48 ||
	    line.p[47] != '\n')
		return false;
	*rest = td_span_skip(line, 48);
	return true;
}

/* "NAME <address> SECONDS ZONE"; a name may hold anything, so it is read from its end. */
static int64_t
committer_time(td_span line)
{
	const char *p = memrchr(line.p, '>', line.n);
	const char *end = td_span_end(line);
	int64_t seconds = 0;
	bool minus = false;

	if (!p)
		return 0;
	for (p++; p < end && *p == ' '; p++)
		;
	if (p < end && *p == '-') {
		minus = true;
		p++;
	}
	for (; p < end && g_ascii_isdigit(*p); p++) {
		if (seconds > INT64_MAX / 100)
			return 0;
		seconds = seconds * 10 + (*p - '0');
	}
	return minus ? -seconds : seconds;
}

bool
td_commit_parse(td_span bytes, td_commit_head *head)
{
	td_span line, rest = bytes;
	td_oid parent;

	*head = (td_commit_head){ 0 };
	if (!td_span_has_prefix(rest, "tree ") ||
	    !td_oid_parse(td_span_skip(rest, 5), &head->tree) || rest.n < 46 ||
	    rest.p[45] != '\n')
		return false;
	rest = td_span_skip(rest, 46);
	head->rest = rest;
	while (td_commit_next_parent(&rest, &parent)) {
		if (head->parents++ == 0)
			head->parent = parent;
	}
	while (td_span_next_line(&rest, &line) && line.n > 0) {
		if (td_span_has_prefix(line, "committer ")) {
			head->received = committer_time(line);
			return true;
		}
	}
	return true;
}
