/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/rest_events.c - /api/events/: what mails brought and readers did */
#include <string.h>

#include "base/error.h"
#include "ledger/check.h"
#include "ledger/event.h"
#include "patchwork/rest.h"
#include "posts/events.h"

enum {
	page_size = 30, /* it is fixed, as patchwork's */
	id_step = 32,   /* as posts/events.c numbers events */
	id_own = 31,
};

/* What a reader did; events of the table point at it. */
typedef struct deed {
	int64_t user, test;
	char *before, *after;
} deed;

static void
free_deed(void *data)
{
	deed *one = data;

	g_free(one->before);
	g_free(one->after);
	g_free(one);
}

typedef struct listing {
	td_rest_ask *ask;
	td_rest_filter tables; /* project alone counts */
	td_event_filter filter;
	GArray *own;      /* of td_event */
	GPtrArray *deeds; /* of deed * */
} listing;

static td_posts *
find_table(const listing *self, unsigned project)
{
	for (guint i = 0; i < self->tables.tables->len; i++) {
		td_posts *posts = g_ptr_array_index(self->tables.tables, i);

		if (posts->project == project)
			return posts;
	}
	return NULL;
}

static void
take_own(const td_ledger_event *event, void *data)
{
	static const td_event_kind kinds[] = {
		[TD_LEDGER_STATE] = TD_EVENT_PATCH_STATE,
		[TD_LEDGER_DELEGATE] = TD_EVENT_PATCH_DELEGATED,
		[TD_LEDGER_CHECK] = TD_EVENT_CHECK_CREATED,
	};
	listing *self = data;
	td_posts *posts = find_table(self, event->about.project);
	td_event one = { .posts = posts,
		.date = event->made,
		.id = (uint64_t)event->id * id_step + id_own };
	deed *what;

	if (posts == NULL || event->kind < TD_LEDGER_STATE ||
	    event->kind > TD_LEDGER_CHECK ||
	    !td_posts_find_blob(posts, &event->about.blob, &one.post))
		return;
	what = g_new0(deed, 1);
	what->user = event->user;
	what->test = event->test;
	what->before = g_strdup(event->before);
	what->after = g_strdup(event->after);
	g_ptr_array_add(self->deeds, what);
	one.kind = kinds[event->kind];
	one.own = what;
	one.series = td_posts_get(posts, one.post)->series;
	g_array_append_val(self->own, one);
}

static GHashTable *
read_numbers(td_rest_ask *ask, const char *name)
{
	GHashTable *numbers = NULL;
	uint64_t number;

	for (guint i = 0; i < ask->request->arguments->len; i++) {
		const td_argument *one =
		    &g_array_index(ask->request->arguments, td_argument, i);

		if (strcmp(one->name, name) != 0 || *one->value == '\0')
			continue;
		if (numbers == NULL)
			numbers = td_rest_set();
		if (td_rest_read_number(one->value, &number))
			td_rest_set_add(numbers, (int64_t)number);
	}
	return numbers;
}

/* Comments have no address of their own before 1.3, so they are no events there. */
static void
read_kinds(listing *self)
{
	const unsigned comments =
	    1u << TD_EVENT_COVER_COMMENT | 1u << TD_EVENT_PATCH_COMMENT;
	const unsigned all = (1u << TD_EVENT_KINDS) - 1;
	const GArray *arguments = self->ask->request->arguments;
	unsigned kinds = 0;
	bool any = false;

	for (guint i = 0; i < arguments->len; i++) {
		const td_argument *one = &g_array_index(arguments, td_argument, i);
		td_event_kind kind;

		if (strcmp(one->name, "category") != 0 || *one->value == '\0')
			continue;
		any = true;
		if (td_event_find_word(one->value, &kind))
			kinds |= 1u << kind;
	}
	kinds = any ? kinds : all;
	if (self->ask->style.level < TD_REST_1_3)
		kinds &= ~comments;
	self->filter.kinds = kinds;
	if (kinds == 0)
		self->tables.none = true;
}

/* An actor is a user: what mails say has none. */
static void
read_actor(listing *self)
{
	const char *actor = td_request_argument(self->ask->request, "actor");
	uint64_t number = 0;

	if (actor == NULL || *actor == '\0' || self->ask->style.level < TD_REST_1_2)
		return;
	self->filter.own_only = true;
	td_rest_read_number(actor, &number);
	for (guint i = self->own->len; i > 0; i--) {
		const deed *what = g_array_index(self->own, td_event, i - 1).own;

		if ((uint64_t)what->user != number)
			g_array_remove_index(self->own, i - 1);
	}
}

static bool
fill_check(td_rest_ask *ask, const deed *what, td_rest_check *check, GError **error)
{
	GError *problem = NULL;
	td_check *found = td_check_find(ask->ledger, what->test, &problem);

	if (found == NULL) {
		if (problem != NULL)
			g_propagate_error(error, problem);
		return problem == NULL;
	}
	*check = (td_rest_check){
		.id = (uint64_t)found->id,
		.patch = check->patch,
		.date = found->made,
		.state = td_check_word(found->state),
		.target_url = td_rest_keep(ask, g_strdup(found->target_url)),
		.context = td_rest_keep(ask, g_strdup(found->context)),
	};
	td_check_free(found);
	return true;
}

