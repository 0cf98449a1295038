/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/rest_people.c - /api/projects/, people/ and users/ */
#include <string.h>

#include "index/posts.h"

#include "patchwork/rest.h"

bool
td_rest_contains(const char *text, const char *piece)
{
	g_autofree char *folded = NULL, *wanted = NULL;

	if (piece == NULL || *piece == '\0')
		return true;
	folded = g_utf8_casefold(text, -1);
	wanted = g_utf8_casefold(piece, -1);
	return strstr(folded, wanted) != NULL;
}

bool
td_rest_is_searched(const td_rest_ask *ask, const char *a, const char *b)
{
	const char *text = td_request_argument(ask->request, "q");
	g_auto(GStrv) words =
	    text != NULL ? g_strsplit_set(text, TD_REST_BETWEEN_WORDS, 64) : NULL;

	for (char **word = words; word != NULL && *word != NULL; word++)
		if (!td_rest_contains(a, *word) && !td_rest_contains(b, *word))
			return false;
	return true;
}

/* Maintainers are those whose token counts for the list. */
static bool
write_project(td_rest_ask *ask, td_json *json, td_posts *posts, GPtrArray *users)
{
	const td_rest_project *project = td_rest_project_of(ask->rest, posts);
	g_autoptr(GArray) maintainers = g_array_new(FALSE, FALSE, sizeof(td_rest_user));

	for (guint i = 0; i < users->len; i++) {
		const td_user *user = g_ptr_array_index(users, i);
		td_rest_user one = {
			.id = (uint64_t)user->id, .name = user->name, .email = user->email
		};

		if (td_user_may_write(user, project->name))
			g_array_append_val(maintainers, one);
	}
	td_rest_write_project_page(json, &ask->style, project, maintainers);
	return true;
}

bool
td_rest_get_projects(td_rest_ask *ask, GError **error)
{
	g_autoptr(GPtrArray) tables = NULL, users = NULL;
	uint64_t skip;
	unsigned limit;
	td_out *out;
	td_json *json;

	if (td_rest_is_known(ask) || !td_rest_page(ask, &skip, &limit))
		return true;
	tables = td_rest_tables(ask->rest, ask->serving, error);
	users = tables != NULL ? td_user_load_all(ask->ledger, error) : NULL;
	if (users == NULL)
		return false;
	for (guint i = tables->len; i > 0; i--) {
		const td_rest_project *project =
		    td_rest_project_of(ask->rest, g_ptr_array_index(tables, i - 1));

		if (!td_rest_is_searched(ask, project->name, project->list_id))
			g_ptr_array_remove_index(tables, i - 1);
	}
	if (!td_rest_link(ask, tables->len, skip, limit))
		return true;
	json = td_rest_json(ask, &out);
	td_json_array(json, NULL);
	for (uint64_t i = skip; i < tables->len && i < skip + limit; i++)
		write_project(ask, json, g_ptr_array_index(tables, i), users);
	td_json_end(json);
	return td_rest_close(json, out, error);
}

bool
td_rest_get_project(td_rest_ask *ask, GError **error)
{
	g_autoptr(GPtrArray) tables = td_rest_tables(ask->rest, ask->serving, error);
	g_autoptr(GPtrArray) users =
	    tables != NULL ? td_user_load_all(ask->ledger, error) : NULL;
	uint64_t number = 0;
	td_out *out;
	td_json *json;

	if (users == NULL)
		return false;
	td_rest_read_number(ask->id, &number);
	for (guint i = 0; i < tables->len; i++) {
		td_posts *posts = g_ptr_array_index(tables, i);
		const td_rest_project *project = td_rest_project_of(ask->rest, posts);

		if (project->id != number && strcmp(project->name, ask->id) != 0)
			continue;
		if (td_rest_is_known(ask))
			return true;
		json = td_rest_json(ask, &out);
		write_project(ask, json, posts, users);
		return td_rest_close(json, out, error);
	}
	return td_rest_refuse(ask, 404, "Not found.");
}

/* One address is one person, whatever names it came with; the longest name is shown. */
static void
take_person(const td_index_address *row, void *data)
{
	GHashTable *people = data;
	g_autofree char *folded = g_ascii_strdown(row->address, -1);
	char *known;

	if (*folded == '\0')
		return;
	known = g_hash_table_lookup(people, folded);
	if (known == NULL || strlen(row->name) > strlen(known))
		g_hash_table_replace(
		    people, g_steal_pointer(&folded), g_strdup(row->name));
}

typedef struct person {
	uint64_t number;
	const char *address, *name;
} person;

static int
compare_people(const void *a, const void *b, void *data)
{
	const person *left = a, *right = b;
	const char *order = data;

	if (g_str_has_suffix(order, "name"))
		return strcmp(left->name, right->name);
	if (g_str_has_suffix(order, "email"))
		return strcmp(left->address, right->address);
	return (left->number > right->number) - (left->number < right->number);
}

