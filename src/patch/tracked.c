/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/tracked.c - the parts of a mail that patchwork's parser.py takes */
#include "patch/tracked.h"

#include <string.h>

#include "message/charset.h"
#include "patch/tracked_parse.h"

void
td_tracked_split(const char *text, char **content, char **diff)
{
	g_autoptr(GArray) rest = td_pieces_new();
	g_autoptr(GArray) changes = td_pieces_new();
	GString *said = g_string_new(NULL), *changed = g_string_new(NULL);

	td_tracked_parse(td_span_of(text), rest, changes);
	td_pieces_join(said, rest);
	td_pieces_join(changed, changes);
	*content = g_string_free(said, FALSE);
	*diff = g_string_free(changed, changed->len == 0);
}

static char *
decode(const td_text *text, td_converters *converters)
{
	GString *out = g_string_sized_new(text->bytes.n + 1);
	unsigned defects = 0;

	td_append_utf8(out, text->bytes, text->charset, converters, &defects);
	return g_string_free(out, FALSE);
}

/* As it lies there, where it is UTF-8; else decoded, in *decoded, instead of what was
 * there.
 */
static td_span
read_text(const td_text *text, td_converters *converters, char **decoded)
{
	if (td_charset_is_utf8(text->charset) &&
	    td_utf8_valid_prefix(text->bytes) == text->bytes.n)
		return text->bytes;
	g_free(*decoded);
	*decoded = decode(text, converters);
	return td_span_of(*decoded);
}

/* Below "-- " is a signature, below a line of underscores a list's footer. */
static char *
clean(const char *content)
{
	const char *at = content, *lf;
	char *cleaned;

	while ((lf = strchr(at, '\n')) != NULL) {
		size_t bars = strspn(at, "_");

		if (strncmp(at, "-- \n", 4) == 0 || (bars > 0 && at + bars == lf))
			break;
		at = lf + 1;
	}
	if (lf == NULL)
		at = content + strlen(content);
	cleaned = g_strndup(content, (size_t)(at - content));
	return g_strstrip(cleaned);
}

static void
add_content(GString *content, char *text)
{
	g_string_append(content, g_strstrip(text));
	g_string_append_c(content, '\n');
}

static bool
is_plain(const td_text *text)
{
	return text->type[0] == '\0' || strcmp(text->type, "text/plain") == 0;
}

static bool
is_attached(const td_text *text)
{
	return strcmp(text->type, "text/x-patch") == 0 ||
	       strcmp(text->type, "text/x-diff") == 0;
}

td_tracked *
td_tracked_read(const td_message *message, bool answer)
{
	unsigned defects = 0;
	g_autoptr(td_body) body = td_body_read(message, &defects);
	g_autoptr(GString) content = g_string_new(NULL);
	g_auto(td_converters) converters = { 0 };
	td_tracked *tracked = g_new0(td_tracked, 1);

	for (unsigned i = 0; i < td_body_count(body); i++) {
		const td_text *text = td_body_get(body, i);
		bool attached = is_attached(text);
		g_autofree char *decoded = NULL, *rest = NULL;

		if (!is_plain(text) && !(attached && !answer))
			continue;
		decoded = decode(text, &converters);
		if (attached) {
			g_free(tracked->diff);
			tracked->diff = g_steal_pointer(&decoded);
		} else if (answer || tracked->diff != NULL) {
			add_content(content, decoded);
		} else {
			td_tracked_split(decoded, &rest, &tracked->diff);
			add_content(content, rest);
		}
	}
	tracked->content = clean(content->str);
	return tracked;
}

void
td_tracked_free(td_tracked *tracked)
{
	if (tracked == NULL)
		return;
	g_free(tracked->content);
	g_free(tracked->diff);
	g_free(tracked);
}

bool
td_tracked_sum(const td_body *body, unsigned char sum[TD_TRACKED_SUM])
{
	g_auto(td_converters) converters = { 0 };
	g_autofree char *attached = NULL;
	g_autofree char *decoded = NULL;
	g_autoptr(GArray) diff = td_pieces_new();
	bool found;

	/* As td_tracked_read: an attached diff goes before, and is whole. */
	for (unsigned i = 0; i < td_body_count(body); i++) {
		const td_text *text = td_body_get(body, i);

		if (is_attached(text)) {
			g_free(attached);
			attached = decode(text, &converters);
		} else if (is_plain(text) && attached == NULL && diff->len == 0) {
			td_tracked_parse(
			    read_text(text, &converters, &decoded), NULL, diff);
		}
	}
	found = attached != NULL || diff->len > 0;
	if (attached != NULL)
		td_tracked_sum_text(attached, sum);
	else if (found)
		td_tracked_sum_pieces(diff, sum);
	return found;
}
