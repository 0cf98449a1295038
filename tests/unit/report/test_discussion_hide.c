/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Of mails that may not be seen ghosts are left, where an answer is seen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/discussion_hide.h"

enum { most = 8 };

static void
clear_mail(void *data)
{
	td_discussion_mail *mail = data;

	g_clear_pointer(&mail->trailers, g_ptr_array_unref);
}

/* "a-a1-a2b-": a letter for each mail, and what it answers: the place of that, or "-".
 * Capitals are ghosts. All have their parent's title, and a trailer. */
static td_discussion *
make(const char *words)
{
	static const char *const ids[] = { "a", "b", "c", "d", "e", "f", "g", "h" };
	td_discussion *discussion = g_new0(td_discussion, 1);

	discussion->strings = g_string_chunk_new(16);
	discussion->mails = g_array_new(FALSE, FALSE, sizeof(td_discussion_mail));
	g_array_set_clear_func(discussion->mails, clear_mail);
	for (int i = 0; words[2 * i] != '\0'; i++) {
		td_discussion_mail mail = td_discussion_ghost(ids[i]);

		mail.parent = words[2 * i + 1] == '-' ? -1 : words[2 * i + 1] - '0';
		if (g_ascii_islower(words[2 * i])) {
			mail.message = i + 1;
			mail.subject = "subject";
			mail.same_title = true;
			mail.trailers = g_ptr_array_new();
			discussion->count++;
		}
		g_array_append_val(discussion->mails, mail);
	}
	return discussion;
}

/* The same way, with "!" behind the last of each parent's, "." where the title is not the
 * parent's, and how many are no ghosts. */
static char *
say(const td_discussion *discussion)
{
	GString *said = g_string_new(NULL);

	for (unsigned i = 0; i < discussion->mails->len; i++) {
		const td_discussion_mail *mail =
		    &g_array_index(discussion->mails, td_discussion_mail, i);
		char id = *mail->message_id;
		bool ghost = mail->message == 0;

		g_string_append_c(said, ghost ? g_ascii_toupper(id) : id);
		g_string_append_c(
		    said, mail->parent < 0 ? '-' : (char)('0' + mail->parent));
		g_string_append(said, mail->last ? "!" : "");
		g_string_append(said, !ghost && !mail->same_title ? "." : "");
		assert_int_equal(ghost, mail->subject[0] == '\0');
		assert_int_equal(ghost, mail->trailers == NULL);
	}
	g_string_append_printf(said, " %u", discussion->count);
	return g_string_free(said, FALSE);
}

static void
what_is_hidden_goes_with_what_only_leads_to_it(void **state)
{
	static const struct {
		const char *mails, *hidden, *left;
	} cases[] = {
		{ "a-b0c1d0", "    ", "a-!b0c1!d0! 4" },
		{ "a-b0c1d0", "   x", "a-!b0!c1! 3" },
		{ "a-b0c1d0", "x   ", "A-!b0.c1!d0!. 3" },
		{ "a-b0c1d0", " x  ", "a-!B0c1!.d0! 3" },
		{ "a-b0c1d0", "  x ", "a-!b0d0! 3" },
		{ "a-b0c1d0", " xx ", "a-!d0! 2" },
		{ "a-b0c1d0", "xxxx", " 0" },
		/* A ghost stays where an answer does, and goes with the last one. */
		{ "A-b0C1d2e0", "     ", "A-!b0C1!d2!e0! 3" },
		{ "A-b0C1d2e0", "   x ", "A-!b0e0! 2" },
		{ "A-b0C1d2e0", " x x ", "A-!e0! 1" },
		{ "A-b0C1d2e0", " x   ", "A-!B0C1!d2!e0! 2" },
		/* Of several roots; places move up. */
		{ "a-b0c-d2e-", "xx   ", "c-d0!e-! 3" },
		{ "a-b0c-d2e-", "    x", "a-b0!c-!d2! 4" },
		{ "a-b0c-d2e-", "x x x", "A-b0!.C-!d2!. 2" },
		{ "a-b0c-d2e-", "xxx  ", "C-d0!.e-! 2" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_discussion) discussion = make(cases[i].mails);
		g_autofree char *said = NULL;
		bool which[most] = { false };

		for (unsigned k = 0; k < discussion->mails->len; k++)
			which[k] = cases[i].hidden[k] == 'x';
		td_discussion_hide(discussion, which);
		said = say(discussion);
		if (strcmp(said, cases[i].left) != 0)
			fail_msg(
			    "%s without %s: %s", cases[i].mails, cases[i].hidden, said);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_hidden_goes_with_what_only_leads_to_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
