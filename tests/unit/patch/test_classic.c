/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch - the old update's reading of a mail */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "patch/classic.h"

#define FROM "From: Jane Doe <jane@example.org>\n"

static void
assert_span(td_span got, const char *expected, const char *what, const char *mail)
{
	if (!td_span_is(got, expected))
		fail_msg("%s of \"%s\": expected \"%s\", got \"%.*s\"", what, mail,
		    expected, (int)got.n, got.p ? got.p : "");
}

static void
subjects_say_patch_title_and_whether_it_is_shown(void **state)
{
	static const struct {
		const char *header;
		bool patch, shown;
		const char *subject, *title;
	} cases[] = {
		{ "Subject: [PATCH] a: b\n", true, true, "[PATCH] a: b", "a: b" },
		{ "subject:[PATCH v2 0/3]  a \t\r\n", true, true, "[PATCH v2 0/3]  a",
		    "a" },
		{ "Subject: [PATCH 1/3] a\n", true, true, "[PATCH 1/3] a", "a" },
		{ "Subject: [PATCH 01/12] a\n", true, true, "[PATCH 01/12] a", "a" },
		{ "Subject: [PATCH 00/12] a\n", true, true, "[PATCH 00/12] a", "a" },
		{ "Subject: [PATCH 2/3] a\n", true, false, "[PATCH 2/3] a", "a" },
		{ "Subject: [PATCH 10/12] a\n", true, false, "[PATCH 10/12] a", "a" },
		{ "Subject: [PATCH2/3] a\n", true, false, "[PATCH2/3] a", "a" },
		{ "Subject: [PATCH 99999999999999999999999/3] a\n", true, false,
		    "[PATCH 99999999999999999999999/3] a", "a" },
		{ "Subject: [PATCH 6.12 1/3] a [2/3]\n", true, true,
		    "[PATCH 6.12 1/3] a [2/3]", "a [2/3]" },
		{ "Subject: [PATCH 2/3 net] a\n", true, true, "[PATCH 2/3 net] a", "a" },
		{ "Subject: [PATCH /3] a\n", true, true, "[PATCH /3] a", "a" },
		{ "Subject: [PATCH 6/12\n", true, true, "[PATCH 6/12", "[PATCH 6/12" },
		{ "Subject: [PATCH] a\n b\nX: y\n", true, true, "[PATCH] a", "a" },
		{ "Subject:\n [PATCH] a\n", false, false, "", "" },
		{ "Subject: [PATCH] a\nSubject: b\n", true, true, "[PATCH] a", "a" },
		{ "Subject: Re: [PATCH] a\n", false, false, "Re: [PATCH] a",
		    "Re: [PATCH] a" },
		{ "Subject: [RFC PATCH] a\n", false, false, "[RFC PATCH] a", "a" },
		{ "Subject: [patch] a\n", false, false, "[patch] a", "a" },
		{ "X: y\n", false, false, "", "" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail =
		    g_strconcat(FROM, cases[i].header, "\ntext\n", NULL);
		td_classic classic;

		td_classic_read(td_span_of(mail), &classic);
		if (classic.patch != cases[i].patch || classic.shown != cases[i].shown)
			fail_msg("%s: patch %d, shown %d", cases[i].header, classic.patch,
			    classic.shown);
		assert_span(classic.subject, cases[i].subject, "subject", mail);
		assert_span(classic.title, cases[i].title, "title", mail);
	}
}

static void
the_first_from_line_with_an_address_names_the_contributor(void **state)
{
	static const struct {
		const char *from, *body;
		const char *author, *contributor, *domain, *inbody;
	} cases[] = {
		{ "From: J <j@a.org>\n", "text\n", "J <j@a.org>", "J <j@a.org>", "a.org",
		    "" },
		{ "From: J\n <j@a.org>\n", "text\n", "J\n <j@a.org>", "J\n <j@a.org>",
		    "a.org", "" },
		{ "From: j@a.org (J)\n", "text\n", "j@a.org (J)", "j@a.org (J)", "a.org",
		    "" },
		{ "From: J\n", "text\n", "J", "J", "", "" },
		{ "From: J <j@a.org>\n", "From: K <k@b.org>\n\ntext\n", "J <j@a.org>",
		    "K <k@b.org>", "b.org", "From: K <k@b.org>\n" },
		{ "From: J <j@a.org>\n", "text\nFrom: K <k@b.org>\n", "J <j@a.org>",
		    "K <k@b.org>", "b.org", "From: K <k@b.org>\n" },
		{ "From: J <j@a.org>\n", "From: here\nFrom: K <k>\nFrom: L <l@c.org>",
		    "J <j@a.org>", "L <l@c.org>", "c.org", "From: L <l@c.org>" },
		{ "From: J <j@a.org>\n", "From: K <k@b.org>\nFrom: L <l@c.org>\n",
		    "J <j@a.org>", "K <k@b.org>", "b.org", "From: K <k@b.org>\n" },
		{ "From: J <j@a.org>\n", "> From: K <k@b.org>\n From: L <l@c.org>\n",
		    "J <j@a.org>", "J <j@a.org>", "a.org", "" },
		{ "From: J <j@a.org>\n", "1 file changed\nFrom: K <k@b.org>\n",
		    "J <j@a.org>", "K <k@b.org>", "b.org", "" },
		{ "From: \"a@b\" <j@a.org>\n", "From: K <k@b.org>\r\n",
		    "\"a@b\" <j@a.org>", "K <k@b.org>", "b.org",
		    "From: K <k@b.org>\r\n" },
		{ "X: y\n", "text\n", "", "", "", "" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail = g_strconcat(
		    cases[i].from, "Subject: [PATCH] a\n\n", cases[i].body, NULL);
		td_classic classic;

		td_classic_read(td_span_of(mail), &classic);
		assert_span(classic.author, cases[i].author, "author", mail);
		assert_span(
		    classic.contributor, cases[i].contributor, "contributor", mail);
		assert_span(classic.domain, cases[i].domain, "domain", mail);
		assert_span(classic.inbody_from, cases[i].inbody, "in-body line", mail);
	}
}

static void
the_body_ends_with_the_summary_of_the_diffstat(void **state)
{
	static const struct {
		const char *body, *shown;
	} cases[] = {
		{ "a\n---\n x | 1 +\n 1 file changed, 1 insertion(+)\n\ndiff --git a\n",
		    "a\n---\n x | 1 +\n 1 file changed, 1 insertion(+)\n" },
		{ "a\n> 7 files changed, 42\nb\n", "a\n> 7 files changed, 42\n" },
		{ "a 12 files changed by me", "a 12 files changed by me" },
		{ "the file changed\n files changed\n2  files changed\n2 filess "
		  "changed\n",
		    "the file changed\n files changed\n2  files changed\n2 filess "
		    "changed\n" },
		{ "a\n 1 file  changed\nb\n", "a\n 1 file  changed\nb\n" },
		{ "a\ndiff --git a/x b/x\n", "a\n" },
		{ "a\n-- \n2.1\n", "a\n" },
		{ "a\n--\nb\n", "a\n--\nb\n" },
		{ "a\ndiff --git a/x b/x\n+3 files changed\n+b\n",
		    "a\ndiff --git a/x b/x\n+3 files changed\n" },
		{ "", "" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail =
		    g_strconcat(FROM "Subject: [PATCH] a\n\n", cases[i].body, NULL);
		td_classic classic;

		td_classic_read(td_span_of(mail), &classic);
		assert_span(classic.body, cases[i].shown, "body", mail);
	}
}

static void
a_mail_that_is_only_a_header_has_no_body(void **state)
{
	td_classic classic;

	(void)state;
	td_classic_read(td_span_of("Subject: [PATCH] a\n" FROM), &classic);
	assert_true(classic.shown);
	assert_int_equal(classic.body.n, 0);
	td_classic_read((td_span){ NULL, 0 }, &classic);
	assert_false(classic.patch);
}

/*
 * The window of a real update, formatted here by hand. It is not part of the project:
 * TIDINGS_SHARED names the folder that has seed-window/.
 */
typedef struct count {
	char *text;
	unsigned n;
} count;

static int
compare_count(const void *a, const void *b)
{
	const count *x = *(const count *const *)a, *y = *(const count *const *)b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(y->text, x->text);
}

static void
add_count(GPtrArray *counts, td_span text)
{
	count *c;

	for (unsigned i = 0; i < counts->len; i++) {
		c = g_ptr_array_index(counts, i);
		if (td_span_is(text, c->text)) {
			c->n++;
			return;
		}
	}
	c = g_new0(count, 1);
	c->text = td_span_dup(text);
	c->n = 1;
	g_ptr_array_add(counts, c);
}

static void
free_count(void *data)
{
	g_free(((count *)data)->text);
	g_free(data);
}

static void
print_counts(GString *out, GPtrArray *rows, const char *heading, const char *gap)
{
	g_ptr_array_sort(rows, compare_count);
	g_string_append_printf(
	    out, "Top 15 contributor%s (Based on Email Body)\n\n", heading);
	for (unsigned i = 0; i < rows->len && i < 15; i++) {
		const count *c = g_ptr_array_index(rows, i);

		g_string_append_printf(out, "%7u%s%s\n", c->n, gap, c->text);
	}
	g_string_append(out, "\n");
}

static void
print_patch(GString *out, const td_classic *c)
{
	td_span body = c->body;

	g_string_append_printf(out, "New:  %.*s\n%.*s\nAuthor: %.*s\n\n", (int)c->title.n,
	    c->title.p, (int)c->subject.n, c->subject.p, (int)c->author.n, c->author.p);
	if (c->inbody_from.n > 0) {
		size_t before = (size_t)(c->inbody_from.p - body.p);

		g_string_append_len(out, body.p, (gssize)before);
		body = td_span_skip(body, before + c->inbody_from.n);
	}
	g_string_append_len(out, body.p, (gssize)body.n);
	g_string_append(out, "\n-----------------------------------"
			     "-----------------------------------\n\n");
}

static void
the_window_of_a_real_update_comes_out_to_the_byte(void **state)
{
	const char *shared = g_getenv("TIDINGS_SHARED");
	g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func(free_count);
	g_autoptr(GPtrArray) domains = g_ptr_array_new_with_free_func(free_count);
	g_autoptr(GString) patches = g_string_new(NULL);
	g_autoptr(GString) out = g_string_new(
	    "From @FROM@ to @TO@\nKVM mailing list update from @FROM@ to @TO@\n\n");
	g_autofree char *path = NULL, *expected = NULL;

	(void)state;
	/* cmocka says "not ok" in TAP for what is skipped. */
	if (!shared)
		return;
	for (unsigned i = 38; i >= 2; i--) {
		g_autofree char *name =
		    g_strdup_printf("%s/seed-window/mails/%03u.eml", shared, i);
		g_autofree char *mail = NULL;
		td_classic classic;
		gsize n;

		assert_true(g_file_get_contents(name, &mail, &n, NULL));
		td_classic_read((td_span){ mail, n }, &classic);
		if (!classic.patch)
			continue;
		add_count(people, classic.contributor);
		add_count(domains, classic.domain);
		if (classic.shown)
			print_patch(patches, &classic);
	}
	print_counts(out, domains, " Email domains", " ");
	print_counts(out, people, "s", "  ");
	g_string_append(out, "===== Patch list in this time period =====\n\n\n"
			     "===== Patch Commit Messages ====\n\n");
	g_string_append_len(out, patches->str, (gssize)patches->len);
	path = g_strconcat(shared, "/seed-window/expected-classic.txt.in", NULL);
	assert_true(g_file_get_contents(path, &expected, NULL, NULL));
	assert_string_equal(out->str, expected);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(subjects_say_patch_title_and_whether_it_is_shown),
		cmocka_unit_test(
		    the_first_from_line_with_an_address_names_the_contributor),
		cmocka_unit_test(the_body_ends_with_the_summary_of_the_diffstat),
		cmocka_unit_test(a_mail_that_is_only_a_header_has_no_body),
		cmocka_unit_test(the_window_of_a_real_update_comes_out_to_the_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
