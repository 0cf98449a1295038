/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mirror/manifest.h"
#include "mirror/mirror.h"

/* What a manifest says of a list: "form number fingerprint modified", comma between. */
static char *
epochs_of(const char *text, const char *path)
{
	static const char *const forms[] = { "git", "dotgit", "plain", "alone" };
	g_autoptr(GPtrArray) epochs = td_manifest_parse(td_span_of(text), path);
	GString *all = g_string_new(NULL);

	for (unsigned i = 0; epochs && i < epochs->len; i++) {
		const td_manifest_epoch *epoch = epochs->pdata[i];

		g_string_append_printf(all, "%s%s %u %s %d", i > 0 ? ", " : "",
		    forms[epoch->form], epoch->number,
		    epoch->fingerprint ? epoch->fingerprint : "-", (int)epoch->modified);
	}
	return g_string_free(all, FALSE);
}

static void
the_epochs_of_a_list_are_found(void **state)
{
	static const struct {
		const char *text, *path, *expected;
	} cases[] = {
		{ "{\"/kvm/git/1.git\":{\"modified\":7},"
		  "\"/kvm/git/0.git\":{\"fingerprint\":\"0a\"}}",
		    "/kvm", "git 0 0a 0, git 1 - 7" },
		{ "{\"/kvm/git/0.git\":{},\"/other/git/0.git\":{},"
		  "\"/other/git/1.git\":{}}",
		    "/kvm", "git 0 - 0" },
		/* A server may keep lists below another folder than its addresses say. */
		{ "{\"/kvm/git/0.git\":{}}", "/lists/kvm/", "git 0 - 0" },
		{ "{\"/srv/kvm/git/0.git\":{}}", "/kvm", "git 0 - 0" },
		{ "{\"/xkvm/git/0.git\":{}}", "/kvm", "" },
		{ "{\"/ltp/git/0.git\":{},\"/a/ltp/git/1.git\":{}}", "/kvm", "" },
		{ "{\"/b/git/0.git\":{},\"/c/git/1.git\":{}}", "/b", "git 0 - 0" },
		{ "{\"/git/0.git\":{},\"/1.git\":{}}", "/kvm", "" },
		{ "{\"/kvm/0\":{}}", "/kvm", "plain 0 - 0" },
		{ "{\"/kvm/3.git\":{}}", "/kvm", "dotgit 3 - 0" },
		{ "{\"/kvm/git/0.git\":{},\"/kvm/0\":{}}", "/kvm", "git 0 - 0" },
		{ "{\"/kvm\":{}}", "/kvm", "" },
		{ "{\"/kvm/git/x.git\":{},\"/kvm/git/-1.git\":{},"
		  "\"/kvm/git/10000.git\":{},\"/kvm/git/1e3.git\":{}}",
		    "/kvm", "" },
		{ "{\"/kvm/git/../0.git\":{}}", "/kvm", "" },
		{ "{\"/kvm/git/0.git\":{\"fingerprint\":\"../x\"}}", "/kvm",
		    "git 0 - 0" },
		{ "{\"/kvm/git/0.git\":7}", "/kvm", "" },
		{ "[]", "/kvm", "" },
		{ "", "/kvm", "" },
		{ "{\"/kvm/git/0.git\":{", "/kvm", "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found = epochs_of(cases[i].text, cases[i].path);

		assert_string_equal(found, cases[i].expected);
	}
}

static void
an_address_has_nothing_odd_in_it(void **state)
{
	static const char *const good[] = { "https://lore.kernel.org/kvm/",
		"http://127.0.0.1:8080/x", "git://h.example.org/kvm/0",
		"ssh://me@h.example.org/kvm.git", "file:///srv/kvm" };
	static const char *const bad[] = { "", "kvm", "ext::sh -c x", "ftp://h/x",
		"https://", "https:// h", "https://h/x y", "https://h/\n", "ssh://-oX/y",
		"--upload-pack=x", "https://h/?q", "https://h/#f", "file:///a'b",
		"https://h/\303\244", "HTTPS://h/x" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
		assert_true(td_mirror_check_url(good[i], NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		assert_false(td_mirror_check_url(bad[i], &error));
		assert_non_null(error);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_epochs_of_a_list_are_found),
		cmocka_unit_test(an_address_has_nothing_odd_in_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
