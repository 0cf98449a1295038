/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/about.c - the configuration's words, else the archive's, else its name */
#include "site/about.h"

#include <string.h>

#include "index/index.h"
#include "index/recent.h"

enum { newest = 32 }; /* mails that are asked what their list is called */

/* The first line of a text, if it is more than blanks and no default of git's. */
static char *
first_line(const char *text)
{
	g_autofree char *line = g_strndup(text, strcspn(text, "\n"));
	char *valid = g_utf8_make_valid(g_strstrip(line), -1);

	if (*valid != '\0' && !g_str_has_prefix(valid, "Unnamed repository"))
		return valid;
	g_free(valid);
	return NULL;
}

static char *
description_of(td_serving *serving, const td_list *list)
{
	g_autofree char *setting = g_strdup_printf("list.%s.description", list->name);
	g_autofree char *said = td_config_find(serving->config, setting);
	g_autofree char *path = g_build_filename(list->dir, "description", NULL);
	g_autofree char *text = NULL;
	char *line = NULL;

	if (said)
		line = first_line(said);
	else if (g_file_test(path, G_FILE_TEST_IS_REGULAR) &&
		 g_file_get_contents(path, &text, NULL, NULL))
		line = first_line(text);
	return line ? line : g_strdup(list->name);
}

/* The id that most of the rows have; "" for none. */
static char *
most_frequent(td_rows *rows, GError **error)
{
	g_autoptr(GHashTable) counts =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree char *most = g_strdup("");
	unsigned highest = 0;
	GError *failed = NULL;
	td_index_row row;

	while (td_rows_next(rows, &row, &failed)) {
		unsigned n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, row.list_id));

		if (*row.list_id == '\0')
			continue;
		g_hash_table_insert(
		    counts, g_strdup(row.list_id), GUINT_TO_POINTER(n + 1));
		if (n + 1 > highest) {
			highest = n + 1;
			g_free(most);
			most = g_strdup(row.list_id);
		}
	}
	if (!failed)
		return g_steal_pointer(&most);
	g_propagate_error(error, failed);
	return NULL;
}

char *
td_about_list_id(td_serving *serving, int64_t list, GError **error)
{
	const td_recent_options options = { .list = list, .limit = newest };
	td_index_range range = { .list = list };
	g_autoptr(GArray) recent = NULL;
	g_autoptr(td_rows) rows = NULL;

	if (list < 0)
		return g_strdup("");
	recent = td_index_load_recent(serving->index, &options, error);
	if (!recent)
		return NULL;
	if (recent->len == 0)
		return g_strdup("");
	range.first = g_array_index(recent, td_index_recent, recent->len - 1).position;
	rows = td_index_messages(serving->index, &range, error);
	return rows ? most_frequent(rows, error) : NULL;
}

char *
td_about_address(const char *list_id)
{
	const char *dot = strchr(list_id, '.');

	if (!dot || dot == list_id)
		return NULL;
	return g_strdup_printf("%.*s@%s", (int)(dot - list_id), list_id, dot + 1);
}

char *
td_about_description(td_serving *serving, const td_served_list *list)
{
	return list->list ? description_of(serving, list->list)
			  : g_strdup("all lists of this site");
}
