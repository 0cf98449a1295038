/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/thread - replies into trees */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "thread/thread.h"

/* One row a mail: its id, then what it refers to, oldest first. */
#define MAX_ROWS 8
typedef struct row {
	const char *id;
	const char *references; /* joined by blanks */
} row;

static char *
name_of(const row *rows, unsigned n, GArray *nodes, int i)
{
	td_thread_node *node;

	if (i < 0)
		return g_strdup("-");
	node = &g_array_index(nodes, td_thread_node, (guint)i);
	if ((unsigned)i < n)
		return g_strdup_printf("%s#%d", rows[i].id, i);
	return g_strdup_printf("(%s)", node->message_id);
}

/* "child<parent@root:depth" for each node, joined by blanks. */
static char *
forest(const row *rows)
{
	td_thread_mail mails[MAX_ROWS] = { 0 };
	char **lists[MAX_ROWS];
	unsigned n = 0;
	g_autoptr(GArray) nodes = NULL;
	GString *text = g_string_new(NULL);

	for (; n < MAX_ROWS && rows[n].id; n++) {
		lists[n] = g_strsplit(rows[n].references, " ", -1);
		mails[n] = (td_thread_mail){ .id = n + 1,
			.message_id = rows[n].id,
			.references = (const char *const *)lists[n],
			.n = rows[n].references[0] ? g_strv_length(lists[n]) : 0,
			.received = n };
	}
	nodes = td_thread_build(mails, n);
	for (int i = 0; i < (int)nodes->len; i++) {
		td_thread_node *node = &g_array_index(nodes, td_thread_node, (guint)i);
		g_autofree char *self = name_of(rows, n, nodes, i);
		g_autofree char *parent = name_of(rows, n, nodes, node->parent);
		g_autofree char *root = name_of(rows, n, nodes, node->root);

		g_string_append_printf(
		    text, "%s%s<%s@%s:%u", i ? " " : "", self, parent, root, node->depth);
	}
	for (unsigned i = 0; i < n; i++)
		g_strfreev(lists[i]);
	return g_string_free(text, FALSE);
}

static void
check(const row *rows, const char *expected)
{
	g_autofree char *got = forest(rows);

	assert_string_equal(got, expected);
}

static void
the_last_reference_is_the_parent(void **state)
{
	(void)state;
	check((row[]){ { "a", "" }, { "b", "a" }, { "c", "a b" }, { NULL, NULL } },
	    "a#0<-@a#0:0 b#1<a#0@a#0:1 c#2<b#1@a#0:2");
}

static void
a_parent_may_arrive_later(void **state)
{
	(void)state;
	check((row[]){ { "b", "a" }, { "a", "" }, { NULL, NULL } },
	    "b#0<a#1@a#1:1 a#1<-@a#1:0");
}

static void
a_missing_parent_is_a_ghost_and_keeps_siblings_together(void **state)
{
	(void)state;
	check((row[]){ { "b", "x" }, { "c", "x" }, { NULL, NULL } },
	    "b#0<(x)@(x):1 c#1<(x)@(x):1 (x)<-@(x):0");
}

static void
a_chain_of_ghosts_links_cousins(void **state)
{
	(void)state;
	check((row[]){ { "b", "x w" }, { "c", "x z" }, { NULL, NULL } },
	    "b#0<(w)@(x):2 c#1<(z)@(x):2 (w)<(x)@(x):1 (x)<-@(x):0 (z)<(x)@(x):1");
}

static void
a_ghost_between_two_mails_links_them(void **state)
{
	(void)state;
	check((row[]){ { "a", "" }, { "c", "a x" }, { NULL, NULL } },
	    "a#0<-@a#0:0 c#1<(x)@a#0:2 (x)<a#0@a#0:1");
}

static void
a_mail_is_placed_by_its_own_references_only(void **state)
{
	(void)state;
	check((row[]){ { "a", "" }, { "b", "" }, { "c", "a b" }, { NULL, NULL } },
	    "a#0<-@a#0:0 b#1<-@b#1:0 c#2<b#1@b#1:1");
}

static void
a_mail_does_not_answer_itself(void **state)
{
	(void)state;
	check((row[]){ { "a", "a" }, { "b", "a b" }, { NULL, NULL } },
	    "a#0<-@a#0:0 b#1<a#0@a#0:1");
}

