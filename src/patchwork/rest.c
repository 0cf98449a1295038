/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/rest.c - /api/: which handler answers what, in which version, for whom */
#include "patchwork/rest.h"

#include <string.h>

#include "base/error.h"
#include "http/basic.h"
#include "patchwork/handlers.h"
#include "site/address.h"

/* One kind of thing: PLACE/, PLACE/ID/, PLACE/ID/BELOW/, PLACE/ID/BELOW/BELOW_ID/. */
typedef struct entry {
	const char *place, *below; /* below NULL: none */
	bool id, below_id;
	unsigned level; /* the first version that has it */
	unsigned method;
	td_rest_handler run;
} entry;

static const entry entries[] = {
	{ "projects", NULL, false, false, TD_REST_1_0, TD_GET, td_rest_get_projects },
	{ "projects", NULL, true, false, TD_REST_1_0, TD_GET, td_rest_get_project },
	{ "people", NULL, false, false, TD_REST_1_0, TD_GET, td_rest_get_people },
	{ "people", NULL, true, false, TD_REST_1_0, TD_GET, td_rest_get_person },
	{ "users", NULL, false, false, TD_REST_1_0, TD_GET, td_rest_get_users },
	{ "users", NULL, true, false, TD_REST_1_0, TD_GET, td_rest_get_user },
	{ "patches", NULL, false, false, TD_REST_1_0, TD_GET, td_rest_get_patches },
	{ "patches", NULL, true, false, TD_REST_1_0, TD_GET, td_rest_get_patch },
	{ "patches", NULL, true, false, TD_REST_1_0, TD_PATCH, td_rest_set_patch },
	{ "patches", NULL, true, false, TD_REST_1_0, TD_PUT, td_rest_set_patch },
	{ "patches", "comments", true, false, TD_REST_1_0, TD_GET,
	    td_rest_get_patch_comments },
	{ "patches", "comments", true, true, TD_REST_1_3, TD_GET,
	    td_rest_get_patch_comment },
	{ "patches", "comments", true, true, TD_REST_1_3, TD_PATCH,
	    td_rest_set_patch_comment },
	{ "patches", "comments", true, true, TD_REST_1_3, TD_PUT,
	    td_rest_set_patch_comment },
	{ "patches", "checks", true, false, TD_REST_1_0, TD_GET, td_rest_get_checks },
	{ "patches", "checks", true, false, TD_REST_1_0, TD_POST, td_rest_add_check },
	{ "patches", "checks", true, true, TD_REST_1_0, TD_GET, td_rest_get_check },
	{ "covers", NULL, false, false, TD_REST_1_0, TD_GET, td_rest_get_covers },
	{ "covers", NULL, true, false, TD_REST_1_0, TD_GET, td_rest_get_cover },
	{ "covers", "comments", true, false, TD_REST_1_0, TD_GET,
	    td_rest_get_cover_comments },
	{ "covers", "comments", true, true, TD_REST_1_3, TD_GET,
	    td_rest_get_cover_comment },
	{ "covers", "comments", true, true, TD_REST_1_3, TD_PATCH,
	    td_rest_set_cover_comment },
	{ "covers", "comments", true, true, TD_REST_1_3, TD_PUT,
	    td_rest_set_cover_comment },
	{ "series", NULL, false, false, TD_REST_1_0, TD_GET, td_rest_get_all_series },
	{ "series", NULL, true, false, TD_REST_1_0, TD_GET, td_rest_get_series },
	{ "events", NULL, false, false, TD_REST_1_0, TD_GET, td_rest_get_events },
	{ "bundles", NULL, false, false, TD_REST_1_0, TD_GET, td_rest_get_bundles },
	{ "bundles", NULL, true, false, TD_REST_1_0, TD_GET, td_rest_get_bundle },
	{ "bundles", NULL, false, false, TD_REST_1_2, TD_POST, td_rest_add_bundle },
	{ "bundles", NULL, true, false, TD_REST_1_2, TD_PATCH, td_rest_set_bundle },
	{ "bundles", NULL, true, false, TD_REST_1_2, TD_PUT, td_rest_set_bundle },
	{ "bundles", NULL, true, false, TD_REST_1_2, TD_DELETE, td_rest_remove_bundle },
};

/* "1.2" is the second part of /api/1.2/...; without one it is the newest. */
static guint
read_version(td_rest_ask *ask, const GPtrArray *segments)
{
	static const char *const versions[] = { "1.0", "1.1", "1.2", "1.3" };

	ask->style.prefix = "/api/";
	ask->style.level = TD_REST_1_3;
	for (guint i = 0; segments->len > 1 && i < G_N_ELEMENTS(versions); i++) {
		if (strcmp(g_ptr_array_index(segments, 1), versions[i]) == 0) {
			ask->style.prefix = td_rest_printf(ask, "/api/%s/", versions[i]);
			ask->style.level = TD_REST_1_0 + i;
			return 2;
		}
	}
	return 1;
}

static const char *
part(const GPtrArray *segments, guint at)
{
	return at < segments->len ? g_ptr_array_index(segments, at) : NULL;
}

