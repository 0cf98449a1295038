/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/rest.c - the objects of patchwork's interface, and which version has which
 * field */
#include "render/rest.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "message/header.h"

enum { max_name = 255 }; /* characters, as patchwork's columns are wide */

/* Years past 9999 have no place in ISO 8601. */
static void
write_date(td_json *json, const char *key, int64_t seconds)
{
	time_t moment = (time_t)CLAMP(seconds, 0, INT64_C(253402300799));
	struct tm parts = { 0 };
	char text[64];

	gmtime_r(&moment, &parts);
	snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", parts.tm_year + 1900,
	    parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
	td_json_string(json, key, text);
}

static void
write_url(td_json *json, const char *key, const td_rest_style *style, const char *kind,
    uint64_t id)
{
	g_autofree char *url = g_strdup_printf(
	    "%s%s%s/%" G_GUINT64_FORMAT "/", style->base, style->prefix, kind, id);

	td_json_string(json, key, url);
}

static void
write_sub_url(td_json *json, const char *key, const td_rest_style *style,
    const char *kind, uint64_t id, const char *below, uint64_t number)
{
	g_autofree char *last = number != 0
				    ? g_strdup_printf("%" G_GUINT64_FORMAT "/", number)
				    : g_strdup("");
	g_autofree char *url = g_strdup_printf("%s%s%s/%" G_GUINT64_FORMAT "/%s/%s",
	    style->base, style->prefix, kind, id, below, last);

	td_json_string(json, key, url);
}

static char *
escape(const char *part)
{
	return g_uri_escape_string(part, "!$&'()*+,;=:@", FALSE);
}

/* What is longer was cut by patchwork, too. */
static void
write_name(td_json *json, const char *key, const char *name)
{
	g_autofree char *cut = NULL;

	if (name != NULL && g_utf8_strlen(name, -1) > max_name)
		cut = g_utf8_substring(name, 0, max_name);
	td_json_string(json, key, cut != NULL ? cut : name);
}

static void
write_message_id(td_json *json, const char *message_id)
{
	g_autofree char *text = g_strdup_printf("<%s>", message_id);

	td_json_string(json, "msgid", text);
}

char *
td_rest_mail_path(const td_rest_mail *mail, bool cover)
{
	g_autofree char *id = escape(mail->message_id);
	g_autofree char *list = escape(mail->project->name);

	return g_strdup_printf("/project/%s/%s/%s/", list, cover ? "cover" : "patch", id);
}

char *
td_rest_file_name(const char *name)
{
	GString *out = g_string_new(NULL);

	for (; *name != '\0' && out->len < max_name - 16; name++) {
		if (g_ascii_isalnum(*name) || strchr("-_.", *name) != NULL)
			g_string_append_c(out, *name);
		else if (out->len > 0 && out->str[out->len - 1] != '-')
			g_string_append_c(out, '-');
	}
	while (out->len > 0 && out->str[out->len - 1] == '-')
		g_string_truncate(out, out->len - 1);
	if (strspn(out->str, ".-") == out->len)
		g_string_assign(out, "patch");
	while (out->str[0] == '-')
		g_string_erase(out, 0, 1);
	return g_string_free(out, FALSE);
}

void
td_rest_write_index(td_json *json, const td_rest_style *style)
{
	static const char *const names[] = { "projects", "users", "people", "patches",
		"covers", "series", "events", "bundles" };

	td_json_object(json, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *url =
		    g_strconcat(style->base, style->prefix, names[i], "/", NULL);

		td_json_string(json, names[i], url);
	}
	td_json_end(json);
}

