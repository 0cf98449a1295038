/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/tracker.c - patchwork's addresses outside of /api/: mboxes, diffs, and ways
 * to our own pages */
#include <string.h>

#include "base/error.h"
#include "patchwork/handlers.h"
#include "patchwork/tracking.h"
#include "site/address.h"
#include "site/admit.h"

static bool
not_found(const char *what, const char *name, GError **error)
{
	g_set_error(
	    error, TD_ERROR, TD_ERROR_NOT_FOUND, "there is no %s '%s'", what, name);
	return false;
}

/* By list and Message-ID, as the address says them. */
static bool
find_mail(td_tracking *self, td_post_kind kind, GError **error)
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
find_number(td_tracking *self, GError **error)
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

/* What comes with a patch: series=* or its number gives those before it, too. */
static bool
choose(td_tracking *self, GArray *chosen, GError **error)
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
send_mbox(td_tracking *self, td_post_kind kind, GError **error)
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
	if (mail == NULL || (kind == TD_POST_PATCH &&
				!td_tracking_read_tags(self,
				    td_posts_get(self->posts, self->at)->message, error)))
		return false;
	td_tracking_name(&self->ask, mail->name, ".patch");
	return td_tracking_write(self, chosen, error);
}

bool
td_serve_patch_mbox(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	td_tracking self = { 0 };
	bool ok = td_tracking_begin(&self, serving, request, response, error) &&
		  send_mbox(&self, TD_POST_PATCH, error);

	td_tracking_end(&self);
	return ok;
}

bool
td_serve_cover_mbox(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	td_tracking self = { 0 };
	bool ok = td_tracking_begin(&self, serving, request, response, error) &&
		  send_mbox(&self, TD_POST_COVER, error);

	td_tracking_end(&self);
	return ok;
}

static bool
send_diff(td_tracking *self, GError **error)
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
	td_tracking_name(&self->ask, mail->name, ".diff");
	if (mail->diff != NULL)
		td_response_text(self->ask.response, mail->diff);
	return true;
}

bool
td_serve_patch_diff(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	td_tracking self = { 0 };
	bool ok = td_tracking_begin(&self, serving, request, response, error) &&
		  send_diff(&self, error);

	td_tracking_end(&self);
	return ok;
}

static bool
send_series(td_tracking *self, GError **error)
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
	    !td_tracking_read_tags(
		self, td_posts_get(self->posts, self->at)->message, error))
		return false;
	patches = td_posts_patches(self->posts, at);
	td_tracking_name(
	    &self->ask, series.name != NULL ? series.name : "series", ".patch");
	return td_tracking_write(self, patches, error);
}

bool
td_serve_series_mbox(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	td_tracking self = { 0 };
	bool ok = td_tracking_begin(&self, serving, request, response, error) &&
		  send_series(&self, error);

	td_tracking_end(&self);
	return ok;
}

/* To a path of ours. */
static void
go(td_rest_ask *ask, const char *path)
{
	td_redirect(ask->serving, ask->request, ask->response, 302, path);
}

static bool
go_to_mail(td_tracking *self, bool mbox, GError **error)
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
	td_tracking self = { 0 };
	bool ok = td_tracking_begin(&self, serving, request, response, error) &&
		  find_number(&self, error) && go_to_mail(&self, false, error);

	td_tracking_end(&self);
	return ok;
}

bool
td_serve_number_mbox(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	td_tracking self = { 0 };
	bool ok = td_tracking_begin(&self, serving, request, response, error) &&
		  find_number(&self, error) && go_to_mail(&self, true, error);

	td_tracking_end(&self);
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

	(void)error;
	td_redirect(serving, request, response, 302, path);
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

	(void)error;
	td_redirect(serving, request, response, 302, path);
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
