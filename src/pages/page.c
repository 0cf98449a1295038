/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/page.c - pages for people: which list, which mail, what else it may have been */
#include "pages/page.h"

#include <string.h>

#include "base/error.h"
#include "index/lists.h"
#include "index/lookup.h"
#include "index/recent.h"
#include "markup/guess.h"
#include "site/address.h"
#include "site/admit.h"

enum { most_guesses = 20, shortest_guess = 4 };

/* The names of the lists that have the mail and that who asks may see. */
static bool
add_lists(td_serving *serving, int64_t message, GPtrArray *lists, GError **error)
{
	g_autoptr(GArray) places = td_index_load_places(serving->index, message, error);
	int64_t last = 0;

	for (unsigned i = 0; places && i < places->len; i++) {
		int64_t list = g_array_index(places, td_index_place, i).list;
		const char *name = td_index_list_name(serving->index, list);

		if (list != last && name && td_serving_may(serving, name) &&
		    td_library_find(serving->library, name))
			g_ptr_array_add(lists, g_strdup(name));
		last = list;
	}
	return places != NULL;
}

static bool
add_other_lists(td_serving *serving, const char *id, GPtrArray *lists, GError **error)
{
	g_autoptr(GArray) messages = td_index_find_messages(serving->index, id, error);

	for (unsigned i = 0; messages && i < messages->len; i++)
		if (!add_lists(
			serving, g_array_index(messages, int64_t, i), lists, error))
			return false;
	return messages != NULL;
}

/* 300 where there is something to choose from, 404 else: both are pages that help. */
static bool
tell_guesses(td_serving *serving, const td_page_of *page, const char *id,
    td_response *response, GError **error)
{
	g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) ids = NULL;
	td_site_guess guess = { .id = id, .lists = lists };

	if (!add_other_lists(serving, id, lists, error))
		return false;
	ids = strlen(id) < shortest_guess || serving->hidden->len > 0
		  ? g_ptr_array_new()
		  : td_index_guess_ids(serving->index, id, most_guesses, error);
	if (!ids)
		return false;
	guess.ids = ids;
	response->status = lists->len + ids->len > 0 ? 300 : 404;
	return td_site_guess_write(
	    &page->site, &guess, td_response_sink(response), error);
}

GArray *
td_page_find_mail(td_serving *serving, const td_page_of *page, const td_request *request,
    td_response *response, bool *told, GError **error)
{
	const char *id = request->captured[1];
	g_autoptr(GError) none = NULL;
	GArray *messages = td_serving_messages(serving, &page->list, id, &none);

	*told = false;
	if (messages)
		return messages;
	if (!g_error_matches(none, TD_ERROR, TD_ERROR_NOT_FOUND)) {
		g_propagate_error(error, g_steal_pointer(&none));
		return NULL;
	}
	*told = tell_guesses(serving, page, id, response, error);
	return NULL;
}

td_site_mail *
td_page_load_mail(
    td_serving *serving, const td_served_list *list, int64_t message, GError **error)
{
	g_autoptr(GError) gone = NULL;
	td_span bytes;

	if (td_serving_load(serving, list, message, &bytes, &gone))
		return td_site_mail_new(bytes, NULL);
	if (!g_error_matches(gone, TD_ERROR, TD_ERROR_NOT_FOUND))
		g_propagate_error(error, g_steal_pointer(&gone));
	return NULL;
}

GPtrArray *
td_page_find_lists(td_serving *serving, int64_t message, GError **error)
{
	g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func(g_free);

	return add_lists(serving, message, lists, error) ? g_steal_pointer(&lists) : NULL;
}

GPtrArray *
td_page_name_lists(td_serving *serving, const GArray *messages, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	for (unsigned i = 0; i < messages->len; i++) {
		g_autoptr(GPtrArray) lists = td_page_find_lists(
		    serving, g_array_index(messages, int64_t, i), error);

		if (!lists)
			return NULL;
		g_ptr_array_add(lists, NULL);
		g_ptr_array_add(names, g_strjoinv(", ", (char **)lists->pdata));
	}
	return g_steal_pointer(&names);
}

bool
td_page_is_known(td_serving *serving, const td_request *request, td_response *response)
{
	g_autofree char *mark = g_strdup_printf("%s-%s-%" G_GINT64_MODIFIER "x",
	    serving->mark, td_site_file_mark(), serving->now / 3600);

	response->keep = true;
	return td_response_is_known(response, request, mark, 0);
}

/* Of the nearest patch or cover letter, from a mail up; 0 for none. */
static bool
find_series(td_serving *serving, const td_discussion *discussion, unsigned at,
    int64_t *series, GError **error)
{
	*series = 0;
	for (int i = (int)at; i >= 0 && *series == 0;) {
		const td_discussion_mail *mail =
		    &g_array_index(discussion->mails, td_discussion_mail, (unsigned)i);

		if (mail->message != 0 &&
		    (mail->kind == TD_KIND_PATCH || mail->kind == TD_KIND_COVER) &&
		    !td_index_find_series(serving->index, mail->message, series, error))
			return false;
		i = mail->parent;
	}
	return true;
}

bool
td_page_find_neighbours(td_serving *serving, const td_discussion *discussion, unsigned at,
    td_neighbours **neighbours, GError **error)
{
	const td_standing_options options = { .people = serving->people,
		.now = serving->now,
		.stale_days = TD_STALE_DAYS };
	g_autoptr(GError) failed = NULL;
	int64_t series;

	*neighbours = NULL;
	/* A notice of any list may have a share in how it stands. */
	if (serving->strict)
		return true;
	if (!find_series(serving, discussion, at, &series, error))
		return false;
	if (series == 0)
		return true;
	if (!td_serving_sees_chain(serving, series, &failed)) {
		if (g_error_matches(failed, TD_ERROR, TD_ERROR_DENIED))
			return true;
		g_propagate_error(error, g_steal_pointer(&failed));
		return false;
	}
	*neighbours = td_neighbours_build(serving->index, series, &options, error);
	if (!*neighbours)
		return false;
	if (!(*neighbours)->series)
		g_clear_pointer(neighbours, td_neighbours_free);
	return true;
}

/* Files do not change under one address, which has their sum in it. */
bool
td_serve_file(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	const char *name = request->captured[0];
	const char *type = td_site_file_type(name);

	(void)serving;
	if (!type) {
		g_set_error(
		    error, TD_ERROR, TD_ERROR_NOT_FOUND, "there is no file '%s'", name);
		return false;
	}
	td_response_type(response, type);
	td_response_header(
	    response, "Cache-Control", "public, max-age=31536000, immutable");
	if (td_response_is_known(response, request, td_site_file_mark(), 0))
		return true;
	return td_site_file_write(name, td_response_sink(response), error);
}

bool
td_page_find_series(
    td_serving *serving, const GArray *messages, int64_t *series, GError **error)
{
	*series = 0;
	for (unsigned i = 0; i < messages->len && *series == 0; i++)
		if (!td_index_find_series(serving->index,
			g_array_index(messages, int64_t, i), series, error))
			return false;
	if (*series != 0)
		return true;
	g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
	    "that mail is neither a patch nor the cover letter of a series");
	return false;
}
