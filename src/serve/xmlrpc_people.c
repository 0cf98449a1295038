/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/xmlrpc_people.c - projects, people and the names of states */
#include <string.h>

#include "index/posts.h"
#include "serve/xmlrpc.h"
#include "serve/xmlrpc_call.h"

enum { most_people = 5000 };

/* Without regard to case; what is not asked for is in everything. */
static bool
contains(const char *text, const char *piece)
{
	g_autofree char *folded = NULL, *wanted = NULL;

	if (piece == NULL || *piece == '\0')
		return true;
	folded = g_utf8_casefold(text, -1);
	wanted = g_utf8_casefold(piece, -1);
	return strstr(folded, wanted) != NULL;
}

static void
write_project(td_out *out, const td_rest_project *project)
{
	td_xmlrpc_struct(out);
	td_xmlrpc_number(out, "id", (int64_t)project->id);
	td_xmlrpc_text(out, "linkname", project->name);
	td_xmlrpc_text(out, "name", project->name);
	td_xmlrpc_struct_end(out);
}

bool
td_xmlrpc_project_list(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	const char *piece = td_xmlrpc_text_of(json_array_get(params, 0));
	g_autoptr(GPtrArray) tables = td_rest_tables(ask->rest, ask->serving, error);
	g_autoptr(GPtrArray) found = g_ptr_array_new();
	uint64_t from, n;

	if (tables == NULL)
		return false;
	for (guint i = 0; i < tables->len; i++) {
		const td_rest_project *project =
		    td_rest_project_of(ask->rest, tables->pdata[i]);

		if (contains(project->name, piece))
			g_ptr_array_add(found, (void *)(uintptr_t)project);
	}
	td_xmlrpc_slice(td_xmlrpc_number_of(json_array_get(params, 1)), found->len,
	    UINT64_MAX, &from, &n);
	td_xmlrpc_array(out);
	for (uint64_t i = from; i < from + n; i++)
		write_project(out, found->pdata[i]);
	td_xmlrpc_array_end(out);
	return true;
}

/* An empty struct where there is none. */
bool
td_xmlrpc_project_get(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	int64_t number = td_xmlrpc_number_of(json_array_get(params, 0));
	g_autoptr(GPtrArray) tables = td_rest_tables(ask->rest, ask->serving, error);

	for (guint i = 0; tables != NULL && i < tables->len; i++) {
		const td_rest_project *project =
		    td_rest_project_of(ask->rest, tables->pdata[i]);

		if ((int64_t)project->id == number) {
			write_project(out, project);
			return true;
		}
	}
	td_xmlrpc_struct(out);
	td_xmlrpc_struct_end(out);
	return tables != NULL;
}

typedef struct person {
	uint64_t id;
	char *name, *email;
} person;

/* People who are looked for: by a piece of their names or addresses, or by number. */
typedef struct looking {
	const char *piece;
	uint64_t number;    /* 0: any */
	GHashTable *places; /* of char * address to one plus the place in found */
	GArray *found;      /* of person */
} looking;

static void
clear_person(void *data)
{
	person *one = data;

	g_free(one->name);
	g_free(one->email);
}

/* One address is one person; the longest name is shown. */
static void
take_person(looking *self, const char *name, const char *address)
{
	g_autofree char *folded = g_ascii_strdown(address, -1);
	person new = { .id = td_xmlrpc_person(folded) };
	guint place;

	if (*folded == '\0' || (self->number != 0 && self->number != new.id) ||
	    (!contains(name, self->piece) && !contains(folded, self->piece)))
		return;
	place = GPOINTER_TO_UINT(g_hash_table_lookup(self->places, folded));
	if (place != 0) {
		person *known = &g_array_index(self->found, person, place - 1);

		if (strlen(name) > strlen(known->name)) {
			g_free(known->name);
			known->name = g_strdup(name);
		}
		return;
	}
	new.name = g_strdup(name);
	new.email = g_strdup(folded);
	g_array_append_val(self->found, new);
	g_hash_table_insert(
	    self->places, g_steal_pointer(&folded), GUINT_TO_POINTER(self->found->len));
}

static void
take_address(const td_index_address *row, void *data)
{
	take_person(data, row->name, row->address);
}

