/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/rest_filter.c - arguments into filters, as patchwork's filter sets read them:
 * repeated names mean "or", what names nothing gives an empty list */
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "index/lookup.h"
#include "index/posts.h"
#include "patchwork/rest.h"

GHashTable *
td_rest_set(void)
{
	return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

void
td_rest_set_add(GHashTable *set, int64_t number)
{
	g_hash_table_add(set, g_memdup2(&number, sizeof number));
}

void
td_rest_filter_clear(td_rest_filter *filter)
{
	g_clear_pointer(&filter->tables, g_ptr_array_unref);
	g_clear_pointer(&filter->filter.series, g_hash_table_unref);
	g_clear_pointer(&filter->filter.submitters, g_hash_table_unref);
	g_clear_pointer(&filter->filter.delegates, g_hash_table_unref);
	g_clear_pointer(&filter->filter.messages, g_hash_table_unref);
}

/* "2026-11-28T10:11:12", with or without seconds, zone or time. */
static bool
parse_time(const char *text, int64_t *seconds)
{
	g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
	g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, utc);
	g_autofree char *day = NULL;

	if (time == NULL && strlen(text) <= 10) {
		day = g_strconcat(text, "T00:00:00", NULL);
		time = g_date_time_new_from_iso8601(day, utc);
	} else if (time == NULL && strlen(text) < 32) {
		/* "2026-11-28 10:11", and without seconds. */
		day = g_strdup(text);
		g_strdelimit(day, " ", 'T');
		time = g_date_time_new_from_iso8601(day, utc);
		if (time == NULL) {
			g_autofree char *full = g_strconcat(day, ":00", NULL);

			time = g_date_time_new_from_iso8601(full, utc);
		}
	}
	if (time == NULL)
		return false;
	*seconds = g_date_time_to_unix(time);
	return true;
}

const char *
td_rest_next_value(const td_request *request, const char *name, guint *at)
{
	for (; *at < request->arguments->len; (*at)++) {
		const td_argument *one =
		    &g_array_index(request->arguments, td_argument, *at);

		if (strcmp(one->name, name) == 0 && *one->value != '\0') {
			(*at)++;
			return one->value;
		}
	}
	return NULL;
}