/* Sorted, those that q asks for. GArray of person, borrowed from people. */
static GArray *
choose_people(td_rest_ask *ask, GHashTable *people)
{
	const char *order = td_request_argument(ask->request, "order");
	GArray *chosen = g_array_new(FALSE, FALSE, sizeof(person));
	GHashTableIter iter;
	void *address, *name;

	g_hash_table_iter_init(&iter, people);
	while (g_hash_table_iter_next(&iter, &address, &name)) {
		person one = { td_rest_person_number(address), address, name };

		if (td_rest_is_searched(ask, name, address))
			g_array_append_val(chosen, one);
	}
	g_array_sort_with_data(
	    chosen, compare_people, (void *)(uintptr_t)(order != NULL ? order : "id"));
	if (order != NULL && *order == '-') {
		for (guint i = 0; i < chosen->len / 2; i++) {
			person kept = g_array_index(chosen, person, i);

			g_array_index(chosen, person, i) =
			    g_array_index(chosen, person, chosen->len - 1 - i);
			g_array_index(chosen, person, chosen->len - 1 - i) = kept;
		}
	}
	return chosen;
}

static bool
is_logged_in(td_rest_ask *ask)
{
	if (ask->user == NULL)
		td_rest_refuse(ask, 403, "Authentication credentials were not provided.");
	return ask->user != NULL;
}

static void
write_person(td_rest_ask *ask, td_json *json, const person *one)
{
	const td_rest_person filled = {
		.id = one->number, .name = one->name, .email = one->address
	};

	td_rest_write_person(json, &ask->style, &filled, true);
}

GHashTable *
td_rest_load_people(td_rest_ask *ask, GError **error)
{
	g_autoptr(GHashTable) people =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	return td_index_each_address(ask->serving->index, take_person, people, error)
		   ? g_steal_pointer(&people)
		   : NULL;
}

bool
td_rest_get_people(td_rest_ask *ask, GError **error)
{
	g_autoptr(GHashTable) people = NULL;
	g_autoptr(GArray) chosen = NULL;
	uint64_t skip;
	unsigned limit;
	td_out *out;
	td_json *json;

	if (!is_logged_in(ask) || td_rest_is_known(ask) ||
	    !td_rest_page(ask, &skip, &limit))
		return true;
	people = td_rest_load_people(ask, error);
	if (people == NULL)
		return false;
	chosen = choose_people(ask, people);
	if (!td_rest_link(ask, chosen->len, skip, limit))
		return true;
	json = td_rest_json(ask, &out);
	td_json_array(json, NULL);
	for (uint64_t i = skip; i < chosen->len && i < skip + limit; i++)
		write_person(ask, json, &g_array_index(chosen, person, i));
	td_json_end(json);
	return td_rest_close(json, out, error);
}

bool
td_rest_get_person(td_rest_ask *ask, GError **error)
{
	g_autoptr(GHashTable) people = NULL;
	g_autoptr(GArray) chosen = NULL;
	uint64_t number;
	td_out *out;
	td_json *json;

	if (!is_logged_in(ask))
		return true;
	people = td_rest_load_people(ask, error);
	if (people == NULL)
		return false;
	chosen = choose_people(ask, people);
	if (!td_rest_read_number(ask->id, &number))
		return td_rest_refuse(ask, 404, "Not found.");
	for (guint i = 0; i < chosen->len; i++) {
		const person *one = &g_array_index(chosen, person, i);

		if (one->number != number)
			continue;
		json = td_rest_json(ask, &out);
		write_person(ask, json, one);
		return td_rest_close(json, out, error);
	}
	return td_rest_refuse(ask, 404, "Not found.");
}

static void
write_user(td_rest_ask *ask, td_json *json, const td_user *user)
{
	const td_rest_user filled = {
		.id = (uint64_t)user->id, .name = user->name, .email = user->email
	};

	td_rest_write_user(json, NULL, &ask->style, &filled);
}

bool
td_rest_get_users(td_rest_ask *ask, GError **error)
{
	g_autoptr(GPtrArray) users = NULL;
	uint64_t skip;
	unsigned limit;
	td_out *out;
	td_json *json;

	if (!is_logged_in(ask) || !td_rest_page(ask, &skip, &limit))
		return true;
	users = td_user_load_all(ask->ledger, error);
	if (users == NULL)
		return false;
	for (guint i = users->len; i > 0; i--) {
		const td_user *user = g_ptr_array_index(users, i - 1);

		if (!td_rest_is_searched(ask, user->name, user->email))
			g_ptr_array_remove_index(users, i - 1);
	}
	if (!td_rest_link(ask, users->len, skip, limit))
		return true;
	json = td_rest_json(ask, &out);
	td_json_array(json, NULL);
	for (uint64_t i = skip; i < users->len && i < skip + limit; i++)
		write_user(ask, json, g_ptr_array_index(users, i));
	td_json_end(json);
	return td_rest_close(json, out, error);
}

bool
td_rest_get_user(td_rest_ask *ask, GError **error)
{
	g_autoptr(td_user) user = NULL;
	GError *problem = NULL;
	uint64_t number;
	td_out *out;
	td_json *json;

	if (!is_logged_in(ask))
		return true;
	if (td_rest_read_number(ask->id, &number))
		user = td_user_find_id(ask->ledger, (int64_t)number, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	if (user == NULL)
		return td_rest_refuse(ask, 404, "Not found.");
	json = td_rest_json(ask, &out);
	write_user(ask, json, user);
	return td_rest_close(json, out, error);
}
