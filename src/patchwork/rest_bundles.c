/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/rest_bundles.c - /api/bundles/: which there are for who asks */
#include <string.h>

#include "base/error.h"
#include "patchwork/rest.h"
#include "site/admit.h"

bool
td_rest_may_read(const td_rest_ask *ask, const td_bundle *bundle)
{
	return bundle->open || (ask->user != NULL && ask->user->id == bundle->owner);
}

GArray *
td_rest_find_bundled(
    td_rest_ask *ask, td_bundle *bundle, td_posts **posts, GError **error)
{
	g_autoptr(GArray) at = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	GError *problem = NULL;

	*posts = td_rest_table_of(ask->rest, ask->serving, bundle->project, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		return NULL;
	}
	if (!td_bundle_load_patches(ask->ledger, bundle, error))
		return NULL;
	for (guint i = 0; *posts != NULL && i < bundle->patches->len; i++) {
		const td_bundle_patch *one =
		    &g_array_index(bundle->patches, td_bundle_patch, i);
		td_ledger_key key = { .project = bundle->project,
			.message_id = one->message_id,
			.blob = one->blob };
		uint32_t post;

		if (td_rest_find_marked(ask->serving->index, *posts, &key, &post) &&
		    td_posts_get(*posts, post)->kind == TD_POST_PATCH)
			g_array_append_val(at, post);
	}
	return g_steal_pointer(&at);
}

bool
td_rest_fill_bundle(td_rest_ask *ask, const td_bundle *bundle, td_posts *posts,
    const GArray *at, td_rest_bundle *filled, GError **error)
{
	GPtrArray *mails = td_rest_fill(ask, posts, at, TD_REST_EMBEDDED, error);

	if (mails == NULL)
		return false;
	td_rest_keep_array(ask, mails);
	*filled = (td_rest_bundle){
		.id = (uint64_t)bundle->id,
		.project = td_rest_project_of(ask->rest, posts),
		.name = td_rest_keep(ask, g_strdup(bundle->name)),
		.owner = td_rest_fill_user(ask, bundle->owner),
		.open = bundle->open,
		.patches = mails,
	};
	return true;
}

/* Of no value none is asked for; what names nothing matches nothing. */
typedef struct wanted {
	td_rest_ask *ask;
	GHashTable *owners; /* int64_t *; NULL: all */
	GHashTable *lists; /* of GUINT_TO_POINTER(project) to its name, "" where it is not
			      for who asks */
} wanted;

static bool
read_owners(wanted *self, GError **error)
{
	td_rest_ask *ask = self->ask;
	const char *value;
	guint at = 0;

	while ((value = td_rest_next_value(ask->request, "owner", &at)) != NULL) {
		g_autoptr(td_user) user = NULL;
		GError *problem = NULL;
		uint64_t number;

		if (self->owners == NULL)
			self->owners = td_rest_set();
		if (td_rest_read_number(value, &number)) {
			td_rest_set_add(self->owners, (int64_t)number);
			continue;
		}
		user = td_user_find_name(ask->ledger, value, &problem);
		if (problem != NULL) {
			g_propagate_error(error, problem);
			return false;
		}
		if (user != NULL)
			td_rest_set_add(self->owners, user->id);
	}
	return true;
}

/* The list of a project where who asks may read it, else ""; its table is not read for
 * that. */
static const char *
list_of(wanted *self, unsigned project)
{
	td_rest_ask *ask = self->ask;
	char *name = g_hash_table_lookup(self->lists, GUINT_TO_POINTER(project));
	td_served_list served;

	if (name != NULL)
		return name;
	name = td_ledger_project_name(ask->ledger, project, NULL);
	if (name == NULL ||
	    !td_serving_list(ask->serving, ask->request, name, &served, NULL) ||
	    served.id <= 0) {
		g_free(name);
		name = g_strdup("");
	}
	g_hash_table_insert(self->lists, GUINT_TO_POINTER(project), name);
	return name;
}