/* What is in the project wherever it stands. */
static void
write_project_fields(
    td_json *json, const td_rest_style *style, const td_rest_project *project)
{
	g_autofree char *list = escape(project->name);
	g_autofree char *here = g_strdup_printf("%s/%s/", style->base, list);
	g_autofree char *format = g_strdup_printf("%s/%s/{}/", style->base, list);

	td_json_unsigned(json, "id", project->id);
	write_url(json, "url", style, "projects", project->id);
	td_json_string(json, "name", project->name);
	td_json_string(json, "link_name", project->name);
	td_json_string(json, "list_id", project->list_id);
	td_json_string(json, "list_email", project->list_email);
	td_json_string(
	    json, "web_url", project->web_url != NULL ? project->web_url : here);
	td_json_string(json, "scm_url", "");
	td_json_string(json, "webscm_url", "");
	if (style->level >= TD_REST_1_2) {
		td_json_string(json, "list_archive_url", here);
		td_json_string(json, "list_archive_url_format", format);
		td_json_string(json, "commit_url_format", "");
	}
}

void
td_rest_write_project(td_json *json, const char *key, const td_rest_style *style,
    const td_rest_project *project)
{
	td_json_object(json, key);
	write_project_fields(json, style, project);
	td_json_end(json);
}

void
td_rest_write_project_page(td_json *json, const td_rest_style *style,
    const td_rest_project *project, const GArray *maintainers)
{
	td_json_object(json, NULL);
	write_project_fields(json, style, project);
	td_json_array(json, "maintainers");
	for (guint i = 0; i < maintainers->len; i++)
		td_rest_write_user(
		    json, NULL, style, &g_array_index(maintainers, td_rest_user, i));
	td_json_end(json);
	if (style->level >= TD_REST_1_1)
		td_json_string(json, "subject_match", "");
	td_json_end(json);
}

static void
write_person(td_json *json, const char *key, const td_rest_style *style,
    const td_rest_person *person, bool page)
{
	td_json_object(json, key);
	td_json_unsigned(json, "id", person->id);
	write_url(json, "url", style, "people", person->id);
	td_json_string(json, "name",
	    person->name != NULL && *person->name != '\0' ? person->name : person->email);
	td_json_string(json, "email", person->email);
	if (page)
		td_json_null(json, "user");
	td_json_end(json);
}

void
td_rest_write_person(
    td_json *json, const td_rest_style *style, const td_rest_person *person, bool page)
{
	write_person(json, NULL, style, person, page);
}

void
td_rest_write_user(
    td_json *json, const char *key, const td_rest_style *style, const td_rest_user *user)
{
	if (user->id == 0) {
		td_json_null(json, key);
		return;
	}
	td_json_object(json, key);
	td_json_unsigned(json, "id", user->id);
	write_url(json, "url", style, "users", user->id);
	td_json_string(json, "username", user->name);
	td_json_string(json, "first_name", "");
	td_json_string(json, "last_name", "");
	td_json_string(json, "email", user->email);
	td_json_end(json);
}

/* Where it is read: patchwork's addresses, which lead to the page of the mail. */
static void
write_web(td_json *json, const td_rest_style *style, const td_rest_mail *mail, bool cover)
{
	g_autofree char *path = td_rest_mail_path(mail, cover);
	g_autofree char *url = g_strconcat(style->base, path, NULL);

	td_json_string(json, "web_url", url);
}

static void
write_mbox(
    td_json *json, const td_rest_style *style, const td_rest_mail *mail, bool cover)
{
	g_autofree char *path = td_rest_mail_path(mail, cover);
	g_autofree char *url = g_strconcat(style->base, path, "mbox/", NULL);

	td_json_string(json, "mbox", url);
}

static void
write_archive_url(td_json *json, const td_rest_style *style, const td_rest_mail *mail)
{
	g_autofree char *id = escape(mail->message_id);
	g_autofree char *list = escape(mail->project->name);
	g_autofree char *url = g_strdup_printf("%s/%s/%s/", style->base, list, id);

	if (style->level >= TD_REST_1_2)
		td_json_string(json, "list_archive_url", url);
}

