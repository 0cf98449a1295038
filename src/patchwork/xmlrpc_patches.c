/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/xmlrpc_patches.c - patches: found, read, changed */
#include <string.h>

#include "base/error.h"
#include "index/posts.h"
#include "patchwork/xmlrpc.h"
#include "patchwork/xmlrpc_call.h"
#include "patchwork/xmlrpc_values.h"

enum { most_patches = 2000 }; /* of one answer, 0.2 s; /api/ has pages */

static void
write_people(td_out *out, const td_rest_mail *patch)
{
	const td_rest_person *by = &patch->submitter;
	g_autofree char *submitter = by->name != NULL && *by->name != '\0'
					 ? g_strdup_printf("%s <%s>", by->name, by->email)
					 : g_strdup(by->email);

	td_xmlrpc_text(out, "submitter", submitter);
	td_xmlrpc_number(out, "submitter_id", (int64_t)td_xmlrpc_person(by->email));
	td_xmlrpc_text(
	    out, "delegate", patch->delegate.id != 0 ? patch->delegate.name : "None");
	td_xmlrpc_number(out, "delegate_id", (int64_t)patch->delegate.id);
}

static void
write_patch(td_out *out, const td_rest_mail *patch)
{
	g_autofree char *date = td_xmlrpc_date(patch->date);
	g_autofree char *file = td_rest_file_name(patch->name);
	g_autofree char *id = g_strdup_printf("<%s>", patch->message_id);
	g_autofree char *state_name = NULL;
	td_slug state = TD_SLUG_NEW;

	td_slug_find(patch->state, &state);
	state_name = td_xmlrpc_state_name(state);
	td_xmlrpc_struct(out);
	td_xmlrpc_number(out, "id", (int64_t)patch->id);
	td_xmlrpc_text(out, "date", date);
	td_xmlrpc_text(out, "filename", file);
	td_xmlrpc_text(out, "msgid", id);
	td_xmlrpc_text(out, "name", patch->name);
	td_xmlrpc_text(out, "project", patch->project->name);
	td_xmlrpc_number(out, "project_id", (int64_t)patch->project->id);
	td_xmlrpc_text(out, "state", state_name);
	td_xmlrpc_number(out, "state_id", (int64_t)state + 1);
	td_xmlrpc_truth(out, "archived", patch->archived);
	write_people(out, patch);
	td_xmlrpc_text(out, "commit_ref", patch->commit_ref);
	td_xmlrpc_text(out, "hash", patch->hash);
	td_xmlrpc_struct_end(out);
}

static void
write_nothing(td_out *out)
{
	td_xmlrpc_struct(out);
	td_xmlrpc_struct_end(out);
}

/* What patch_list asks for. */
typedef struct wanted {
	td_rest_filter filter;
	GArray *arguments; /* of td_argument: what the same request to /api/ would have */
	const char *hash;
	const json_t *id; /* NULL: any */
	int64_t submitter, delegate, max_count;
	bool none; /* something that is not there, or no field at all */
} wanted;

static void
wanted_clear(wanted *self)
{
	td_rest_filter_clear(&self->filter);
	for (guint i = 0; i < self->arguments->len; i++) {
		td_argument *one = &g_array_index(self->arguments, td_argument, i);

		g_free(one->name);
		g_free(one->value);
	}
	g_array_unref(self->arguments);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(wanted, wanted_clear)

static void
argue(wanted *self, const char *name, const char *value)
{
	const td_argument one = { g_strdup(name), g_strdup(value != NULL ? value : "") };

	g_array_append_val(self->arguments, one);
}

static void
argue_number(wanted *self, const char *name, int64_t number)
{
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, number);

	argue(self, name, text);
}

/* A Message-ID as it is sent has brackets, which /api/ does not want. */
static void
take_message_id(wanted *self, const char *id)
{
	size_t n = id != NULL ? strlen(id) : 0;
	g_autofree char *bare = n > 2 && id[0] == '<' && id[n - 1] == '>'
				    ? g_strndup(id + 1, n - 2)
				    : g_strdup(id);

	self->none |= n == 0;
	argue(self, "msgid", bare);
}

static void
take_state(wanted *self, int64_t number)
{
	if (number > 0 && number <= TD_SLUG_COUNT)
		argue(self, "state", td_slug_word((td_slug)(number - 1)));
	else
		self->none = true;
}

