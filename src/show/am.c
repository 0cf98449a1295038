/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/am.c - the mbox for git am */
#include "show/am.h"

#include <string.h>

#include "message/charset.h"
#include "message/message.h"
#include "output/sink.h"
#include "patch/amend.h"
#include "patch/patch.h"

#define HEADER_WIDTH 76
#define ENCODED_WIDTH 72

static const char from_line[] = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";

/* What of a name's characters a mail reader would take for something else. */
static bool
needs_quotes(const char *name)
{
	return strpbrk(name, "()<>[]:;@\\,.\"") != NULL;
}

/* git takes what stands around the first @ for the address: a name with one is left out.
 */
static void
write_from(td_out *out, const td_address *author)
{
	const char *name = author->name;

	if (*name == '\0' || strchr(name, '@')) {
		td_out_printf(out, "From: %s\n", author->address);
		return;
	}
	if (!needs_quotes(name)) {
		td_out_printf(out, "From: %s <%s>\n", name, author->address);
		return;
	}
	td_out_text(out, "From: \"");
	for (; *name; name++) {
		if (*name == '"' || *name == '\\')
			td_out_char(out, '\\');
		td_out_char(out, *name);
	}
	td_out_printf(out, "\" <%s>\n", author->address);
}

/* Folds at blanks; git makes each fold one blank again. */
static void
write_folded(td_out *out, const char *name, const char *value)
{
	size_t column = strlen(name) + 2;
	const char *p = value;

	td_out_printf(out, "%s:", name);
	while (*p) {
		size_t n = strcspn(p, " ");

		if (column > strlen(name) + 2 && column + n + 1 > HEADER_WIDTH) {
			td_out_text(out, "\n");
			column = 0;
		}
		td_out_char(out, ' ');
		td_out_bytes(out, p, n);
		column += n + 1;
		p += n;
		p += *p == ' ';
	}
	td_out_text(out, "\n");
}

/* Text that reads like an encoded-word would be decoded: it is encoded as a whole. */
static void
write_encoded(td_out *out, const char *name, const char *value)
{
	td_out_printf(out, "%s:", name);
	while (*value) {
		unsigned column = 0;

		td_out_text(out, " =?utf-8?q?");
		while (*value && column < ENCODED_WIDTH) {
			size_t n = (size_t)g_utf8_skip[(unsigned char)*value];

			for (; n > 0 && *value; n--, value++, column += 3)
				td_out_printf(out, "=%02X", (unsigned char)*value);
		}
		td_out_text(out, "?=\n");
	}
}

static void
write_subject(td_out *out, const td_am *am, const td_patch *patch, unsigned number)
{
	g_autoptr(GString) subject = g_string_new("[PATCH");

	if (am->rfc)
		g_string_append(subject, " RFC");
	if (am->has_version || am->version > 1)
		g_string_append_printf(subject, " v%u", am->version);
	if (am->minor > 0)
		g_string_append_printf(subject, ".%u", am->minor);
	if (am->has_number)
		g_string_append_printf(subject, " %u/%u", number, am->total);
	g_string_append_printf(subject, "] %s", patch->title);
	if (strstr(patch->title, "=?"))
		write_encoded(out, "Subject", subject->str);
	else
		write_folded(out, "Subject", subject->str);
}

/* The message begins like one more in-body header: git would eat it. */
static bool
looks_like_header(const char *message)
{
	static const char *const words[] = { "From:", "Subject:", "Date:" };
	td_span text = td_span_trim(td_span_of(message));

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (td_span_has_prefix_nocase(text, words[i]))
			return true;
	}
	return td_span_has_prefix(text, ">From") || td_span_has_prefix(text, "[PATCH]");
}

/* The lines of a diff that are not the file's own. */
static bool
is_frame(td_span line)
{
	return td_span_has_prefix(line, "diff --git ") ||
	       td_span_has_prefix(line, "--- ") || td_span_has_prefix(line, "+++ ") ||
	       td_span_has_prefix(line, "@@ ");
}

/* A mailer made all lines end in CR LF, those of the diff's frame too; a CR that stands
 * only in the lines of a file is the file's. */
static bool
is_crlf_all_over(td_span patch)
{
	td_span line;
	bool any = false;

	if (!memchr(patch.p, '\r', patch.n))
		return false;
	while (td_span_next_line(&patch, &line)) {
		if (!is_frame(line))
			continue;
		any = true;
		if (line.n == 0 || line.p[line.n - 1] != '\r')
			return false;
	}
	return any;
}

