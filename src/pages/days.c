/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/days.c - the days with mail around some days */
#include "pages/days.h"

#include "index/recent.h"

enum { day_seconds = 24 * 60 * 60 };

/* The newest mail that options ask for; false in *found for none. */
static bool
find_one(td_index *index, const td_recent_options *options, td_index_recent *one,
    bool *found, GError **error)
{
	g_autoptr(GArray) recent = td_index_load_recent(index, options, error);

	if (!recent)
		return false;
	*found = recent->len > 0;
	if (*found)
		*one = g_array_index(recent, td_index_recent, 0);
	return true;
}

static bool
find_earlier(
    td_index *index, int64_t list, int64_t first, int64_t *earlier, GError **error)
{
	const td_recent_options before = {
		.list = list, .until = first * day_seconds - 1, .limit = 1
	};
	td_index_recent one;
	bool found;

	if (!find_one(index, &before, &one, &found, error))
		return false;
	*earlier = found ? one.received / day_seconds : -1;
	return true;
}

/* The mail behind the last one of these days. Positions of mails that were taken out are
 * holes, and clocks go back: then it is the next day that is offered. */
static bool
find_later(td_index *index, int64_t list, int64_t last, int64_t *later, GError **error)
{
	const td_recent_options all = { .list = list, .limit = 1 };
	td_recent_options next = { .list = list, .limit = 1 };
	td_index_recent one;
	uint64_t position;
	bool found;

	*later = last + 1;
	if (!find_one(index, &all, &one, &found, error))
		return false;
	if (!found || one.received < (last + 1) * day_seconds) {
		*later = -1;
		return true;
	}
	if (list == 0)
		return true;
	if (!td_index_find_position(
		index, list, (last + 1) * day_seconds - 1, &position, error))
		return false;
	next.before = position + 2;
	if (!find_one(index, &next, &one, &found, error))
		return false;
	if (found && one.received / day_seconds > last)
		*later = one.received / day_seconds;
	return true;
}

bool
td_days_look_around(td_serving *serving, int64_t list, int64_t first, int64_t last,
    td_days_around *around, GError **error)
{
	*around = (td_days_around){ first - 1, last + 1 };
	if (last >= serving->now / day_seconds)
		around->later = -1;
	if (list < 0 || (list == 0 && serving->hidden->len > 0))
		return true;
	return find_earlier(serving->index, list, first, &around->earlier, error) &&
	       find_later(serving->index, list, last, &around->later, error);
}
