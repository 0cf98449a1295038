/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/words_trailers.c - who reviewed a series, in few words */
#include "render/words.h"

#include <string.h>

static const struct {
	const char *key, *brief;
} reviews[] = {
	{ "Reviewed-by", "R-b" },
	{ "Acked-by", "A-b" },
	{ "Tested-by", "T-b" },
};

const char *
td_words_short_trailer(const char *key)
{
	for (size_t i = 0; i < G_N_ELEMENTS(reviews); i++) {
		if (g_ascii_strcasecmp(key, reviews[i].key) == 0)
			return reviews[i].brief;
	}
	return NULL;
}

/* Who gave a trailer; its text where that names no person. g_free it. */
static char *
key_of(const td_report_trailer *trailer)
{
	return trailer->person ? td_report_person_key(trailer->person)
			       : g_ascii_strdown(trailer->value, -1);
}

typedef struct giver {
	const char *name;
	bool all; /* of the series */
	GArray *numbers;
} giver;

static void
giver_free(void *data)
{
	giver *who = data;

	g_array_unref(who->numbers);
	g_free(who);
}

static int
compare_numbers(const void *a, const void *b)
{
	const unsigned *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

#define NUMBERS_SHOWN 4

/* In order, each number once. */
static void
tidy_numbers(GArray *numbers)
{
	unsigned n = 0;

	g_array_sort(numbers, compare_numbers);
	for (guint i = 0; i < numbers->len; i++) {
		unsigned number = g_array_index(numbers, unsigned, i);

		if (n == 0 || number != g_array_index(numbers, unsigned, n - 1))
			g_array_index(numbers, unsigned, n++) = number;
	}
	g_array_set_size(numbers, n);
}

static void
append_giver(GString *text, giver *who, const td_report_series *series)
{
	GArray *numbers = who->numbers;

	g_string_append(text, who->name);
	tidy_numbers(numbers);
	/* To each of them is to all. */
	if (who->all || numbers->len >= series->total)
		return;
	if (numbers->len > NUMBERS_SHOWN) {
		g_string_append_printf(text, " (%u patches)", numbers->len);
		return;
	}
	for (guint i = 0; i < numbers->len; i++) {
		g_string_append_printf(
		    text, "%s%u", i ? ", " : " (", g_array_index(numbers, unsigned, i));
	}
	g_string_append_c(text, ')');
}

/* One kind of trailer: its givers in the order of their first one. */
static bool
has_kind(const td_report_series *series, size_t kind)
{
	for (guint i = 0; i < series->trailers->len; i++) {
		const td_report_trailer *trailer = g_ptr_array_index(series->trailers, i);

		if (g_ascii_strcasecmp(trailer->key, reviews[kind].key) == 0)
			return true;
	}
	return false;
}

static void
append_kind(GString *text, const td_report_series *series, size_t kind)
{
	g_autoptr(GHashTable) known =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) givers = g_ptr_array_new_with_free_func(giver_free);
	g_autofree char *own = td_report_person_key(series->author);

	for (guint i = 0; i < series->trailers->len; i++) {
		const td_report_trailer *trailer = g_ptr_array_index(series->trailers, i);
		char *key;
		giver *who;

		if (g_ascii_strcasecmp(trailer->key, reviews[kind].key) != 0)
			continue;
		key = key_of(trailer);
		/* That its author tested it, too, is none, either. */
		if (strcmp(key, own) == 0) {
			g_free(key);
			continue;
		}
		who = g_hash_table_lookup(known, key);
		if (!who) {
			who = g_new0(giver, 1);
			who->name = trailer->person ? td_words_name(trailer->person)
						    : trailer->value;
			who->numbers = g_array_new(FALSE, FALSE, sizeof(unsigned));
			g_ptr_array_add(givers, who);
			g_hash_table_insert(known, g_strdup(key), who);
		}
		g_free(key);
		if (trailer->for_cover || trailer->number == 0)
			who->all = true;
		else
			g_array_append_val(who->numbers, trailer->number);
	}
	for (guint i = 0; i < givers->len; i++) {
		if (i == 0)
			g_string_append_printf(
			    text, "%s%s ", text->len ? "; " : "", reviews[kind].brief);
		else
			g_string_append(text, ", ");
		append_giver(text, g_ptr_array_index(givers, i), series);
	}
}

char *
td_words_trailers(const td_report_series *series)
{
	GString *text = g_string_new(NULL);

	for (size_t kind = 0; kind < G_N_ELEMENTS(reviews); kind++) {
		if (has_kind(series, kind))
			append_kind(text, series, kind);
	}
	return g_string_free(text, FALSE);
}