/* *methods gets those that the place has. */
static const entry *
find_entry(const td_rest_ask *ask, const char *place, unsigned *methods)
{
	const entry *found = NULL;

	*methods = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(entries); i++) {
		const entry *one = &entries[i];

		if (strcmp(one->place, place) != 0 || one->level > ask->style.level ||
		    one->id != (ask->id != NULL) ||
		    g_strcmp0(one->below, ask->below) != 0 ||
		    one->below_id != (ask->below_id != NULL))
			continue;
		*methods |= one->method;
		if (one->method == ask->request->method)
			found = one;
	}
	return found;
}

/* A token of its own scheme, or as the password of anybody. */
static char *
read_token(const char *header)
{
	g_autofree char *text = NULL;
	char *password;

	if (g_ascii_strncasecmp(header, "Token ", 6) == 0) {
		text = g_strdup(header + 6);
		return g_strdup(g_strstrip(text));
	}
	if (g_ascii_strncasecmp(header, "Basic ", 6) != 0)
		return NULL;
	password = td_basic_password(header);
	return password != NULL ? password : g_strdup("");
}

bool
td_rest_read_user(td_rest_ask *ask, bool *wrong, GError **error)
{
	const char *header = td_request_header(ask->request, "Authorization");
	g_autofree char *token = header != NULL ? read_token(header) : NULL;
	GError *problem = NULL;

	if (token != NULL)
		ask->user = td_user_find_token(ask->ledger, token, &problem);
	*wrong = token != NULL && ask->user == NULL;
	if (problem != NULL)
		g_propagate_error(error, problem);
	return problem == NULL;
}

bool
td_rest_find_user(td_rest_ask *ask, GError **error)
{
	bool wrong;

	if (!td_rest_read_user(ask, &wrong, error))
		return false;
	if (wrong)
		td_rest_refuse(ask, 403, "Invalid token.");
	return !wrong;
}

static bool
write_index(td_rest_ask *ask, GError **error)
{
	td_out *out;
	td_json *json = td_rest_json(ask, &out);

	td_rest_write_index(json, &ask->style);
	return td_rest_close(json, out, error);
}

static bool
refuse_method(td_rest_ask *ask)
{
	static const struct {
		td_method method;
		const char *word;
	} words[] = { { TD_GET, "GET" }, { TD_POST, "POST" }, { TD_PUT, "PUT" },
		{ TD_PATCH, "PATCH" }, { TD_DELETE, "DELETE" } };
	g_autofree char *detail = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(words) && !detail; i++)
		if (words[i].method == ask->request->method)
			detail =
			    g_strdup_printf("Method \"%s\" not allowed.", words[i].word);
	return td_rest_refuse(ask, 405, detail ? detail : "Method not allowed.");
}

static bool
run(td_rest_ask *ask, const entry *found, GError **error)
{
	if (!found->run(ask, error))
		return false;
	if (ask->last_page == 0)
		return true;
	td_response_reset(ask->response);
	return found->run(ask, error);
}

static bool
answer(td_rest_ask *ask, GError **error)
{
	const GPtrArray *segments = ask->request->segments;
	guint at = read_version(ask, segments);
	const char *place = part(segments, at);
	const entry *found;
	unsigned methods = 0;

	if (place == NULL && ask->request->method == TD_GET)
		return write_index(ask, error);
	if (place == NULL)
		return refuse_method(ask);
	ask->id = part(segments, at + 1);
	ask->below = part(segments, at + 2);
	ask->below_id = part(segments, at + 3);
	found = part(segments, at + 4) == NULL ? find_entry(ask, place, &methods) : NULL;
	if (found != NULL)
		return run(ask, found, error);
	if (part(segments, at + 4) != NULL || methods == 0)
		return td_rest_refuse(ask, 404, "Not found.");
	return refuse_method(ask);
}

static void
unref_array(void *data)
{
	g_ptr_array_unref(data);
}

bool
td_rest_open(td_rest_ask *ask, td_serving *serving, const td_request *request,
    td_response *response, GError **error)
{
	*ask =
	    (td_rest_ask){ .serving = serving, .request = request, .response = response };
	ask->kept = g_ptr_array_new_with_free_func(g_free);
	ask->arrays = g_ptr_array_new_with_free_func(unref_array);
	ask->style.level = TD_REST_1_3;
	ask->rest = td_rest_begin(serving, request, error);
	if (ask->rest == NULL)
		return false;
	ask->ledger = td_rest_ledger(ask->rest);
	ask->style.base = td_rest_keep(ask, td_serving_address(serving, request, ""));
	return true;
}

void
td_rest_shut(td_rest_ask *ask)
{
	g_clear_pointer(&ask->user, td_user_free);
	g_clear_pointer(&ask->kept, g_ptr_array_unref);
	g_clear_pointer(&ask->arrays, g_ptr_array_unref);
}

bool
td_serve_rest(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	td_rest_ask ask;
	GError *problem = NULL;
	bool ok = td_rest_open(&ask, serving, request, response, error);

	if (ok && td_rest_find_user(&ask, &problem))
		ok = answer(&ask, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		ok = false;
	}
	td_rest_shut(&ask);
	return ok;
}
