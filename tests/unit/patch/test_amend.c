/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch - trailers put into a commit message */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "patch/amend.h"
#include "patch/trailer_word.h"

#define SOB "Signed-off-by: Ann <ann@example.org>\n"
#define OWN "Signed-off-by: Max <max@example.org>\n"
#define REV "Reviewed-by: Bea <bea@example.org>\n"
#define ACK "Acked-by: Cai <cai@example.org>\n"

/* Lines "Key: value". */
static GPtrArray *
read_trailers(const char *lines)
{
	GPtrArray *list = td_trailer_list_new();
	g_auto(GStrv) split = g_strsplit(lines, "\n", -1);

	for (char **line = split; *line && **line; line++) {
		td_trailer *trailer;
		char *colon;

		if (**line == '[') {
			trailer = g_ptr_array_index(list, list->len - 1);
			trailer->note = g_strdup(*line);
			continue;
		}
		colon = strstr(*line, ": ");
		assert_non_null(colon);
		trailer = g_new0(td_trailer, 1);
		trailer->key = g_strndup(*line, (size_t)(colon - *line));
		trailer->value = g_strdup(colon + 2);
		g_ptr_array_add(list, trailer);
	}
	return list;
}

typedef struct row {
	const char *name, *message, *add, *expected;
} row;

static const row rows[] = {
	{ "nothing to add", "Text.\n\n" SOB, "", "Text.\n\n" SOB },
	{ "behind what is there", "Text.\n\n" SOB, REV, "Text.\n\n" SOB REV },
	{ "in the order given", "Text.\n\n" SOB, ACK REV, "Text.\n\n" SOB ACK REV },
	{ "a block of its own", "Text.\n", REV, "Text.\n\n" REV },
	{ "no text at all", "", REV, REV },
	{ "no text but trailers", SOB, REV, SOB REV },
	{ "what is there is not added", "Text.\n\n" SOB REV, REV ACK,
	    "Text.\n\n" SOB REV ACK },
	{ "nor as it was copied, or not closed", "Text.\n\n" SOB REV,
	    "Reviewed-by: Bea <bea@example.org <mailto:bea@example.org>>\n"
	    "Reviewed-by: Bea <bea@example.org\n",
	    "Text.\n\n" SOB REV },
	{ "whatever case and name", "Text.\n\nreviewed-by: B. <BEA@example.org>\n", REV,
	    "Text.\n\nreviewed-by: B. <BEA@example.org>\n" },
	{ "each once", "Text.\n\n" SOB, REV REV, "Text.\n\n" SOB REV },
	{ "the committer's own goes last", "Text.\n\n" SOB OWN, REV,
	    "Text.\n\n" SOB REV OWN },
	{ "also from between", "Text.\n\n" SOB OWN ACK, REV,
	    "Text.\n\n" SOB ACK REV OWN },
	{ "also with nothing new", "Text.\n\n" OWN SOB, "", "Text.\n\n" SOB OWN },
	{ "last already", "Text.\n\n" SOB OWN, "", "Text.\n\n" SOB OWN },
	{ "one that is added goes last", "Text.\n\n" SOB, OWN REV,
	    "Text.\n\n" SOB REV OWN },
	{ "one link a mail",
	    "Text.\n\n" SOB "Link: https://lore.example.org/all/1@example.org/\n",
	    "Link: https://patch.msgid.link/1@example.org\n"
	    "Link: https://patch.msgid.link/2@example.org\n",
	    "Text.\n\n" SOB "Link: https://lore.example.org/all/1@example.org/\n"
	    "Link: https://patch.msgid.link/2@example.org\n" },
	{ "a note goes with its trailer", "Text.\n\n" SOB, REV "[on arm]\n" ACK,
	    "Text.\n\n" SOB REV "[on arm]\n" ACK },
	{ "text right above is parted from it",
	    "A long text that goes on\nand on\nand "
	    "on\nand on\nand on.\n" ACK,
	    REV,
	    "A long text that goes on\nand on\nand on\nand on\nand on.\n\n" ACK REV },
	{ "the text stays as it is", "note: this is text\nwith more below it\n", REV,
	    "note: this is text\nwith more below it\n\n" REV },
	{ "CR and empty lines at the end go", "Text.\r\n\r\n" SOB "\r\n\n", REV,
	    "Text.\n\n" SOB REV },
	{ "control characters do not get in", "Text.\n\n" SOB,
	    "Reviewed-by: B\033[2J\ta <bea@example.org>\n",
	    "Text.\n\n" SOB "Reviewed-by: B[2J a <bea@example.org>\n" },
};

static void
trailers_find_their_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) add = read_trailers(rows[i].add);
		g_autofree char *message =
		    td_amend_message("title", rows[i].message, add, "max@example.org");

		if (strcmp(message, rows[i].expected) != 0)
			fail_msg("%s: %s", rows[i].name, message);
	}
}

static void
twice_is_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) add = read_trailers(rows[i].add);
		g_autofree char *once = NULL, *twice = NULL;

		if (strstr(rows[i].add, "[") || strstr(rows[i].add, "\033"))
			continue;
		once = td_amend_message("title", rows[i].message, add, "max@example.org");
		twice = td_amend_message("title", once, add, "max@example.org");
		assert_string_equal(once, twice);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trailers_find_their_place),
		cmocka_unit_test(twice_is_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
