/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/tracker.c - patchwork's addresses outside of /api/: mboxes, diffs, and ways to
 * our own pages */
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "render/mbox.h"
#include "render/tracked.h"
#include "report/am.h"
#include "serve/address.h"
#include "serve/admit.h"
#include "serve/rest.h"

/* A request for one mail or series. */
typedef struct tracking {
	td_rest_ask ask;
	td_posts *posts;
	uint32_t at;
	GHashTable *tags; /* int64_t * message to char *: what it got */
} tracking;

static bool
begin(tracking *self, td_serving *serving, const td_request *request,
    td_response *response, GError **error)
{
	self->tags = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	return td_rest_open(&self->ask, serving, request, response, error);
}

static void
end(tracking *self)
{
	td_rest_shut(&self->ask);
	g_hash_table_unref(self->tags);
}

static bool
not_found(const char *what, const char *name, GError **error)
{
	g_set_error(
	    error, TD_ERROR, TD_ERROR_NOT_FOUND, "there is no %s '%s'", what, name);
	return false;
}

/* By list and Message-ID, as the address says them. */
static bool
find_mail(tracking *self, td_post_kind kind, GError **error)
{
	td_rest_ask *ask = &self->ask;
	const char *list = ask->request->captured[0], *id = ask->request->captured[1];
	g_autoptr(GArray) messages = NULL;
	td_served_list served;

	if (!td_serving_list(ask->serving, ask->request, list, &served, error))
		return false;
	self->posts = td_rest_table(ask->rest, ask->serving, served.name, error);
	if (self->posts == NULL)
		return false;
	messages = td_serving_messages(ask->serving, &served, id, error);
	for (guint i = 0; messages != NULL && i < messages->len; i++) {
		if (td_posts_find_message(
			self->posts, g_array_index(messages, int64_t, i), &self->at) &&
		    td_posts_get(self->posts, self->at)->kind == kind)
			return true;
	}
	return messages != NULL && not_found("patch", id, error);
}

