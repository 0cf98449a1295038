/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rest/mail.c - patchwork's views/utils.py: _submission_to_mbox */
#include "rest/mail.h"

#include <string.h>
#include <time.h>

#include "message/header.h"
#include "message/message.h"
#include "patch/tracked.h"

/* How the body is encoded, which is ours to say. */
static bool
is_of_encoding(const td_field *field)
{
	return td_field_is(field, "content-type") ||
	       td_field_is(field, "content-transfer-encoding") ||
	       td_field_is(field, "mime-version") || td_span_is(field->name, "From ");
}

static void
write_field(td_out *out, const char *name, td_span value)
{
	td_span line;

	td_out_printf(out, "%s: ", name);
	/* Continuation lines stay as they came, but for CR. */
	while (td_span_next_line(&value, &line)) {
		while (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		td_out_bytes(out, line.p, line.n);
		td_out_char(out, '\n');
	}
}

/* RFC 2047 for what is not ASCII; a plain name is quoted, as it may have anything in it.
 */
static char *
encode_person(const char *name, const char *email)
{
	g_autofree char *encoded = NULL;
	g_autoptr(GString) quoted = NULL;

	if (name == NULL || *name == '\0')
		return g_strdup(email);
	if (!g_str_is_ascii(name)) {
		encoded = g_base64_encode((const guchar *)name, strlen(name));
		return g_strdup_printf("=?utf-8?b?%s?= <%s>", encoded, email);
	}
	if (strpbrk(name, "()<>@,;:\\\".[]") == NULL)
		return g_strdup_printf("%s <%s>", name, email);
	quoted = g_string_new("\"");
	for (; *name != '\0'; name++) {
		if (*name == '"' || *name == '\\')
			g_string_append_c(quoted, '\\');
		g_string_append_c(quoted, *name);
	}
	return g_strdup_printf("%s\" <%s>", quoted->str, email);
}

static bool
names_address(const td_message *message, const char *email)
{
	return message->from != NULL &&
	       g_ascii_strcasecmp(message->from->address, email) == 0;
}

static void
write_headers(td_out *out, const td_rest_tracked *tracked, const td_message *message)
{
	g_autofree char *person = encode_person(tracked->name, tracked->email);
	bool rewritten = !names_address(message, tracked->email);
	td_span header = message->header;
	bool dated = false;
	td_field field;

	td_out_text(out, "Content-Type: text/plain; charset=\"utf-8\"\n"
			 "MIME-Version: 1.0\n"
			 "Content-Transfer-Encoding: 8bit\n");
	td_out_printf(out, "X-Patchwork-Submitter: %s\n", person);
	td_out_printf(out, "X-Patchwork-Id: %" G_GUINT64_FORMAT "\n", tracked->id);
	if (tracked->delegate != NULL && *tracked->delegate != '\0')
		td_out_printf(out, "X-Patchwork-Delegate: %s\n", tracked->delegate);
	while (td_field_next(&header, &field)) {
		g_autofree char *name = NULL;

		if (is_of_encoding(&field))
			continue;
		dated = dated || td_field_is(&field, "date");
		if (td_field_is(&field, "from") && rewritten) {
			write_field(out, "X-Patchwork-Original-From", field.value);
			td_out_printf(out, "From: %s\n", person);
			continue;
		}
		name = td_span_dup(field.name);
		write_field(out, name, field.value);
	}
	if (!dated) {
		time_t moment = (time_t)tracked->date;
		struct tm parts = { 0 };
		char text[64];

		gmtime_r(&moment, &parts);
		strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S -0000", &parts);
		td_out_printf(out, "Date: %s\n", text);
	}
	td_out_char(out, '\n');
}

/* git mailsplit takes a line for the next mail's From_ line where there is a time in it.
 */
static bool
looks_like_from_line(td_span line)
{
	if (!td_span_has_prefix(line, "From ") || line.n < 20)
		return false;
	for (size_t i = 5; i + 4 < line.n; i++) {
		if (line.p[i + 2] == ':' && g_ascii_isdigit(line.p[i + 1]) &&
		    g_ascii_isdigit(line.p[i + 3]) && g_ascii_isdigit(line.p[i + 4]))
			return true;
	}
	return false;
}

static void
write_text(td_out *out, const char *text)
{
	td_span rest = td_span_of(text), line;

	while (td_span_next_line(&rest, &line)) {
		if (looks_like_from_line(line))
			td_out_char(out, '>');
		td_out_bytes(out, line.p, line.n);
		td_out_char(out, '\n');
	}
}

static void
write_body(td_out *out, const td_rest_tracked *tracked, const td_tracked *parts)
{
	const char *line = NULL;
	const char *below = td_tracked_find_cut(parts->content, &line);
	size_t n =
	    below != NULL ? (size_t)(line - parts->content) : strlen(parts->content);
	g_autofree char *above = g_strndup(parts->content, n);

	write_text(out, g_strstrip(above));
	if (*above == '\0')
		td_out_char(out, '\n');
	td_out_text(out, tracked->tags);
	if (below != NULL) {
		g_autofree char *notes = g_strdup(below);

		td_out_text(out, "---");
		write_text(out, g_strchomp(notes));
		if (*notes == '\0')
			td_out_char(out, '\n');
	}
	if (parts->diff != NULL) {
		td_out_char(out, '\n');
		write_text(out, parts->diff);
	}
}

void
td_rest_tracked_write(td_out *out, const td_rest_tracked *tracked)
{
	g_autoptr(td_message) message = td_message_parse(tracked->mail, 0);
	g_autoptr(td_tracked) parts = td_tracked_read(message, false);
	time_t moment = (time_t)CLAMP(tracked->date, 0, INT64_C(253402300799));
	struct tm parts_of_date = { 0 };
	char text[64];

	gmtime_r(&moment, &parts_of_date);
	strftime(text, sizeof text, "%a %b %e %H:%M:%S %Y", &parts_of_date);
	td_out_printf(out, "From patchwork %s\n", text);
	write_headers(out, tracked, message);
	write_body(out, tracked, parts);
}
