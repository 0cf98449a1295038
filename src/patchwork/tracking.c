/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/tracking.c - a request outside of /api/, and patches with what they got as an
 * mbox */
#include "patchwork/tracking.h"

#include <string.h>

#include "am/am.h"
#include "base/error.h"
#include "index/index.h"
#include "rest/mail.h"
#include "site/sight.h"

bool
td_tracking_begin(td_tracking *self, td_serving *serving, const td_request *request,
    td_response *response, GError **error)
{
	self->tags = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	return td_rest_open(&self->ask, serving, request, response, error);
}

void
td_tracking_end(td_tracking *self)
{
	td_rest_shut(&self->ask);
	g_hash_table_unref(self->tags);
}

static bool
load_mail(int64_t message, td_span *bytes, void *data, GError **error)
{
	td_tracking *self = data;

	return td_rest_load(&self->ask, self->posts, message, bytes, error);
}

static void
take_patch_tags(td_tracking *self, const td_am_patch *patch)
{
	GString *tags = g_string_new(NULL);

	for (guint i = 0; i < patch->trailers->len; i++) {
		const td_am_trailer *got = g_ptr_array_index(patch->trailers, i);

		if (got->use == TD_AM_ADDED &&
		    strpbrk(got->trailer->value, "\r\n") == NULL)
			g_string_append_printf(
			    tags, "%s: %s\n", got->trailer->key, got->trailer->value);
	}
	g_hash_table_replace(self->tags,
	    g_memdup2(&patch->message, sizeof patch->message),
	    g_string_free(tags, FALSE));
}

/* Which version it is of: the newest one's patches are others. */
static bool
choose_version(td_tracking *self, int64_t message, td_am_options *options, GError **error)
{
	const td_index_range range = { .messages = &message, .n = 1 };
	g_autoptr(GArray) series =
	    td_index_load_series(self->ask.serving->index, &range, error);

	if (series == NULL)
		return false;
	if (series->len > 0) {
		options->has_version = true;
		options->version = g_array_index(series, td_index_series, 0).version;
		options->minor = g_array_index(series, td_index_series, 0).minor;
	}
	return true;
}

bool
td_tracking_read_tags(td_tracking *self, int64_t message, GError **error)
{
	td_am_options options = {
		.people = self->ask.serving->people,
		.load = load_mail,
		.data = self,
		.no_parent = true,
		.no_reroll = true,
	};
	GError *problem = NULL;
	td_am *am;

	if (!choose_version(self, message, &options, error))
		return false;
	am = td_am_build(self->ask.serving->index, message, &options, &problem);
	/* A mail that tidings am makes nothing of is handed out as it is. */
	if (am == NULL && (g_error_matches(problem, TD_ERROR, TD_ERROR_NOT_FOUND) ||
			      g_error_matches(problem, TD_ERROR, TD_ERROR_USAGE))) {
		g_clear_error(&problem);
		return true;
	}
	if (am == NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	/* What a private list said of it is not added; nor, then, is anything. */
	if (!td_serving_sees_all(self->ask.serving, am->versions, &problem)) {
		td_am_free(am);
		if (g_error_matches(problem, TD_ERROR, TD_ERROR_DENIED)) {
			g_clear_error(&problem);
			return true;
		}
		g_propagate_error(error, problem);
		return false;
	}
	for (guint i = 0; i < am->patches->len; i++)
		take_patch_tags(self, g_ptr_array_index(am->patches, i));
	td_am_free(am);
	return true;
}

static bool
write_one(td_tracking *self, td_out *out, uint32_t at, GError **error)
{
	td_rest_ask *ask = &self->ask;
	const td_post *post = td_posts_get(self->posts, at);
	td_rest_mail *mail =
	    td_rest_fill_one(ask, self->posts, at, TD_REST_EMBEDDED, error);
	td_rest_tracked tracked = { 0 };
	const char *tags = g_hash_table_lookup(self->tags, &post->message);

	if (mail == NULL ||
	    !td_rest_load(ask, self->posts, post->message, &tracked.mail, error))
		return false;
	tracked.id = mail->id;
	tracked.date = mail->date;
	tracked.name = mail->submitter.name;
	tracked.email = mail->submitter.email;
	tracked.delegate =
	    td_rest_fill_user(ask, td_posts_get_mark(self->posts, at)->delegate).email;
	tracked.tags = tags != NULL ? tags : "";
	td_rest_tracked_write(out, &tracked);
	return true;
}

bool
td_rest_write_mbox(
    td_rest_ask *ask, td_posts *posts, uint32_t at, td_out *out, GError **error)
{
	td_tracking self = { .ask = *ask, .posts = posts, .at = at };
	bool ok;

	self.tags = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	ok = td_tracking_read_tags(&self, td_posts_get(posts, at)->message, error) &&
	     write_one(&self, out, at, error);
	g_hash_table_unref(self.tags);
	return ok;
}

bool
td_tracking_write(td_tracking *self, const GArray *posts, GError **error)
{
	g_autoptr(td_out) out = td_out_new(td_response_sink(self->ask.response));

	for (guint i = 0; i < posts->len; i++) {
		if (i > 0)
			td_out_char(out, '\n');
		if (!write_one(self, out, g_array_index(posts, uint32_t, i), error))
			return false;
	}
	return td_out_close(g_steal_pointer(&out), error);
}

void
td_tracking_name(td_rest_ask *ask, const char *name, const char *kind)
{
	g_autofree char *file = td_rest_file_name(name);
	g_autofree char *full = g_strconcat(file, kind, NULL);

	td_response_attachment(ask->response, full);
}
