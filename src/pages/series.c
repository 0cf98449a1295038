/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/series.c - series: /LIST/_/series/, /LIST/MSGID/_/series/ */
#include <string.h>

#include "archive/archive.h"
#include "base/error.h"
#include "index/lookup.h"
#include "markup/series.h"
#include "pages/feed.h"
#include "pages/marks.h"
#include "pages/marks_rows.h"

enum {
	a_page = 100,
	most_offset = 10000,
	looks = 20000 /* at series, for one page: 70 ms */
};

/* The words of a filter as report wants them; they borrow from each other. */
typedef struct asking {
	td_site_filter filter;
	td_standing_options options;
	char *author, *title, *path;
	const char *authors[2], *titles[2], *paths[2], *classes[2];
} asking;

static void
asking_clear(asking *self)
{
	g_free(self->author);
	g_free(self->title);
	g_free(self->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(asking, asking_clear)

static const char *
word_of(const td_request *request, const char *name)
{
	const char *word = td_request_argument(request, name);

	return word ? word : "";
}

/* A word without * and ? is looked for anywhere, as `tidings series` does it. */
static char *
make_glob(const char *word)
{
	g_autofree char *lower = g_ascii_strdown(word, -1);

	if (strpbrk(lower, "*?"))
		return g_steal_pointer(&lower);
	return g_strdup_printf("*%s*", lower);
}

static char *
make_path_glob(const char *word)
{
	if (strpbrk(word, "*?"))
		return g_strdup(word);
	return g_strconcat(word, g_str_has_suffix(word, "/") ? "*" : "", NULL);
}

static bool
read_order(asking *self, GError **error)
{
	static const char *const words[] = { "newest", "oldest", "activity", "replies" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strcmp(self->filter.order, words[i]) == 0) {
			self->options.order = (td_standing_order)i;
			return true;
		}
	}
	if (!*self->filter.order)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "'%s' is no order: newest, oldest, activity, replies", self->filter.order);
	return false;
}

static bool
read_states(asking *self, GError **error)
{
	g_auto(GStrv) words = g_strsplit(self->filter.state, ",", TD_STATE_COUNT);

	for (char **word = words; *word; word++) {
		unsigned states;

		if (!**word)
			continue;
		if (!td_states_find(g_strstrip(*word), &states)) {
			g_set_error(
			    error, TD_ERROR, TD_ERROR_USAGE, "'%s' is no state", *word);
			return false;
		}
		self->options.states |= states;
	}
	return true;
}

static void
use_word(const char **globs, char **kept, const char *const **option, char *take_glob)
{
	*kept = take_glob;
	globs[0] = take_glob;
	globs[1] = NULL;
	*option = globs;
}

static bool
read_filter(asking *self, td_serving *serving, const td_request *request, GError **error)
{
	td_site_filter *filter = &self->filter;

	filter->state = word_of(request, "state");
	filter->author = word_of(request, "author");
	filter->path = word_of(request, "path");
	filter->title = word_of(request, "title");
	filter->since = word_of(request, "since");
	filter->until = word_of(request, "until");
	filter->order = word_of(request, "order");
	filter->class_name = word_of(request, "class");
	filter->version = word_of(request, "version");
	self->classes[0] = *filter->class_name ? filter->class_name : "human";
	self->options.classes = self->classes;
	self->options.people = serving->people;
	self->options.now = serving->now;
	self->options.stale_days = TD_STALE_DAYS;
	if (*filter->author)
		use_word(self->authors, &self->author, &self->options.authors,
		    make_glob(filter->author));
	if (*filter->title)
		use_word(self->titles, &self->title, &self->options.subjects,
		    make_glob(filter->title));
	if (*filter->path)
		use_word(self->paths, &self->path, &self->options.paths,
		    make_path_glob(filter->path));
	self->options.looks = looks;
	if ((*filter->since && !td_archive_parse_date(filter->since, serving->now,
				   &self->options.since, error)) ||
	    (*filter->until && !td_archive_parse_date(filter->until, serving->now,
				   &self->options.until, error)))
		return false;
	/* A form sends its empty field too. */
	self->options.has_version = *filter->version != '\0';
	if (!td_request_number(
		request, "version", 9999, 0, &self->options.version, error))
		return false;
	return read_states(self, error) && read_order(self, error);
}

/* The form that the list is asked for in. */
typedef struct series_form {
	const td_request *request;
	td_response *response;
	bool feed;
} series_form;

