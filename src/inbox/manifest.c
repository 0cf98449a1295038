/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inbox/manifest.c - manifest.js.gz: which repositories there are, for grokmirror,
 * public-inbox-clone and tidings itself
 */
#include "archive/repositories.h"
#include "base/error.h"
#include "inbox/git.h"
#include "inbox/handlers.h"
#include "output/json.h"
#include "output/sink.h"
#include "site/about.h"
#include "site/admit.h"

/* A manifest being made. */
typedef struct making {
	td_serving *serving;
	td_json *json;
	int64_t modified; /* of the newest */
} making;

static void
add_repository(making *self, const td_served_list *list, const td_archive *archive,
    const char *description, const td_repository *one)
{
	g_autofree char *below = td_git_path_below(archive, one->epoch);
	g_autofree char *key =
	    g_strdup_printf("/%s%s%s", list->name, *below ? "/" : "", below);
	g_autofree char *text =
	    *below ? g_strdup_printf("%s [epoch %u]", description, one->epoch)
		   : g_strdup(description);

	td_json_object(self->json, key);
	td_json_null(self->json, "owner");
	td_json_string(self->json, "description", text);
	td_json_null(self->json, "reference");
	td_json_int(self->json, "modified", one->modified);
	td_json_string(self->json, "fingerprint", one->fingerprint);
	td_json_end(self->json);
	self->modified = MAX(self->modified, one->modified);
}

/* A list whose archive is none of git has no entry, and one that cannot be read stops
 * nobody from mirroring the others. */
static bool
add_list(making *self, const td_served_list *list, GError **error)
{
	td_archive *archive = td_git_archive(self->serving, list, error);
	g_autofree char *description = td_about_description(self->serving, list);
	g_autoptr(GPtrArray) all =
	    archive ? td_archive_load_repositories(archive, error) : NULL;

	for (unsigned i = 0; all && i < all->len; i++) {
		const td_repository *one = all->pdata[i];

		if (one->refs->len > 0)
			add_repository(self, list, archive, description, one);
	}
	return all != NULL;
}

static bool
add_all(making *self, const td_request *request)
{
	const GPtrArray *lists = td_library_lists(self->serving->library);

	for (unsigned i = 0; i < lists->len; i++) {
		const td_list *one = lists->pdata[i];
		td_served_list list;

		if (td_serving_list(self->serving, request, one->name, &list, NULL))
			add_list(self, &list, NULL);
	}
	return true;
}

static bool
serve_manifest(td_serving *serving, const td_request *request, const char *name,
    td_response *response, GError **error)
{
	g_autoptr(td_out) out = td_out_new(td_response_sink(response));
	making self = { .serving = serving, .json = td_json_new(out) };
	td_served_list list;
	bool ok;

	td_json_object(self.json, NULL);
	ok = !name ? add_all(&self, request)
		   : td_serving_list(serving, request, name, &list, error) &&
			 add_list(&self, &list, error);
	td_json_end(self.json);
	td_json_free(self.json);
	if (!ok || !td_out_close(g_steal_pointer(&out), error))
		return false;
	td_response_type(response, "application/gzip");
	response->packing = TD_PACK_ALWAYS;
	td_response_is_known(response, request, NULL, self.modified);
	return true;
}

bool
td_serve_manifest(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_manifest(serving, request, NULL, response, error);
}

bool
td_serve_list_manifest(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_manifest(serving, request, request->captured[0], response, error);
}