/* Those with a token are among them, as patches are delegated to them. */
static GArray *
find_people(td_rest_ask *ask, const char *piece, uint64_t number, GError **error)
{
	g_autoptr(GHashTable) places =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(person));
	looking self = {
		.piece = piece, .number = number, .places = places, .found = found
	};
	g_autoptr(GPtrArray) users = td_user_load_all(ask->ledger, error);

	g_array_set_clear_func(found, clear_person);
	if (users == NULL ||
	    !td_index_each_address(ask->serving->index, take_address, &self, error))
		return NULL;
	for (guint i = 0; i < users->len; i++) {
		const td_user *user = users->pdata[i];

		take_person(&self, user->name, user->email);
	}
	return g_steal_pointer(&found);
}

static void
write_person(td_out *out, const person *one)
{
	td_xmlrpc_struct(out);
	td_xmlrpc_number(out, "id", (int64_t)one->id);
	td_xmlrpc_text(out, "email", one->email);
	td_xmlrpc_text(out, "name", *one->name != '\0' ? one->name : one->email);
	td_xmlrpc_text(out, "user", "None");
	td_xmlrpc_struct_end(out);
}

bool
td_xmlrpc_person_list(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	g_autoptr(GArray) found =
	    find_people(ask, td_xmlrpc_text_of(json_array_get(params, 0)), 0, error);
	uint64_t from, n;

	if (found == NULL)
		return false;
	td_xmlrpc_slice(td_xmlrpc_number_of(json_array_get(params, 1)), found->len,
	    most_people, &from, &n);
	td_xmlrpc_array(out);
	for (uint64_t i = from; i < from + n; i++)
		write_person(out, &g_array_index(found, person, i));
	td_xmlrpc_array_end(out);
	return true;
}

bool
td_xmlrpc_person_get(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	int64_t number = td_xmlrpc_number_of(json_array_get(params, 0));
	g_autoptr(GArray) found =
	    find_people(ask, NULL, number > 0 ? (uint64_t)number : UINT64_MAX, error);

	if (found == NULL)
		return false;
	if (found->len > 0) {
		write_person(out, &g_array_index(found, person, 0));
	} else {
		td_xmlrpc_struct(out);
		td_xmlrpc_struct_end(out);
	}
	return true;
}

char *
td_xmlrpc_state_name(td_slug state)
{
	char *name = g_strdup(td_slug_word(state));

	if (state == TD_SLUG_RFC) {
		g_free(name);
		return g_strdup("RFC");
	}
	for (char *p = name; *p != '\0'; p++) {
		if (p == name || p[-1] == ' ')
			*p = g_ascii_toupper(*p);
		else if (*p == '-')
			*p = ' ';
	}
	return name;
}

static void
write_state(td_out *out, td_slug state)
{
	g_autofree char *name = td_xmlrpc_state_name(state);

	td_xmlrpc_struct(out);
	td_xmlrpc_number(out, "id", (int64_t)state + 1);
	td_xmlrpc_text(out, "name", name);
	td_xmlrpc_struct_end(out);
}

bool
td_xmlrpc_state_list(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	const char *piece = td_xmlrpc_text_of(json_array_get(params, 0));
	int64_t max_count = td_xmlrpc_number_of(json_array_get(params, 1));
	td_slug found[TD_SLUG_COUNT];
	uint64_t total = 0, from, n;

	(void)ask;
	(void)error;
	for (unsigned i = 0; i < TD_SLUG_COUNT; i++) {
		g_autofree char *name = td_xmlrpc_state_name((td_slug)i);

		if (contains(name, piece))
			found[total++] = (td_slug)i;
	}
	td_xmlrpc_slice(max_count, total, total, &from, &n);
	td_xmlrpc_array(out);
	for (uint64_t i = from; i < from + n; i++)
		write_state(out, found[i]);
	td_xmlrpc_array_end(out);
	return true;
}

bool
td_xmlrpc_state_get(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	int64_t number = td_xmlrpc_number_of(json_array_get(params, 0));

	(void)ask;
	(void)error;
	if (number > 0 && number <= TD_SLUG_COUNT) {
		write_state(out, (td_slug)(number - 1));
	} else {
		td_xmlrpc_struct(out);
		td_xmlrpc_struct_end(out);
	}
	return true;
}
