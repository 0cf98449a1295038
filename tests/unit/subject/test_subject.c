/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "base/limits.h"
#include "subject/subject.h"

/* What a subject says, in one line: title|tags|version|number|flags. */
static char *
describe(const char *text)
{
	g_autoptr(td_subject) s = td_subject_parse(td_span_of(text));
	g_autoptr(GString) out = g_string_new(s->title);

	g_string_append_c(out, '|');
	for (guint i = 0; i < s->tags->len; i++)
		g_string_append_printf(
		    out, "%s%s", i ? "," : "", (char *)g_ptr_array_index(s->tags, i));
	g_string_append_c(out, '|');
	if (s->has_version)
		g_string_append_printf(out, "v%u", s->version);
	if (s->minor)
		g_string_append_printf(out, ".%u", s->minor);
	g_string_append_c(out, '|');
	if (s->has_number)
		g_string_append_printf(out, "%u/%u", s->number, s->total);
	g_string_append_printf(out, "|%s%s%s%s%s", s->patch ? "P" : "", s->rfc ? "F" : "",
	    s->resend ? "S" : "", s->pull ? "L" : "", s->reply ? "R" : "");
	return g_string_free(g_steal_pointer(&out), FALSE);
}

typedef struct row {
	const char *text;
	const char *expected;
} row;

static void
check(const row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		g_autofree char *said = describe(rows[i].text);

		assert_string_equal(said, rows[i].expected);
	}
}

