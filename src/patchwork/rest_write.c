/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/rest_write.c - what may be changed: a patch's state, delegate, reference and
 * archived flag */
#include <jansson.h>
#include <string.h>

#include "ledger/event.h"
#include "ledger/mark.h"
#include "patchwork/rest.h"

enum { max_reference = 255 }; /* bytes, as patchwork's column */

/* What is null is ""; NULL for what is neither a text nor a number. */
static char *
text_of(const json_t *value)
{
	if (json_is_string(value))
		return g_strdup(json_string_value(value));
	if (json_is_boolean(value))
		return g_strdup(json_is_true(value) ? "true" : "false");
	if (json_is_integer(value))
		return g_strdup_printf(
		    "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	return json_is_null(value) ? g_strdup("") : NULL;
}

/* jansson's own limit on nesting is 2048, and a body has at most TD_MAX_BODY bytes. */
static bool
read_json(td_rest_ask *ask, GHashTable *fields)
{
	json_t *root = json_loadb(
	    ask->request->body.p, ask->request->body.n, JSON_REJECT_DUPLICATES, NULL);
	const char *name;
	json_t *value;

	if (!json_is_object(root)) {
		json_decref(root);
		td_rest_refuse(ask, 400, "JSON parse error");
		return false;
	}
	json_object_foreach(root, name, value)
	{
		char *text = text_of(value);

		if (text != NULL)
			g_hash_table_replace(fields, g_strdup(name), text);
	}
	json_decref(root);
	return true;
}

static bool
is_json(const td_rest_ask *ask)
{
	const char *type = td_request_header(ask->request, "Content-Type");

	return type != NULL && g_str_has_prefix(type, "application/json");
}

static GPtrArray *
read_json_list(td_rest_ask *ask, const char *name)
{
	json_t *root = json_loadb(
	    ask->request->body.p, ask->request->body.n, JSON_REJECT_DUPLICATES, NULL);
	const json_t *list = json_object_get(root, name), *value;
	GPtrArray *values = NULL;
	size_t i;

	if (json_is_array(list)) {
		values = g_ptr_array_new_with_free_func(g_free);
		json_array_foreach(list, i, value)
		{
			char *text = text_of(value);

			g_ptr_array_add(values, text != NULL ? text : g_strdup(""));
		}
	}
	json_decref(root);
	return values;
}

GPtrArray *
td_rest_read_list(td_rest_ask *ask, const char *name)
{
	GPtrArray *values = NULL;

	if (is_json(ask))
		return read_json_list(ask, name);
	for (guint i = 0; i < ask->request->arguments->len; i++) {
		const td_argument *one =
		    &g_array_index(ask->request->arguments, td_argument, i);

		if (strcmp(one->name, name) != 0)
			continue;
		if (values == NULL)
			values = g_ptr_array_new_with_free_func(g_free);
		g_ptr_array_add(values, g_strdup(one->value));
	}
	return values;
}

bool
td_rest_read_fields(td_rest_ask *ask, GHashTable **fields)
{
	const char *type = td_request_header(ask->request, "Content-Type");

	*fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	if (is_json(ask))
		return read_json(ask, *fields);
	if (type != NULL &&
	    !g_str_has_prefix(type, "application/x-www-form-urlencoded")) {
		/* A header may be any bytes. */
		g_autofree char *word = g_utf8_make_valid(type, -1);
		g_autofree char *detail =
		    g_strdup_printf("Unsupported media type \"%s\" in request.", word);

		td_rest_refuse(ask, 415, detail);
		return false;
	}
	for (guint i = 0; i < ask->request->arguments->len; i++) {
		const td_argument *one =
		    &g_array_index(ask->request->arguments, td_argument, i);

		g_hash_table_replace(*fields, g_strdup(one->name), g_strdup(one->value));
	}
	return true;
}

/* A patch that is being changed. */
typedef struct changing {
	td_rest_ask *ask;
	td_posts *posts;
	uint32_t at;
	GHashTable *fields;
	td_mark before, after;
	td_slug old_state, state;
} changing;

/* False when it refused. */
static bool
take_state(changing *self)
{
	const char *value = g_hash_table_lookup(self->fields, "state");
	g_autoptr(GString) choices = NULL;

	if (value == NULL)
		return true;
	if (td_slug_find(value, &self->state)) {
		self->after.state = td_slug_word(self->state);
		return true;
	}
	choices = g_string_new(NULL);
	for (unsigned i = 0; i < TD_SLUG_COUNT; i++)
		g_string_append_printf(
		    choices, "%s%s", i > 0 ? ", " : "", td_slug_word((td_slug)i));
	td_rest_refuse_field(self->ask, "state", "Invalid state %s. Expected one of: %s.",
	    value, choices->str);
	return false;
}

static bool
take_delegate(changing *self, GError **error)
{
	const char *value = g_hash_table_lookup(self->fields, "delegate");
	const td_rest_project *project = td_rest_project_of(self->ask->rest, self->posts);
	g_autoptr(td_user) user = NULL;
	GError *problem = NULL;
	uint64_t number;

	if (value == NULL)
		return true;
	if (*value == '\0') {
		self->after.delegate = 0;
		return true;
	}
	if (td_rest_read_number(value, &number))
		user = td_user_find_id(self->ask->ledger, (int64_t)number, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	if (user == NULL) {
		td_rest_refuse_field(self->ask, "delegate",
		    "Invalid pk \"%s\" - object does not exist.", value);
		return false;
	}
	if (!td_user_may_write(user, project->name)) {
		td_rest_refuse_field(self->ask, "delegate",
		    "User '%s' is not a maintainer for project '%s'", user->name,
		    project->name);
		return false;
	}
	self->after.delegate = user->id;
	return true;
}

static bool
take_rest(changing *self)
{
	const char *archived = g_hash_table_lookup(self->fields, "archived");
	const char *reference = g_hash_table_lookup(self->fields, "commit_ref");

	if (archived != NULL && !td_rest_read_bool(archived, &self->after.archived)) {
		td_rest_refuse_field(self->ask, "archived", "Must be a valid boolean.");
		return false;
	}
	if (reference != NULL && strlen(reference) > max_reference) {
		td_rest_refuse_field(self->ask, "commit_ref",
		    "Ensure this field has no more than %d characters.", max_reference);
		return false;
	}
	if (reference != NULL)
		self->after.commit_ref = *reference != '\0' ? reference : NULL;
	return true;
}

static const char *
user_text(td_rest_ask *ask, int64_t user)
{
	return user != 0 ? td_rest_printf(ask, "%" G_GINT64_FORMAT, user) : NULL;
}

static bool
write_changes(changing *self, const td_ledger_key *key, GError **error)
{
	td_rest_ask *ask = self->ask;
	td_ledger_event event = {
		.about = *key, .made = ask->serving->now, .user = ask->user->id
	};

	if (!td_mark_put(ask->ledger, key, &self->after, error))
		return false;
	event.kind = TD_LEDGER_STATE;
	event.before = td_slug_word(self->old_state);
	event.after = td_slug_word(self->state);
	if (self->state != self->old_state &&
	    !td_ledger_event_add(ask->ledger, &event, error))
		return false;
	event.kind = TD_LEDGER_DELEGATE;
	event.before = user_text(ask, self->before.delegate);
	event.after = user_text(ask, self->after.delegate);
	return self->before.delegate == self->after.delegate ||
	       td_ledger_event_add(ask->ledger, &event, error);
}

/* False also when it refused: error tells. */
static bool
change(changing *self, const td_ledger_key *key, GError **error)
{
	const td_post_mark *mark = td_posts_get_mark(self->posts, self->at);

	self->old_state = self->state = td_posts_state(self->posts, self->at);
	self->before =
	    (td_mark){ .state = mark->has_state ? td_slug_word(mark->state) : NULL,
		    .delegate = mark->delegate,
		    .archived = mark->archived,
		    .commit_ref = mark->commit_ref };
	self->after = self->before;
	return take_state(self) && take_rest(self) && take_delegate(self, error) &&
	       write_changes(self, key, error);
}

/* A patch and its events are changed together or not at all. What others wrote is read
 * again once nobody else may write, so that no change of theirs is undone by this. */
static bool
store(changing *self, GError **error)
{
	td_rest_ask *ask = self->ask;
	td_rest_mail *mail =
	    td_rest_fill_one(ask, self->posts, self->at, TD_REST_EMBEDDED, error);
	td_ledger_key key;

	if (mail == NULL)
		return false;
	key = td_rest_key(ask, self->posts, self->at, mail->message_id);
	if (!td_ledger_begin(ask->ledger, error))
		return false;
	if (!td_rest_refresh(ask->rest, ask->serving, error) ||
	    !change(self, &key, error)) {
		td_ledger_rollback(ask->ledger);
		return false;
	}
	return td_ledger_commit(ask->ledger, error) &&
	       td_rest_refresh(ask->rest, ask->serving, error);
}

bool
td_rest_change(
    td_rest_ask *ask, td_posts *posts, uint32_t at, GHashTable *fields, GError **error)
{
	changing self = { .ask = ask, .posts = posts, .at = at, .fields = fields };

	return store(&self, error);
}

bool
td_rest_set_patch(td_rest_ask *ask, GError **error)
{
	g_autoptr(GHashTable) fields = NULL;
	GError *problem = NULL;
	td_rest_mail *patch;
	td_posts *posts;
	uint32_t at;
	td_out *out;
	td_json *json;

	if (!td_rest_find(ask, TD_POST_PATCH, &posts, &at, error))
		return false;
	if (posts == NULL || !td_rest_may_write(ask, posts) ||
	    !td_rest_read_fields(ask, &fields))
		return true;
	if (!td_rest_change(ask, posts, at, fields, &problem)) {
		if (problem != NULL)
			g_propagate_error(error, problem);
		return problem == NULL;
	}
	patch = td_rest_fill_one(ask, posts, at, TD_REST_WHOLE, error);
	if (patch == NULL)
		return false;
	json = td_rest_json(ask, &out);
	td_rest_write_patch(json, &ask->style, patch, true);
	return td_rest_close(json, out, error);
}