/* A field that patchwork does not have finds nothing there, either. */
static void
take_field(wanted *self, const char *name, const json_t *value)
{
	const char *text = td_xmlrpc_text_of(value);
	int64_t number = td_xmlrpc_number_of(value);

	if (strcmp(name, "max_count") == 0)
		self->max_count = number;
	else if (strcmp(name, "id") == 0)
		self->id = value;
	else if (strcmp(name, "project_id") == 0)
		argue_number(self, "project", number);
	else if (strcmp(name, "series") == 0)
		argue_number(self, "series", number);
	else if (strcmp(name, "state_id") == 0)
		take_state(self, number);
	else if (strcmp(name, "submitter_id") == 0)
		self->submitter = number;
	else if (strcmp(name, "delegate_id") == 0)
		self->delegate = number;
	else if (strcmp(name, "archived") == 0)
		argue(self, "archived",
		    json_is_true(value) || number != 0 ? "true" : "false");
	else if (strcmp(name, "msgid") == 0)
		take_message_id(self, text);
	else if (strcmp(name, "hash") == 0)
		self->hash = text != NULL ? text : "";
	else if (strcmp(name, "name__icontains") == 0)
		argue(self, "name__icontains", text);
	else
		self->none = true;
}

typedef struct submitting {
	GHashTable *rows;
	int64_t number;
} submitting;

static void
take_address(const td_index_address *row, void *data)
{
	submitting *self = data;

	if ((int64_t)td_xmlrpc_person(row->address) == self->number)
		td_rest_set_add(self->rows, row->id);
}

/* Whom patches are delegated to is a user here, by its own number or by the person's. */
static bool
take_delegate(td_rest_ask *ask, wanted *self, GError **error)
{
	g_autoptr(GPtrArray) users = td_user_load_all(ask->ledger, error);

	if (users == NULL)
		return false;
	self->filter.filter.delegates = td_rest_set();
	for (guint i = 0; i < users->len; i++) {
		const td_user *user = users->pdata[i];

		if (user->id == self->delegate ||
		    (int64_t)td_xmlrpc_person(user->email) == self->delegate)
			td_rest_set_add(self->filter.filter.delegates, user->id);
	}
	return true;
}

/* One by its number, which no other filter may have left out. */
static bool
take_number(td_rest_ask *ask, wanted *self, GError **error)
{
	td_post_filter *filter = &self->filter.filter;
	td_posts *posts;
	uint32_t at;

	if (!td_xmlrpc_find_patch(ask, self->id, &posts, &at, error))
		return false;
	if (posts == NULL ||
	    (filter->messages != NULL && !g_hash_table_contains(filter->messages,
					     &td_posts_get(posts, at)->message))) {
		self->none = true;
		return true;
	}
	g_clear_pointer(&filter->messages, g_hash_table_unref);
	filter->messages = td_rest_set();
	td_rest_set_add(filter->messages, td_posts_get(posts, at)->message);
	/* A mail may be a patch of two lists; the number is of one. */
	if (g_ptr_array_find(self->filter.tables, posts, NULL)) {
		g_ptr_array_set_size(self->filter.tables, 0);
		g_ptr_array_add(self->filter.tables, posts);
	} else {
		self->none = true;
	}
	return true;
}

static bool
read_wanted(td_rest_ask *ask, wanted *self, GError **error)
{
	td_request request = *ask->request;
	td_rest_ask other = *ask;
	submitting by = { .number = self->submitter };
	bool refused;

	request.arguments = self->arguments;
	other.request = &request;
	if (!td_rest_read_filter(&other, &self->filter, &refused, error))
		return false;
	self->none |= refused || self->filter.none;
	self->filter.filter.kind = TD_POST_PATCH;
	if (self->submitter != 0) {
		self->filter.filter.submitters = by.rows = td_rest_set();
		if (!td_index_each_address(ask->serving->index, take_address, &by, error))
			return false;
	}
	return (self->delegate == 0 || take_delegate(ask, self, error)) &&
	       (self->hash == NULL ||
		   td_rest_filter_hash(&other, &self->filter, self->hash, error)) &&
	       (self->id == NULL || self->none || take_number(ask, self, error));
}

/* In the order of arrival; GArray of td_post_ref. */
static GArray *
select_patches(wanted *self)
{
	td_post_filter *filter = &self->filter.filter;
	uint64_t total = 0, n;
	GArray *refs;

	filter->skip = 0;
	filter->limit = 1;
	g_array_unref(td_posts_select(self->filter.tables, filter, &total));
	td_xmlrpc_slice(self->max_count, total, most_patches, &filter->skip, &n);
	filter->limit = (unsigned)n;
	refs = n > 0 ? td_posts_select(self->filter.tables, filter, &total)
		     : g_array_new(FALSE, FALSE, sizeof(td_post_ref));
	return refs;
}

/* What is asked for, in the order of arrival. GPtrArray of td_rest_mail *. */
static GPtrArray *
load_wanted(td_rest_ask *ask, wanted *self, GError **error)
{
	g_autoptr(GArray) refs = NULL;

	if (!read_wanted(ask, self, error))
		return NULL;
	refs = self->none ? g_array_new(FALSE, FALSE, sizeof(td_post_ref))
			  : select_patches(self);
	return td_rest_fill_refs(ask, refs, TD_REST_LISTED, error);
}

