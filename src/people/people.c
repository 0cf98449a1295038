/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * people/people.c - git's mailmap, read and asked as git does
 *
 * libgit2's reader compares addresses with their case and drops rows that git takes, so
 * the few rules are kept here; tests hold them against `git check-mailmap`.
 */
#include "people/people.h"

#include <string.h>

#include "base/error.h"
#include "base/span.h"

/* What a row gives: either may be NULL and then leaves things as they are. */
typedef struct proper {
	char *name;
	char *address;
} proper;

typedef struct entry {
	proper any;        /* whatever the name beside the address is */
	GHashTable *named; /* of proper * by name in lower case; NULL for none */
} entry;

struct td_people {
	GHashTable *entries; /* of entry * by address in lower case */
};

static void
free_proper(void *data)
{
	proper *p = data;

	g_free(p->name);
	g_free(p->address);
	g_free(p);
}

static void
free_entry(void *data)
{
	entry *e = data;

	g_free(e->any.name);
	g_free(e->any.address);
	g_clear_pointer(&e->named, g_hash_table_unref);
	g_free(e);
}

td_people *
td_people_new(void)
{
	td_people *people = g_new0(td_people, 1);

	people->entries =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_entry);
	return people;
}

void
td_people_free(td_people *people)
{
	if (!people)
		return;
	g_hash_table_unref(people->entries);
	g_free(people);
}

/*
 * Takes "Name <address>" off the front of *rest. A blank name is an empty span. The
 * address stands exactly as it is between the brackets.
 */
static bool
take_identity(td_span *rest, bool may_be_empty, td_span *name, td_span *address)
{
	ptrdiff_t left = td_span_find_byte(*rest, '<');
	ptrdiff_t length;

	if (left < 0)
		return false;
	*name = td_span_trim(td_span_head(*rest, (size_t)left));
	*address = td_span_skip(*rest, (size_t)left + 1);
	length = td_span_find_byte(*address, '>');
	if (length < 0 || (length == 0 && !may_be_empty))
		return false;
	*rest = td_span_skip(*address, (size_t)length + 1);
	address->n = (size_t)length;
	return true;
}

static void
replace(char **old, td_span text)
{
	g_free(*old);
	*old = td_span_dup(text);
}

static char *
lower(td_span text)
{
	g_autofree char *copy = td_span_dup(text);

	return g_ascii_strdown(copy, -1);
}

static void
add_row(td_people *people, td_span line)
{
	td_span name = { 0 }, address = { 0 }, old_name = { 0 }, old_address = { 0 };
	bool has_old;
	char *key;
	entry *e;

	if (td_span_has_prefix(line, "#") ||
	    !take_identity(&line, false, &name, &address))
		return;
	has_old = line.n > 0 && take_identity(&line, true, &old_name, &old_address);
	key = lower(has_old ? old_address : address);
	e = g_hash_table_lookup(people->entries, key);
	if (!e) {
		e = g_new0(entry, 1);
		g_hash_table_insert(people->entries, key, e);
	} else {
		g_free(key);
	}
	if (has_old && old_name.n > 0) {
		proper *p = g_new0(proper, 1);

		if (name.n > 0)
			p->name = td_span_dup(name);
		p->address = td_span_dup(address);
		if (!e->named)
			e->named = g_hash_table_new_full(
			    g_str_hash, g_str_equal, g_free, free_proper);
		g_hash_table_replace(e->named, lower(old_name), p);
		return;
	}
	if (name.n > 0)
		replace(&e->any.name, name);
	if (has_old)
		replace(&e->any.address, address);
}

bool
td_people_add_buffer(td_people *people, const char *text, gsize n, GError **error)
{
	td_span rest = { text, n }, line;

	(void)error;
	while (td_span_next_line(&rest, &line)) {
		ptrdiff_t nul = td_span_find_byte(line, '\0');

		add_row(people, nul < 0 ? line : td_span_head(line, (size_t)nul));
	}
	return true;
}

bool
td_people_add_file(td_people *people, const char *path, GError **error)
{
	g_autoptr(GError) local = NULL;
	g_autofree char *text = NULL;
	gsize n;

	if (!g_file_get_contents(path, &text, &n, &local)) {
		bool absent = g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
			      g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);

		g_set_error(error, TD_ERROR, absent ? TD_ERROR_NOT_FOUND : TD_ERROR_IO,
		    "mailmap: %s", local->message);
		return false;
	}
	return td_people_add_buffer(people, text, n, error);
}

void
td_people_resolve(const td_people *people, const char *name, const char *address,
    const char **proper_name, const char **proper_address)
{
	g_autofree char *key = NULL;
	const proper *found = NULL;
	const entry *e;

	*proper_name = name;
	*proper_address = address;
	if (!people || g_hash_table_size(people->entries) == 0)
		return;
	key = g_ascii_strdown(address, -1);
	e = g_hash_table_lookup(people->entries, key);
	if (!e)
		return;
	if (e->named) {
		g_autofree char *name_key = g_ascii_strdown(name, -1);

		found = g_hash_table_lookup(e->named, name_key);
	}
	if (!found)
		found = &e->any;
	if (found->name)
		*proper_name = found->name;
	if (found->address)
		*proper_address = found->address;
}

static bool
leads_to(const proper *p, const char *address)
{
	return p->address && g_ascii_strcasecmp(p->address, address) == 0;
}

void
td_people_each_alias(const td_people *people, const char *proper_address,
    void (*each)(const char *address, void *data), void *data)
{
	GHashTableIter iter, names;
	gpointer key, value, named;

	if (!people)
		return;
	g_hash_table_iter_init(&iter, people->entries);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		const entry *e = value;
		bool found = leads_to(&e->any, proper_address);

		if (e->named && !found) {
			g_hash_table_iter_init(&names, e->named);
			while (!found && g_hash_table_iter_next(&names, NULL, &named))
				found = leads_to(named, proper_address);
		}
		if (found && g_ascii_strcasecmp(key, proper_address) != 0)
			each(key, data);
	}
}
