/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/moved.c - old and short addresses lead to those of today */
#include <string.h>

#include "base/error.h"
#include "index/lists.h"
#include "index/lookup.h"
#include "pages/handlers.h"
#include "site/address.h"
#include "site/admit.h"
#include "site/sight.h"

/* "/LIST/ID/REST" */
typedef struct mail_address {
	const char *list; /* NULL: where it is */
	const char *id, *rest;
} mail_address;

/* To "/LIST/ID/" and what may follow; the query goes with it. */
static bool
redirect(const td_serving *serving, const td_request *request, td_response *response,
    const mail_address *to)
{
	g_autofree char *escaped = td_serving_escape(to->id);
	const char *fragment = strchr(to->rest, '#');
	size_t n = fragment ? (size_t)(fragment - to->rest) : strlen(to->rest);
	g_autofree char *path =
	    g_strdup_printf("/%s/%s/%.*s%s%s%s", to->list, escaped, (int)n, to->rest,
		*request->query ? "?" : "", request->query, fragment ? fragment : "");

	td_redirect(serving, request, response, 301, path);
	return true;
}

/* The first list, by name, that has the mail. */
static const char *
list_of(td_serving *serving, const GArray *messages, GError **error)
{
	const char *first = NULL;

	for (unsigned i = 0; i < messages->len; i++) {
		g_autoptr(GArray) places = td_index_load_places(
		    serving->index, g_array_index(messages, int64_t, i), error);

		if (!places)
			return NULL;
		for (unsigned j = 0; j < places->len; j++) {
			const char *name = td_index_list_name(serving->index,
			    g_array_index(places, td_index_place, j).list);

			if (name && td_serving_may(serving, name) &&
			    td_library_find(serving->library, name) &&
			    (!first || strcmp(name, first) < 0))
				first = name;
		}
	}
	if (!first)
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_NOT_FOUND, "the list of that mail is gone");
	return first;
}

/* To the mail in the list if it has it, else in a list that has it. */
static bool
redirect_to_mail(td_serving *serving, const td_request *request, td_response *response,
    mail_address to, GError **error)
{
	const td_served_list all = { .name = "all" };
	td_served_list list = all;
	g_autoptr(GArray) messages = NULL;

	if (to.list && !td_serving_list_seen(serving, request, to.list, &list, error))
		return false;
	if (to.list) {
		messages = td_serving_messages(serving, &list, to.id, NULL);
		to.list = list.name;
		if (messages)
			return redirect(serving, request, response, &to);
	}
	messages = td_serving_messages(serving, &all, to.id, error);
	to.list = messages ? list_of(serving, messages, error) : NULL;
	return to.list && redirect(serving, request, response, &to);
}

/* Of a private one its address alone is known here, and what it answers is not told by a
 * word of this. */
static bool
is_list(const td_serving *serving, const char *word)
{
	return strcmp(word, "all") == 0 || td_library_find(serving->library, word) ||
	       !td_serving_may(serving, word);
}

/* "/kvm" and "/ID": what one word may be. */
bool
td_serve_list_or_mail(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	const char *word = request->captured[0];
	g_autofree char *path = NULL;

	if (!is_list(serving, word))
		return redirect_to_mail(
		    serving, request, response, (mail_address){ NULL, word, "" }, error);
	path =
	    g_strdup_printf("/%s/%s%s", word, *request->query ? "?" : "", request->query);
	td_redirect(serving, request, response, 301, path);
	return true;
}

/* "/kvm/" and "/ID/": newer b4 asks for mails so. */
bool
td_serve_topics_or_mail(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	const char *word = request->captured[0];

	if (!is_list(serving, word))
		return redirect_to_mail(
		    serving, request, response, (mail_address){ NULL, word, "" }, error);
	return td_serve_topics(serving, request, response, error);
}

/* "/kvm/_/text/": what public-inbox shows there. */
bool
td_serve_text_first(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_autofree char *path = g_strdup_printf("/%s/_/text/help/", request->captured[0]);
	td_served_list list;

	if (!td_serving_list(serving, request, request->captured[0], &list, error))
		return false;
	td_redirect(serving, request, response, 301, path);
	return true;
}

/* "/r/ID/": lore's. */
bool
td_serve_any_mail(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return redirect_to_mail(serving, request, response,
	    (mail_address){ NULL, request->captured[0], "" }, error);
}

/* "/kvm/ID" */
bool
td_serve_mail_slash(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return redirect_to_mail(serving, request, response,
	    (mail_address){ request->captured[0], request->captured[1], "" }, error);
}

/* "/kvm/ID/R": how to answer, a part of the page today. */
bool
td_serve_mail_reply(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return redirect_to_mail(serving, request, response,
	    (mail_address){ request->captured[0], request->captured[1], "#R" }, error);
}

static bool
cut_suffix(char *text, const char *suffix)
{
	size_t n = strlen(text), m = strlen(suffix);

	if (n <= m || strcmp(text + n - m, suffix) != 0)
		return false;
	text[n - m] = '\0';
	return true;
}

/*
 * "/kvm/m/ID", "/kvm/f/ID", "/kvm/t/ID" and what they had behind them: addresses of
 * public-inbox's first year, which are in old mails.
 */
bool
td_serve_legacy(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	const char *kind = g_ptr_array_index(request->segments, 1);
	const char *last =
	    request->segments->len > 3 ? g_ptr_array_index(request->segments, 3) : "";
	g_autofree char *id = g_strdup(request->captured[1]);
	const char *rest = *kind == 't' ? "t/#u" : "";

	if (strcmp(last, "raw") == 0)
		rest = "raw";
	else if (strcmp(last, "mbox.gz") == 0 || cut_suffix(id, ".mbox.gz"))
		rest = "t.mbox.gz";
	else if (strcmp(last, "mbox") == 0 || cut_suffix(id, ".mbox"))
		rest = "t.mbox";
	else if (cut_suffix(id, ".txt"))
		rest = "raw";
	else
		cut_suffix(id, ".html");
	return redirect_to_mail(serving, request, response,
	    (mail_address){ request->captured[0], id, rest }, error);
}
