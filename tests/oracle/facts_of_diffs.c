/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tests/oracle/facts_of_diffs.c - our answers about patches, for the oracles to compare
 *
 * Reads cases from stdin: a line "NAME BYTES" and that many bytes. Writes for each a line
 * "NAME BYTES" and what git's program would print: patch-id, numstat or trailers, as the
 * first argument says.
 */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

#include "diff/diff.h"
#include "patch/trailer.h"
#include "subject/subject.h"

static void
facts_of_mails_id(GString *out, td_span text)
{
	char hex[41];

	if (td_patch_id(text, hex))
		g_string_append_printf(out, "%s\n", hex);
}

/* As git apply --numstat -z, with "corrupt" above where we think git refuses it. */
static void
dump_numstat(GString *out, td_span text)
{
	g_autoptr(td_diff) diff = td_diff_parse(text);

	if (diff && diff->corrupt)
		g_string_append(out, "corrupt\n");
	for (guint i = 0; diff && i < diff->files->len; i++) {
		const td_diff_file *file = g_ptr_array_index(diff->files, i);

		if (file->is_binary)
			g_string_append(out, "-\t-\t");
		else
			g_string_append_printf(
			    out, "%u\t%u\t", file->insertions, file->deletions);
		g_string_append_len(out, file->path, (gssize)strlen(file->path) + 1);
	}
}

static void
dump_trailers(GString *out, td_span text, bool reply)
{
	g_autoptr(GPtrArray) trailers =
	    reply ? td_trailer_parse_reply(text, NULL) : td_trailer_parse_message(text);

	for (guint i = 0; i < trailers->len; i++) {
		const td_trailer *trailer = g_ptr_array_index(trailers, i);

		g_string_append_printf(out, "%s: %s\n", trailer->key, trailer->value);
	}
}

/* One subject a line. */
static void
dump_subject(GString *out, td_span text)
{
	g_autoptr(td_subject) subject = td_subject_parse(text);

	g_string_append_printf(out, "%d\t%d\t%d\t%d\t%u\t%u\t%d\t%u\t%u\t",
	    subject->reply, subject->patch, subject->rfc, subject->resend,
	    subject->version, subject->minor, subject->has_number, subject->number,
	    subject->total);
	for (guint i = 0; i < subject->tags->len; i++)
		g_string_append_printf(out, "%s%s", i ? " " : "",
		    (char *)g_ptr_array_index(subject->tags, i));
	g_string_append_printf(out, "\t%s\n", subject->title);
}

static bool
read_case(GString *name, GString *bytes)
{
	char head[256];
	char *blank;
	size_t n;

	if (!fgets(head, sizeof(head), stdin))
		return false;
	blank = strchr(head, ' ');
	if (!blank)
		return false;
	n = (size_t)g_ascii_strtoull(blank + 1, NULL, 10);
	g_string_set_size(bytes, n);
	g_string_assign(name, head);
	g_string_truncate(name, (gsize)(blank - head));
	return fread(bytes->str, 1, n, stdin) == n;
}

int
main(int argc, char **argv)
{
	g_autoptr(GString) name = g_string_new(NULL);
	g_autoptr(GString) bytes = g_string_new(NULL);
	g_autoptr(GString) out = g_string_new(NULL);
	const char *what = argc == 2 ? argv[1] : "";

	while (read_case(name, bytes)) {
		td_span text = { bytes->str, bytes->len };

		g_string_truncate(out, 0);
		if (strcmp(what, "patch-id") == 0)
			facts_of_mails_id(out, text);
		else if (strcmp(what, "numstat") == 0)
			dump_numstat(out, text);
		else if (strcmp(what, "trailers") == 0)
			dump_trailers(out, text, false);
		else if (strcmp(what, "reply") == 0)
			dump_trailers(out, text, true);
		else if (strcmp(what, "subject") == 0)
			dump_subject(out, text);
		else
			return 64;
		printf("%s %zu\n", name->str, out->len);
		fwrite(out->str, 1, out->len, stdout);
	}
	return 0;
}