/* A patch or a cover letter within another object. */
static void
write_mail_within(td_json *json, const char *key, const td_rest_style *style,
    const td_rest_mail *mail, bool cover)
{
	if (mail == NULL) {
		td_json_null(json, key);
		return;
	}
	td_json_object(json, key);
	td_json_unsigned(json, "id", mail->id);
	write_url(json, "url", style, cover ? "covers" : "patches", mail->id);
	if (style->level >= TD_REST_1_1)
		write_web(json, style, mail, cover);
	write_message_id(json, mail->message_id);
	write_archive_url(json, style, mail);
	write_date(json, "date", mail->date);
	write_name(json, "name", mail->name);
	if (!cover || style->level >= TD_REST_1_1)
		write_mbox(json, style, mail, cover);
	td_json_end(json);
}

static void
write_series_head(td_json *json, const td_rest_style *style, const td_rest_series *series,
    const td_rest_project *project)
{
	g_autofree char *list = escape(project->name);
	g_autofree char *web =
	    g_strdup_printf("%s/project/%s/list/?series=%" G_GUINT64_FORMAT, style->base,
		list, series->id);

	td_json_unsigned(json, "id", series->id);
	write_url(json, "url", style, "series", series->id);
	if (style->level >= TD_REST_1_1)
		td_json_string(json, "web_url", web);
}

static void
write_series_mbox(td_json *json, const td_rest_style *style, const td_rest_series *series)
{
	g_autofree char *mbox = g_strdup_printf(
	    "%s/series/%" G_GUINT64_FORMAT "/mbox/", style->base, series->id);

	td_json_string(json, "mbox", mbox);
}

static void
write_series_within(td_json *json, const char *key, const td_rest_style *style,
    const td_rest_series *series, const td_rest_project *project)
{
	td_json_object(json, key);
	write_series_head(json, style, series, project);
	write_date(json, "date", series->date);
	write_name(json, "name", series->name);
	td_json_unsigned(json, "version", series->version);
	write_series_mbox(json, style, series);
	td_json_end(json);
}

static void
write_series_list(td_json *json, const td_rest_style *style, const td_rest_mail *mail)
{
	td_json_array(json, "series");
	if (mail->series.id != 0)
		write_series_within(json, NULL, style, &mail->series, mail->project);
	td_json_end(json);
}

/* A field that comes several times is a list; GPtrArray of char * by its name. */
static void
write_headers(td_json *json, td_span header)
{
	g_autoptr(GHashTable) seen =
	    g_hash_table_new_full(g_str_hash, g_str_equal, NULL, NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) values =
	    g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	g_autoptr(GString) buffer = g_string_new(NULL);
	td_field field;

	while (td_field_next(&header, &field)) {
		g_autofree char *name = td_span_dup(field.name);
		GPtrArray *of_name = g_hash_table_lookup(seen, name);

		if (td_span_is(field.name, "From "))
			continue;
		if (of_name == NULL) {
			of_name = g_ptr_array_new_with_free_func(g_free);
			g_ptr_array_add(values, of_name);
			g_hash_table_insert(seen, name, of_name);
			g_ptr_array_add(names, g_steal_pointer(&name));
		}
		g_string_truncate(buffer, 0);
		g_ptr_array_add(
		    of_name, td_span_dup(td_header_unfold(field.value, buffer)));
	}
	td_json_object(json, "headers");
	for (guint i = 0; i < names->len; i++) {
		const GPtrArray *of_name = g_ptr_array_index(values, i);
		const char *name = g_ptr_array_index(names, i);

		if (of_name->len == 1) {
			td_json_string(json, name, g_ptr_array_index(of_name, 0));
			continue;
		}
		td_json_array(json, name);
		for (guint k = 0; k < of_name->len; k++)
			td_json_string(json, NULL, g_ptr_array_index(of_name, k));
		td_json_end(json);
	}
	td_json_end(json);
}

static void
write_patch_facts(td_json *json, const td_rest_style *style, const td_rest_mail *patch)
{
	td_json_string(json, "commit_ref", patch->commit_ref);
	td_json_string(json, "pull_url", patch->pull_url);
	td_json_string(json, "state", patch->state);
	td_json_bool(json, "archived", patch->archived);
	td_json_string(json, "hash", patch->hash);
	write_person(json, "submitter", style, &patch->submitter, false);
	td_rest_write_user(json, "delegate", style, &patch->delegate);
	write_mbox(json, style, patch, false);
	write_series_list(json, style, patch);
	if (style->level >= TD_REST_1_1)
		write_sub_url(
		    json, "comments", style, "patches", patch->id, "comments", 0);
	td_json_string(json, "check", patch->check);
	write_sub_url(json, "checks", style, "patches", patch->id, "checks", 0);
	td_json_object(json, "tags");
	td_json_end(json);
	if (style->level >= TD_REST_1_2) {
		td_json_array(json, "related");
		td_json_end(json);
	}
}