bool
td_xmlrpc_patch_list(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	g_auto(wanted)
	    self = { .arguments = g_array_new(FALSE, FALSE, sizeof(td_argument)) };
	json_t *fields = json_array_get(params, 0);
	g_autoptr(GPtrArray) mails = NULL;
	const char *name;
	json_t *value;

	json_object_foreach(fields, name, value)
	{
		take_field(&self, name, value);
	}
	mails = load_wanted(ask, &self, error);
	if (mails == NULL)
		return false;
	td_xmlrpc_array(out);
	for (guint i = 0; i < mails->len; i++)
		write_patch(out, mails->pdata[i]);
	td_xmlrpc_array_end(out);
	return true;
}

bool
td_xmlrpc_patch_get(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	td_rest_mail *mail;
	td_posts *posts;
	uint32_t at;

	if (!td_xmlrpc_find_patch(ask, json_array_get(params, 0), &posts, &at, error))
		return false;
	if (posts == NULL) {
		write_nothing(out);
		return true;
	}
	mail = td_rest_fill_one(ask, posts, at, TD_REST_LISTED, error);
	if (mail == NULL)
		return false;
	write_patch(out, mail);
	return true;
}

/* The first that has it. */
static bool
find_by_hash(
    td_rest_ask *ask, const char *project, const char *hash, td_out *out, GError **error)
{
	g_auto(wanted) self = {
		.arguments = g_array_new(FALSE, FALSE, sizeof(td_argument)),
		.hash = hash != NULL ? hash : "",
		.max_count = 1,
	};
	g_autoptr(GPtrArray) mails = NULL;

	if (project != NULL)
		argue(&self, "project", project);
	mails = load_wanted(ask, &self, error);
	if (mails == NULL)
		return false;
	if (mails->len > 0)
		write_patch(out, mails->pdata[0]);
	else
		write_nothing(out);
	return true;
}

bool
td_xmlrpc_patch_get_by_hash(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	return find_by_hash(
	    ask, NULL, td_xmlrpc_text_of(json_array_get(params, 0)), out, error);
}

bool
td_xmlrpc_patch_get_by_project_hash(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	const char *project = td_xmlrpc_text_of(json_array_get(params, 0));

	return find_by_hash(ask, project != NULL ? project : "?",
	    td_xmlrpc_text_of(json_array_get(params, 1)), out, error);
}

bool
td_xmlrpc_patch_get_mbox(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	td_out *mbox = td_out_new_text(16 << 10);
	g_autofree char *text = NULL;
	td_posts *posts;
	uint32_t at;
	size_t n;

	if (!td_xmlrpc_find_patch(ask, json_array_get(params, 0), &posts, &at, error) ||
	    (posts != NULL && !td_rest_write_mbox(ask, posts, at, mbox, error))) {
		td_out_free(mbox);
		return false;
	}
	text = td_out_take(mbox, &n);
	td_xmlrpc_span(out, NULL, (td_span){ text, n });
	return true;
}

bool
td_xmlrpc_patch_get_diff(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	td_rest_mail *mail = NULL;
	td_posts *posts;
	uint32_t at;

	if (!td_xmlrpc_find_patch(ask, json_array_get(params, 0), &posts, &at, error))
		return false;
	if (posts != NULL) {
		mail = td_rest_fill_one(ask, posts, at, TD_REST_WHOLE, error);
		if (mail == NULL)
			return false;
	}
	td_xmlrpc_text(out, NULL, mail != NULL ? mail->diff : NULL);
	return true;
}

/* What else there may be is left out, as patchwork does. */
static bool
take_changes(const json_t *given, GHashTable *fields, GError **error)
{
	json_t *state = json_object_get(given, "state");
	json_t *archived = json_object_get(given, "archived");
	const char *reference = td_xmlrpc_text_of(json_object_get(given, "commit_ref"));
	int64_t number = td_xmlrpc_number_of(state);

	if (state != NULL && (number <= 0 || number > TD_SLUG_COUNT)) {
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_USAGE, "there is no such state");
		return false;
	}
	if (state != NULL)
		g_hash_table_insert(fields, g_strdup("state"),
		    g_strdup(td_slug_word((td_slug)(number - 1))));
	if (archived != NULL)
		g_hash_table_insert(fields, g_strdup("archived"),
		    g_strdup(json_is_true(archived) || td_xmlrpc_number_of(archived) != 0
				 ? "true"
				 : "false"));
	if (reference != NULL)
		g_hash_table_insert(fields, g_strdup("commit_ref"), g_strdup(reference));
	return true;
}

bool
td_xmlrpc_patch_set(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	g_autoptr(GHashTable) fields =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	GError *problem = NULL;
	td_posts *posts;
	uint32_t at;

	if (!td_xmlrpc_find_patch(ask, json_array_get(params, 0), &posts, &at, error) ||
	    !td_xmlrpc_may_write(ask, posts, error) ||
	    !take_changes(json_array_get(params, 1), fields, error))
		return false;
	return td_xmlrpc_done(
	    out, td_rest_change(ask, posts, at, fields, &problem), problem, error);
}
