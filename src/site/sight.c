/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/sight.c - what is asked of the index and the archives, without private lists */
#include "site/sight.h"

#include "base/error.h"
#include "index/lists.h"
#include "index/lookup.h"
#include "judge/versions.h"
#include "report/discussion_hide.h"
#include "search/query_rows.h"
#include "site/admit.h"

/* Whether a list that has the mail is that one; or one that may be seen, for all. */
static bool
is_seen(td_serving *serving, const td_served_list *list, int64_t id)
{
	const char *name;

	if (list->list)
		return id == list->id;
	name = td_index_list_name(serving->index, id);
	return name && td_serving_may(serving, name);
}

static bool
asks_for_standing(const td_query *query)
{
	static const td_query_rows rows[] = { TD_ROWS_SERIES, TD_ROWS_STATE,
		TD_ROWS_VERSION, TD_ROWS_REPLIES, TD_ROWS_REVIEWED, TD_ROWS_ACKED,
		TD_ROWS_TESTED, TD_ROWS_COMMIT };

	for (size_t i = 0; query->op == TD_QUERY_ROWS && i < G_N_ELEMENTS(rows); i++)
		if (query->rows == rows[i])
			return true;
	return false;
}

bool
td_serving_may_search(const td_serving *serving, const td_query *query, GError **error)
{
	g_autoptr(GPtrArray) todo = g_ptr_array_new();

	if (!serving->strict)
		return true;
	g_ptr_array_add(todo, (void *)(uintptr_t)query);
	while (todo->len > 0) {
		const td_query *one = g_ptr_array_steal_index(todo, todo->len - 1);

		if (asks_for_standing(one)) {
			g_set_error_literal(error, TD_ERROR, TD_ERROR_DENIED,
			    "a token is needed to search by how series stand, until "
			    "'tidings sync' has made the index of open lists");
			return false;
		}
		for (unsigned i = 0; one->parts && i < one->parts->len; i++)
			g_ptr_array_add(todo, one->parts->pdata[i]);
	}
	return true;
}

bool
td_serving_sees(td_serving *serving, const td_served_list *list, int64_t message,
    bool *sees, GError **error)
{
	g_autoptr(GArray) places = NULL;

	*sees = !list->list && (!serving->hidden || serving->hidden->len == 0);
	if (*sees)
		return true;
	places = td_index_load_places(serving->index, message, error);
	for (unsigned i = 0; places && i < places->len && !*sees; i++)
		*sees =
		    is_seen(serving, list, g_array_index(places, td_index_place, i).list);
	return places != NULL;
}

GArray *
td_serving_seen(td_serving *serving, const td_served_list *list, const GArray *messages,
    GError **error)
{
	const td_served_list all = { .name = "all" };
	g_autoptr(GArray) seen = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (unsigned i = 0; i < messages->len; i++) {
		int64_t message = g_array_index(messages, int64_t, i);
		bool sees;

		if (!td_serving_sees(serving, list ? list : &all, message, &sees, error))
			return NULL;
		if (sees)
			g_array_append_val(seen, message);
	}
	return g_steal_pointer(&seen);
}

GArray *
td_serving_messages(td_serving *serving, const td_served_list *list,
    const char *message_id, GError **error)
{
	g_autoptr(GArray) all = td_index_find_messages(serving->index, message_id, error);
	g_autoptr(GArray) seen = all ? td_serving_seen(serving, list, all, error) : NULL;

	if (!seen || seen->len > 0)
		return g_steal_pointer(&seen);
	if (list->list)
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND, "%s has no mail <%s>",
		    list->name, message_id);
	else
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "no list here has the mail <%s>", message_id);
	return NULL;
}

/* Of the first list that has it and may be seen: what a private one added to its copy
 * (its name, the way of the mail) is not told through another list. */
static bool
load_anywhere(td_serving *serving, int64_t message, td_span *bytes, GError **error)
{
	const td_served_list all = { .name = "all" };
	g_autoptr(GArray) places = NULL;
	g_autoptr(GError) unreadable = NULL;
	int64_t last = 0;

	places = td_index_load_places(serving->index, message, error);
	if (!places)
		return false;
	if (!serving->hidden || serving->hidden->len == 0)
		return td_library_load_from(serving->library, places, bytes, error);
	for (unsigned i = 0; i < places->len; i++) {
		const td_index_range range = {
			.list = g_array_index(places, td_index_place, i).list
		};
		g_autoptr(GError) failed = NULL;

		if (range.list == last || !is_seen(serving, &all, range.list))
			continue;
		last = range.list;
		if (td_library_load_in(serving->library, &range, message, bytes, &failed))
			return true;
		if (!td_error_is_no_mail(failed)) {
			g_propagate_error(error, g_steal_pointer(&failed));
			return false;
		}
		if (!unreadable && g_error_matches(failed, TD_ERROR, TD_ERROR_UNREADABLE))
			unreadable = g_steal_pointer(&failed);
	}
	if (unreadable)
		g_propagate_error(error, g_steal_pointer(&unreadable));
	else
		g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "no list that may be read here has this mail");
	return false;
}

