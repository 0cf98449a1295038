/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/standing.c - series of an index, those that were asked for */
#include "report/standing.h"

#include <string.h>

#include "patch/glob.h"
#include "report/standing_work.h"

enum {
	day = 24 * 60 * 60,
	rows_a_look = 5, /* of files, in the time that one series takes */
	an_asking = 9    /* for its files: as long as so many more */
};

/* A list while it is made. */
typedef struct listing {
	const td_standing_options *options;
	td_standing_list *list;
	GArray *evidence;  /* of int64_t, beside list->series */
	GHashTable *seen;  /* of int64_t *: with several lists a series comes twice */
	GHashTable *paths; /* sets of int64_t *; NULL: not asked for */
	GHashTable *reviewers;
	/* Globs that too many files have for a set: each series is asked for itself. */
	GPtrArray *wide;
	td_index *index;
	GError *failed;
	bool cut;        /* the rest need not be looked at */
	unsigned looked; /* at how many */
	int64_t sent;    /* of the last one */
} listing;

static const char *
keep(GStringChunk *store, const char *text)
{
	return text != NULL && *text != '\0' ? g_string_chunk_insert(store, text) : "";
}

/* Nothing happened for so long that it may have been forgotten. */
static bool
is_stale(const td_index_standing *row, const td_standing_options *options)
{
	return options->now != 0 && options->stale_days != 0 &&
	       td_state_waits(row->state) &&
	       options->now - row->last > (int64_t)options->stale_days * day;
}

td_standing *
td_standing_take(
    const td_index_standing *row, const td_standing_options *options, GStringChunk *store)
{
	td_standing *standing = g_new0(td_standing, 1);
	const char *name = row->author_name;
	const char *address = row->author_address;
	const td_tag_counts counts = td_standing_count_tags(row, options->people);

	td_people_resolve(options->people, name, address, &name, &address);
	standing->series = row->series;
	standing->state = row->state;
	standing->stale = is_stale(row, options);
	standing->evidence = "";
	standing->message_id = keep(store, row->message_id);
	standing->title = keep(store, row->title);
	standing->tags = keep(store, row->tags);
	standing->author_name = keep(store, name);
	standing->author_address = keep(store, address);
	standing->sent = row->sent;
	standing->last = row->last;
	standing->replies = row->replies;
	standing->reviewed = counts.reviewed;
	standing->acked = counts.acked;
	standing->tested = counts.tested;
	standing->class_name = keep(store, row->class_name);
	return standing;
}

static bool
matches(const char *const *globs, const char *text)
{
	for (; *globs != NULL; globs++)
		if (td_glob_match(*globs, td_span_of(text)))
			return true;
	return false;
}

static bool
has_class(const char *const *classes, const td_index_standing *row)
{
	if (classes == NULL)
		return true;
	for (; *classes != NULL; classes++)
		if (strcmp(*classes, "all") == 0 ||
		    strcmp(*classes, row->class_name) == 0)
			return true;
	return false;
}

/* The dearest question, and so the last one. */
static bool
touches(listing *self, int64_t series)
{
	bool found = false;

	if (self->paths == NULL || g_hash_table_contains(self->paths, &series))
		return true;
	if (self->wide->len > 0)
		self->looked += an_asking;
	for (unsigned i = 0; i < self->wide->len && !found && !self->failed; i++)
		if (!td_index_touches_path(
			self->index, series, self->wide->pdata[i], &found, &self->failed))
			return false;
	return found;
}

static bool
is_wanted(listing *self, const td_index_standing *row)
{
	const td_standing_options *options = self->options;
	const char *name = row->author_name;
	const char *address = row->author_address;

	/* What is stale is reviewed, or whatever it was, too. */
	if (options->states != 0 && (options->states & 1u << row->state) == 0 &&
	    ((options->states & 1u << TD_STATE_STALE) == 0 || !is_stale(row, options)))
		return false;
	if (options->has_version &&
	    (row->series.version != options->version ||
		(options->minor > 0 && row->series.minor != options->minor)))
		return false;
	if (row->replies < options->min_replies)
		return false;
	if (row->series.total < options->min_patches ||
	    (options->max_patches > 0 && row->series.total > options->max_patches))
		return false;
	if (self->reviewers != NULL &&
	    !g_hash_table_contains(self->reviewers, &row->series.id))
		return false;
	if (options->subjects != NULL && !matches(options->subjects, row->title))
		return false;
	if (options->authors != NULL) {
		g_autofree char *person = NULL;

		td_people_resolve(options->people, name, address, &name, &address);
		person = g_strdup_printf("%s <%s>", name, address);
		if (!matches(options->authors, person) &&
		    !matches(options->authors, address) &&
		    !matches(options->authors, name))
			return false;
	}
	return touches(self, row->series.id);
}

static bool
take_standing(const td_index_standing *row, void *data)
{
	listing *self = data;
	td_standing_list *list = self->list;

	if (self->options->looks != 0 && self->looked >= self->options->looks) {
		list->reached = self->sent;
		return false;
	}
	self->looked++;
	self->sent = row->sent;
	if (g_hash_table_contains(self->seen, &row->series.id) || !is_wanted(self, row))
		return self->failed == NULL;
	if (!has_class(self->options->classes, row)) {
		list->left_out = true;
		return true;
	}
	/* Rows come in that order: what is asked for so is soon together. */
	if (self->cut && list->series->len == self->options->limit) {
		list->more = true;
		return false;
	}
	g_hash_table_add(self->seen, g_memdup2(&row->series.id, sizeof row->series.id));
	g_array_append_val(self->evidence, row->evidence);
	g_ptr_array_add(list->series, td_standing_take(row, self->options, list->store));
	return true;
}