static td_rest_user
user_of(td_rest_ask *ask, const char *digits)
{
	uint64_t number = 0;

	if (digits != NULL)
		td_rest_read_number(digits, &number);
	return td_rest_fill_user(ask, (int64_t)number);
}

static bool
fill_deed(td_rest_ask *ask, const deed *what, td_rest_event *filled, td_rest_check *check,
    GError **error)
{
	filled->actor = td_rest_fill_user(ask, what->user);
	filled->before = what->before;
	filled->after = what->after;
	if (strcmp(filled->category, "patch-delegated") == 0) {
		filled->before_user = user_of(ask, what->before);
		filled->after_user = user_of(ask, what->after);
	}
	if (what->test == 0 || filled->patch == NULL)
		return true;
	check->patch = filled->patch->id;
	filled->check = check;
	return fill_check(ask, what, check, error);
}

static bool
has_series(td_event_kind kind)
{
	return kind == TD_EVENT_SERIES_CREATED || kind == TD_EVENT_SERIES_COMPLETED ||
	       kind == TD_EVENT_PATCH_COMPLETED;
}

/* What mails say of a state does not say what it was before. */
static bool
write_event(td_rest_ask *ask, td_json *json, const td_event *event, GError **error)
{
	td_rest_event filled = {
		.id = event->id,
		.category = td_event_word(event->kind),
		.project = td_rest_project_of(ask->rest, event->posts),
		.date = event->date,
	};
	const td_post *post = td_posts_get(event->posts, event->post);
	td_rest_check check = { 0 };
	td_rest_series series;
	td_rest_mail *mail;

	if (has_series(event->kind) && event->series != 0) {
		if (!td_rest_fill_series(
			ask, event->posts, event->series - 1, false, &series, error))
			return false;
		filled.series = &series;
	}
	if (event->kind != TD_EVENT_SERIES_CREATED &&
	    event->kind != TD_EVENT_SERIES_COMPLETED) {
		uint32_t at =
		    post->kind == TD_POST_ANSWER ? post->target - 1 : event->post;

		mail = td_rest_fill_one(ask, event->posts, at, TD_REST_EMBEDDED, error);
		if (mail == NULL)
			return false;
		if (td_posts_get(event->posts, at)->kind == TD_POST_COVER)
			filled.cover = mail;
		else
			filled.patch = mail;
	}
	if (post->kind == TD_POST_ANSWER) {
		filled.comment = td_rest_fill_one(
		    ask, event->posts, event->post, TD_REST_EMBEDDED, error);
		if (filled.comment == NULL)
			return false;
	}
	if (event->own != NULL) {
		if (!fill_deed(ask, event->own, &filled, &check, error))
			return false;
	} else if (event->kind == TD_EVENT_PATCH_STATE) {
		filled.before = td_slug_word(TD_SLUG_NEW);
		filled.after = td_slug_word(td_slug_of_state(
		    (td_state)td_posts_series(event->posts, event->series - 1)->state));
	}
	td_rest_write_event(json, &ask->style, &filled);
	return true;
}

static bool
write_events(td_rest_ask *ask, const GArray *events, GError **error)
{
	td_out *out;
	td_json *json = td_rest_json(ask, &out);

	td_json_array(json, NULL);
	for (guint i = 0; i < events->len; i++) {
		if (!write_event(ask, json, &g_array_index(events, td_event, i), error)) {
			td_json_free(json);
			td_out_free(out);
			return false;
		}
	}
	td_json_end(json);
	return td_rest_close(json, out, error);
}

static bool
list_events(listing *self, GError **error)
{
	const char *order = td_request_argument(self->ask->request, "order");
	g_autoptr(GArray) events = NULL;
	uint64_t total = 0;

	if (!td_ledger_event_each(self->ask->ledger, 0, take_own, self, error))
		return false;
	read_kinds(self);
	read_actor(self);
	self->filter.own = self->own;
	self->filter.series = self->tables.filter.series;
	self->filter.since = self->tables.filter.since;
	self->filter.before = self->tables.filter.before;
	self->filter.skip =
	    self->tables.filter.skip / self->tables.filter.limit * page_size;
	self->filter.limit = page_size;
	self->filter.oldest_first = order != NULL && strcmp(order, "date") == 0;
	events = self->tables.none
		     ? g_array_new(FALSE, FALSE, sizeof(td_event))
		     : td_events_select(self->tables.tables, &self->filter, &total);
	if (!td_rest_link(self->ask, total, self->filter.skip, page_size))
		return true;
	return write_events(self->ask, events, error);
}

bool
td_rest_get_events(td_rest_ask *ask, GError **error)
{
	listing self = { .ask = ask };
	bool refused, ok;

	if (td_rest_is_known(ask))
		return true;
	if (!td_rest_read_filter(ask, &self.tables, &refused, error) || refused) {
		td_rest_filter_clear(&self.tables);
		return refused;
	}
	self.own = g_array_new(FALSE, FALSE, sizeof(td_event));
	self.deeds = g_ptr_array_new_with_free_func(free_deed);
	self.filter.patches = read_numbers(ask, "patch");
	self.filter.covers = read_numbers(ask, "cover");
	ok = list_events(&self, error);
	g_clear_pointer(&self.filter.patches, g_hash_table_unref);
	g_clear_pointer(&self.filter.covers, g_hash_table_unref);
	g_array_unref(self.own);
	g_ptr_array_unref(self.deeds);
	td_rest_filter_clear(&self.tables);
	return ok;
}
