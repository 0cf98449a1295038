/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/list.c - tidings list: what is followed, and how much of it is here */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "index/lookup.h"
#include "lists/extent.h"
#include "output/json.h"
#include "terminal/command.h"
#include "terminal/output.h"

/* Raised when a key changes its meaning or goes; new keys do not raise it. */
enum { schema_version = 1 };

/* Empty where the list is not indexed yet. */
static td_index_extent
find_extent(GHashTable *extents, const char *name)
{
	const td_index_extent *extent = g_hash_table_lookup(extents, name);

	return extent ? *extent : (td_index_extent){ 0 };
}

static void
print_day(int64_t seconds)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);
	g_autofree char *text =
	    time && seconds != 0 ? g_date_time_format(time, "%Y-%m-%d") : NULL;

	printf("  %-10s", text ? text : "-");
}

static void
print_size(uint64_t bytes)
{
	if (bytes >= (1u << 20))
		printf("  %7.1f MiB", (double)bytes / (1 << 20));
	else
		printf("  %7.1f KiB", (double)bytes / (1 << 10));
}

static void
print_table(const GPtrArray *lists, GHashTable *extents)
{
	int width = 4;

	for (unsigned i = 0; i < lists->len; i++)
		width = MAX(width, (int)strlen(((const td_list *)lists->pdata[i])->name));
	printf("%-*s  %9s  %-10s  %-10s  %11s  %s\n", width, "name", "mails", "first",
	    "last", "size", "from");
	for (unsigned i = 0; i < lists->len; i++) {
		const td_list *list = lists->pdata[i];
		td_index_extent extent = find_extent(extents, list->name);

		printf("%-*s  %9" G_GUINT64_FORMAT, width, list->name, extent.messages);
		print_day(extent.first);
		print_day(extent.last);
		print_size(td_extent_bytes(list->dir));
		printf("  %s\n", list->mirrored ? list->url : list->dir);
	}
}

static void
write_time(td_json *json, const char *key, int64_t seconds)
{
	if (seconds != 0)
		td_json_time(json, key, seconds);
	else
		td_json_null(json, key);
}

static void
write_list(td_json *json, const td_list *list, GHashTable *extents)
{
	td_index_extent extent = find_extent(extents, list->name);

	td_json_object(json, NULL);
	td_json_string(json, "name", list->name);
	td_json_string(json, "url", list->url);
	td_json_string(json, "dir", list->dir);
	td_json_string(json, "since", list->since);
	td_json_bool(json, "mirrored", list->mirrored);
	td_json_unsigned(json, "mails", extent.messages);
	write_time(json, "first", extent.first);
	write_time(json, "last", extent.last);
	td_json_unsigned(json, "bytes", td_extent_bytes(list->dir));
	td_json_end(json);
}

static bool
print_json(
    const td_cli *cli, const td_library *library, GHashTable *extents, GError **error)
{
	const td_output_options options = { .no_pager = true };
	const GPtrArray *lists = td_library_lists(library);
	td_output *output = td_output_open(cli, &options, error);
	td_out *out;
	td_json *json;

	if (!output)
		return false;
	out = td_out_new(td_output_sink(output));
	json = td_json_new(out);
	td_json_object(json, NULL);
	td_json_unsigned(json, "schema", schema_version);
	td_json_string(json, "index", td_library_index_path(library));
	td_json_array(json, "lists");
	for (unsigned i = 0; i < lists->len; i++)
		write_list(json, lists->pdata[i], extents);
	td_json_end(json);
	td_json_end(json);
	td_json_free(json);
	td_out_char(out, '\n');
	if (!td_out_close(out, error)) {
		td_output_abandon(output);
		return false;
	}
	return td_output_close(output, error);
}

/* td_index_extent * by name, of the lists that are indexed. */
static GHashTable *
measure_lists(td_library *library, GError **error)
{
	g_autoptr(GHashTable) extents =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(GPtrArray) lists = NULL;
	td_index *index;

	if (!g_file_test(td_library_index_path(library), G_FILE_TEST_EXISTS))
		return g_steal_pointer(&extents);
	index = td_library_index(library, error);
	lists = index ? td_index_load_lists(index, error) : NULL;
	for (unsigned i = 0; lists && i < lists->len; i++) {
		const td_index_list *list = lists->pdata[i];
		td_index_extent *extent = g_new(td_index_extent, 1);

		g_hash_table_insert(extents, g_strdup(list->name), extent);
		if (!td_index_measure_list(index, list->id, extent, error))
			return NULL;
	}
	return lists ? g_steal_pointer(&extents) : NULL;
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	g_auto(td_opened) opened = { 0 };
	gboolean json = FALSE;
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
		TD_OPEN_INDEX(&opened),
		{ 0 },
	};
	g_autoptr(GHashTable) extents = NULL;
	const GPtrArray *lists;

	if (!td_command_options(&td_command_list, entries, &argc, &argv, error))
		return false;
	if (argc > 1) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "list: '%s' is too much: it prints all lists", argv[1]);
		return false;
	}
	if (!td_open_library(&opened, false, error))
		return false;
	extents = measure_lists(opened.library, error);
	if (!extents)
		return false;
	lists = td_library_lists(opened.library);
	if (json)
		return print_json(cli, opened.library, extents, error);
	if (lists->len > 0)
		print_table(lists, extents);
	else
		fprintf(
		    stderr, "there is no list yet: 'tidings add NAME URL' adds one\n");
	return true;
}

const td_command td_command_list = {
	.name = "list",
	.arguments = "",
	.summary = "Print the lists that are followed",
	.run = run,
};