static bool
find_number(tracking *self, GError **error)
{
	td_rest_ask *ask = &self->ask;
	const char *text = ask->request->captured[0];
	GError *problem = NULL;
	uint64_t number;

	if (td_rest_read_number(text, &number))
		self->posts = td_rest_table_of(ask->rest, ask->serving, number, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	return (self->posts != NULL && td_posts_find(self->posts, number, &self->at)) ||
	       not_found("number", text, error);
}

static bool
load_mail(int64_t message, td_span *bytes, void *data, GError **error)
{
	tracking *self = data;

	return td_rest_load(&self->ask, self->posts, message, bytes, error);
}

static void
take_patch_tags(tracking *self, const td_am_patch *patch)
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

/*
 * The trailers that the patches of a series got, by the rules of tidings am
 * (docs/trailers.md) and not by patchwork's, which would take any line of any answer:
 * what is quoted or a machine's does not count, and what the cover letter got counts for
 * all.
 */
static bool
read_tags(tracking *self, int64_t message, GError **error)
{
	td_am_options options = {
		.people = self->ask.serving->people,
		.load = load_mail,
		.data = self,
		.no_parent = true,
		.no_reroll = true,
	};
	const td_post *post = td_posts_get(self->posts, self->at);
	GError *problem = NULL;
	td_am *am;

	if (post->series != 0)
		options.version = td_posts_series(self->posts, post->series - 1)->version;
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
write_one(tracking *self, td_out *out, uint32_t at, GError **error)
{
	td_rest_ask *ask = &self->ask;
	const td_post *post = td_posts_get(self->posts, at);
	td_rest_mail *mail =
	    td_rest_fill_one(ask, self->posts, at, TD_REST_EMBEDDED, error);
	td_render_tracked tracked = { 0 };
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
	td_render_tracked_mail(out, &tracked);
	return true;
}

bool
td_rest_write_mbox(
    td_rest_ask *ask, td_posts *posts, uint32_t at, td_out *out, GError **error)
{
	tracking self = { .ask = *ask, .posts = posts, .at = at };
	bool ok;

	self.tags = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	ok = read_tags(&self, td_posts_get(posts, at)->message, error) &&
	     write_one(&self, out, at, error);
	g_hash_table_unref(self.tags);
	return ok;
}

/* Mails of a series one after the other, an empty line between them. */
static bool
write_all(tracking *self, const GArray *posts, GError **error)
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

static void
name_download(td_rest_ask *ask, const char *name, const char *kind)
{
	g_autofree char *file = td_rest_file_name(name);
	g_autofree char *full = g_strconcat(file, kind, NULL);

	td_response_attachment(ask->response, full);
}

/* What comes with a patch: series=* or its number gives those before it, too. */
static bool
choose(tracking *self, GArray *chosen, GError **error)
{
	const td_request *request = self->ask.request;
	const char *series = td_request_argument(request, "series");
	const td_post *post = td_posts_get(self->posts, self->at);
	g_autoptr(GArray) patches = NULL;
	uint64_t number = 0;

	if (series != NULL && *series != '\0') {
		if (post->series == 0 ||
		    (strcmp(series, "*") != 0 &&
			(!td_rest_read_number(series, &number) ||
			    number != td_posts_number(self->posts,
					  td_posts_series(self->posts, post->series - 1)
					      ->first))))
			return not_found("series", series, error);
		patches = td_posts_patches(self->posts, post->series - 1);
		for (guint i = 0; i < patches->len; i++) {
			uint32_t at = g_array_index(patches, uint32_t, i);

			if (td_posts_get(self->posts, at)->number < post->number)
				g_array_append_val(chosen, at);
		}
	}
	g_array_append_val(chosen, self->at);
	return true;
}

static bool
send_mbox(tracking *self, td_post_kind kind, GError **error)
{
	g_autoptr(GArray) chosen = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	td_rest_mail *mail;

	if (!find_mail(self, kind, error) || !choose(self, chosen, error))
		return false;
	td_response_type(self->ask.response, "text/plain; charset=utf-8");
	if (td_rest_is_known(&self->ask))
		return true;
	mail =
	    td_rest_fill_one(&self->ask, self->posts, self->at, TD_REST_EMBEDDED, error);
	if (mail == NULL ||
	    (kind == TD_POST_PATCH &&
		!read_tags(self, td_posts_get(self->posts, self->at)->message, error)))
		return false;
	name_download(&self->ask, mail->name, ".patch");
	return write_all(self, chosen, error);
}

bool
td_serve_patch_mbox(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	tracking self = { 0 };
	bool ok = begin(&self, serving, request, response, error) &&
		  send_mbox(&self, TD_POST_PATCH, error);

	end(&self);
	return ok;
}

bool
td_serve_cover_mbox(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	tracking self = { 0 };
	bool ok = begin(&self, serving, request, response, error) &&
		  send_mbox(&self, TD_POST_COVER, error);

	end(&self);
	return ok;
}

static bool
send_diff(tracking *self, GError **error)
{
	td_rest_mail *mail;

	if (!find_mail(self, TD_POST_PATCH, error))
		return false;
	td_response_type(self->ask.response, "text/x-patch; charset=utf-8");
	if (td_rest_is_known(&self->ask))
		return true;
	mail = td_rest_fill_one(&self->ask, self->posts, self->at, TD_REST_WHOLE, error);
	if (mail == NULL)
		return false;
	name_download(&self->ask, mail->name, ".diff");
	if (mail->diff != NULL)
		td_response_text(self->ask.response, mail->diff);
	return true;
}

bool
td_serve_patch_diff(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	tracking self = { 0 };
	bool ok =
	    begin(&self, serving, request, response, error) && send_diff(&self, error);

	end(&self);
	return ok;
}

static bool
send_series(tracking *self, GError **error)
{
	g_autoptr(GArray) patches = NULL;
	td_rest_series series;
	uint32_t at;

	if (!find_number(self, error))
		return false;
	if (!td_posts_find_series(
		self->posts, td_posts_number(self->posts, self->at), &at))
		return not_found("series", self->ask.request->captured[0], error);
	td_response_type(self->ask.response, "text/plain; charset=utf-8");
	if (td_rest_is_known(&self->ask))
		return true;
	if (!td_rest_fill_series(&self->ask, self->posts, at, false, &series, error) ||
	    !read_tags(self, td_posts_get(self->posts, self->at)->message, error))
		return false;
	patches = td_posts_patches(self->posts, at);
	name_download(&self->ask, series.name != NULL ? series.name : "series", ".patch");
	return write_all(self, patches, error);
}

bool
td_serve_series_mbox(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	tracking self = { 0 };
	bool ok =
	    begin(&self, serving, request, response, error) && send_series(&self, error);

	end(&self);
	return ok;
}

/* To a path of ours. */
static void
go(td_rest_ask *ask, const char *path)
{
	g_autofree char *address = td_serving_address(ask->serving, ask->request, path);

	td_response_redirect(ask->response, 302, address);
}

static bool
go_to_mail(tracking *self, bool mbox, GError **error)
{
	td_rest_ask *ask = &self->ask;
	const td_post *post = td_posts_get(self->posts, self->at);
	td_rest_mail *mail =
	    td_rest_fill_one(ask, self->posts, self->at, TD_REST_EMBEDDED, error);
	g_autofree char *page = NULL, *list = NULL, *id = NULL, *path = NULL;

	if (mail == NULL)
		return false;
	if (mbox) {
		page = td_rest_mail_path(mail, post->kind == TD_POST_COVER);
		path = g_strconcat(page,
		    g_str_has_suffix(ask->request->path, "raw/") ? "raw/" : "mbox/",
		    NULL);
	} else {
		list = td_serving_escape(mail->project->name);
		id = td_serving_escape(mail->message_id);
		path = g_strdup_printf("/%s/%s/", list, id);
	}
	go(ask, path);
	return true;
}

bool
td_serve_number(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	tracking self = { 0 };
	bool ok = begin(&self, serving, request, response, error) &&
		  find_number(&self, error) && go_to_mail(&self, false, error);

	end(&self);
	return ok;
}

bool
td_serve_number_mbox(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	tracking self = { 0 };
	bool ok = begin(&self, serving, request, response, error) &&
		  find_number(&self, error) && go_to_mail(&self, true, error);

	end(&self);
	return ok;
}

/* /project/LIST/patch/MSGID/ and /project/LIST/cover/MSGID/ */
bool
td_serve_tracked_mail(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_autofree char *list = td_serving_escape(request->captured[0]);
	g_autofree char *id = td_serving_escape(request->captured[1]);
	g_autofree char *path = g_strdup_printf("/%s/%s/", list, id);
	g_autofree char *address = td_serving_address(serving, request, path);

	(void)error;
	td_response_redirect(response, 302, address);
	return true;
}

/* With series=N the series' first mail, which is where all of it is seen. */
bool
td_serve_tracked_list(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_autofree char *list = td_serving_escape(request->captured[0]);
	const char *series = td_request_argument(request, "series");
	uint64_t number;
	g_autofree char *path =
	    series != NULL && td_rest_read_number(series, &number)
		? g_strdup_printf("/series/%" G_GUINT64_FORMAT "/", number)
		: g_strdup_printf("/%s/", list);
	g_autofree char *address = td_serving_address(serving, request, path);

	(void)error;
	td_response_redirect(response, 302, address);
	return true;
}

bool
td_serve_pwclientrc(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_autofree char *api = td_serving_address(serving, request, "/api/");
	g_autofree char *text = NULL;
	td_served_list list;

	if (!td_serving_list(serving, request, request->captured[0], &list, error))
		return false;
	text = g_strdup_printf(
	    "# For pwclient: append this to ~/.pwclientrc. Where that is a new file,\n"
	    "# begin it with the next two lines, without their marks:\n"
	    "# [options]\n"
	    "# default = %s\n"
	    "\n"
	    "[%s]\n"
	    "backend = rest\n"
	    "url = %s\n"
	    "# token = what 'tidings token NAME' printed, to change anything\n",
	    list.name, list.name, api);
	td_response_type(response, "text/plain; charset=UTF-8");
	td_response_attachment(response, "pwclientrc");
	td_response_text(response, text);
	return true;
}
