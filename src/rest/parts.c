/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rest/parts.c - fields of patchwork's objects, its addresses and file names */
#include "rest/parts.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { max_name = 255 }; /* characters, as patchwork's columns are wide */

/* Years past 9999 have no place in ISO 8601. */
void
td_rest_put_date(td_json *json, const char *key, int64_t seconds)
{
	time_t moment = (time_t)CLAMP(seconds, 0, INT64_C(253402300799));
	struct tm parts = { 0 };
	char text[64];

	gmtime_r(&moment, &parts);
	snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", parts.tm_year + 1900,
	    parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
	td_json_string(json, key, text);
}

void
td_rest_put_url(td_json *json, const char *key, const td_rest_style *style,
    const char *kind, uint64_t id)
{
	g_autofree char *url = g_strdup_printf(
	    "%s%s%s/%" G_GUINT64_FORMAT "/", style->base, style->prefix, kind, id);

	td_json_string(json, key, url);
}

void
td_rest_put_sub_url(td_json *json, const char *key, const td_rest_style *style,
    const td_rest_below *object)
{
	g_autofree char *last =
	    object->number != 0
		? g_strdup_printf("%" G_GUINT64_FORMAT "/", object->number)
		: g_strdup("");
	g_autofree char *url = g_strdup_printf("%s%s%s/%" G_GUINT64_FORMAT "/%s/%s",
	    style->base, style->prefix, object->kind, object->id, object->below, last);

	td_json_string(json, key, url);
}

char *
td_rest_escape(const char *part)
{
	return g_uri_escape_string(part, "!$&'()*+,;=:@", FALSE);
}

/* What is longer was cut by patchwork, too. */
void
td_rest_put_name(td_json *json, const char *key, const char *name)
{
	g_autofree char *cut = NULL;

	if (name != NULL && g_utf8_strlen(name, -1) > max_name)
		cut = g_utf8_substring(name, 0, max_name);
	td_json_string(json, key, cut != NULL ? cut : name);
}

void
td_rest_put_message_id(td_json *json, const char *message_id)
{
	g_autofree char *text = g_strdup_printf("<%s>", message_id);

	td_json_string(json, "msgid", text);
}

char *
td_rest_mail_path(const td_rest_mail *mail, bool cover)
{
	g_autofree char *id = td_rest_escape(mail->message_id);
	g_autofree char *list = td_rest_escape(mail->project->name);

	return g_strdup_printf("/project/%s/%s/%s/", list, cover ? "cover" : "patch", id);
}

/* Where it is read: patchwork's addresses, which lead to the page of the mail. */
void
td_rest_put_web(
    td_json *json, const td_rest_style *style, const td_rest_mail *mail, bool cover)
{
	g_autofree char *path = td_rest_mail_path(mail, cover);
	g_autofree char *url = g_strconcat(style->base, path, NULL);

	td_json_string(json, "web_url", url);
}

void
td_rest_put_mbox(
    td_json *json, const td_rest_style *style, const td_rest_mail *mail, bool cover)
{
	g_autofree char *path = td_rest_mail_path(mail, cover);
	g_autofree char *url = g_strconcat(style->base, path, "mbox/", NULL);

	td_json_string(json, "mbox", url);
}

void
td_rest_put_archive_url(
    td_json *json, const td_rest_style *style, const td_rest_mail *mail)
{
	g_autofree char *id = td_rest_escape(mail->message_id);
	g_autofree char *list = td_rest_escape(mail->project->name);
	g_autofree char *url = g_strdup_printf("%s/%s/%s/", style->base, list, id);

	if (style->level >= TD_REST_1_2)
		td_json_string(json, "list_archive_url", url);
}

/* A patch or a cover letter within another object. */
void
td_rest_put_mail(td_json *json, const char *key, const td_rest_style *style,
    const td_rest_mail *mail, bool cover)
{
	if (mail == NULL) {
		td_json_null(json, key);
		return;
	}
	td_json_object(json, key);
	td_json_unsigned(json, "id", mail->id);
	td_rest_put_url(json, "url", style, cover ? "covers" : "patches", mail->id);
	if (style->level >= TD_REST_1_1)
		td_rest_put_web(json, style, mail, cover);
	td_rest_put_message_id(json, mail->message_id);
	td_rest_put_archive_url(json, style, mail);
	td_rest_put_date(json, "date", mail->date);
	td_rest_put_name(json, "name", mail->name);
	if (!cover || style->level >= TD_REST_1_1)
		td_rest_put_mbox(json, style, mail, cover);
	td_json_end(json);
}

char *
td_rest_bundle_path(const td_rest_bundle *bundle)
{
	g_autofree char *owner = td_rest_escape(bundle->owner.name);
	g_autofree char *name = td_rest_escape(bundle->name);

	return g_strdup_printf("/bundle/%s/%s/", owner, name);
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
