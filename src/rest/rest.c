/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rest/rest.c - the objects of patchwork's interface, and which version has which
 * field */
#include "rest/rest.h"

#include <stdio.h>
#include <string.h>

#include "message/header.h"
#include "rest/parts.h"

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
	g_autofree char *list = td_rest_escape(project->name);
	g_autofree char *here = g_strdup_printf("%s/%s/", style->base, list);
	g_autofree char *format = g_strdup_printf("%s/%s/{}/", style->base, list);

	td_json_unsigned(json, "id", project->id);
	td_rest_put_url(json, "url", style, "projects", project->id);
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

static void
write_project(td_json *json, const char *key, const td_rest_style *style,
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
	td_rest_put_url(json, "url", style, "people", person->id);
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
	td_rest_put_url(json, "url", style, "users", user->id);
	td_json_string(json, "username", user->name);
	td_json_string(json, "first_name", "");
	td_json_string(json, "last_name", "");
	td_json_string(json, "email", user->email);
	td_json_end(json);
}

static void
write_series_head(td_json *json, const td_rest_style *style, const td_rest_series *series,
    const td_rest_project *project)
{
	g_autofree char *list = td_rest_escape(project->name);
	g_autofree char *web =
	    g_strdup_printf("%s/project/%s/list/?series=%" G_GUINT64_FORMAT, style->base,
		list, series->id);

	td_json_unsigned(json, "id", series->id);
	td_rest_put_url(json, "url", style, "series", series->id);
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
	td_rest_put_date(json, "date", series->date);
	td_rest_put_name(json, "name", series->name);
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
	td_rest_put_mbox(json, style, patch, false);
	write_series_list(json, style, patch);
	if (style->level >= TD_REST_1_1)
		td_rest_put_sub_url(json, "comments", style,
		    &(td_rest_below){ "patches", patch->id, "comments", 0 });
	td_json_string(json, "check", patch->check);
	td_rest_put_sub_url(
	    json, "checks", style, &(td_rest_below){ "patches", patch->id, "checks", 0 });
	td_json_object(json, "tags");
	td_json_end(json);
	if (style->level >= TD_REST_1_2) {
		td_json_array(json, "related");
		td_json_end(json);
	}
}

/* What a patch and a cover letter begin with; the caller ends the object. */
static void
begin_mail(
    td_json *json, const td_rest_style *style, const td_rest_mail *mail, bool is_cover)
{
	td_json_object(json, NULL);
	td_json_unsigned(json, "id", mail->id);
	td_rest_put_url(json, "url", style, is_cover ? "covers" : "patches", mail->id);
	if (style->level >= TD_REST_1_1)
		td_rest_put_web(json, style, mail, is_cover);
	write_project(json, "project", style, mail->project);
	td_rest_put_message_id(json, mail->message_id);
	td_rest_put_archive_url(json, style, mail);
	td_rest_put_date(json, "date", mail->date);
	td_rest_put_name(json, "name", mail->name);
}

void
td_rest_write_patch(
    td_json *json, const td_rest_style *style, const td_rest_mail *patch, bool page)
{
	begin_mail(json, style, patch, false);
	write_patch_facts(json, style, patch);
	if (page) {
		write_headers(json, patch->header);
		td_json_string(json, "content", patch->content);
		td_json_string(json, "diff", patch->diff);
		td_json_strings(json, "prefixes", patch->prefixes);
	}
	td_json_end(json);
}

void
td_rest_write_cover(
    td_json *json, const td_rest_style *style, const td_rest_mail *cover, bool page)
{
	begin_mail(json, style, cover, true);
	write_person(json, "submitter", style, &cover->submitter, false);
	if (style->level >= TD_REST_1_1)
		td_rest_put_mbox(json, style, cover, true);
	write_series_list(json, style, cover);
	if (style->level >= TD_REST_1_1)
		td_rest_put_sub_url(json, "comments", style,
		    &(td_rest_below){ "covers", cover->id, "comments", 0 });
	if (page) {
		write_headers(json, cover->header);
		td_json_string(json, "content", cover->content);
	}
	td_json_end(json);
}

static void
write_comment_url(td_json *json, const td_rest_style *style, const td_rest_mail *comment)
{
	td_rest_put_sub_url(json, "url", style,
	    &(td_rest_below){ comment->of_cover ? "covers" : "patches", comment->target,
		"comments", comment->id });
}