static bool
is_of_project(const td_rest_ask *ask, unsigned project, const char *list)
{
	const char *value;
	uint64_t number;
	guint at = 0;
	bool any = false;

	while ((value = td_rest_next_value(ask->request, "project", &at)) != NULL) {
		any = true;
		if (td_rest_read_number(value, &number) ? number == project
							: strcmp(value, list) == 0)
			return true;
	}
	return !any;
}

static bool
is_wanted(wanted *self, const td_bundle *bundle)
{
	td_rest_ask *ask = self->ask;
	const char *open = td_request_argument(ask->request, "public");
	const char *list = list_of(self, bundle->project);
	bool yes;

	if (*list == '\0' || !is_of_project(ask, bundle->project, list))
		return false;
	if (open != NULL && td_rest_read_flag(open, &yes) && yes != bundle->open)
		return false;
	if (self->owners != NULL && !g_hash_table_contains(self->owners, &bundle->owner))
		return false;
	return td_rest_is_searched(ask, bundle->name, bundle->name);
}

/* By number where the order says nothing else. */
static int
compare(const void *a, const void *b, void *data)
{
	const td_bundle *left = *(td_bundle *const *)a, *right = *(td_bundle *const *)b;
	const char *order = data;
	int sign = *order == '-' ? -1 : 1, by = 0;

	order += *order == '-';
	if (strcmp(order, "name") == 0)
		by = strcmp(left->name, right->name);
	else if (strcmp(order, "owner") == 0)
		by = (left->owner > right->owner) - (left->owner < right->owner);
	else if (strcmp(order, "id") != 0)
		sign = 1;
	if (by == 0)
		by = (left->id > right->id) - (left->id < right->id);
	return sign * by;
}

static GPtrArray *
choose_bundles(td_rest_ask *ask, GError **error)
{
	g_autoptr(GHashTable) lists =
	    g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
	const char *order = td_request_argument(ask->request, "order");
	g_autoptr(GPtrArray) bundles =
	    td_bundle_load_for(ask->ledger, ask->user != NULL ? ask->user->id : 0, error);
	wanted self = { .ask = ask, .lists = lists };
	guint kept = 0;

	if (bundles == NULL || !read_owners(&self, error)) {
		g_clear_pointer(&self.owners, g_hash_table_unref);
		return NULL;
	}
	for (guint i = 0; i < bundles->len; i++) {
		td_bundle *one = g_steal_pointer(&bundles->pdata[i]);

		if (is_wanted(&self, one))
			bundles->pdata[kept++] = one;
		else
			td_bundle_free(one);
	}
	g_ptr_array_set_size(bundles, (int)kept);
	g_ptr_array_sort_with_data(
	    bundles, compare, (void *)(uintptr_t)(order != NULL ? order : "id"));
	g_clear_pointer(&self.owners, g_hash_table_unref);
	return g_steal_pointer(&bundles);
}

static bool
write_bundle(td_rest_ask *ask, td_json *json, td_bundle *bundle, GError **error)
{
	g_autoptr(GArray) at = NULL;
	td_rest_bundle filled;
	td_posts *posts;

	at = td_rest_find_bundled(ask, bundle, &posts, error);
	if (at == NULL)
		return false;
	if (posts == NULL)
		return true;
	if (!td_rest_fill_bundle(ask, bundle, posts, at, &filled, error))
		return false;
	td_rest_write_bundle(json, &ask->style, &filled);
	return true;
}

bool
td_rest_get_bundles(td_rest_ask *ask, GError **error)
{
	g_autoptr(GPtrArray) bundles = NULL;
	uint64_t skip;
	unsigned limit;
	td_out *out;
	td_json *json;

	if (td_rest_is_known(ask) || !td_rest_page(ask, &skip, &limit))
		return true;
	bundles = choose_bundles(ask, error);
	if (bundles == NULL)
		return false;
	if (!td_rest_link(ask, bundles->len, skip, limit))
		return true;
	json = td_rest_json(ask, &out);
	td_json_array(json, NULL);
	for (uint64_t i = skip; i < bundles->len && i < skip + limit; i++) {
		if (!write_bundle(ask, json, g_ptr_array_index(bundles, i), error)) {
			td_json_free(json);
			td_out_free(out);
			return false;
		}
	}
	td_json_end(json);
	return td_rest_close(json, out, error);
}
