/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/xmlrpc_people.c - projects, people and the names of states */
#include <string.h>

#include "base/error.h"
#include "patchwork/xmlrpc.h"
#include "patchwork/xmlrpc_call.h"
#include "patchwork/xmlrpc_values.h"

enum { most_people = 5000 };

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

		if (td_rest_contains(project->name, piece))
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

/* Those with a token are among them for each other, as patches are delegated to them. */
static GHashTable *
load_people(td_rest_ask *ask, GError **error)
{
	g_autoptr(GHashTable) people = td_rest_load_people(ask, error);
	g_autoptr(GPtrArray) users = NULL;

	if (people == NULL || ask->user == NULL)
		return g_steal_pointer(&people);
	users = td_user_load_all(ask->ledger, error);
	for (guint i = 0; users != NULL && i < users->len; i++) {
		const td_user *user = users->pdata[i];
		char *folded = g_ascii_strdown(user->email, -1);

		if (g_hash_table_contains(people, folded))
			g_free(folded);
		else
			g_hash_table_insert(people, folded, g_strdup(user->name));
	}
	return users != NULL ? g_steal_pointer(&people) : NULL;
}

static int
compare_addresses(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Addresses of those whose name or address has the piece, or of that number (0: any), in
 * order; borrowed from people. */
static GPtrArray *
choose_people(GHashTable *people, const char *piece, uint64_t number)
{
	GPtrArray *chosen = g_ptr_array_new();
	GHashTableIter iter;
	void *address, *name;

	g_hash_table_iter_init(&iter, people);
	while (g_hash_table_iter_next(&iter, &address, &name)) {
		if ((number == 0 || td_xmlrpc_person(address) == number) &&
		    (td_rest_contains(name, piece) || td_rest_contains(address, piece)))
			g_ptr_array_add(chosen, address);
	}
	g_ptr_array_sort(chosen, compare_addresses);
	return chosen;
}

static void
write_person(td_out *out, GHashTable *people, const char *address)
{
	const char *name = g_hash_table_lookup(people, address);

	td_xmlrpc_struct(out);
	td_xmlrpc_number(out, "id", (int64_t)td_xmlrpc_person(address));
	td_xmlrpc_text(out, "email", address);
	td_xmlrpc_text(out, "name", *name != '\0' ? name : address);
	td_xmlrpc_text(out, "user", "None");
	td_xmlrpc_struct_end(out);
}

/* All of them are for those with a token alone, as in /api/people/. */
bool
td_xmlrpc_person_list(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	const char *piece = td_xmlrpc_text_of(json_array_get(params, 0));
	g_autoptr(GHashTable) people = NULL;
	g_autoptr(GPtrArray) chosen = NULL;
	uint64_t from, n;

	if (ask->user == NULL && (piece == NULL || *piece == '\0')) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_DENIED,
		    "No authentication credentials given");
		return false;
	}
	people = load_people(ask, error);
	if (people == NULL)
		return false;
	chosen = choose_people(people, piece, 0);
	td_xmlrpc_slice(td_xmlrpc_number_of(json_array_get(params, 1)), chosen->len,
	    most_people, &from, &n);
	td_xmlrpc_array(out);
	for (uint64_t i = from; i < from + n; i++)
		write_person(out, people, chosen->pdata[i]);
	td_xmlrpc_array_end(out);
	return true;
}

bool
td_xmlrpc_person_get(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	int64_t number = td_xmlrpc_number_of(json_array_get(params, 0));
	g_autoptr(GHashTable) people = load_people(ask, error);
	g_autoptr(GPtrArray) chosen = NULL;

	if (people == NULL)
		return false;
	chosen = choose_people(people, NULL, number > 0 ? (uint64_t)number : UINT64_MAX);
	if (chosen->len > 0) {
		write_person(out, people, chosen->pdata[0]);
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

		if (td_rest_contains(name, piece))
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
