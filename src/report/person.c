/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/person.c - address rows of a person, then what the index has of those */
#include "report/person.h"

#include <string.h>

#include "base/ids.h"
#include "index/posts.h"
#include "index/recent.h"
#include "judge/standings.h"
#include "report/sender.h"
#include "report/standing_work.h"
#include "search/search.h"
#include "series/credit.h"

static const char *const tags[] = { "Reviewed-by", "Acked-by", "Tested-by" };

typedef struct loading {
	td_index *index;
	const td_people *people;
	td_person *person;
	unsigned limit;
	char *asked;          /* in lower case */
	GHashTable *rows;     /* int64_t * id of theirs to td_person_address * */
	GHashTable *others;   /* the same of sharing */
	GHashTable *written;  /* char * address to td_person_address *: all that may be */
	GHashTable *sharing;  /* char * id to td_person_address * */
	GArray *hits;         /* of td_hit: what full text finds */
	GArray *tagged;       /* of td_hit */
	GHashTable *given;    /* messages of tagged: int64_t * */
	const char *tag_name; /* of one of them; NULL */
} loading;

static void
loading_clear(loading *self)
{
	g_free(self->asked);
	g_clear_pointer(&self->rows, g_hash_table_unref);
	g_clear_pointer(&self->others, g_hash_table_unref);
	g_clear_pointer(&self->written, g_hash_table_unref);
	g_clear_pointer(&self->sharing, g_hash_table_unref);
	g_clear_pointer(&self->given, g_hash_table_unref);
	g_clear_pointer(&self->hits, g_array_unref);
	g_clear_pointer(&self->tagged, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(loading, loading_clear)

void
td_person_free(td_person *person)
{
	if (!person)
		return;
	g_ptr_array_unref(person->addresses);
	g_ptr_array_unref(person->sharing);
	g_array_unref(person->sent);
	td_mail_rows_free(person->mails);
	td_mail_rows_free(person->reviews);
	td_standing_list_free(person->standings);
	g_string_chunk_free(person->store);
	g_free(person);
}

static td_person *
person_new(void)
{
	td_person *person = g_new0(td_person, 1);

	person->store = g_string_chunk_new(1 << 12);
	person->addresses = g_ptr_array_new_with_free_func(g_free);
	person->sharing = g_ptr_array_new_with_free_func(g_free);
	person->sent = g_array_new(FALSE, FALSE, sizeof(int64_t));
	person->name = "";
	return person;
}

static td_person_address *
find_address(loading *self, GHashTable *table, const char *address, const char *name)
{
	g_autofree char *low = g_ascii_strdown(address, -1);
	td_person_address *found = g_hash_table_lookup(table, low);

	if (found)
		return found;
	found = g_new0(td_person_address, 1);
	found->address = g_string_chunk_insert(self->person->store, low);
	found->name = g_string_chunk_insert(self->person->store, name);
	g_hash_table_insert(table, (void *)(uintptr_t)found->address, found);
	return found;
}

/* A row is theirs where the mailmap leads from it to their address. */
static void
take_row(const td_index_address *row, void *data)
{
	loading *self = data;
	const char *name, *address;

	td_people_resolve(self->people, row->name, row->address, &name, &address);
	if (g_ascii_strcasecmp(address, self->person->address) == 0)
		g_hash_table_insert(self->rows, g_memdup2(&row->id, sizeof row->id),
		    find_address(self, self->written, row->address, row->name));
	else if (g_ascii_strcasecmp(row->address, self->asked) == 0)
		g_hash_table_insert(self->others, g_memdup2(&row->id, sizeof row->id),
		    find_address(self, self->sharing, address, name));
}

static void
take_alias(const char *address, void *data)
{
	loading *self = data;

	find_address(self, self->written, address, "");
}

static const char *
only_one(GHashTable *table)
{
	GHashTableIter iter;
	gpointer value = NULL;

	g_hash_table_iter_init(&iter, table);
	g_hash_table_iter_next(&iter, NULL, &value);
	return ((const td_person_address *)value)->address;
}

static bool
find_rows(loading *self, const char *address, GError **error)
{
	self->person->address = g_string_chunk_insert(self->person->store, address);
	g_hash_table_remove_all(self->others);
	g_hash_table_remove_all(self->sharing);
	g_hash_table_remove_all(self->written);
	return td_index_each_address(self->index, take_row, self, error);
}

/* Whose it is: of who wrote from it; else whom the mailmap would give it to. */
static bool
find_person(loading *self, GError **error)
{
	td_person *person = self->person;
	const char *name, *address;
	g_autofree char *low = NULL;

	if (!find_rows(self, self->asked, error))
		return false;
	if (g_hash_table_size(self->rows) == 0) {
		td_people_resolve(self->people, "", self->asked, &name, &address);
		if (g_hash_table_size(self->sharing) == 1)
			address = only_one(self->sharing);
		if (g_hash_table_size(self->sharing) <= 1 &&
		    g_ascii_strcasecmp(address, self->asked) != 0 &&
		    !find_rows(self, address, error))
			return false;
	}
	/* As the mailmap writes it, where it does. */
	td_people_resolve(self->people, "", person->address, &name, &address);
	if (g_ascii_strcasecmp(address, person->address) == 0)
		person->address = g_string_chunk_insert(person->store, address);
	low = g_ascii_strdown(person->address, -1);
	person->id = g_string_chunk_insert(person->store, low);
	find_address(self, self->written, person->address, "");
	/* Found are those of whom mails are still there. */
	if (g_hash_table_size(self->sharing) > 0)
		find_address(self, self->written, self->asked, "");
	td_people_each_alias(self->people, person->address, take_alias, self);
	return true;
}

static void
take_hit(const td_hit *hit, void *data)
{
	g_array_append_val(data, *hit);
}

/* Mails that have one of the addresses in those columns; with words: one of them, too. */
static bool
search(loading *self, unsigned columns, bool words, GArray *hits, GError **error)
{
	const td_search_options options = { .limit = 1, .each = take_hit, .data = hits };
	g_autoptr(td_query) query = td_query_new(TD_QUERY_AND);
	g_autoptr(GArray) first = NULL;
	td_query *any = td_query_new(TD_QUERY_OR);
	GHashTableIter iter;
	gpointer key;
	uint64_t total;

	g_hash_table_iter_init(&iter, self->written);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		td_query_add(any, td_query_text(columns, td_span_of(key), false, false));
	td_query_add(query, any);
	if (words) {
		td_query *tag = td_query_new(TD_QUERY_OR);

		for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
			td_query_add(tag,
			    td_query_text(columns, td_span_of(tags[i]), false, false));
		td_query_add(query, tag);
	}
	first = td_index_search(self->index, query, &options, &total, error);
	return first != NULL;
}

static int
compare_hits(const void *a, const void *b)
{
	const td_hit *x = a, *y = b;

	if (x->received != y->received)
		return x->received < y->received ? 1 : -1;
	return (x->message < y->message) - (x->message > y->message);
}

/* Whose address a mail was sent from; NULL where it is somebody else's. */
static bool
find_sender(loading *self, const td_index_poster *poster, td_person_address **from,
    GError **error)
{
	td_person_address *author = g_hash_table_lookup(self->rows, &poster->author);
	g_autofree char *names[2] = { NULL, NULL };
	g_autofree char *addresses[2] = { NULL, NULL };
	bool named;

	*from = g_hash_table_lookup(self->rows, &poster->sender);
	if (poster->sender == poster->author || (!*from && !author))
		return true;
	if (!td_index_find_address(
		self->index, poster->sender, &names[0], &addresses[0], error) ||
	    !td_index_find_address(
		self->index, poster->author, &names[1], &addresses[1], error))
		return false;
	named = td_sender_is_named(poster->kind, names[0], names[1]);
	if (named)
		*from = author;
	return true;
}

static bool
load_sent(loading *self, GError **error)
{
	td_person *person = self->person;

	if (!search(self, TD_IN(TD_COLUMN_FROM), false, self->hits, error))
		return false;
	g_array_sort(self->hits, compare_hits);
	for (unsigned i = 0; i < self->hits->len; i++) {
		const td_hit *hit = &g_array_index(self->hits, td_hit, i);
		td_person_address *from;
		td_index_poster poster;

		if (!td_index_find_poster(self->index, hit->message, &poster, error) ||
		    !find_sender(self, &poster, &from, error))
			return false;
		if (!from) {
			td_person_address *other =
			    g_hash_table_lookup(self->others, &poster.sender);

			if (other)
				other->mails++;
			continue;
		}
		from->mails++;
		td_months_add(&person->months, hit->received, TD_PERSON_MAILS);
		g_array_append_val(person->sent, hit->message);
	}
	return true;
}

static bool
is_tag(const char *key)
{
	for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
		if (g_ascii_strcasecmp(key, tags[i]) == 0)
			return true;
	return false;
}

static void
take_trailer(const td_index_trailer *trailer, void *data)
{
	loading *self = data;
	g_autofree char *name = NULL, *address = NULL;
	const char *whose, *its;

	if (!is_tag(trailer->key) || !td_credit_split(trailer->value, &name, &address))
		return;
	td_people_resolve(self->people, name, address, &whose, &its);
	if (g_ascii_strcasecmp(its, self->person->address) != 0)
		return;
	find_address(self, self->written, address, name)->tags++;
	self->tag_name = g_string_chunk_insert(self->person->store, whose);
	g_hash_table_add(
	    self->given, g_memdup2(&trailer->message, sizeof trailer->message));
}

static td_mail_rows *
load_rows(loading *self, GArray *messages, GError **error)
{
	g_autoptr(GArray) newest = g_array_new(FALSE, FALSE, sizeof(int64_t));

	if (messages->len > 0)
		g_array_append_vals(
		    newest, messages->data, MIN(messages->len, self->limit));
	return td_mail_rows_load(self->index, newest, self->people, false, error);
}

static bool
load_reviews(loading *self, GError **error)
{
	td_person *person = self->person;
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	td_index_range range;

	if (!search(self, TD_IN_OWN, true, self->tagged, error))
		return false;
	g_array_sort(self->tagged, compare_hits);
	for (unsigned i = 0; i < self->tagged->len; i++)
		g_array_append_val(ids, g_array_index(self->tagged, td_hit, i).message);
	td_ids_tidy(ids);
	range = (td_index_range){ .messages = (const int64_t *)(void *)ids->data,
		.n = ids->len };
	if (ids->len > 0 &&
	    !td_index_each_trailer(self->index, &range, take_trailer, self, error))
		return false;
	g_array_set_size(ids, 0);
	for (unsigned i = 0; i < self->tagged->len; i++) {
		const td_hit *hit = &g_array_index(self->tagged, td_hit, i);

		if (!g_hash_table_contains(self->given, &hit->message))
			continue;
		td_months_add(&person->months, hit->received, TD_PERSON_TAGS);
		g_array_append_val(ids, hit->message);
	}
	person->reviewed = ids->len;
	person->reviews = load_rows(self, ids, error);
	return person->reviews != NULL;
}

static bool
take_standing(const td_index_standing *row, void *data)
{
	loading *self = data;
	td_person *person = self->person;
	const td_standing_options options = { .people = self->people };

	person->series++;
	person->applied += row->state == TD_STATE_APPLIED;
	g_ptr_array_add(person->standings->series,
	    td_standing_take(row, &options, person->standings->store));
	return true;
}

static int
compare_standings(const void *a, const void *b)
{
	const td_standing *x = *(const td_standing *const *)a;
	const td_standing *y = *(const td_standing *const *)b;

	if (x->sent != y->sent)
		return x->sent < y->sent ? 1 : -1;
	return (x->series.id < y->series.id) - (x->series.id > y->series.id);
}

static bool
load_series(loading *self, GError **error)
{
	td_standing_list *list = g_new0(td_standing_list, 1);
	GHashTableIter iter;
	gpointer id, address;

	self->person->standings = list;
	list->store = g_string_chunk_new(1 << 14);
	list->series = g_ptr_array_new_with_free_func(g_free);
	g_hash_table_iter_init(&iter, self->rows);
	while (g_hash_table_iter_next(&iter, &id, &address)) {
		unsigned before = self->person->series;

		if (!td_index_each_standing_of(
			self->index, *(const int64_t *)id, take_standing, self, error))
			return false;
		((td_person_address *)address)->series += self->person->series - before;
	}
	g_ptr_array_sort(list->series, compare_standings);
	list->more = list->series->len > self->limit;
	if (list->more)
		g_ptr_array_set_size(list->series, (int)self->limit);
	return true;
}

static int
compare_addresses(const void *a, const void *b)
{
	const td_person_address *x = *(td_person_address *const *)a;
	const td_person_address *y = *(td_person_address *const *)b;

	if (x->mails != y->mails)
		return x->mails < y->mails ? 1 : -1;
	if (x->tags != y->tags)
		return x->tags < y->tags ? 1 : -1;
	return strcmp(x->address, y->address);
}

/* Those that something here was found of. */
static void
take_addresses(GHashTable *table, GPtrArray *into)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, table);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const td_person_address *one = value;

		if (one->mails + one->tags + one->series > 0)
			g_ptr_array_add(into, g_memdup2(one, sizeof *one));
	}
	g_ptr_array_sort(into, compare_addresses);
}