/* Of those that are shown. */
static GPtrArray *
name_lists(
    td_serving *serving, const td_standing_list *list, unsigned offset, GError **error)
{
	g_autoptr(GArray) heads = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (unsigned i = offset; i < list->series->len; i++) {
		const td_standing *standing = list->series->pdata[i];

		g_array_append_val(heads, standing->series.head);
	}
	return td_page_name_lists(serving, heads, error);
}

static bool
write_list(const td_page_of *page, const series_form *form, td_site_series_list *shown,
    asking *self, td_serving *serving, GError **error)
{
	g_autoptr(td_standing_list) list = NULL;
	g_autoptr(GPtrArray) lists = NULL;
	g_autoptr(GPtrArray) marks = NULL;

	self->options.lists = &page->list.id;
	self->options.n_lists = page->list.id != 0;
	self->options.limit = shown->offset + a_page;
	list = td_standing_list_build(serving->index, &self->options, error);
	if (!list)
		return false;
	if (form->feed)
		return td_page_series_feed(
		    serving, form->request, form->response, page, list, error);
	if (!page->list.list) {
		lists = name_lists(serving, list, shown->offset, error);
		if (!lists)
			return false;
	}
	shown->list = list;
	if (!td_page_marks_of_list(
		serving, page, list->series, shown->offset, &marks, error))
		return false;
	shown->marks = marks;
	shown->lists = lists;
	shown->filter = self->filter;
	return td_site_series_list_write(
	    &page->site, shown, td_response_sink(form->response), error);
}

static bool
serve_list(td_serving *serving, const td_request *request, td_response *response,
    bool feed, GError **error)
{
	const series_form form = { request, response, feed };
	g_auto(td_page_of) page = { 0 };
	g_auto(asking) self = { 0 };
	g_autoptr(GError) wrong = NULL;
	td_site_series_list shown = { 0 };

	if (!td_page_of_open(&page, serving, request, true, error) ||
	    !td_request_number(request, "o", most_offset, 0, &shown.offset, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	if (read_filter(&self, serving, request, &wrong))
		return write_list(&page, &form, &shown, &self, serving, error);
	if (feed) {
		g_propagate_error(error, g_steal_pointer(&wrong));
		return false;
	}
	/* The form stays, with the word on what was wrong. */
	response->status = 400;
	shown.filter = self.filter;
	shown.problem = wrong->message;
	return td_site_series_list_write(
	    &page.site, &shown, td_response_sink(response), error);
}

bool
td_serve_series_list(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_list(serving, request, response, false, error);
}

bool
td_serve_series_list_atom(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_list(serving, request, response, true, error);
}

/* A series of one patch needs no numbers. */
static GPtrArray *
load_marks(td_serving *serving, const td_page_of *page, const td_series_page *series,
    GError **error)
{
	g_autoptr(GPtrArray) marks = td_page_marks_new();

	for (unsigned i = 0; i < series->patches->len; i++) {
		const td_page_patch *patch = series->patches->pdata[i];

		if (!td_page_add_marks(serving, page,
			&(td_page_patch_id){ .message_id = patch->message_id,
			    .number = series->patches->len > 1 ? patch->number : 0 },
			marks, error))
			return NULL;
	}
	return g_steal_pointer(&marks);
}

bool
td_serve_series(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	const td_standing_options options = { .people = serving->people,
		.now = serving->now,
		.stale_days = TD_STALE_DAYS };
	g_auto(td_page_of) page = { 0 };
	g_autoptr(GArray) messages = NULL;
	g_autoptr(td_series_page) series = NULL;
	g_autoptr(td_history) history = NULL;
	g_autoptr(GPtrArray) marks = NULL;
	td_site_series shown = { 0 };
	int64_t id;
	bool told;

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	messages = td_page_find_mail(serving, &page, request, response, &told, error);
	if (!messages)
		return told;
	if (!td_page_find_series(serving, messages, &id, error) ||
	    !td_serving_sees_chain(serving, id, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	series = td_series_page_build(serving->index, id, &options, error);
	history = series ? td_history_build(serving->index, series, error) : NULL;
	if (!history)
		return false;
	marks = load_marks(serving, &page, series, error);
	if (!marks)
		return false;
	shown.page = series;
	shown.history = history;
	shown.marks = marks;
	return td_site_series_write(
	    &page.site, &shown, td_response_sink(response), error);
}
