/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/rest_checks.c - /api/patches/N/checks/: what machines found; added, never
 * changed */
#include <string.h>

#include "ledger/check.h"
#include "ledger/event.h"
#include "patchwork/rest.h"

enum { /* bytes, as patchwork's columns */
	max_context = 255,
	max_url = 200,
	max_description = 16 << 10,
};

static bool
is_context(const char *text)
{
	if (*text == '\0' || strlen(text) > max_context)
		return false;
	for (; *text != '\0'; text++) {
		if (!g_ascii_isalnum(*text) && *text != '-' && *text != '_')
			return false;
	}
	return true;
}

static bool
is_address(const char *text)
{
	return *text == '\0' || ((g_str_has_prefix(text, "http://") ||
				     g_str_has_prefix(text, "https://")) &&
				    strlen(text) <= max_url &&
				    g_uri_is_valid(text, G_URI_FLAGS_NONE, NULL));
}

static const char *
field_or(GHashTable *fields, const char *name, const char *fallback)
{
	const char *value = g_hash_table_lookup(fields, name);

	return value != NULL && *value != '\0' ? value : fallback;
}

/* False when it refused. The strings are borrowed from fields. */
static bool
read_check(td_rest_ask *ask, GHashTable *fields, td_check *check)
{
	const char *state = field_or(fields, "state", NULL);
	const char *context = field_or(fields, "context", "default");
	const char *url = field_or(fields, "target_url", "");
	const char *description = field_or(fields, "description", "");

	if (state == NULL || !td_check_find_word(state, &check->state)) {
		td_rest_refuse_field(ask, "state",
		    state == NULL ? "A check must have a state."
				  : "\"%.100s\" is not a valid choice.",
		    state);
		return false;
	}
	if (!is_context(context)) {
		td_rest_refuse_field(ask, "context",
		    "Enter a valid \"slug\" consisting of letters, numbers, underscores "
		    "or hyphens.");
		return false;
	}
	if (!is_address(url)) {
		td_rest_refuse_field(ask, "target_url", "Enter a valid URL.");
		return false;
	}
	if (strlen(description) > max_description) {
		td_rest_refuse_field(ask, "description",
		    "Ensure this field has no more than %d characters.", max_description);
		return false;
	}
	check->context = (char *)(uintptr_t)context;
	check->target_url = (char *)(uintptr_t)url;
	check->description = (char *)(uintptr_t)description;
	return true;
}

static bool
store_check(td_rest_ask *ask, const td_ledger_key *key, td_check *check, GError **error)
{
	td_ledger_event event = { .about = *key,
		.made = check->made,
		.user = check->user,
		.kind = TD_LEDGER_CHECK };

	if (!td_ledger_begin(ask->ledger, error))
		return false;
	if (td_check_add(ask->ledger, key, check, &check->id, error)) {
		event.test = check->id;
		if (td_ledger_event_add(ask->ledger, &event, error))
			return td_ledger_commit(ask->ledger, error);
	}
	td_ledger_rollback(ask->ledger);
	return false;
}

static void
write_check(td_rest_ask *ask, td_json *json, uint64_t patch, const td_check *check)
{
	const td_rest_check filled = {
		.id = (uint64_t)check->id,
		.patch = patch,
		.user = td_rest_fill_user(ask, check->user),
		.date = check->made,
		.state = td_check_word(check->state),
		.target_url = check->target_url,
		.context = check->context,
		.description = check->description,
	};

	td_rest_write_check(json, &ask->style, &filled);
}

bool
td_rest_put_check(td_rest_ask *ask, td_posts *posts, uint32_t at, GHashTable *fields,
    td_rest_made_check *made, GError **error)
{
	td_check *check = &made->check;
	td_rest_mail *mail;
	td_ledger_key key;

	*check = (td_check){ .made = ask->serving->now, .user = ask->user->id };
	if (!read_check(ask, fields, check))
		return false;
	mail = td_rest_fill_one(ask, posts, at, TD_REST_EMBEDDED, error);
	if (mail == NULL)
		return false;
	made->patch = mail->id;
	key = td_rest_key(ask, posts, at, mail->message_id);
	return store_check(ask, &key, check, error);
}

