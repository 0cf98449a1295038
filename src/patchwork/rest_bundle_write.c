/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/rest_bundle_write.c - one bundle: shown, made, changed, removed */
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "patchwork/rest.h"

/* What the request says of a bundle; NULL for what it does not say. */
typedef struct saying {
	td_rest_ask *ask;
	bool whole; /* all has to be said */
	GHashTable *fields;
	char *name;
	const char *open; /* as it was sent */
	bool is_open;
	td_posts *posts;
	GArray *at; /* of uint32_t: its patches in the table */
} saying;

static void
clear_saying(saying *self)
{
	g_free(self->name);
	if (self->fields != NULL)
		g_hash_table_unref(self->fields);
	if (self->at != NULL)
		g_array_unref(self->at);
}

/* It becomes a part of an address: what a client would resolve is none. */
static bool
is_name(const char *name)
{
	for (const char *at = name; *at != '\0'; at++) {
		if (g_ascii_iscntrl(*at))
			return false;
	}
	return strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

/* These are false when they refused. */
static bool
read_name(saying *self)
{
	const char *value = g_hash_table_lookup(self->fields, "name");

	if (value == NULL && !self->whole)
		return true;
	if (value == NULL) {
		td_rest_refuse_field(self->ask, "name", "This field is required.");
		return false;
	}
	self->name = g_strstrip(g_strdup(value));
	if (*self->name == '\0')
		td_rest_refuse_field(self->ask, "name", "This field may not be blank.");
	else if (g_utf8_strlen(self->name, -1) > TD_MAX_BUNDLE_NAME)
		td_rest_refuse_field(self->ask, "name",
		    "Ensure this field has no more than %d characters.",
		    TD_MAX_BUNDLE_NAME);
	else if (!is_name(self->name))
		td_rest_refuse_field(self->ask, "name", "Enter a valid name.");
	else
		return true;
	return false;
}

static bool
read_open(saying *self)
{
	self->open = g_hash_table_lookup(self->fields, "public");
	if (self->open == NULL || td_rest_read_bool(self->open, &self->is_open))
		return true;
	td_rest_refuse_field(self->ask, "public", "Must be a valid boolean.");
	return false;
}

static bool
has(const GArray *array, uint32_t value)
{
	for (guint i = 0; i < array->len; i++) {
		if (g_array_index(array, uint32_t, i) == value)
			return true;
	}
	return false;
}

/* A patch of a list that who asks may not read is not there. One that is named twice is
 * in it once. */
static bool
read_patch(saying *self, const char *value, GError **error)
{
	GError *problem = NULL;
	td_posts *posts = NULL;
	uint64_t number;
	uint32_t at;

	if (!td_rest_read_number(value, &number)) {
		td_rest_refuse_field(self->ask, "patches",
		    "Incorrect type. Expected pk value, received str.");
		return false;
	}
	posts = td_rest_table_of(self->ask->rest, self->ask->serving, number, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	if (posts == NULL || !td_posts_find(posts, number, &at) ||
	    td_posts_get(posts, at)->kind != TD_POST_PATCH) {
		td_rest_refuse_field(self->ask, "patches",
		    "Invalid pk \"%s\" - object does not exist.", value);
		return false;
	}
	if (self->posts != NULL && self->posts != posts) {
		td_rest_refuse_field(self->ask, "patches",
		    "Bundle patches must belong to the same project");
		return false;
	}
	self->posts = posts;
	if (!has(self->at, at))
		g_array_append_val(self->at, at);
	return true;
}

static bool
read_patches(saying *self, GError **error)
{
	g_autoptr(GPtrArray) values = td_rest_read_list(self->ask, "patches");

	if (values == NULL && !self->whole)
		return true;
	if (values == NULL || values->len == 0) {
		td_rest_refuse_field(self->ask, "patches",
		    values == NULL ? "This field is required."
				   : "Bundles cannot be empty");
		return false;
	}
	if (values->len > TD_MAX_BUNDLE_PATCHES) {
		td_rest_refuse_field(self->ask, "patches",
		    "Ensure this field has no more than %d elements.",
		    TD_MAX_BUNDLE_PATCHES);
		return false;
	}
	self->at = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (guint i = 0; i < values->len; i++) {
		if (!read_patch(self, g_ptr_array_index(values, i), error))
			return false;
	}
	return true;
}

static bool
read_saying(saying *self, GError **error)
{
	return td_rest_read_fields(self->ask, &self->fields) && read_name(self) &&
	       read_open(self) && read_patches(self, error) &&
	       (self->posts == NULL || td_rest_may_write(self->ask, self->posts));
}

/* Into the bundle; its patches are NULL where nothing was said of them. */
static bool
apply(const saying *self, td_bundle *bundle, GError **error)
{
	g_autoptr(GPtrArray) mails = NULL;

	if (self->name != NULL) {
		g_free(bundle->name);
		bundle->name = g_strdup(self->name);
	}
	if (self->open != NULL)
		bundle->open = self->is_open;
	if (self->at == NULL)
		return true;
	bundle->project = self->posts->project;
	mails = td_rest_fill(self->ask, self->posts, self->at, TD_REST_EMBEDDED, error);
	for (guint i = 0; mails != NULL && i < mails->len; i++) {
		const td_rest_mail *mail = g_ptr_array_index(mails, i);
		uint32_t at = g_array_index(self->at, uint32_t, i);

		td_bundle_append(
		    bundle, mail->message_id, &td_posts_get(self->posts, at)->blob);
	}
	return mails != NULL;
}

/* Answers a problem that is the client's; false with all others. */
static bool
settle(td_rest_ask *ask, GError *take_problem, GError **error)
{
	g_autoptr(GError) problem = take_problem;

	if (problem == NULL)
		return true;
	if (g_error_matches(problem, TD_ERROR, TD_ERROR_EXISTS))
		return td_rest_refuse_field(ask, "name", "%s", problem->message);
	if (g_error_matches(problem, TD_ERROR, TD_ERROR_LIMIT))
		return td_rest_refuse(ask, 400, problem->message);
	if (g_error_matches(problem, TD_ERROR, TD_ERROR_NOT_FOUND))
		return td_rest_refuse(ask, 404, "Not found.");
	g_propagate_error(error, g_steal_pointer(&problem));
	return false;
}

static bool
answer_bundle(td_rest_ask *ask, td_bundle *bundle, GError **error)
{
	g_autoptr(GArray) at = NULL;
	td_rest_bundle filled;
	td_posts *posts;
	td_out *out;
	td_json *json;

	at = td_rest_find_bundled(ask, bundle, &posts, error);
	if (at == NULL)
		return false;
	if (posts == NULL)
		return td_rest_refuse(ask, 404, "Not found.");
	if (!td_rest_fill_bundle(ask, bundle, posts, at, &filled, error))
		return false;
	json = td_rest_json(ask, &out);
	td_rest_write_bundle(json, &ask->style, &filled);
	return td_rest_close(json, out, error);
}

/* The one that the path names; *found is NULL when it was refused: also where it is
 * another user's, or its list is not for who asks. */
static bool
find_bundle(td_rest_ask *ask, td_bundle **found, GError **error)
{
	g_autoptr(td_bundle) bundle = NULL;
	td_posts *posts = NULL;
	GError *problem = NULL;
	uint64_t number;

	*found = NULL;
	if (td_rest_read_number(ask->id, &number))
		bundle = td_bundle_find(ask->ledger, (int64_t)number, &problem);
	if (bundle != NULL && td_rest_may_read(ask, bundle))
		posts =
		    td_rest_table_of(ask->rest, ask->serving, bundle->project, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	if (posts == NULL)
		return td_rest_refuse(ask, 404, "Not found.");
	*found = g_steal_pointer(&bundle);
	return true;
}

/* The same for its owner alone. */
static bool
find_own(td_rest_ask *ask, td_bundle **found, GError **error)
{
	if (!find_bundle(ask, found, error))
		return false;
	if (*found == NULL || (ask->user != NULL && ask->user->id == (*found)->owner))
		return true;
	g_clear_pointer(found, td_bundle_free);
	return td_rest_refuse(ask, 403,
	    ask->user == NULL ? "Authentication credentials were not provided."
			      : "You do not have permission to perform this action.");
}

bool
td_rest_get_bundle(td_rest_ask *ask, GError **error)
{
	g_autoptr(td_bundle) bundle = NULL;

	if (!find_bundle(ask, &bundle, error))
		return false;
	return bundle == NULL || td_rest_is_known(ask) ||
	       answer_bundle(ask, bundle, error);
}

/* False also when it refused: error tells. */
static bool
add_bundle(saying *self, GError **error)
{
	td_rest_ask *ask = self->ask;
	g_autoptr(td_bundle) bundle = td_bundle_new();
	const char *place;

	if (!read_saying(self, error) || !apply(self, bundle, error))
		return false;
	bundle->owner = ask->user->id;
	if (!td_bundle_add(ask->ledger, bundle, &bundle->id, error))
		return false;
	ask->response->status = 201;
	place = td_rest_printf(ask, "%s%sbundles/%" G_GINT64_FORMAT "/", ask->style.base,
	    ask->style.prefix, bundle->id);
	td_response_header(ask->response, "Location", place);
	return answer_bundle(ask, bundle, error);
}

bool
td_rest_add_bundle(td_rest_ask *ask, GError **error)
{
	saying self = { .ask = ask, .whole = true };
	GError *problem = NULL;

	if (ask->user == NULL)
		return td_rest_refuse(
		    ask, 403, "Authentication credentials were not provided.");
	add_bundle(&self, &problem);
	clear_saying(&self);
	return settle(ask, problem, error);
}

/* What is not said stays as it is now, whoever else writes: it is read again. */
static td_bundle *
store_changes(saying *self, int64_t id, GError **error)
{
	td_ledger *ledger = self->ask->ledger;
	g_autoptr(td_bundle) bundle = NULL;
	GError *problem = NULL;

	if (!td_ledger_begin(ledger, error))
		return NULL;
	bundle = td_bundle_find(ledger, id, &problem);
	if (bundle != NULL && apply(self, bundle, &problem) &&
	    td_bundle_set(ledger, bundle, &problem) && td_ledger_commit(ledger, &problem))
		return g_steal_pointer(&bundle);
	if (problem == NULL)
		g_set_error_literal(
		    &problem, TD_ERROR, TD_ERROR_NOT_FOUND, "the bundle was removed");
	td_ledger_rollback(ledger);
	g_propagate_error(error, problem);
	return NULL;
}

static bool
change_bundle(saying *self, int64_t id, GError **error)
{
	g_autoptr(td_bundle) bundle = NULL;

	if (!read_saying(self, error))
		return false;
	bundle = store_changes(self, id, error);
	return bundle != NULL && answer_bundle(self->ask, bundle, error);
}

bool
td_rest_set_bundle(td_rest_ask *ask, GError **error)
{
	saying self = { .ask = ask, .whole = ask->request->method == TD_PUT };
	g_autoptr(td_bundle) bundle = NULL;
	GError *problem = NULL;

	if (!find_own(ask, &bundle, error))
		return false;
	if (bundle == NULL)
		return true;
	change_bundle(&self, bundle->id, &problem);
	clear_saying(&self);
	return settle(ask, problem, error);
}

/* Its owner may remove it also where its list went, or is not for them any more: it would
 * keep its name for ever. */
static bool
find_removable(td_rest_ask *ask, td_bundle **found, GError **error)
{
	g_autoptr(td_bundle) bundle = NULL;
	GError *problem = NULL;
	uint64_t number;

	if (ask->user != NULL && td_rest_read_number(ask->id, &number))
		bundle = td_bundle_find(ask->ledger, (int64_t)number, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	if (bundle == NULL || bundle->owner != ask->user->id)
		return find_own(ask, found, error);
	*found = g_steal_pointer(&bundle);
	return true;
}

bool
td_rest_remove_bundle(td_rest_ask *ask, GError **error)
{
	g_autoptr(td_bundle) bundle = NULL;

	if (!find_removable(ask, &bundle, error))
		return false;
	if (bundle == NULL)
		return true;
	ask->response->status = 204;
	return td_bundle_remove(ask->ledger, bundle->id, error);
}
