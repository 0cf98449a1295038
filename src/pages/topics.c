/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/topics.c - "/": the lists; "/LIST/": its topics */
#include <string.h>

#include "archive/archive.h"
#include "base/error.h"
#include "index/lists.h"
#include "markup/topics.h"
#include "pages/page.h"
#include "pages/search.h"
#include "site/about.h"
#include "site/admit.h"
#include "site/sight.h"

enum { window = 200 };

static void
free_pulse(void *pulse)
{
	td_pulse_free(pulse);
}

/* A name alone says nothing more: then it is where one writes to. NULL on error. */
static char *
describe(td_serving *serving, const td_served_list *list, GError **error)
{
	g_autofree char *text = td_about_description(serving, list);
	g_autofree char *id = NULL;
	char *address;

	if (strcmp(text, list->name) != 0)
		return g_steal_pointer(&text);
	id = td_about_list_id(serving, list->id, error);
	if (!id)
		return NULL;
	address = td_about_address(id);
	return address ? address : g_strdup("");
}

bool
td_serve_home(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	const GPtrArray *lists = td_library_lists(serving->library);
	g_autoptr(GPtrArray) pulses = g_ptr_array_new_with_free_func(free_pulse);
	const td_site_lists shown = { .lists = pulses };
	g_auto(td_page_of) page = { 0 };

	if (!td_page_of_open(&page, serving, request, false, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	for (unsigned i = 0; i < lists->len; i++) {
		const td_list *list = lists->pdata[i];
		td_pulse *pulse;
		int64_t id;

		if (!td_serving_may(serving, list->name))
			continue;
		if (!td_index_find_list(serving->index, list->name, &id, error))
			return false;
		pulse = td_pulse_take(
		    serving->index, id != 0 ? id : -1, list->name, serving->now, error);
		if (!pulse)
			return false;
		g_free(pulse->description);
		pulse->description = describe(serving,
		    &(td_served_list){
			.list = list, .name = list->name, .id = id != 0 ? id : -1 },
		    error);
		g_ptr_array_add(pulses, pulse);
		if (!pulse->description)
			return false;
	}
	return td_site_lists_write(&page.site, &shown, td_response_sink(response), error);
}

/* "20261128031500" as public-inbox writes it in ?t=; 0 for anything else. */
static int64_t
read_stamp(const char *text)
{
	int64_t seconds;

	if (!text || strlen(text) != 14 || strspn(text, "0123456789") != 14)
		return 0;
	g_autofree char *date = g_strdup_printf("%.4s-%.2s-%.2s %.2s:%.2s:%.2s +0000",
	    text, text + 4, text + 6, text + 8, text + 10, text + 12);

	return td_archive_parse_date(date, 0, &seconds, NULL) ? seconds : 0;
}

static GPtrArray *
name_lists(td_serving *serving, const td_topics *topics, GError **error)
{
	g_autoptr(GArray) openers = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (unsigned i = 0; i < topics->topics->len; i++) {
		const td_topic *topic = topics->topics->pdata[i];

		g_array_append_val(openers, topic->message);
	}
	return td_page_name_lists(serving, openers, error);
}

static bool
sees(int64_t message, bool *sees, void *data, GError **error)
{
	const td_served_list all = { .name = "all" };

	return td_serving_sees(data, &all, message, sees, error);
}

static bool
serve_topics(td_serving *serving, const td_request *request, td_response *response,
    const char *name, GError **error)
{
	const char *position = td_request_argument(request, "p");
	g_auto(td_page_of) page = { 0 };
	g_autoptr(td_topics) topics = NULL;
	g_autoptr(GPtrArray) lists = NULL;
	td_topics_options options = { .window = window,
		.openers = strcmp(name, "topics_new.html") == 0 };
	g_autofree char *description = NULL;
	td_site_topics shown = { .page = name };

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	description = describe(serving, &page.list, error);
	if (!description)
		return false;
	shown.description = description;
	options.list = page.list.id;
	options.people = serving->people;
	options.sees = serving->hidden->len > 0 ? sees : NULL;
	options.data = serving;
	options.until = read_stamp(td_request_argument(request, "t"));
	if (position && page.list.id != 0)
		options.before = g_ascii_strtoull(position, NULL, 10);
	topics = td_topics_build(serving->index, &options, error);
	if (!topics)
		return false;
	shown.topics = topics;
	if (!page.list.list) {
		lists = name_lists(serving, topics, error);
		if (!lists)
			return false;
		shown.lists = lists;
	}
	shown.older = options.before != 0 || options.until != 0;
	return td_site_topics_write(
	    &page.site, &shown, td_response_sink(response), error);
}

bool
td_serve_topics(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	if (td_request_argument(request, "q"))
		return td_page_search(serving, request, NULL, response, error);
	return serve_topics(serving, request, response, "", error);
}

bool
td_serve_topics_new(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_topics(serving, request, response, "topics_new.html", error);
}

bool
td_serve_topics_active(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_topics(serving, request, response, "topics_active.html", error);
}