static void
tags_in_front_are_read_in_any_order(void **state)
{
	static const row rows[] = {
		{ "meep", "meep||||" },
		{ "", "||||" },
		{ "[PATCH] meep", "meep|PATCH|||P" },
		{ "[PATCH net v3 02/11] net: fix leak",
		    "net: fix leak|PATCH,net,v3,02/11|v3|2/11|P" },
		{ "[PATCH 1/3 v2] a", "a|PATCH,1/3,v2|v2|1/3|P" },
		{ "[v2 1/3] a", "a|v2,1/3|v2|1/3|" },
		{ "[RESEND,v3,1/1] a", "a|RESEND,v3,1/1|v3|1/1|S" },
		{ "[PATCH (resend)] a", "a|PATCH,(resend)|||PS" },
		{ "[PATCH RFC] a", "a|PATCH,RFC|||PF" },
		{ "[PATCH] [RFC,1/2] a", "a|PATCH,RFC,1/2||1/2|PF" },
		{ "[PATCH][net-next] [v4] a", "a|PATCH,net-next,v4|v4||P" },
		{ "[patch V3 00/10] a", "a|patch,V3,00/10|v3|0/10|P" },
		{ "[ PATCH v2 , 3/4 ] a", "a|PATCH,v2,3/4|v2|3/4|P" },
		{ "[PATCH 6.1.y 12/345] a", "a|PATCH,6.1.y,12/345||12/345|P" },
		{ "[PATCH v2]a", "a|PATCH,v2|v2||P" },
		{ "[bug#1234] a", "a|bug#1234|||" },
		{ "PATCH [v2 0/3] a", "a|PATCH,v2,0/3|v2|0/3|P" },
		{ "PATCH] a", "a|PATCH|||P" },
		{ "PATCH v2 1/3] a", "a|PATCH,v2,1/3|v2|1/3|P" },
		{ "PATCH] a[0] b", "a[0] b|PATCH|||P" },
		{ "PATCHES for a[0] are]", "PATCHES for a[0] are]||||" },
		{ "Subject: [PATCH 1/2] a", "a|PATCH,1/2||1/2|P" },
		{ "[PATCH 0/3] Subject: [PATCH 0/3] a", "a|PATCH,0/3,PATCH,0/3||0/3|P" },
		{ "Re: [PATCH v6] Subject: a", "a|PATCH,v6|v6||PR" },
		{ "subject: lines are too long", "subject: lines are too long||||" },
		{ "[PATCH -resend] a", "a|PATCH,-resend|||PS" },
		{ "[GIT PULL] a", "a|GIT,PULL|||L" },
		{ "[pull request] a", "a|pull,request|||L" },
		{ "[PULL 00/12] a", "a|PULL,00/12||0/12|L" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
one_of_several_brackets_says_the_version(void **state)
{
	static const row rows[] = {
		{ "[PATCH v4 0/9] [PATCH v3 0/9] a",
		    "a|PATCH,v4,0/9,PATCH,v3,0/9|v4|0/9|P" },
		{ "[PATCH v3 0/2] [PATCH v4 0/2] a",
		    "a|PATCH,v3,0/2,PATCH,v4,0/2|v4|0/2|P" },
		{ "[patch v3 9/36] [patch V2 9/38] a",
		    "a|patch,v3,9/36,patch,V2,9/38|v3|9/36|P" },
		{ "[LTP] [PATCH v8] [v7] a", "a|LTP,PATCH,v8,v7|v8||P" },
		{ "[PATCH v3] [v2.1] a", "a|PATCH,v3,v2.1|v3||P" },
		{ "[V2][PATCH] a", "a|V2,PATCH|v2||P" },
		{ "[V2][next][PATCH] a", "a|V2,next,PATCH|v2||P" },
		{ "[RFC v2] [PATCH] a", "a|RFC,v2,PATCH|v2||PF" },
		{ "[net v2 1/3] [PATCH] a", "a|net,v2,1/3,PATCH|v2|1/3|P" },
		{ "[libpump v2][PATCH 1/3] a", "a|libpump,v2,PATCH,1/3||1/3|P" },
		{ "[libpump v2] [new] [PATCH] a", "a|libpump,v2,new,PATCH|||P" },
		{ "[libpump v2][PATCH v1] a", "a|libpump,v2,PATCH,v1|v1||P" },
		{ "[libpump v2][PATCH v3 1/3] a", "a|libpump,v2,PATCH,v3,1/3|v3|1/3|P" },
		{ "[PATCH 1/3] [v5 net-next] a", "a|PATCH,1/3,v5,net-next|v5|1/3|P" },
		{ "[libpump v2] a", "a|libpump,v2|v2||" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
glued_words_are_taken_apart(void **state)
{
	static const row rows[] = {
		{ "[PATCHv2] a", "a|PATCHv2|v2||P" },
		{ "[PATCHv3 1/8] a", "a|PATCHv3,1/8|v3|1/8|P" },
		{ "[PATCH1/8] a", "a|PATCH1/8||1/8|P" },
		{ "[v2PATCH1/4] a", "a|v2PATCH1/4|v2|1/4|P" },
		{ "[v2.3PATCH1/4] a", "a|v2.3PATCH1/4|v2.3|1/4|P" },
		{ "[RFCv2] a", "a|RFCv2|v2||F" },
		{ "[RFC/PATCH] a", "a|RFC/PATCH|||PF" },
		{ "[RFCPATCH] a", "a|RFCPATCH|||PF" },
		{ "[PATCH-v2] a", "a|PATCH-v2|v2||P" },
		{ "[PATCHES v2] a", "a|PATCHES,v2|v2||P" },
		{ "[patchset 1 of 8] a", "a|patchset,1 of 8||1/8|P" },
		{ "[PATCH1 of 8] a", "a|PATCH1 of 8||1/8|P" },
		{ "[PATCH 2 of of] a", "a|PATCH,2,of,of|||P" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
a_version_is_told_from_a_kernel(void **state)
{
	static const row rows[] = {
		{ "[PATCH v2.1 3/5] a", "a|PATCH,v2.1,3/5|v2.1|3/5|P" },
		{ "[PATCH v1b 2/7] a", "a|PATCH,v1b,2/7|v1.2|2/7|P" },
		{ "[PATCH v13A 26/35] a", "a|PATCH,v13A,26/35|v13.1|26/35|P" },
		{ "[PATCH v4d] a", "a|PATCH,v4d|||P" },
		{ "[PATCH v4ab] a", "a|PATCH,v4ab|||P" },
		{ "[PATCH V8.1] a", "a|PATCH,V8.1|v8.1||P" },
		{ "[PATCH v5.15] a", "a|PATCH,v5.15|||P" },
		{ "[PATCH v6.1.y] a", "a|PATCH,v6.1.y|||P" },
		{ "[RFC v6.5-rc2] a", "a|RFC,v6.5-rc2|||F" },
		{ "[PATCH v5.4 v2] a", "a|PATCH,v5.4,v2|v2||P" },
		{ "[PATCH v2 v5.4] a", "a|PATCH,v2,v5.4|v2||P" },
		{ "[PATCH v6.11 v5.4] a", "a|PATCH,v6.11,v5.4|||P" },
		{ "[PATCH v4l2] a", "a|PATCH,v4l2|||P" },
		{ "[PATCH v99999] a", "a|PATCH,v99999|||P" },
		{ "[PATCH net-v2] a", "a|PATCH,net-v2|||P" },
		{ "a (v2)", "a (v2)||v2||" },
		{ "[PATCH] a (V6) b", "a (V6) b|PATCH|v6||P" },
		{ "[PATCH v3] a (v2)", "a (v2)|PATCH,v3|v3||P" },
		{ "a and b v3", "a and b v3||v3||" },
		{ "Re: a and b v3", "a and b v3||||R" },
		{ "[PATCH] a and b v3", "a and b v3|PATCH|||P" },
		{ "systemd v250", "systemd v250||||" },
		{ "a v0", "a v0||||" },
		{ "a (v2 or so)", "a (v2 or so)||||" },
		{ "[PATCH] a race in b, v2", "a race in b, v2|PATCH|v2||P" },
		{ "[PATCH v4] a race in b, v2", "a race in b, v2|PATCH,v4|v4||P" },
		{ "[PATCH] fix perms [V2]", "fix perms [V2]|PATCH|v2||P" },
		{ "[PATCH] fix perms [v2] of b", "fix perms [v2] of b|PATCH|||P" },
		{ "[PATCH 0/9] keys: x [ver #4]", "keys: x [ver #4]|PATCH,0/9|v4|0/9|P" },
		{ "[PATCH] fix it [Version 2]", "fix it [Version 2]|PATCH|v2||P" },
		{ "[PATCH] fix it [version]", "fix it [version]|PATCH|||P" },
		{ "[PATCH] b: update to version 2", "b: update to version 2|PATCH|||P" },
		{ "[PATCH] keys: x [ver #]", "keys: x [ver #]|PATCH|||P" },
		{ "[PATCH] keys: [ver #4] x", "keys: [ver #4] x|PATCH|||P" },
		{ "[ver #2]", "|ver,#2|||" },
		{ "[PATCH] gic v2, v3", "gic v2, v3|PATCH|||P" },
		{ "[PATCH] nfs, v4.1", "nfs, v4.1|PATCH|||P" },
		{ "v2", "v2||||" },
		{ ", v2", ", v2||v2||" },
		{ "[PATCH =v2] a", "a|PATCH,=v2|v2||P" },
		{ "[PATCH for v5.9] a", "a|PATCH,for,v5.9|||P" },
		{ "[PATCH stable v4.9] a", "a|PATCH,stable,v4.9|||P" },
		{ "[PATCH net v4.9] a", "a|PATCH,net,v4.9|v4.9||P" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
numbers_stand_in_odd_places(void **state)
{
	static const row rows[] = {
		{ "[PATCH] 1/3: a", "a|PATCH||1/3|P" },
		{ "[PATCH] 1/3 a", "a|PATCH||1/3|P" },
		{ "[PATCH 0/2] 1/3 a", "1/3 a|PATCH,0/2||0/2|P" },
		{ "[question] 1/3 of mails", "1/3 of mails|question|||" },
		{ "[PATCH 5/3] a", "a|PATCH,5/3||5/5|P" },
		{ "[PATCH 0/0] a", "a|PATCH,0/0||0/0|P" },
		{ "[PATCH 1/2] [3/5] a", "a|PATCH,1/2,3/5||1/2|P" },
		{ "[PATCH 2/n] a", "a|PATCH,2/n|||P" },
		{ "[PATCH 12345/2] a", "a|PATCH,12345/2|||P" },
		{ "[PATCH 2/99999] a", "a|PATCH,2/99999|||P" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
brackets_further_on_belong_to_the_title(void **state)
{
	static const row rows[] = {
		{ "[PATCH] rewrite [a-z] regexes", "rewrite [a-z] regexes|PATCH|||P" },
		{ "[PATCH [v2 1/3] a", "a|PATCH,v2,1/3|v2|1/3|P" },
		{ "[PATCH [net] v2] a", "a|PATCH,net,v2|v2||P" },
		{ "[PATCH v2]] a", "a|PATCH,v2|v2||P" },
		{ "[PATCH v2 a", "[PATCH v2 a||||" },
		{ "[] a", "a||||" },
		{ "[", "[||||" },
		{ "a [PATCH]", "a [PATCH]||||" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
answers_are_known_in_many_languages(void **state)
{
	static const row rows[] = {
		{ "Re: [PATCH v2 1/3] a", "a|PATCH,v2,1/3|v2|1/3|PR" },
		{ "RE: Fwd: AW: [PATCH] a", "a|PATCH|||PR" },
		{ "re meep", "meep||||R" },
		{ "RE: a", "a||||R" },
		{ "Re[2]: a", "a||||R" },
		{ "Re^3: a", "a||||R" },
		{ "Re : a", "a||||R" },
		{ "SV: [PATCH] a", "a|PATCH|||PR" },
		{ "\xE7\xAD\x94\xE5\xA4\x8D: [PATCH] a", "a|PATCH|||PR" },
		{ "\xE5\x9B\x9E\xE5\xA4\x8D\xEF\xBC\x9A[PATCH] a", "a|PATCH|||PR" },
		{ "[EXTERNAL]Re: [PATCH 0/5] a", "a|EXTERNAL,PATCH,0/5||0/5|PR" },
		{ "[Fwd: [PATCH v2] a b]", "a b|PATCH,v2|v2||PR" },
		{ "[list] [Fwd: [PATCH 1/2] a]", "a|list,PATCH,1/2||1/2|PR" },
		{ "Re: [Fwd: a [b]]", "a [b]||||R" },
		{ "[Re: PATCH] a", "a|Re:,PATCH|||P" },
		{ "[Fwd: ]", "||||R" },
		{ "[dm-devel] Re: [PATCH] a", "a|dm-devel,PATCH|||PR" },
		{ "Odp: [PATCH] a", "a|PATCH|||PR" },
		{ "VS: [PATCH] a", "a|PATCH|||PR" },
		{ "fs: use less", "fs: use less||||" },
		{ "[PATCH] fs: [a] b", "fs: [a] b|PATCH|||P" },
		{ "[PATCH] re implement a", "re implement a|PATCH|||P" },
		{ "Remove a", "Remove a||||" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
blanks_are_folded(void **state)
{
	static const row rows[] = {
		{ "[PATCH] meep \n meep", "meep meep|PATCH|||P" },
		{ "[PATCH] meep,\r\n\t meep  ", "meep, meep|PATCH|||P" },
		{ " [PATCH\n v2]  a", "a|PATCH,v2|v2||P" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
a_key_is_the_same_for_all_versions(void **state)
{
	static const char *const same[] = { "[PATCH v2] net: Fix  Leak",
		"Re: [PATCH 1/3] NET: fix leak", "net: fix leak (v7)",
		"net: fix leak, v3", "net: fix leak [v2]", "net: fix leak [ver #3]",
		"net - fix leak.", "(net) fix leak" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
		g_autoptr(td_subject) subject = td_subject_parse(td_span_of(same[i]));
		g_autofree char *key = td_subject_key(subject->title);

		assert_string_equal(key, "net fix leak");
	}
}

static void
a_huge_subject_is_cut_between_characters(void **state)
{
	g_autoptr(GString) text = g_string_new("[PATCH] a");
	g_autoptr(td_subject) subject = NULL;

	(void)state;
	while (text->len < 1000000)
		g_string_append(text, "\xC3\xA4");
	subject = td_subject_parse((td_span){ text->str, text->len });
	assert_true(strlen(subject->title) < TD_MAX_TITLE_BYTES);
	assert_true(g_utf8_validate(subject->title, -1, NULL));
}

static void
the_mark_of_its_list_is_no_tag(void **state)
{
	static const struct {
		const char *text, *list, *tags;
	} cases[] = {
		{ "[LTP] [PATCH v2] a", "ltp.lists.linux.it", "PATCH,v2" },
		{ "Re: [dm-devel] [PATCH] a", "dm-devel.redhat.com", "PATCH" },
		{ "[f2fs-dev] [PATCH] a", "linux-f2fs-devel.lists.sourceforge.net",
		    "PATCH" },
		{ "[dm-devel] a", "dm-devel.redhat.com", "" },
		{ "[libgpiod][PATCH] a", "linux-gpio.vger.kernel.org", "libgpiod,PATCH" },
		{ "[net] [PATCH] a", "netdev.vger.kernel.org", "net,PATCH" },
		{ "[ext4-dev] [PATCH] a", "linux-f2fs-devel.lists.sourceforge.net",
		    "ext4-dev,PATCH" },
		{ "[dm-devel PATCH] a", "dm-devel.redhat.com", "dm-devel,PATCH" },
		{ "[PATCH] a", "", "PATCH" },
		{ "a", "dm-devel.redhat.com", "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_subject) s = td_subject_parse(td_span_of(cases[i].text));
		g_autofree char *tags = NULL;

		td_subject_drop_list(s, td_span_of(cases[i].text), cases[i].list);
		g_ptr_array_add(s->tags, NULL);
		tags = g_strjoinv(",", (char **)s->tags->pdata);
		assert_string_equal(tags, cases[i].tags);
	}
}

/* As it would be read without. */
static void
a_version_at_the_end_is_read_behind_the_mark_of_a_list(void **state)
{
	static const struct {
		const char *text, *list;
		unsigned version;
	} cases[] = {
		{ "[drbd-dev] size of a device v3", "drbd-dev.lists.linbit.com", 3 },
		{ "size of a device v3", "drbd-dev.lists.linbit.com", 3 },
		{ "Re: [drbd-dev] size of a device v3", "drbd-dev.lists.linbit.com", 1 },
		{ "[heron] size of a device v3", "drbd-dev.lists.linbit.com", 1 },
		{ "[drbd-dev] [PATCH v2] size v3", "drbd-dev.lists.linbit.com", 2 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_subject) s = td_subject_parse(td_span_of(cases[i].text));

		td_subject_drop_list(s, td_span_of(cases[i].text), cases[i].list);
		assert_int_equal(s->version, cases[i].version);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_in_front_are_read_in_any_order),
		cmocka_unit_test(glued_words_are_taken_apart),
		cmocka_unit_test(one_of_several_brackets_says_the_version),
		cmocka_unit_test(a_version_is_told_from_a_kernel),
		cmocka_unit_test(numbers_stand_in_odd_places),
		cmocka_unit_test(brackets_further_on_belong_to_the_title),
		cmocka_unit_test(the_mark_of_its_list_is_no_tag),
		cmocka_unit_test(a_version_at_the_end_is_read_behind_the_mark_of_a_list),
		cmocka_unit_test(answers_are_known_in_many_languages),
		cmocka_unit_test(blanks_are_folded),
		cmocka_unit_test(a_key_is_the_same_for_all_versions),
		cmocka_unit_test(a_huge_subject_is_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
