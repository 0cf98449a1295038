/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/json.c - JSON written piece by piece */
#include "output/json.h"

#define MAX_DEPTH 16

struct td_json {
	td_out *out;
	bool indented;
	unsigned depth;
	char close[MAX_DEPTH];  /* ']' or '}' of what is open */
	bool filled[MAX_DEPTH]; /* it has a value already */
};

td_json *
td_json_new(td_out *out)
{
	td_json *json = g_new0(td_json, 1);

	json->out = out;
	return json;
}

void
td_json_free(td_json *json)
{
	g_free(json);
}

void
td_json_indent(td_json *json)
{
	json->indented = true;
}

static void
begin_line(td_json *json)
{
	if (json->indented) {
		td_out_char(json->out, '\n');
		td_out_fill(json->out, ' ', json->depth);
	}
}

/* Bytes that stand for themselves in a string. */
static bool
is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

static bool
is_obeyed(gunichar c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x200e ||
	       c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static void
write_char(td_out *out, gunichar c, const char *bytes, size_t n)
{
	switch (c) {
	case '"':
		td_out_text(out, "\\\"");
		return;
	case '\\':
		td_out_text(out, "\\\\");
		return;
	case '\n':
		td_out_text(out, "\\n");
		return;
	case '\t':
		td_out_text(out, "\\t");
		return;
	case '\r':
		td_out_text(out, "\\r");
		return;
	default:
		break;
	}
	if (is_obeyed(c))
		td_out_printf(out, "\\u%04x", c);
	else
		td_out_bytes(out, bytes, n);
}

static void
write_text(td_out *out, td_span text)
{
	td_out_char(out, '"');
	while (text.n > 0) {
		size_t plain = 0;
		gunichar c;
		size_t n;

		while (plain < text.n && is_plain((unsigned char)text.p[plain]))
			plain++;
		td_out_bytes(out, text.p, plain);
		text = td_span_skip(text, plain);
		if (text.n == 0)
			break;
		c = g_utf8_get_char_validated(text.p, (gssize)MIN(text.n, 8));
		if (c == (gunichar)-1 || c == (gunichar)-2 || text.p[0] == '\0') {
			td_out_text(out, text.p[0] == '\0' ? "\\u0000" : "\xef\xbf\xbd");
			text = td_span_skip(text, 1);
			continue;
		}
		n = (size_t)g_unichar_to_utf8(c, NULL);
		write_char(out, c, text.p, n);
		text = td_span_skip(text, n);
	}
	td_out_char(out, '"');
}

static void
begin(td_json *json, const char *key)
{
	if (json->depth == 0)
		return;
	if (json->filled[json->depth - 1])
		td_out_char(json->out, ',');
	json->filled[json->depth - 1] = true;
	begin_line(json);
	g_assert((key != NULL) == (json->close[json->depth - 1] == '}'));
	if (key) {
		write_text(json->out, td_span_of(key));
		td_out_text(json->out, json->indented ? ": " : ":");
	}
}

static void
open_value(td_json *json, const char *key, char open, char close)
{
	begin(json, key);
	g_assert(json->depth < MAX_DEPTH);
	json->close[json->depth] = close;
	json->filled[json->depth] = false;
	json->depth++;
	td_out_char(json->out, open);
}

void
td_json_object(td_json *json, const char *key)
{
	open_value(json, key, '{', '}');
}

void
td_json_array(td_json *json, const char *key)
{
	open_value(json, key, '[', ']');
}

void
td_json_end(td_json *json)
{
	g_assert(json->depth > 0);
	json->depth--;
	if (json->filled[json->depth])
		begin_line(json);
	td_out_char(json->out, json->close[json->depth]);
}

void
td_json_span(td_json *json, const char *key, td_span text)
{
	begin(json, key);
	write_text(json->out, text);
}

void
td_json_string(td_json *json, const char *key, const char *text)
{
	if (text)
		td_json_span(json, key, td_span_of(text));
	else
		td_json_null(json, key);
}

void
td_json_optional(td_json *json, const char *key, const char *text)
{
	td_json_string(json, key, text && *text != '\0' ? text : NULL);
}

void
td_json_strings(td_json *json, const char *key, const GPtrArray *texts)
{
	td_json_array(json, key);
	for (unsigned i = 0; texts && i < texts->len; i++)
		td_json_string(json, NULL, texts->pdata[i]);
	td_json_end(json);
}

void
td_json_unsigned(td_json *json, const char *key, uint64_t value)
{
	begin(json, key);
	td_out_printf(json->out, "%" G_GUINT64_FORMAT, value);
}

void
td_json_int(td_json *json, const char *key, int64_t value)
{
	begin(json, key);
	td_out_printf(json->out, "%" G_GINT64_FORMAT, value);
}

void
td_json_bool(td_json *json, const char *key, bool value)
{
	begin(json, key);
	td_out_text(json->out, value ? "true" : "false");
}

void
td_json_null(td_json *json, const char *key)
{
	begin(json, key);
	td_out_text(json->out, "null");
}

void
td_json_time(td_json *json, const char *key, int64_t seconds)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);
	g_autofree char *text =
	    time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

	td_json_string(json, key, text);
}

void
td_json_time_zone(td_json *json, const char *key, int64_t seconds, int zone)
{
	g_autoptr(GDateTime) time =
	    g_date_time_new_from_unix_utc(seconds + (int64_t)zone * 60);
	g_autofree char *text =
	    time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%S") : NULL;
	g_autofree char *whole = NULL;

	if (text)
		whole = g_strdup_printf("%s%c%02d:%02d", text, zone < 0 ? '-' : '+',
		    ABS(zone) / 60, ABS(zone) % 60);
	td_json_string(json, key, whole);
}
