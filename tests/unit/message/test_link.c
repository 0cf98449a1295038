/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/message/test_link.c - links that name a mail, and those that do not */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "message/link.h"

static void
a_link_names_its_mail(void **state)
{
	static const struct {
		const char *text, *id;
	} cases[] = {
		{ "https://lore.kernel.org/linux-nfs/a.1@example.org/",
		    "a.1@example.org" },
		{ "http://lore.kernel.org/linux-nfs/a.1@example.org", "a.1@example.org" },
		{ "https://lore.kernel.org/r/a.1@example.org", "a.1@example.org" },
		{ "https://lore.kernel.org/r/no-at-in-it", "no-at-in-it" },
		{ "https://lore.kernel.org/a.1@example.org", "a.1@example.org" },
		{ "https://inbox.example.org/a.1@example.org/T/", "a.1@example.org" },
		{ "https://lore.kernel.org/all/a.1@example.org/T/#u", "a.1@example.org" },
		{ "https://lore.kernel.org/all/a.1@example.org/t.mbox.gz",
		    "a.1@example.org" },
		{ "https://lore.kernel.org/all/a.1@example.org/raw", "a.1@example.org" },
		{ "https://lore.kernel.org/all/a.1@example.org/2-config.gz",
		    "a.1@example.org" },
		{ "https://lore.kernel.org/all/a.1@example.org/?x=y#m12",
		    "a.1@example.org" },
		{ "https://patch.msgid.link/a.1@example.org", "a.1@example.org" },
		{ "https://msgid.link/a.1@example.org", "a.1@example.org" },
		{ "https://mid.example.net/a.1@example.org", "a.1@example.org" },
		{ "https://lkml.kernel.org/r/a%2B1%40example.org", "a+1@example.org" },
		{ "https://lkml.kernel.org/r/a%2f1@example.org", "a/1@example.org" },
		{ "lore.kernel.org/r/a.1@example.org", "a.1@example.org" },
		{ "https://inbox.example.org:8080/meta/a.1@example.org/",
		    "a.1@example.org" },
		{ "https://work.example.org/project/x/patch/a.1@example.org/",
		    "a.1@example.org" },
		{ "<https://lore.kernel.org/r/a.1@example.org>", "a.1@example.org" },
		{ " <a.1@example.org>\n", "a.1@example.org" },
		{ "a.1@example.org", "a.1@example.org" },
		{ "<no-at-in-it>", "no-at-in-it" },
		{ "id:a.1@example.org", "a.1@example.org" },
		{ "id:50%41@example.org", "50%41@example.org" },
		{ "mid:a.1%40example.org", "a.1@example.org" },
		{ "Message-ID: <a.1@example.org>", "a.1@example.org" },
		{ "87zfhik52e.fsf@", "87zfhik52e.fsf@" },
		{ "@", NULL },
		{ "two words@", NULL },
		{ "", NULL },
		{ "<>", NULL },
		{ "id:", NULL },
		{ "word", NULL },
		{ "@example.org", NULL },
		{ "two words@example.org", NULL },
		{ "https://lore.kernel.org/", NULL },
		{ "https://lore.kernel.org/linux-nfs/", NULL },
		{ "https://lore.kernel.org/linux-nfs/new.atom", NULL },
		{ "https://lore.kernel.org/r/", NULL },
		{ "https://person@example.org/", NULL },
		{ "https://example.org/@person", NULL },
		{ "https://example.org/list@example.org/", NULL },
		{ "https://example.org/a/list@example.org/message/ABCDEF/", NULL },
		{ "https://marc.info/?l=linux-nfs&m=123", NULL },
		{ "https://www.spinics.net/lists/linux-nfs/msg1.html", NULL },
		{ "https://lore.kernel.org/r/a%0ab@example.org", NULL },
		{ "https://lore.kernel.org/r/a%3Cb@example.org", NULL },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *id = td_message_id_from_link(td_span_of(cases[i].text));

		if (g_strcmp0(id, cases[i].id) != 0)
			fail_msg("%s: %s", cases[i].text, id != NULL ? id : "none");
	}
}

static void
a_link_that_is_too_long_names_none(void **state)
{
	g_autoptr(GString) text = g_string_new("https://lore.kernel.org/r/");

	(void)state;
	for (int i = 0; i < 100000; i++)
		g_string_append_c(text, 'a');
	g_string_append(text, "@example.org");
	assert_null(td_message_id_from_link((td_span){ text->str, text->len }));
}

static void
links_are_found_in_prose(void **state)
{
	td_span rest = td_span_of(
	    "v1: https://lore.kernel.org/r/a@example.org.\n"
	    "(see http://x.example.org/b/c@example.org), ftp://no.example.org\n"
	    "<https://lore.kernel.org/r/d@example.org> http:// https://");
	static const char *const want[] = { "https://lore.kernel.org/r/a@example.org",
		"http://x.example.org/b/c@example.org",
		"https://lore.kernel.org/r/d@example.org" };
	td_span link;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(want); i++) {
		assert_true(td_link_next(&rest, &link));
		assert_true(td_span_is(link, want[i]));
	}
	assert_false(td_link_next(&rest, &link));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_link_names_its_mail),
		cmocka_unit_test(a_link_that_is_too_long_names_none),
		cmocka_unit_test(links_are_found_in_prose),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