bool
td_serving_load_from(td_serving *serving, const td_served_list *list, int64_t message,
    const GArray *places, td_span *bytes, GError **error)
{
	bool anywhere = !list || list->id <= 0;
	g_autoptr(GError) failed = NULL;

	if (anywhere && serving->hidden && serving->hidden->len > 0)
		return load_anywhere(serving, message, bytes, error);
	if (td_library_load_from(serving->library, places, bytes, &failed))
		return true;
	if (!anywhere && td_error_is_no_mail(failed))
		return load_anywhere(serving, message, bytes, error);
	g_propagate_error(error, g_steal_pointer(&failed));
	return false;
}

bool
td_serving_load(td_serving *serving, const td_served_list *list, int64_t message,
    td_span *bytes, GError **error)
{
	const td_index_range range = { .list = list ? MAX(list->id, 0) : 0 };
	g_autoptr(GArray) places =
	    td_index_load_places_in(serving->index, &range, message, error);

	return places &&
	       td_serving_load_from(serving, list, message, places, bytes, error);
}

td_discussion *
td_serving_discussion(td_serving *serving, int64_t message, GError **error)
{
	const td_served_list all = { .name = "all" };
	g_autoptr(td_discussion) discussion =
	    td_discussion_load(serving->index, message, serving->people, error);
	g_autofree bool *hidden = NULL;
	bool hides = false;

	if (!discussion || serving->hidden->len == 0)
		return g_steal_pointer(&discussion);
	hidden = g_new0(bool, discussion->mails->len);
	for (unsigned i = 0; i < discussion->mails->len; i++) {
		int64_t mail =
		    g_array_index(discussion->mails, td_discussion_mail, i).message;
		bool sees = true;

		if (mail != 0 && !td_serving_sees(serving, &all, mail, &sees, error))
			return NULL;
		hidden[i] = !sees;
		hides |= hidden[i];
	}
	if (hides)
		td_discussion_hide(discussion, hidden);
	return g_steal_pointer(&discussion);
}

/* All of the threads that the heads are in. */
static bool
sees_threads(td_serving *serving, const GArray *heads, bool *sees, GError **error)
{
	g_autoptr(GArray) mails = td_index_find_threads(serving->index, heads, error);
	g_autoptr(GArray) seen = NULL;

	if (!mails)
		return false;
	/* A mail need not be in a thread. */
	g_array_append_vals(mails, heads->data, heads->len);
	seen = td_serving_seen(serving, NULL, mails, error);
	*sees = seen && seen->len == mails->len;
	return seen != NULL;
}

bool
td_serving_sees_chain(td_serving *serving, int64_t series, GError **error)
{
	g_autoptr(GArray) versions = NULL;
	g_autoptr(GArray) all = NULL;

	if (!serving->hidden || serving->hidden->len == 0)
		return true;
	versions = td_index_load_versions(serving->index, series, error);
	if (!versions)
		return false;
	all = g_array_new(FALSE, FALSE, sizeof(td_index_series));
	for (unsigned i = 0; i < versions->len; i++)
		g_array_append_val(
		    all, g_array_index(versions, td_index_version, i).series);
	return td_serving_sees_all(serving, all, error);
}

bool
td_serving_sees_all(td_serving *serving, const GArray *series, GError **error)
{
	g_autoptr(GArray) heads = NULL;
	bool sees;

	if (!serving->hidden || serving->hidden->len == 0)
		return true;
	heads = g_array_new(FALSE, FALSE, sizeof(int64_t));
	for (unsigned i = 0; i < series->len; i++)
		g_array_append_val(heads, g_array_index(series, td_index_series, i).head);
	if (!sees_threads(serving, heads, &sees, error))
		return false;
	if (!sees)
		g_set_error_literal(error, TD_ERROR, TD_ERROR_DENIED,
		    "a token is needed: a part of this series is on a private list");
	return sees;
}
