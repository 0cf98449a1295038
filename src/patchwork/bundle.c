/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/bundle.c - /bundle/USER/NAME/ and its mbox/ */
#include "markup/bundle.h"
#include "base/error.h"
#include "patchwork/handlers.h"
#include "patchwork/tracking.h"
#include "site/page_of.h"

/* A bundle that may be read, and where its patches are. */
typedef struct bundled {
	td_tracking tracking;
	td_bundle *bundle;
	GArray *at;
} bundled;

static void
clear(bundled *self)
{
	td_bundle_free(self->bundle);
	if (self->at != NULL)
		g_array_unref(self->at);
	td_tracking_end(&self->tracking);
}

/* NULL in *found where the address names none. */
static bool
find_named(td_rest_ask *ask, td_bundle **found, GError **error)
{
	const char *const *captured = ask->request->captured;
	GError *problem = NULL;
	g_autoptr(td_user) owner = td_user_find_name(ask->ledger, captured[0], &problem);

	*found = owner != NULL
		     ? td_bundle_find_name(ask->ledger, owner->id, captured[1], &problem)
		     : NULL;
	if (problem != NULL)
		g_propagate_error(error, problem);
	return problem == NULL;
}

/* What is not for who asks is not there: nobody learns that there is one. A token of
 * another kind, a private list's, is nobody's here. */
static bool
open_bundle(bundled *self, GError **error)
{
	td_rest_ask *ask = &self->tracking.ask;
	bool wrong;

	if (!td_rest_read_user(ask, &wrong, error) ||
	    !find_named(ask, &self->bundle, error))
		return false;
	if (self->bundle != NULL && td_rest_may_read(ask, self->bundle)) {
		self->at =
		    td_rest_find_bundled(ask, self->bundle, &self->tracking.posts, error);
		if (self->at == NULL)
			return false;
	}
	if (self->tracking.posts != NULL)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND, "there is no bundle '%s' of %s",
	    ask->request->captured[1], ask->request->captured[0]);
	return false;
}

static bool
send_page(bundled *self, GError **error)
{
	td_rest_ask *ask = &self->tracking.ask;
	g_auto(td_page_of) page = { 0 };
	td_rest_bundle filled;

	if (td_rest_is_known(ask))
		return true;
	if (!td_rest_fill_bundle(
		ask, self->bundle, self->tracking.posts, self->at, &filled, error) ||
	    !td_page_of_open(&page, ask->serving, ask->request, false, error))
		return false;
	page.site.list = filled.project->name;
	return td_site_bundle_write(
	    &page.site, &filled, td_response_sink(ask->response), error);
}

/* Patches of one series get theirs together. */
static bool
read_tags(td_tracking *self, const GArray *at, GError **error)
{
	for (guint i = 0; i < at->len; i++) {
		const td_post *post;

		self->at = g_array_index(at, uint32_t, i);
		post = td_posts_get(self->posts, self->at);
		if (!g_hash_table_contains(self->tags, &post->message) &&
		    !td_tracking_read_tags(self, post->message, error))
			return false;
	}
	return true;
}

static bool
send_mbox(bundled *self, GError **error)
{
	td_tracking *tracking = &self->tracking;
	td_rest_ask *ask = &tracking->ask;
	const char *name;

	td_response_type(ask->response, "text/plain; charset=utf-8");
	if (td_rest_is_known(ask))
		return true;
	name = td_rest_printf(
	    ask, "bundle-%" G_GINT64_FORMAT "-%s", self->bundle->id, self->bundle->name);
	td_tracking_name(ask, name, ".mbox");
	return read_tags(tracking, self->at, error) &&
	       td_tracking_write(tracking, self->at, error);
}

bool
td_serve_bundle(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	bundled self = { 0 };
	bool ok = td_tracking_begin(&self.tracking, serving, request, response, error) &&
		  open_bundle(&self, error) && send_page(&self, error);

	clear(&self);
	return ok;
}

bool
td_serve_bundle_mbox(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	bundled self = { 0 };
	bool ok = td_tracking_begin(&self.tracking, serving, request, response, error) &&
		  open_bundle(&self, error) && send_mbox(&self, error);

	clear(&self);
	return ok;
}
