/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "link/view.h"
#include "write/content.h"
#include "write/write.h"

#include "corpus.h"

#define RULE "_______________________________________________\n"

static void
a_lists_footer_is_not_said_by_the_mail(void **state)
{
	static const char *const same[] = {
		"Yes.\n-- \nAnn\n",
		"Yes.\n-- \nAnn\n\n\n",
		"Yes.\n-- \nAnn\n" RULE "x mailing list\nx@lists.example.org\n",
		"Yes.\n-- \nAnn\n\n-- \nMailing list info: "
		"https://example.org/listinfo/x\n",
		"Yes.\n-- \nAnn\n--\nTo unsubscribe from this list: send a line\n",
	};
	uint64_t first = td_index_hash_text(same[0], 7);

	(void)state;
	for (size_t i = 1; i < G_N_ELEMENTS(same); i++)
		assert_true(td_index_hash_text(same[i], 7) == first);
	assert_false(td_index_hash_text(same[0], 8) == first);
}

static void
what_is_no_footer_counts(void **state)
{
	static const char *const others[] = {
		"",
		"\n",
		"No.\n-- \nAnn\n",
		"Yes.\n-- \nBob\n",
		"Yes.\n-- \nAnn\n" RULE "a table\n",
		"Yes. The mailing list knows.\n",
		"--",
	};

	(void)state;
	for (size_t i = 2; i < G_N_ELEMENTS(others); i++)
		for (size_t j = 0; j < i; j++)
			assert_true(td_index_hash_text(others[i], 7) !=
				    td_index_hash_text(others[j], 7));
	assert_true(td_index_hash_text("", 7) == td_index_hash_text("\n", 7));
}

static const corpus_mail mail = { .blob = "one",
	.message_id = "1@x",
	.subject = "one",
	.kind = TD_KIND_MAIL,
	.sent = 1000 };

static char *
links_of(td_index *index, int64_t list, uint64_t first, uint64_t last)
{
	const td_index_range range = { .list = list, .first = first, .last = last };

	return corpus_links(index, &range);
}

static void
assert_links(char *links, const char *expected)
{
	assert_string_equal(links, expected);
	g_free(links);
}

static void
a_range_before_a_mail_was_taken_back_has_it(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = corpus_open(NULL);
	td_oid blob = corpus_blob("one");
	int64_t list;
	bool found;

	(void)state;
	assert_true(td_index_begin(index, &error));
	list = corpus_list(index, "a");
	corpus_add(index, list, 1, &mail);
	corpus_add(index, corpus_list(index, "b"), 1, &mail);
	assert_true(td_index_remove(index,
	    &(td_index_removal){ list, 5, blob, mail.message_id }, &found, &error));
	assert_true(found);
	assert_true(td_index_remove(index,
	    &(td_index_removal){ list, 6, blob, mail.message_id }, &found, &error));
	assert_false(found);
	corpus_add(index, list, 7, &mail);
	assert_true(td_index_commit(index, &error));
	assert_links(links_of(index, list, 1, 4), "1:1:0:0");
	assert_links(links_of(index, list, 1, 5), "");
	assert_links(links_of(index, list, 1, 7), "1:1:0:0");
	assert_links(links_of(index, list, 6, 0), "1:1:0:0");
}

static void
a_view_knows_its_range_alone(void **state)
{
	corpus_mail answer = mail;
	const td_index_range late = { .first = 2 };
	const td_index_range all = { 0 };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = corpus_open(NULL);

	(void)state;
	answer.blob = answer.message_id = "2@x";
	answer.references = "1@x";
	assert_true(td_index_begin(index, &error));
	corpus_add(index, corpus_list(index, ""), 1, &mail);
	corpus_add(index, corpus_list(index, ""), 2, &answer);
	assert_true(td_index_commit(index, &error));
	assert_links(corpus_links(index, &all), "1:1:0:0 2:1:1:0");
	assert_true(td_index_view(index, &late, &error));
	assert_links(corpus_links(index, &late), "2:2:0:0");
	assert_true(td_index_view(index, &all, &error));
	assert_links(corpus_links(index, &all), "1:1:0:0 2:1:1:0");
	assert_true(td_index_view(index, &late, &error));
	assert_true(td_index_view_end(index, &error));
	assert_true(td_index_view_end(index, &error));
	assert_links(corpus_links(index, &late), "2:1:1:0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_lists_footer_is_not_said_by_the_mail),
		cmocka_unit_test(what_is_no_footer_counts),
		cmocka_unit_test(a_range_before_a_mail_was_taken_back_has_it),
		cmocka_unit_test(a_view_knows_its_range_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
