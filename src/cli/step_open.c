/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/step_open.c - a second index, which no private mail was ever in */
#include "cli/step_open.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "cli/renew.h"
#include "cli/step.h"
#include "index/lists.h"
#include "lists/lock.h"
#include "lists/renewal.h"
#include "write/drop.h"
#include "write/write.h"

/* Who reads it goes on with what they have open. */
static bool
take_away(const td_library *library, GError **error)
{
	static const char *const ends[] = { "", "-wal", "-shm", ".lock" };
	const char *path = td_library_index_path(library);

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autofree char *full = g_strconcat(path, ends[i], NULL);

		if (g_unlink(full) == 0 || errno == ENOENT)
			continue;
		g_set_error(error, TD_ERROR, TD_ERROR_IO, "cannot remove '%s': %s", full,
		    g_strerror(errno));
		return false;
	}
	return td_renewal_sweep(path, error);
}

static void
wait_quietly(void *data)
{
	(void)data;
}

/* What became private, or is no list any more. */
static bool
drop_strangers(td_library *library, GError **error)
{
	g_autoptr(GError) none = NULL;
	td_index *index = td_library_index(library, &none);
	g_autoptr(GPtrArray) strangers = NULL;
	g_autoptr(td_lock) lock = NULL;

	/* One that was never finished is begun anew by whoever fills it. */
	if (g_error_matches(none, TD_ERROR, TD_ERROR_NOT_FOUND))
		return true;
	if (!index) {
		g_propagate_error(error, g_steal_pointer(&none));
		return false;
	}
	strangers = td_library_find_strangers(library, index);
	if (strangers->len == 0)
		return true;
	lock = td_lock_take(library, wait_quietly, NULL, error);
	if (!lock || !td_index_begin(index, error))
		return false;
	for (unsigned i = 0; i < strangers->len; i++)
		if (!td_index_drop_list(index, strangers->pdata[i], error))
			return false;
	return td_index_commit(index, error);
}

/* Open lists that the index of all has. */
static GPtrArray *
choose(const td_opened *opened, td_library *library, GError **error)
{
	td_index *index = td_library_index(opened->library, error);
	const GPtrArray *all = td_library_lists(library);
	g_autoptr(GPtrArray) lists = g_ptr_array_new();

	for (unsigned i = 0; index && i < all->len; i++) {
		const td_list *list = all->pdata[i];
		int64_t id;

		if (!td_index_find_list(index, list->name, &id, error))
			return NULL;
		if (id != 0)
			g_ptr_array_add(lists, (void *)(uintptr_t)list);
	}
	return index ? g_steal_pointer(&lists) : NULL;
}

static bool
step(const td_cli *cli, const td_opened *opened, td_opened *open, GError **error)
{
	const td_step_options options = { .no_fetch = true, .quiet = true };
	g_autoptr(GPtrArray) lists = choose(opened, open->library, error);

	if (!lists || !drop_strangers(open->library, error))
		return false;
	return lists->len == 0 || td_step_lists(cli, open, lists, &options, error);
}

bool
td_step_open(const td_cli *cli, const td_opened *opened, GError **error)
{
	const td_library_options options = {
		.index = opened->index, .write = true, .open_only = true
	};
	/* Its configuration is borrowed: it is not cleared as others are. */
	td_opened open = { .config = opened->config };
	bool done;

	if (!g_file_test(td_library_index_path(opened->library), G_FILE_TEST_EXISTS))
		return true;
	open.library = td_library_open(opened->config, &options, error);
	if (!open.library)
		return false;
	if (td_library_has_closed(open.library))
		done = td_renew_index(cli, &open, &options, true, error) &&
		       step(cli, opened, &open, error);
	else
		done = take_away(open.library, error);
	td_library_close(open.library);
	if (!done)
		g_prefix_error(error, "the index of lists that everybody may read: ");
	return done;
}