void
td_rest_write_patch(
    td_json *json, const td_rest_style *style, const td_rest_mail *patch, bool page)
{
	td_json_object(json, NULL);
	td_json_unsigned(json, "id", patch->id);
	write_url(json, "url", style, "patches", patch->id);
	if (style->level >= TD_REST_1_1)
		write_web(json, style, patch, false);
	td_rest_write_project(json, "project", style, patch->project);
	write_message_id(json, patch->message_id);
	write_archive_url(json, style, patch);
	write_date(json, "date", patch->date);
	write_name(json, "name", patch->name);
	write_patch_facts(json, style, patch);
	if (page) {
		write_headers(json, patch->header);
		td_json_string(json, "content", patch->content);
		td_json_string(json, "diff", patch->diff);
		td_json_array(json, "prefixes");
		for (guint i = 0; i < patch->prefixes->len; i++)
			td_json_string(json, NULL, g_ptr_array_index(patch->prefixes, i));
		td_json_end(json);
	}
	td_json_end(json);
}

void
td_rest_write_cover(
    td_json *json, const td_rest_style *style, const td_rest_mail *cover, bool page)
{
	td_json_object(json, NULL);
	td_json_unsigned(json, "id", cover->id);
	write_url(json, "url", style, "covers", cover->id);
	if (style->level >= TD_REST_1_1)
		write_web(json, style, cover, true);
	td_rest_write_project(json, "project", style, cover->project);
	write_message_id(json, cover->message_id);
	write_archive_url(json, style, cover);
	write_date(json, "date", cover->date);
	write_name(json, "name", cover->name);
	write_person(json, "submitter", style, &cover->submitter, false);
	if (style->level >= TD_REST_1_1)
		write_mbox(json, style, cover, true);
	write_series_list(json, style, cover);
	if (style->level >= TD_REST_1_1)
		write_sub_url(
		    json, "comments", style, "covers", cover->id, "comments", 0);
	if (page) {
		write_headers(json, cover->header);
		td_json_string(json, "content", cover->content);
	}
	td_json_end(json);
}

static void
write_comment_url(td_json *json, const td_rest_style *style, const td_rest_mail *comment)
{
	write_sub_url(json, "url", style, comment->of_cover ? "covers" : "patches",
	    comment->target, "comments", comment->id);
}

static void
write_comment_web(td_json *json, const td_rest_style *style, const td_rest_mail *comment)
{
	g_autofree char *url = g_strdup_printf(
	    "%s/comment/%" G_GUINT64_FORMAT "/", style->base, comment->id);

	td_json_string(json, "web_url", url);
}

void
td_rest_write_comment(
    td_json *json, const td_rest_style *style, const td_rest_mail *comment)
{
	td_json_object(json, NULL);
	td_json_unsigned(json, "id", comment->id);
	if (style->level >= TD_REST_1_3)
		write_comment_url(json, style, comment);
	if (style->level >= TD_REST_1_1)
		write_comment_web(json, style, comment);
	write_message_id(json, comment->message_id);
	write_archive_url(json, style, comment);
	write_date(json, "date", comment->date);
	td_json_string(json, "subject", comment->name);
	write_person(json, "submitter", style, &comment->submitter, false);
	td_json_string(json, "content", comment->content);
	write_headers(json, comment->header);
	if (style->level >= TD_REST_1_3)
		td_json_bool(json, "addressed", comment->addressed);
	td_json_end(json);
}