/* As it is, if it is UTF-8 whatever the mail calls it; else out of the mail's charset. */
static void
append_patch(GString *body, const td_patch *patch)
{
	td_span bytes = { (const char *)patch->patch_bytes->data,
		patch->patch_bytes->len };
	g_autoptr(GString) utf8 = NULL;
	unsigned defects = 0;
	bool strip;

	if (!td_charset_is_utf8(patch->patch_charset) && !td_is_ascii(bytes) &&
	    strcmp(patch->patch_charset, "us-ascii") != 0 &&
	    td_utf8_valid_prefix(bytes) < bytes.n) {
		g_auto(td_converters) converters = { 0 };

		utf8 = g_string_sized_new(bytes.n + 1);
		td_append_utf8(utf8, bytes, patch->patch_charset, &converters, &defects);
		bytes = (td_span){ utf8->str, utf8->len };
	}
	strip = is_crlf_all_over(bytes);
	while (bytes.n > 0) {
		td_span line = { "", 0 };

		td_span_next_line(&bytes, &line);
		if (strip && line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		g_string_append_len(body, line.p, (gssize)line.n);
		g_string_append_c(body, '\n');
	}
}

/* The message must not run into the patch, which may lack its "---". */
static GString *
make_body(const td_am_patch *one, const td_patch *patch, const char *own)
{
	const char *message =
	    patch->own_message ? patch->own_message : patch->commit_message;
	g_autofree char *amended = td_amend_message(patch->title, message, one->add, own);
	GString *body = g_string_new(NULL);
	const char *begin = amended + strspn(amended, "\n");

	if (looks_like_header(begin))
		g_string_append_printf(body, "From: %s <%s>\n\n", patch->author->name,
		    patch->author->address);
	g_string_append(body, begin);
	if (!td_span_has_prefix((td_span){ (const char *)patch->patch_bytes->data,
				    patch->patch_bytes->len },
		"---"))
		g_string_append(body, "---\n");
	append_patch(body, patch);
	return body;
}

/* "From " and a time of day: git and mail readers take that for the next mail. */
static bool
has_from_line(td_span text)
{
	td_span line;

	while (td_span_next_line(&text, &line)) {
		if (!td_span_has_prefix(line, "From "))
			continue;
		for (size_t i = 1; i + 1 < line.n; i++) {
			if (line.p[i] == ':' && g_ascii_isdigit(line.p[i - 1]) &&
			    g_ascii_isdigit(line.p[i + 1]))
				return true;
		}
	}
	return false;
}

/* What would not come through git mailsplit: such lines, CRs, NULs. */
static bool
needs_encoding(const GString *body)
{
	return memchr(body->str, '\r', body->len) || memchr(body->str, '\0', body->len) ||
	       has_from_line((td_span){ body->str, body->len });
}

static void
write_quoted_printable(td_out *out, const GString *body)
{
	unsigned column = 0;
	bool start = true;

	for (gsize i = 0; i < body->len; i++) {
		unsigned char c = (unsigned char)body->str[i];
		bool last = i + 1 == body->len || body->str[i + 1] == '\n';

		if (c == '\n') {
			td_out_char(out, '\n');
			column = 0;
			start = true;
			continue;
		}
		if (column >= ENCODED_WIDTH) {
			td_out_text(out, "=\n");
			column = 0;
		}
		if (c < ' ' || c > '~' || c == '=' || (c == ' ' && last) ||
		    (start && c == 'F')) {
			td_out_printf(out, "=%02X", c);
			column += 3;
		} else {
			td_out_char(out, (char)c);
			column++;
		}
		start = false;
	}
}

static void
write_mail(td_out *out, const td_am *am, const td_am_patch *one, const td_patch *patch,
    const char *own)
{
	g_autoptr(GString) body = make_body(one, patch, own);
	bool encode = needs_encoding(body);

	td_out_text(out, from_line);
	write_from(out, patch->author);
	if (*patch->date)
		td_out_printf(out, "Date: %s\n", patch->date);
	write_subject(out, am, patch, one->number);
	td_out_printf(out, "Message-Id: <%s>\n", one->message_id);
	td_out_text(out, "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n");
	td_out_printf(out, "Content-Transfer-Encoding: %s\n\n",
	    encode ? "quoted-printable" : "8bit");
	if (encode)
		write_quoted_printable(out, body);
	else
		td_out_bytes(out, body->str, body->len);
	td_out_char(out, '\n');
}

/* One mail for each patch that is attached to this one. */
static void
write_patches(
    td_out *out, const td_am *am, const td_am_patch *one, td_span bytes, const char *own)
{
	g_autoptr(td_message) message = td_message_parse(bytes, 0);
	g_autoptr(td_patch) patch = td_patch_read(message, NULL);

	if (patch->attached <= 1 && patch->patch_bytes)
		write_mail(out, am, one, patch, own);
	for (unsigned i = 1; patch->attached > 1 && i <= patch->attached; i++) {
		td_patch_options options = { .attached = i };
		g_autoptr(td_patch) each = td_patch_read(message, &options);

		if (each->patch_bytes)
			write_mail(out, am, one, each, own);
	}
}

bool
td_render_am(const td_am *am, const td_render_am_options *options, const td_sink *sink,
    GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);

	for (guint i = 0; i < am->patches->len && !td_out_failed(out); i++) {
		const td_am_patch *one = g_ptr_array_index(am->patches, i);
		td_span bytes;

		if (!options->load(one->message, &bytes, options->data, error))
			return false;
		write_patches(out, am, one, bytes, options->own);
	}
	return td_out_close(g_steal_pointer(&out), error);
}

bool
td_render_am_cover(const td_am *am, const td_render_am_options *options,
    const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);
	g_autoptr(td_message) message = NULL;
	g_autoptr(td_patch) patch = NULL;
	td_span bytes;

	if (am->cover == 0)
		return td_out_close(g_steal_pointer(&out), error);
	if (!options->load(am->cover, &bytes, options->data, error))
		return false;
	message = td_message_parse(bytes, 0);
	patch = td_patch_read(message, NULL);
	write_from(out, patch->author);
	if (*patch->date)
		td_out_printf(out, "Date: %s\n", patch->date);
	write_folded(out, "Subject", message->subject);
	td_out_printf(out, "Message-Id: <%s>\n", message->message_id);
	td_out_text(out, "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
			 "Content-Transfer-Encoding: 8bit\n\n");
	td_out_text(out, patch->text);
	return td_out_close(g_steal_pointer(&out), error);
}
