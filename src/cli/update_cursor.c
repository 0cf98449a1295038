/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_cursor.c - what came since the reader's last look at a list */
#include "cli/update_cursor.h"

#include <stdio.h>

#include "base/error.h"
#include "cli/update_range.h"
#include "index/lists.h"
#include "lists/cursor.h"

#define FIRST_LOOK "1 week ago"

/* Says it once a run; nothing with --quiet. */
static void
say(bool quiet, const char *text, const char *name)
{
	if (!quiet)
		fprintf(stderr, "tidings: %s: %s\n", name, text);
}

/* By the time of arrival: for a first look, and where the commit is not there any more.
 */
static td_range *
select_since(td_archive *archive, int64_t now, const char *since, GError **error)
{
	const td_range_spec spec = { .since = since, .now = now };

	return td_archive_select(archive, &spec, error);
}

/* The week before the newest mail: a list that fell asleep has a first look, too. */
static td_range *
select_first(const td_cli *cli, td_archive *archive, td_index *index, const td_list *list,
    GError **error)
{
	td_index_course course;
	int64_t id = 0, now = cli->now;

	if (!td_index_find_list(index, list->name, &id, error) ||
	    !td_index_load_course(index, id, &course, error))
		return NULL;
	if (course.latest > 0)
		now = MIN(now, course.latest);
	return select_since(archive, now, FIRST_LOOK, error);
}

/* As a range of commits that was asked for has them. */
static td_range *
name_ends(td_range *range, const td_oid *from)
{
	const GArray *entries = range->entries;
	char hex[TD_OID_HEX];

	if (entries->len == 0)
		return range;
	td_oid_to_hex(from, hex);
	g_free(range->from);
	range->from = g_strdup(hex);
	td_oid_to_hex(&g_array_index(entries, td_entry, entries->len - 1).commit, hex);
	g_free(range->to);
	range->to = g_strdup(hex);
	return range;
}

static td_range *
select_new(const td_cli *cli, td_archive *archive, const td_list *list,
    const td_cursor *cursor, bool quiet, GError **error)
{
	const td_tip tip = { .epoch = cursor->epoch, .commit = cursor->commit };
	g_autoptr(GError) gone = NULL;
	g_autofree char *since = NULL;
	td_range *range = NULL;

	if (!td_oid_is_zero(&cursor->commit)) {
		range = td_archive_select_after(archive, &tip, &gone);
		if (range)
			return name_ends(range, &cursor->commit);
		if (!g_error_matches(gone, TD_ERROR, TD_ERROR_UNKNOWN_REVISION)) {
			g_propagate_error(error, g_steal_pointer(&gone));
			return NULL;
		}
		say(quiet,
		    "its archive was rewritten since the last look: what is new goes by "
		    "the time of arrival",
		    list->name);
	}
	since = g_strdup_printf("@%" G_GINT64_FORMAT, cursor->received + 1);
	return select_since(archive, cli->now, since, error);
}

static td_range *
nothing_new(const td_list *list, const td_cursor *cursor, GError **error)
{
	g_autoptr(GDateTime) then = g_date_time_new_from_unix_utc(cursor->received);
	g_autofree char *when =
	    then ? g_date_time_format(then, "%Y-%m-%d %H:%M") : g_strdup("the last look");

	g_set_error(error, TD_ERROR, TD_ERROR_EMPTY,
	    "nothing new on %s since %s UTC; 'tidings sync %s' asks for more", list->name,
	    when, list->name);
	return NULL;
}

td_range *
td_update_cursor_range(const td_cli *cli, td_library *library, const td_list *list,
    const td_update_options *options, GError **error)
{
	td_archive *archive = td_library_archive(library, list, error);
	td_index *index = archive ? td_library_index(library, error) : NULL;
	g_autoptr(td_range) range = NULL;
	td_cursor cursor;
	unsigned unread;
	bool found;

	if (!index || !td_cursor_find(library, list->name, &cursor, &found, error))
		return NULL;
	if (found)
		range = select_new(cli, archive, list, &cursor, options->quiet, error);
	else
		range = select_first(cli, archive, index, list, error);
	if (!range) {
		bool empty = error && g_error_matches(*error, TD_ERROR, TD_ERROR_EMPTY);

		if (!found || !empty)
			return NULL;
		g_clear_error(error);
		return nothing_new(list, &cursor, error);
	}
	if (!td_update_range_clip(&(const td_update_list){ archive, index, list->name },
		range, &unread, error))
		return NULL;
	if (unread > 0 && !options->quiet)
		fprintf(stderr,
		    "tidings: %s: %u mail%s not indexed yet: 'tidings sync %s'\n",
		    list->name, unread, unread == 1 ? " is" : "s are", list->name);
	if (range->entries->len == 0 && found)
		return nothing_new(list, &cursor, error);
	if (range->entries->len == 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_EMPTY,
		    "nothing of %s is indexed yet: 'tidings sync %s'", list->name,
		    list->name);
		return NULL;
	}
	if (!found)
		say(options->quiet,
		    options->peek ? "the first look: its last week"
				  : "the first look: its last week; from now on what is "
				    "new",
		    list->name);
	return g_steal_pointer(&range);
}

bool
td_update_cursor_move(td_library *library, const td_list *list, const td_range *range,
    uint64_t position, GError **error)
{
	const td_entry *last =
	    &g_array_index(range->entries, td_entry, range->entries->len - 1);
	const td_cursor cursor = {
		.epoch = last->epoch,
		.commit = last->commit,
		.position = position,
		.received = last->received,
	};

	return td_cursor_put(library, list->name, &cursor, error);
}
