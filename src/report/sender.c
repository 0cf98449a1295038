/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/sender.c - who really sent a mail that a list put its own name on */
#include "report/sender.h"

#include <glib.h>
#include <string.h>

bool
td_sender_is_named(td_kind kind, const char *from_name, const char *author_name)
{
	size_t n = strlen(author_name);

	if (kind != TD_KIND_PATCH)
		return true;
	return strncmp(from_name, author_name, n) == 0 &&
	       g_str_has_prefix(from_name + n, " via ");
}

bool
td_sender_is_author(const td_index_row *row)
{
	return td_sender_is_named(row->kind, row->from_name, row->author_name);
}

bool
td_sender_is_list(const td_index_row *row)
{
	const char *at = strchr(row->from_address, '@');
	size_t n = at ? (size_t)(at - row->from_address) : 0;

	return n > 0 && g_ascii_strncasecmp(row->from_address, row->list_id, n) == 0 &&
	       row->list_id[n] == '.' &&
	       g_ascii_strcasecmp(at + 1, row->list_id + n + 1) == 0 &&
	       strcmp(row->from_address, row->author_address) == 0 &&
	       !strstr(row->from_name, " via ");
}

void
td_sender_find(const td_index_row *row, const char **name, const char **address)
{
	bool author = td_sender_is_author(row);

	*name = author ? row->author_name : row->from_name;
	*address = author ? row->author_address : row->from_address;
}
