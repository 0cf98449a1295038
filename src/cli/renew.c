/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/renew.c - indexes all lists into a file beside the index */
#include "cli/renew.h"

#include <stdio.h>

#include "base/error.h"
#include "cli/step.h"
#include "lists/lock.h"
#include "lists/renewal.h"

static void
say_waiting(void *data)
{
	const bool *quiet = data;

	if (!*quiet)
		fprintf(stderr, "tidings: waiting for another tidings that writes the "
				"index\n");
}

/* What is wrong with the index or the disk, and not with one list's archive. */
static bool
is_of_index(const GError *error)
{
	return td_error_is_database(error) ||
	       g_error_matches(error, TD_ERROR, TD_ERROR_IO);
}

/* A mirror that was never fetched has nothing to be indexed. */
static bool
is_here(const td_list *list)
{
	return !list->mirrored || g_file_test(list->dir, G_FILE_TEST_IS_DIR);
}

static bool
index_lists(
    const td_cli *cli, td_opened *fresh, const td_step_options *step, GError **error)
{
	const GPtrArray *lists = td_library_lists(fresh->library);

	/* It has its tables even where there is no list. */
	if (!td_library_index(fresh->library, error))
		return false;
	for (unsigned i = 0; i < lists->len; i++) {
		const td_list *list = lists->pdata[i];
		g_autoptr(GPtrArray) one = g_ptr_array_new();
		g_autoptr(GError) failed = NULL;

		g_ptr_array_add(one, (void *)(uintptr_t)list);
		if (!is_here(list) || td_step_lists(cli, fresh, one, step, &failed))
			continue;
		if (is_of_index(failed)) {
			g_propagate_error(error, g_steal_pointer(&failed));
			return false;
		}
		fprintf(stderr, "tidings: %s; it is left out\n", failed->message);
	}
	return true;
}

/* Under the lock, after another look: who had it before may have done it. */
static bool
renew(const td_cli *cli, const td_opened *opened, const td_library_options *options,
    bool quiet, GError **error)
{
	const char *index = td_library_index_path(opened->library);
	const td_step_options step = { .no_fetch = true, .quiet = quiet };
	td_library_options beside = *options;
	/* Its configuration is borrowed: it is not cleared as others are. */
	td_opened fresh = { .config = opened->config };
	bool done;

	beside.write = true;
	beside.renewed = true;
	if (!td_renewal_prepare(index, error))
		return false;
	fresh.library = td_library_open(opened->config, &beside, error);
	if (!fresh.library)
		return false;
	done = index_lists(cli, &fresh, &step, error);
	td_library_close(fresh.library);
	if (done && td_renewal_finish(index, error))
		return true;
	g_prefix_error(error, "the index of an older tidings stays: ");
	return false;
}

bool
td_renew_index(const td_cli *cli, td_opened *opened, const td_library_options *options,
    bool quiet, GError **error)
{
	g_autoptr(td_lock) lock = NULL;
	bool needed;

	if (!td_renewal_is_needed(td_library_index_path(opened->library), &needed, error))
		return false;
	if (!needed)
		return true;
	lock = td_lock_take(opened->library, say_waiting, &quiet, error);
	if (!lock ||
	    !td_renewal_is_needed(td_library_index_path(opened->library), &needed, error))
		return false;
	if (!needed)
		return true;
	fprintf(stderr,
	    "tidings: the index was made by an older tidings: it is made again "
	    "from the archives; until then the old one is read\n");
	return renew(cli, opened, options, quiet, error);
}