static void
write_comment_web(td_json *json, const td_rest_style *style, const td_rest_mail *comment)
{
	g_autofree char *url = g_strdup_printf(
	    "%s/comment/%" G_GUINT64_FORMAT "/", style->base, comment->id);

	td_json_string(json, "web_url", url);
}

static void
write_comment_head(td_json *json, const td_rest_style *style, const td_rest_mail *comment)
{
	td_json_unsigned(json, "id", comment->id);
	if (style->level >= TD_REST_1_3)
		write_comment_url(json, style, comment);
	if (style->level >= TD_REST_1_1)
		write_comment_web(json, style, comment);
	td_rest_put_message_id(json, comment->message_id);
	td_rest_put_archive_url(json, style, comment);
	td_rest_put_date(json, "date", comment->date);
}

void
td_rest_write_comment(
    td_json *json, const td_rest_style *style, const td_rest_mail *comment)
{
	td_json_object(json, NULL);
	write_comment_head(json, style, comment);
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
	write_comment_head(json, style, comment);
	td_json_end(json);
}

void
td_rest_write_series(
    td_json *json, const td_rest_style *style, const td_rest_series *series)
{
	td_json_object(json, NULL);
	write_series_head(json, style, series, series->project);
	write_project(json, "project", style, series->project);
	td_rest_put_name(json, "name", series->name);
	td_rest_put_date(json, "date", series->date);
	write_person(json, "submitter", style, &series->submitter, false);
	td_json_unsigned(json, "version", series->version);
	td_json_unsigned(json, "total", series->total);
	td_json_unsigned(json, "received_total", series->received);
	td_json_bool(json, "received_all", series->received >= series->total);
	write_series_mbox(json, style, series);
	td_rest_put_mail(json, "cover_letter", style, series->cover, true);
	td_json_array(json, "patches");
	for (guint i = 0; i < series->patches->len; i++)
		td_rest_put_mail(
		    json, NULL, style, g_ptr_array_index(series->patches, i), false);
	td_json_end(json);
	td_json_end(json);
}

void
td_rest_write_check(td_json *json, const td_rest_style *style, const td_rest_check *check)
{
	td_json_object(json, NULL);
	td_json_unsigned(json, "id", check->id);
	td_rest_put_sub_url(json, "url", style,
	    &(td_rest_below){ "patches", check->patch, "checks", check->id });
	td_rest_write_user(json, "user", style, &check->user);
	td_rest_put_date(json, "date", check->date);
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
	td_rest_put_sub_url(json, "url", style,
	    &(td_rest_below){ "patches", check->patch, "checks", check->id });
	td_rest_put_date(json, "date", check->date);
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
		td_rest_put_mail(json, "patch", style, event->patch, false);
	if (event->series != NULL)
		write_series_within(json, "series", style, event->series, event->project);
	if (event->cover != NULL)
		td_rest_put_mail(json, "cover", style, event->cover, true);
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
	write_project(json, "project", style, event->project);
	td_rest_put_date(json, "date", event->date);
	if (style->level >= TD_REST_1_2)
		td_rest_write_user(json, "actor", style, &event->actor);
	write_payload(json, style, event);
	td_json_end(json);
}

void
td_rest_write_bundle(
    td_json *json, const td_rest_style *style, const td_rest_bundle *bundle)
{
	g_autofree char *path = td_rest_bundle_path(bundle);
	g_autofree char *web = g_strconcat(style->base, path, NULL);
	g_autofree char *mbox = g_strconcat(web, "mbox/", NULL);

	td_json_object(json, NULL);
	td_json_unsigned(json, "id", bundle->id);
	td_rest_put_url(json, "url", style, "bundles", bundle->id);
	if (style->level >= TD_REST_1_1)
		td_json_string(json, "web_url", web);
	write_project(json, "project", style, bundle->project);
	td_json_string(json, "name", bundle->name);
	td_rest_write_user(json, "owner", style, &bundle->owner);
	td_json_array(json, "patches");
	for (guint i = 0; i < bundle->patches->len; i++)
		td_rest_put_mail(
		    json, NULL, style, g_ptr_array_index(bundle->patches, i), false);
	td_json_end(json);
	td_json_bool(json, "public", bundle->open);
	td_json_string(json, "mbox", mbox);
	td_json_end(json);
}