static void
a_loop_is_cut_where_the_later_mail_closes_it(void **state)
{
	(void)state;
	check((row[]){ { "a", "c" }, { "b", "a" }, { "c", "b" }, { NULL, NULL } },
	    "a#0<c#2@c#2:1 b#1<a#0@c#2:2 c#2<-@c#2:0");
}

static void
a_reference_before_the_loop_still_counts(void **state)
{
	(void)state;
	check((row[]){ { "r", "" }, { "a", "b" }, { "b", "r a" }, { NULL, NULL } },
	    "r#0<-@r#0:0 a#1<b#2@r#0:2 b#2<r#0@r#0:1");
}

static void
ghosts_in_a_loop_are_cut(void **state)
{
	(void)state;
	check((row[]){ { "a", "x w" }, { "b", "w x" }, { NULL, NULL } },
	    "a#0<(w)@(x):2 b#1<(x)@(x):1 (w)<(x)@(x):1 (x)<-@(x):0");
}

static void
copies_of_one_id_share_a_thread_and_the_first_is_answered(void **state)
{
	(void)state;
	check((row[]){ { "a", "" }, { "a", "" }, { "b", "a" }, { NULL, NULL } },
	    "a#0<-@a#0:0 a#1<-@a#0:0 b#2<a#0@a#0:1");
	check((row[]){ { "a", "x" }, { "a", "z" }, { NULL, NULL } },
	    "a#0<(x)@(x):1 a#1<(z)@(x):1 (x)<-@(x):0 (z)<-@(x):0");
}

static void
a_mail_without_id_stands_alone(void **state)
{
	(void)state;
	check((row[]){ { "", "" }, { "", "" }, { "b", "" }, { NULL, NULL } },
	    "#0<-@#0:0 #1<-@#1:0 b#2<-@b#2:0");
}

static void
the_answer_to_a_prompt_is_no_reference(void **state)
{
	(void)state;
	check((row[]){ { "a", "y" }, { "b", "y" }, { NULL, NULL } },
	    "a#0<-@a#0:0 b#1<-@b#1:0");
}

static void
no_mails_give_no_nodes(void **state)
{
	g_autoptr(GArray) nodes = td_thread_build(NULL, 0);

	(void)state;
	assert_int_equal(nodes->len, 0);
}

/* A hundred thousand mails, each answering the one before and naming a thousand. */
static void
a_long_chain_takes_linear_time(void **state)
{
	unsigned n = 100000;
	g_autofree char **ids = g_new(char *, n);
	g_autofree td_thread_mail *mails = g_new0(td_thread_mail, n);
	g_autoptr(GArray) nodes = NULL;
	int64_t start;

	(void)state;
	for (unsigned i = 0; i < n; i++) {
		ids[i] = g_strdup_printf("%u@example.org", i);
		mails[i] = (td_thread_mail){ .id = i + 1,
			.message_id = ids[i],
			.references =
			    (const char *const *)ids + (i > 1000 ? i - 1000 : 0),
			.n = i > 1000 ? 1000 : i,
			.received = n - i };
	}
	start = g_get_monotonic_time();
	nodes = td_thread_build(mails, n);
	assert_true(g_get_monotonic_time() - start < 20 * G_USEC_PER_SEC);
	assert_int_equal(nodes->len, n);
	assert_int_equal(g_array_index(nodes, td_thread_node, n - 1).depth, n - 1);
	assert_int_equal(g_array_index(nodes, td_thread_node, n - 1).root, 0);
	for (unsigned i = 0; i < n; i++)
		g_free(ids[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_reference_is_the_parent),
		cmocka_unit_test(a_parent_may_arrive_later),
		cmocka_unit_test(a_missing_parent_is_a_ghost_and_keeps_siblings_together),
		cmocka_unit_test(a_chain_of_ghosts_links_cousins),
		cmocka_unit_test(a_ghost_between_two_mails_links_them),
		cmocka_unit_test(a_mail_is_placed_by_its_own_references_only),
		cmocka_unit_test(a_mail_does_not_answer_itself),
		cmocka_unit_test(a_loop_is_cut_where_the_later_mail_closes_it),
		cmocka_unit_test(a_reference_before_the_loop_still_counts),
		cmocka_unit_test(ghosts_in_a_loop_are_cut),
		cmocka_unit_test(
		    copies_of_one_id_share_a_thread_and_the_first_is_answered),
		cmocka_unit_test(a_mail_without_id_stands_alone),
		cmocka_unit_test(the_answer_to_a_prompt_is_no_reference),
		cmocka_unit_test(no_mails_give_no_nodes),
		cmocka_unit_test(a_long_chain_takes_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