static void
write_comment_within(
    td_json *json, const td_rest_style *style, const td_rest_mail *comment)
{
	td_json_object(json, "comment");
	td_json_unsigned(json, "id", comment->id);
	if (style->level >= TD_REST_1_3)
		write_comment_url(json, style, comment);
	if (style->level >= TD_REST_1_1)
		write_comment_web(json, style, comment);
	write_message_id(json, comment->message_id);
	write_archive_url(json, style, comment);
	write_date(json, "date", comment->date);
	td_json_end(json);
}

void
td_rest_write_series(
    td_json *json, const td_rest_style *style, const td_rest_series *series)
{
	td_json_object(json, NULL);
	write_series_head(json, style, series, series->project);
	td_rest_write_project(json, "project", style, series->project);
	write_name(json, "name", series->name);
	write_date(json, "date", series->date);
	write_person(json, "submitter", style, &series->submitter, false);
	td_json_unsigned(json, "version", series->version);
	td_json_unsigned(json, "total", series->total);
	td_json_unsigned(json, "received_total", series->received);
	td_json_bool(json, "received_all", series->received >= series->total);
	write_series_mbox(json, style, series);
	write_mail_within(json, "cover_letter", style, series->cover, true);
	td_json_array(json, "patches");
	for (guint i = 0; i < series->patches->len; i++)
		write_mail_within(
		    json, NULL, style, g_ptr_array_index(series->patches, i), false);
	td_json_end(json);
	td_json_end(json);
}

void
td_rest_write_check(td_json *json, const td_rest_style *style, const td_rest_check *check)
{
	td_json_object(json, NULL);
	td_json_unsigned(json, "id", check->id);
	write_sub_url(json, "url", style, "patches", check->patch, "checks", check->id);
	td_rest_write_user(json, "user", style, &check->user);
	write_date(json, "date", check->date);
	td_json_string(json, "state", check->state);
	td_json_string(json, "target_url",
	    check->target_url != NULL && *check->target_url != '\0' ? check->target_url
								    : NULL);
	td_json_string(json, "context", check->context);
	td_json_string(json, "description", check->description);
	td_json_end(json);
}

static void
write_check_within(td_json *json, const td_rest_style *style, const td_rest_check *check)
{
	td_json_object(json, "check");
	td_json_unsigned(json, "id", check->id);
	write_sub_url(json, "url", style, "patches", check->patch, "checks", check->id);
	write_date(json, "date", check->date);
	td_json_string(json, "state", check->state);
	td_json_string(json, "target_url",
	    check->target_url != NULL && *check->target_url != '\0' ? check->target_url
								    : NULL);
	td_json_string(json, "context", check->context);
	td_json_end(json);
}

static void
write_payload(td_json *json, const td_rest_style *style, const td_rest_event *event)
{
	td_json_object(json, "payload");
	if (event->patch != NULL)
		write_mail_within(json, "patch", style, event->patch, false);
	if (event->series != NULL)
		write_series_within(json, "series", style, event->series, event->project);
	if (event->cover != NULL)
		write_mail_within(json, "cover", style, event->cover, true);
	if (event->comment != NULL)
		write_comment_within(json, style, event->comment);
	if (strcmp(event->category, "patch-state-changed") == 0) {
		td_json_string(json, "previous_state", event->before);
		td_json_string(json, "current_state", event->after);
	}
	if (strcmp(event->category, "patch-delegated") == 0) {
		td_rest_write_user(json, "previous_delegate", style, &event->before_user);
		td_rest_write_user(json, "current_delegate", style, &event->after_user);
	}
	if (event->check != NULL)
		write_check_within(json, style, event->check);
	td_json_end(json);
}

void
td_rest_write_event(td_json *json, const td_rest_style *style, const td_rest_event *event)
{
	td_json_object(json, NULL);
	td_json_unsigned(json, "id", event->id);
	td_json_string(json, "category", event->category);
	td_rest_write_project(json, "project", style, event->project);
	write_date(json, "date", event->date);
	if (style->level >= TD_REST_1_2)
		td_rest_write_user(json, "actor", style, &event->actor);
	write_payload(json, style, event);
	td_json_end(json);
}