bool
td_rest_add_check(td_rest_ask *ask, GError **error)
{
	g_autoptr(GHashTable) fields = NULL;
	GError *problem = NULL;
	td_rest_made_check made;
	td_posts *posts;
	uint32_t at;
	td_out *out;
	td_json *json;

	if (!td_rest_find(ask, TD_POST_PATCH, &posts, &at, error))
		return false;
	if (posts == NULL || !td_rest_may_write(ask, posts) ||
	    !td_rest_read_fields(ask, &fields))
		return true;
	if (!td_rest_put_check(ask, posts, at, fields, &made, &problem)) {
		if (problem != NULL)
			g_propagate_error(error, problem);
		return problem == NULL;
	}
	ask->response->status = 201;
	json = td_rest_json(ask, &out);
	write_check(ask, json, made.patch, &made.check);
	return td_rest_close(json, out, error);
}

/* Those of the patch, by its arguments user, state and context. *number is the patch's.
 */
static GPtrArray *
load_checks(td_rest_ask *ask, uint64_t *number, bool *refused, GError **error)
{
	td_posts *posts;
	td_rest_mail *mail;
	td_ledger_key key;
	uint32_t at;

	*refused = false;
	if (!td_rest_find(ask, TD_POST_PATCH, &posts, &at, error))
		return NULL;
	*refused = posts == NULL;
	if (*refused)
		return g_ptr_array_new();
	mail = td_rest_fill_one(ask, posts, at, TD_REST_EMBEDDED, error);
	if (mail == NULL)
		return NULL;
	*number = mail->id;
	key = td_rest_key(ask, posts, at, mail->message_id);
	return td_check_load(ask->ledger, &key, error);
}

static bool
is_asked_for(td_rest_ask *ask, const td_check *check)
{
	const char *state = td_request_argument(ask->request, "state");
	const char *context = td_request_argument(ask->request, "context");
	const char *user = td_request_argument(ask->request, "user");
	td_rest_user who;
	uint64_t number;

	if (state != NULL && *state != '\0' &&
	    strcmp(state, td_check_word(check->state)) != 0)
		return false;
	if (context != NULL && *context != '\0' && strcmp(context, check->context) != 0)
		return false;
	if (user == NULL || *user == '\0')
		return true;
	if (td_rest_read_number(user, &number))
		return (int64_t)number == check->user;
	who = td_rest_fill_user(ask, check->user);
	return who.id != 0 && g_ascii_strcasecmp(who.name, user) == 0;
}

bool
td_rest_get_checks(td_rest_ask *ask, GError **error)
{
	g_autoptr(GPtrArray) checks = NULL;
	uint64_t patch = 0, skip;
	unsigned limit;
	bool refused;
	td_out *out;
	td_json *json;

	checks = load_checks(ask, &patch, &refused, error);
	if (checks == NULL)
		return false;
	if (refused || td_rest_is_known(ask) || !td_rest_page(ask, &skip, &limit))
		return true;
	for (guint i = checks->len; i > 0; i--) {
		if (!is_asked_for(ask, g_ptr_array_index(checks, i - 1)))
			g_ptr_array_remove_index(checks, i - 1);
	}
	if (!td_rest_link(ask, checks->len, skip, limit))
		return true;
	json = td_rest_json(ask, &out);
	td_json_array(json, NULL);
	for (uint64_t i = skip; i < checks->len && i < skip + limit; i++)
		write_check(ask, json, patch, g_ptr_array_index(checks, i));
	td_json_end(json);
	return td_rest_close(json, out, error);
}

bool
td_rest_get_check(td_rest_ask *ask, GError **error)
{
	g_autoptr(GPtrArray) checks = NULL;
	uint64_t patch = 0, number = 0;
	bool refused;
	td_out *out;
	td_json *json;

	checks = load_checks(ask, &patch, &refused, error);
	if (checks == NULL)
		return false;
	if (refused)
		return true;
	td_rest_read_number(ask->below_id, &number);
	for (guint i = 0; i < checks->len; i++) {
		const td_check *check = g_ptr_array_index(checks, i);

		if ((uint64_t)check->id != number)
			continue;
		json = td_rest_json(ask, &out);
		write_check(ask, json, patch, check);
		return td_rest_close(json, out, error);
	}
	return td_rest_refuse(ask, 404, "Not found.");
}
