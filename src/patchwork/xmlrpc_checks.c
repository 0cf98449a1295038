/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/xmlrpc_checks.c - what machines found */
#include <string.h>

#include "base/error.h"
#include "ledger/event.h"
#include "patchwork/xmlrpc.h"
#include "patchwork/xmlrpc_call.h"
#include "patchwork/xmlrpc_values.h"

static void
write_check(
    td_rest_ask *ask, td_out *out, const td_rest_mail *patch, const td_check *check)
{
	td_rest_user user = td_rest_fill_user(ask, check->user);
	g_autofree char *date = td_xmlrpc_date(check->made);

	td_xmlrpc_struct(out);
	td_xmlrpc_number(out, "id", check->id);
	td_xmlrpc_text(out, "date", date);
	td_xmlrpc_text(out, "patch", patch->name);
	td_xmlrpc_number(out, "patch_id", (int64_t)patch->id);
	td_xmlrpc_text(out, "user", user.name);
	td_xmlrpc_number(out, "user_id", (int64_t)user.id);
	td_xmlrpc_text(out, "state", td_check_word(check->state));
	td_xmlrpc_text(out, "target_url", check->target_url);
	td_xmlrpc_text(out, "description", check->description);
	td_xmlrpc_text(out, "context", check->context);
	td_xmlrpc_struct_end(out);
}

static bool
is_of(td_rest_ask *ask, const td_check *check, const char *user)
{
	td_rest_user who = td_rest_fill_user(ask, check->user);

	return user == NULL || (who.id != 0 && g_ascii_strcasecmp(who.name, user) == 0);
}

/* Those of the patch, which is filled; none of none. */
static GPtrArray *
load_checks(td_rest_ask *ask, const json_t *number, td_rest_mail **patch, GError **error)
{
	td_ledger_key key;
	td_posts *posts;
	uint32_t at;

	if (!td_xmlrpc_find_patch(ask, number, &posts, &at, error))
		return NULL;
	if (posts == NULL)
		return g_ptr_array_new();
	*patch = td_rest_fill_one(ask, posts, at, TD_REST_EMBEDDED, error);
	if (*patch == NULL)
		return NULL;
	key = td_rest_key(ask, posts, at, (*patch)->message_id);
	return td_check_load(ask->ledger, &key, error);
}

/* Those of one patch: without one there is no telling whose they are (docs/rest.md). */
bool
td_xmlrpc_check_list(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	const json_t *fields = json_array_get(params, 0);
	const char *user = td_xmlrpc_text_of(json_object_get(fields, "user"));
	td_rest_mail *patch = NULL;
	g_autoptr(GPtrArray) checks =
	    load_checks(ask, json_object_get(fields, "patch_id"), &patch, error);
	uint64_t from, n;

	if (checks == NULL)
		return false;
	for (guint i = checks->len; i > 0; i--)
		if (!is_of(ask, checks->pdata[i - 1], user))
			g_ptr_array_remove_index(checks, i - 1);
	td_xmlrpc_slice(td_xmlrpc_number_of(json_object_get(fields, "max_count")),
	    checks->len, UINT64_MAX, &from, &n);
	td_xmlrpc_array(out);
	for (uint64_t i = from; patch != NULL && i < from + n; i++)
		write_check(ask, out, patch, checks->pdata[i]);
	td_xmlrpc_array_end(out);
	return true;
}

/* Which patch a check is of, by the event that told of it. */
typedef struct seeking {
	int64_t check;
	unsigned project; /* 0: not found */
	td_oid blob;
} seeking;

static void
take_event(const td_ledger_event *event, void *data)
{
	seeking *self = data;

	if (event->kind != TD_LEDGER_CHECK || event->test != self->check)
		return;
	self->project = event->about.project;
	self->blob = event->about.blob;
}

/* *posts is NULL where there is no such check, or its list is not for who asks. */
static bool
find_checked(
    td_rest_ask *ask, int64_t check, td_posts **posts, uint32_t *at, GError **error)
{
	seeking self = { .check = check };
	GError *problem = NULL;

	*posts = NULL;
	if (!td_ledger_event_each(ask->ledger, 0, take_event, &self, error))
		return false;
	if (self.project == 0)
		return true;
	*posts = td_rest_table_of(ask->rest, ask->serving, self.project, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	if (*posts != NULL && !td_posts_find_blob(*posts, &self.blob, at))
		*posts = NULL;
	return true;
}

bool
td_xmlrpc_check_get(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	int64_t number = td_xmlrpc_number_of(json_array_get(params, 0));
	GError *problem = NULL;
	g_autoptr(td_check) check = td_check_find(ask->ledger, number, &problem);
	td_rest_mail *patch = NULL;
	td_posts *posts = NULL;
	uint32_t at;

	if (problem != NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	if (check != NULL && !find_checked(ask, number, &posts, &at, error))
		return false;
	if (posts != NULL) {
		patch = td_rest_fill_one(ask, posts, at, TD_REST_EMBEDDED, error);
		if (patch == NULL)
			return false;
		write_check(ask, out, patch, check);
		return true;
	}
	td_xmlrpc_struct(out);
	td_xmlrpc_struct_end(out);
	return true;
}

static void
take_text(GHashTable *fields, const char *name, const json_t *value)
{
	const char *text = td_xmlrpc_text_of(value);

	if (text != NULL)
		g_hash_table_insert(fields, g_strdup(name), g_strdup(text));
}

bool
td_xmlrpc_check_create(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	g_autoptr(GHashTable) fields =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	GError *problem = NULL;
	td_posts *posts;
	td_rest_made_check made;
	uint32_t at;

	if (!td_xmlrpc_find_patch(ask, json_array_get(params, 0), &posts, &at, error) ||
	    !td_xmlrpc_may_write(ask, posts, error))
		return false;
	take_text(fields, "context", json_array_get(params, 1));
	take_text(fields, "state", json_array_get(params, 2));
	take_text(fields, "target_url", json_array_get(params, 3));
	take_text(fields, "description", json_array_get(params, 4));
	return td_xmlrpc_done(out,
	    td_rest_put_check(ask, posts, at, fields, &made, &problem), problem, error);
}
