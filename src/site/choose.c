/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/choose.c - which index answers: that of all lists, or that of open ones */
#include "site/choose.h"

#include "index/lists.h"
#include "site/admit.h"

/* Whether it has all open lists that the index of all has: from a sync on. */
static bool
is_whole(td_serving *serving, td_serving *open)
{
	const GPtrArray *lists = td_library_lists(open->library);

	for (unsigned i = 0; i < lists->len; i++) {
		const char *name = ((const td_list *)lists->pdata[i])->name;
		int64_t all, some;

		if (!td_index_find_list(serving->index, name, &all, NULL) ||
		    !td_index_find_list(open->index, name, &some, NULL) ||
		    (all != 0 && some == 0))
			return false;
	}
	return true;
}

/* One that is not there is not looked for in the configuration with each request. */
static bool
begin_open(td_serving *serving)
{
	if (!serving->open)
		serving->open = td_serving_open_some(serving->settings, true, NULL);
	if (!serving->open)
		return false;
	if (serving->open->library && !serving->open->index &&
	    !g_file_test(
		td_library_index_path(serving->open->library), G_FILE_TEST_EXISTS))
		return false;
	return td_serving_begin(serving->open, NULL);
}

td_serving *
td_serving_choose(td_serving *serving, const td_request *request)
{
	td_serving_identify(serving, request);
	if (!serving->strict || serving->within || !begin_open(serving))
		return serving;
	if (is_whole(serving, serving->open))
		return serving->open;
	td_serving_end(serving->open);
	return serving;
}

void
td_serving_prepare(td_serving *serving)
{
	if (td_serving_begin(serving, NULL) &&
	    td_library_closed(serving->library)->len > 0 && begin_open(serving))
		td_serving_end(serving->open);
	td_serving_end(serving);
}