const char *
td_standing_message_id(
    td_index *index, int64_t message, GStringChunk *store, GError **error)
{
	const td_index_range range = { .messages = &message, .n = 1 };
	g_autoptr(td_rows) rows = NULL;
	td_index_row row;
	GError *failed = NULL;
	const char *id = "";

	if (message == 0)
		return id;
	rows = td_index_messages(index, &range, &failed);
	while (rows != NULL && td_rows_next(rows, &row, &failed))
		id = keep(store, row.message_id);
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return NULL;
	}
	return id;
}

static int
compare_standings(const void *a, const void *b, void *data)
{
	const td_standing *x = *(const td_standing *const *)a;
	const td_standing *y = *(const td_standing *const *)b;
	const td_standing_options *options = data;

	switch (options->order) {
	case TD_STANDING_NEWEST:
		break;
	case TD_STANDING_OLDEST:
		return (x->sent > y->sent) - (x->sent < y->sent);
	case TD_STANDING_ACTIVE:
		return (x->last < y->last) - (x->last > y->last);
	case TD_STANDING_REPLIES:
		if (x->replies != y->replies)
			return x->replies < y->replies ? 1 : -1;
		break;
	}
	return (x->sent < y->sent) - (x->sent > y->sent);
}

typedef GHashTable *(*find_set)(listing *self, const char *word, GError **error);

static GHashTable *
find_touched(listing *self, const char *word, GError **error)
{
	bool all;
	GHashTable *found = td_index_find_path_series(
	    self->index, word, self->options->looks * rows_a_look, &all, error);

	if (found != NULL && !all) {
		g_hash_table_remove_all(found);
		g_ptr_array_add(self->wide, (void *)(uintptr_t)word);
	}
	return found;
}

static GHashTable *
find_reviewed(listing *self, const char *word, GError **error)
{
	return td_index_find_reviewer_series(self->index, word, error);
}

static bool
merge_sets(listing *self, const char *const *words, find_set find, GHashTable **all,
    GError **error)
{
	for (; words != NULL && *words != NULL; words++) {
		GHashTable *one = find(self, *words, error);
		GHashTableIter iter;
		gpointer key;

		if (one == NULL)
			return false;
		if (*all == NULL) {
			*all = one;
			continue;
		}
		g_hash_table_iter_init(&iter, one);
		while (g_hash_table_iter_next(&iter, &key, NULL))
			g_hash_table_add(*all, g_memdup2(key, sizeof(int64_t)));
		g_hash_table_destroy(one);
	}
	return true;
}

static bool
fill(td_index *index, listing *self, GError **error)
{
	const td_standing_options *options = self->options;
	int64_t all = 0;
	const int64_t *lists = options->n_lists > 0 ? options->lists : &all;
	td_index_standings which = { .since = options->since,
		.until = options->until,
		.oldest_first = options->order == TD_STANDING_OLDEST };

	if (!merge_sets(self, options->paths, find_touched, &self->paths, error) ||
	    !merge_sets(self, options->reviewers, find_reviewed, &self->reviewers, error))
		return false;
	self->cut = options->limit != 0 && options->n_lists <= 1 &&
		    (which.oldest_first || options->order == TD_STANDING_NEWEST);
	for (unsigned i = 0; i < MAX(options->n_lists, 1u); i++) {
		which.list = lists[i];
		if (!td_index_each_standing(index, &which, take_standing, self, error))
			return false;
		if (self->failed != NULL) {
			g_propagate_error(error, self->failed);
			return false;
		}
	}
	return true;
}

/* Evidence is looked up only for what is shown; rows move, so it is paired first. */
static bool
finish(td_index *index, listing *self, GError **error)
{
	td_standing_list *list = self->list;
	unsigned limit = self->options->limit;
	g_autoptr(GHashTable) evidence = g_hash_table_new(NULL, NULL);

	for (unsigned i = 0; i < list->series->len; i++)
		g_hash_table_insert(evidence, list->series->pdata[i],
		    &g_array_index(self->evidence, int64_t, i));
	g_ptr_array_sort_with_data(
	    list->series, compare_standings, (void *)(uintptr_t)self->options);
	if (limit != 0 && list->series->len > limit) {
		list->more = true;
		g_ptr_array_set_size(list->series, (int)limit);
	}
	for (unsigned i = 0; i < list->series->len; i++) {
		td_standing *standing = list->series->pdata[i];
		const int64_t *message = g_hash_table_lookup(evidence, standing);

		standing->evidence =
		    td_standing_message_id(index, *message, list->store, error);
		if (standing->evidence == NULL)
			return false;
	}
	return true;
}

td_standing_list *
td_standing_list_build(
    td_index *index, const td_standing_options *options, GError **error)
{
	td_standing_list *list = g_new0(td_standing_list, 1);
	listing self = { .options = options, .list = list, .index = index };
	bool fine;

	list->store = g_string_chunk_new(1 << 14);
	list->series = g_ptr_array_new_with_free_func(g_free);
	self.evidence = g_array_new(FALSE, FALSE, sizeof(int64_t));
	self.wide = g_ptr_array_new();
	self.seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	fine = fill(index, &self, error) && finish(index, &self, error);
	g_array_free(self.evidence, TRUE);
	g_ptr_array_free(self.wide, TRUE);
	g_hash_table_destroy(self.seen);
	g_clear_pointer(&self.paths, g_hash_table_destroy);
	g_clear_pointer(&self.reviewers, g_hash_table_destroy);
	if (fine)
		return list;
	td_standing_list_free(list);
	return NULL;
}

void
td_standing_list_free(td_standing_list *list)
{
	if (list == NULL)
		return;
	g_ptr_array_free(list->series, TRUE);
	g_string_chunk_free(list->store);
	g_free(list);
}
