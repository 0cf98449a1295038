/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/sender.c - who really sent a mail that a list put its own name on */
#include "report/sender.h"

#include <glib.h>
#include <string.h>

bool
td_sender_is_named(td_kind kind, const char *from_name, const char *author_name)
{
	const char *name = from_name;
	size_t n = strlen(author_name);

	if (kind != TD_KIND_PATCH)
		return true;
	name += name[0] == '\'';
	if (strncmp(name, author_name, n) != 0)
		return false;
	name += n + (name[n] == '\'');
	return g_str_has_prefix(name, " via ");
}

bool
td_sender_is_author(const td_index_row *row)
{
	return td_sender_is_named(row->kind, row->from_name, row->author_name);
}

void
td_sender_find(const td_index_row *row, const char **name, const char **address)
{
	bool author = td_sender_is_author(row);

	*name = author ? row->author_name : row->from_name;
	*address = author ? row->author_address : row->from_address;
}