static void
finish(loading *self)
{
	td_person *person = self->person;

	take_addresses(self->written, person->addresses);
	take_addresses(self->sharing, person->sharing);
	/* The mailmap's own address is on every page that names them. */
	person->known =
	    person->addresses->len > 0 && strcmp(person->id, self->asked) == 0;
	for (unsigned i = 0; i < person->addresses->len; i++) {
		const td_person_address *one = person->addresses->pdata[i];

		person->known = person->known || strcmp(one->address, self->asked) == 0;
	}
	if (person->mails->rows->len > 0)
		person->name =
		    ((const td_mail_row *)person->mails->rows->pdata[0])->from_name;
	else if (self->tag_name)
		person->name = self->tag_name;
}

td_person *
td_person_load(td_index *index, const td_people *people, const char *address,
    unsigned limit, GError **error)
{
	g_autoptr(td_person) person = person_new();
	g_auto(loading)
	    self = { .index = index, .people = people, .person = person, .limit = limit };

	self.asked = g_ascii_strdown(address, -1);
	self.others = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	self.rows = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	self.written = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	self.sharing = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	self.given = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	self.hits = g_array_new(FALSE, FALSE, sizeof(td_hit));
	self.tagged = g_array_new(FALSE, FALSE, sizeof(td_hit));
	if (!find_person(&self, error) || !load_sent(&self, error) ||
	    !load_reviews(&self, error) || !load_series(&self, error))
		return NULL;
	person->mails = load_rows(&self, person->sent, error);
	if (!person->mails)
		return NULL;
	finish(&self);
	return g_steal_pointer(&person);
}
