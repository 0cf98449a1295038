/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * render/classic.c - the old update, to the byte
 *
 * Whatever reads the old updates goes on working, so bytes of mails are copied as they
 * are, escapes too: on a terminal the caller puts td_sink_plain() before it. Mails are
 * those that the index kept for this format; the filters of the other formats do not
 * touch it.
 */
#include <string.h>

#include "output/sink.h"
#include "render/formats.h"

#define ID_DIGITS 9

static const char rule[] =
    "----------------------------------------------------------------------\n";

typedef struct row {
	char *bytes;
	size_t n;
	unsigned count;
} row;

typedef struct ranks {
	GHashTable *domains;      /* of row *, its own key */
	GHashTable *contributors; /* the same */
	GString *unfolded;        /* scratch */
} ranks;

static guint
hash_row(const void *data)
{
	const row *r = data;
	guint hash = 5381;

	for (size_t i = 0; i < r->n; i++)
		hash = hash * 33 + (unsigned char)r->bytes[i];
	return hash;
}

static gboolean
same_row(const void *a, const void *b)
{
	const row *x = a, *y = b;

	return x->n == y->n && (x->n == 0 || memcmp(x->bytes, y->bytes, x->n) == 0);
}

static void
free_row(void *data)
{
	row *r = data;

	g_free(r->bytes);
	g_free(r);
}

/* Largest count first, equal ones in descending order of their bytes. */
static int
compare_rows(const void *a, const void *b)
{
	const row *x = *(row *const *)a, *y = *(row *const *)b;
	size_t n = MIN(x->n, y->n);
	int order;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	/* Without bytes there is no place either, which memcmp must not be given. */
	order = n > 0 ? memcmp(y->bytes, x->bytes, n) : 0;
	if (order == 0)
		order = (y->n > x->n) - (y->n < x->n);
	return order;
}

static void
count_row(GHashTable *rows, const char *bytes, size_t n)
{
	row wanted = { NULL, n, 0 };
	row *r;

	wanted.bytes = g_memdup2(bytes, n);
	r = g_hash_table_lookup(rows, &wanted);
	if (r) {
		g_free(wanted.bytes);
	} else {
		r = g_memdup2(&wanted, sizeof(wanted));
		g_hash_table_add(rows, r);
	}
	r->count++;
}

/* A folded header value in one line: a line end and the blanks after it are one blank. */
static void
unfold(td_span value, GString *to)
{
	g_string_truncate(to, 0);
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] != '\n') {
			g_string_append_c(to, value.p[i]);
			continue;
		}
		if (to->len > 0 && to->str[to->len - 1] == '\r')
			g_string_truncate(to, to->len - 1);
		while (
		    i + 1 < value.n && (value.p[i + 1] == ' ' || value.p[i + 1] == '\t'))
			i++;
		g_string_append_c(to, ' ');
	}
}

static void
count_mail(const td_classic *mail, void *data)
{
	ranks *r = data;

	if (!mail->patch)
		return;
	count_row(r->domains, mail->domain.p, mail->domain.n);
	unfold(mail->contributor, r->unfolded);
	count_row(r->contributors, r->unfolded->str, r->unfolded->len);
}

static void
write_rows(td_out *out, GHashTable *rows, unsigned top, const char *gap)
{
	g_autoptr(GPtrArray) sorted = g_ptr_array_sized_new(g_hash_table_size(rows));
	GHashTableIter iter;
	void *key;

	g_hash_table_iter_init(&iter, rows);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		g_ptr_array_add(sorted, key);
	g_ptr_array_sort(sorted, compare_rows);
	for (guint i = 0; i < sorted->len && (top == 0 || i < top); i++) {
		const row *r = g_ptr_array_index(sorted, i);

		td_out_printf(out, "%7u%s", r->count, gap);
		td_out_bytes(out, r->bytes, r->n);
		td_out_char(out, '\n');
	}
}

static bool
write_ranks(td_out *out, const td_report *report, GError **error)
{
	g_autoptr(GHashTable) domains =
	    g_hash_table_new_full(hash_row, same_row, free_row, NULL);
	g_autoptr(GHashTable) contributors =
	    g_hash_table_new_full(hash_row, same_row, free_row, NULL);
	g_autoptr(GString) unfolded = g_string_new(NULL);
	ranks r = { domains, contributors, unfolded };
	unsigned top = report->top;

	if (!td_index_each_classic(
		report->index, &(td_index_range){ 0 }, count_mail, &r, error))
		return false;
	td_out_printf(out, "Top %u contributor Email domains (Based on Email Body)\n\n",
	    top ? top : g_hash_table_size(domains));
	write_rows(out, domains, top, " ");
	td_out_printf(out, "\nTop %u contributors (Based on Email Body)\n\n",
	    top ? top : g_hash_table_size(contributors));
	write_rows(out, contributors, top, "  ");
	return true;
}

typedef struct writing {
	td_out *out;
	GString *unfolded;
} writing;

static void
write_span(td_out *out, td_span span)
{
	td_out_bytes(out, span.p, span.n);
}

/* The body without its in-body From line. */
static void
write_body(td_out *out, const td_classic *mail)
{
	td_span body = mail->body, cut = mail->inbody_from;

	if (cut.n > 0 && cut.p >= body.p && cut.p < td_span_end(body)) {
		write_span(out, td_span_between(body.p, cut.p));
		body = td_span_skip(body, (size_t)(cut.p - body.p) + cut.n);
	}
	write_span(out, body);
	if (body.n > 0 && body.p[body.n - 1] != '\n')
		td_out_char(out, '\n');
}

static void
write_mail(const td_classic *mail, void *data)
{
	writing *w = data;

	if (!mail->shown || td_out_failed(w->out))
		return;
	td_out_text(w->out, "New:  ");
	write_span(w->out, mail->title);
	td_out_char(w->out, '\n');
	write_span(w->out, mail->subject);
	unfold(mail->author, w->unfolded);
	td_out_text(w->out, "\nAuthor: ");
	td_out_bytes(w->out, w->unfolded->str, w->unfolded->len);
	td_out_text(w->out, "\n\n");
	write_body(w->out, mail);
	td_out_char(w->out, '\n');
	td_out_text(w->out, rule);
	td_out_char(w->out, '\n');
}

static void
write_heading(td_out *out, const td_report *report)
{
	g_autofree char *name = g_ascii_strup(report->list_name, -1);
	const char *from = report->from ? report->from : "start";
	const char *to = report->to ? report->to : "end";

	td_out_printf(out, "From %.*s to %.*s\n", ID_DIGITS, from, ID_DIGITS, to);
	td_out_printf(out, "%s mailing list update from %.*s to %.*s\n\n", name,
	    ID_DIGITS, from, ID_DIGITS, to);
}

bool
td_render_classic(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);
	g_autoptr(GString) unfolded = g_string_new(NULL);
	writing w = { out, unfolded };

	(void)options;
	write_heading(out, report);
	if (!write_ranks(out, report, error))
		return false;
	td_out_text(out, "\n===== Patch list in this time period =====\n\n\n"
			 "===== Patch Commit Messages ====\n\n");
	if (!td_index_each_classic(
		report->index, &(td_index_range){ 0 }, write_mail, &w, error))
		return false;
	return td_out_close(g_steal_pointer(&out), error);
}