static bool
add_project(td_rest_ask *ask, td_rest_filter *filter, const char *value, GError **error)
{
	GError *problem = NULL;
	uint64_t number;
	td_posts *posts;

	if (td_rest_read_number(value, &number))
		posts = number < TD_MAX_PROJECTS
			    ? td_rest_table_of(ask->rest, ask->serving, number, &problem)
			    : NULL;
	else
		posts = td_rest_find_table(ask->rest, ask->serving, value, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	if (posts == NULL)
		filter->none = true;
	else if (!g_ptr_array_find(filter->tables, posts, NULL))
		g_ptr_array_add(filter->tables, posts);
	return true;
}

static bool
read_projects(td_rest_ask *ask, td_rest_filter *filter, GError **error)
{
	guint at = 0;
	const char *value = td_rest_next_value(ask->request, "project", &at);

	if (value == NULL) {
		filter->tables = td_rest_tables(ask->rest, ask->serving, error);
		return filter->tables != NULL;
	}
	filter->tables = g_ptr_array_new();
	for (; value != NULL; value = td_rest_next_value(ask->request, "project", &at)) {
		if (!add_project(ask, filter, value, error))
			return false;
	}
	return true;
}

/* People who are asked for by number or by address. */
typedef struct wanted {
	GHashTable *rows;      /* address rows, found */
	GHashTable *numbers;   /* int64_t * */
	GHashTable *addresses; /* char *, lower case */
	bool any;
} wanted;

static void
take_address(const td_index_address *row, void *data)
{
	wanted *self = data;
	g_autofree char *folded = g_ascii_strdown(row->address, -1);
	bool is = g_hash_table_contains(self->addresses, folded);

	if (!is && g_hash_table_size(self->numbers) > 0) {
		int64_t number = (int64_t)td_rest_person_number(folded);

		is = g_hash_table_contains(self->numbers, &number);
	}
	if (is)
		td_rest_set_add(self->rows, row->id);
}

static bool
read_submitters(td_rest_ask *ask, td_rest_filter *filter, GError **error)
{
	g_autoptr(GHashTable) numbers = td_rest_set();
	g_autoptr(GHashTable) addresses =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	wanted self = { .numbers = numbers, .addresses = addresses };
	const char *value;
	uint64_t number;
	guint at = 0;

	while ((value = td_rest_next_value(ask->request, "submitter", &at)) != NULL) {
		self.any = true;
		if (td_rest_read_number(value, &number))
			td_rest_set_add(numbers, (int64_t)number);
		else
			g_hash_table_add(addresses, g_ascii_strdown(value, -1));
	}
	if (!self.any)
		return true;
	filter->filter.submitters = self.rows = td_rest_set();
	return td_index_each_address(ask->serving->index, take_address, &self, error);
}

static bool
read_messages(td_rest_ask *ask, td_rest_filter *filter, GError **error)
{
	const char *id = td_request_argument(ask->request, "msgid");
	g_autoptr(GArray) messages = NULL;

	if (id == NULL || *id == '\0' || ask->style.level < TD_REST_1_2)
		return true;
	messages = td_index_find_messages(ask->serving->index, id, error);
	if (messages == NULL)
		return false;
	filter->filter.messages = td_rest_set();
	for (guint i = 0; i < messages->len; i++)
		td_rest_set_add(
		    filter->filter.messages, g_array_index(messages, int64_t, i));
	return true;
}

/* Those that may be found by their subject: GArray of int64_t. */
static GArray *
searched(const td_rest_filter *filter)
{
	GArray *messages = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (guint t = 0; t < filter->tables->len; t++) {
		const td_posts *posts = g_ptr_array_index(filter->tables, t);

		for (uint32_t i = 0; i < posts->posts->len; i++) {
			const td_post *post = td_posts_get(posts, i);

			if ((post->kind == TD_POST_PATCH ||
				post->kind == TD_POST_COVER) &&
			    (filter->filter.messages == NULL ||
				g_hash_table_contains(
				    filter->filter.messages, &post->message)))
				g_array_append_val(messages, post->message);
		}
	}
	return messages;
}

static bool
filter_by(td_rest_ask *ask, td_rest_filter *filter, const char *piece, GError **error)
{
	g_autoptr(GArray) messages = NULL;

	if (piece == NULL || *piece == '\0')
		return true;
	messages = searched(filter);
	g_clear_pointer(&filter->filter.messages, g_hash_table_unref);
	filter->filter.messages = td_index_filter_subjects(ask->serving->index,
	    (const int64_t *)(const void *)messages->data, messages->len, piece, error);
	return filter->filter.messages != NULL;
}

/* Each word of q is in the name; what XML-RPC asks for stands there as it is. */
static bool
read_search(td_rest_ask *ask, td_rest_filter *filter, GError **error)
{
	const char *text = td_request_argument(ask->request, "q");
	g_auto(GStrv) words =
	    text != NULL ? g_strsplit_set(text, TD_REST_BETWEEN_WORDS, 64) : NULL;

	for (char **word = words; word != NULL && *word != NULL; word++)
		if (!filter_by(ask, filter, *word, error))
			return false;
	return filter_by(
	    ask, filter, td_request_argument(ask->request, "name__icontains"), error);
}

static void
read_series(td_rest_ask *ask, td_rest_filter *filter)
{
	const char *value;
	uint64_t number;
	guint at = 0;

	while ((value = td_rest_next_value(ask->request, "series", &at)) != NULL) {
		if (filter->filter.series == NULL)
			filter->filter.series = td_rest_set();
		if (td_rest_read_number(value, &number))
			td_rest_set_add(filter->filter.series, (int64_t)number);
	}
}

static bool
read_delegates(td_rest_ask *ask, td_rest_filter *filter, GError **error)
{
	const char *value;
	guint at = 0;

	while ((value = td_rest_next_value(ask->request, "delegate", &at)) != NULL) {
		g_autoptr(td_user) user = NULL;
		GError *problem = NULL;
		uint64_t number;

		if (filter->filter.delegates == NULL)
			filter->filter.delegates = td_rest_set();
		if (td_rest_read_number(value, &number))
			user = td_user_find_id(ask->ledger, (int64_t)number, &problem);
		else
			user = td_user_find_name(ask->ledger, value, &problem);
		if (problem != NULL) {
			g_propagate_error(error, problem);
			return false;
		}
		if (user != NULL)
			td_rest_set_add(filter->filter.delegates, user->id);
	}
	return true;
}

static void
read_states(td_rest_ask *ask, td_rest_filter *filter)
{
	const char *value;
	td_slug state;
	guint at = 0;

	while ((value = td_rest_next_value(ask->request, "state", &at)) != NULL) {
		if (td_slug_find(value, &state))
			filter->filter.states |= 1u << state;
		else
			filter->none = true;
	}
}

static bool
find_order(const char *word, td_post_order *order)
{
	static const struct {
		const char *word;
		td_post_order order;
	} orders[] = { { "id", TD_POST_BY_NUMBER }, { "date", TD_POST_BY_DATE },
		{ "state", TD_POST_BY_STATE }, { "archived", TD_POST_BY_ARCHIVED },
		{ "submitter", TD_POST_BY_SUBMITTER }, { "check", TD_POST_BY_CHECK },
		{ "project", TD_POST_BY_PROJECT } };

	for (size_t i = 0; i < G_N_ELEMENTS(orders); i++) {
		if (strcmp(orders[i].word, word) == 0) {
			*order = orders[i].order;
			return true;
		}
	}
	return false;
}

/* "-state,date"; what we do not have is no order, as in patchwork. */
static void
read_order(td_rest_ask *ask, td_rest_filter *filter)
{
	const char *text = td_request_argument(ask->request, "order");
	g_auto(GStrv) words = text != NULL ? g_strsplit(text, ",", 16) : NULL;
	unsigned n = 0;

	for (char **word = words; word != NULL && *word != NULL && n < TD_POST_ORDERS;
	     word++) {
		const char *name = g_strstrip(*word);
		td_post_next_order one = { .descending = *name == '-' };

		if (!find_order(name + one.descending, &one.order))
			continue;
		if (n++ > 0) {
			filter->filter.next[filter->filter.next_n++] = one;
			continue;
		}
		filter->filter.order = one.order;
		filter->filter.descending = one.descending;
	}
}

static void
read_time(td_rest_ask *ask, td_rest_filter *filter, const char *name, int64_t *bound)
{
	const char *value = td_request_argument(ask->request, name);

	if (value != NULL && *value != '\0' && !parse_time(value, bound))
		filter->none = true;
}

bool
td_rest_read_filter(
    td_rest_ask *ask, td_rest_filter *filter, bool *refused, GError **error)
{
	const char *archived = td_request_argument(ask->request, "archived");
	bool yes;

	*filter = (td_rest_filter){ 0 };
	*refused = !td_rest_page(ask, &filter->filter.skip, &filter->filter.limit);
	if (*refused)
		return true;
	read_time(ask, filter, "since", &filter->filter.since);
	read_time(ask, filter, "before", &filter->filter.before);
	if (archived != NULL && td_rest_read_flag(archived, &yes))
		filter->filter.archived = yes ? 1 : -1;
	read_order(ask, filter);
	read_states(ask, filter);
	read_series(ask, filter);
	return read_projects(ask, filter, error) && read_submitters(ask, filter, error) &&
	       read_delegates(ask, filter, error) && read_messages(ask, filter, error) &&
	       read_search(ask, filter, error);
}
