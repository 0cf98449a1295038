/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series - patches into series: a line a mail, a line a series */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "series/series.h"
#include "series/trait.h"

#define HOUR 3600
#define DAY (24 * HOUR)

/* id, thread, parent, sender, tag ("v2 3/5", "", "RFC 0/2"), seconds; title and patch-id
 * are the id's unless same_as names another mail; so is a Message-ID, of what the tag
 * says "again". */
typedef struct row {
	int id, thread, parent;
	const char *sender;
	const char *tag;
	int at;
	int same_as;
} row;

static void
read_tag(td_series_mail *mail, const char *tag)
{
	g_auto(GStrv) words = g_strsplit(tag, " ", -1);

	mail->version = 1;
	mail->kind = TD_KIND_PATCH;
	for (char **word = words; *word; word++) {
		char *slash = strchr(*word, '/');

		if (strcmp(*word, "RFC") == 0) {
			mail->rfc = true;
		} else if (strcmp(*word, "RESEND") == 0) {
			mail->resend = true;
		} else if (strcmp(*word, "cover") == 0) {
			mail->kind = TD_KIND_COVER;
			mail->tags = "";
		} else if (slash) {
			mail->has_number = true;
			mail->number = (unsigned)strtoul(*word, NULL, 10);
			mail->total = (unsigned)strtoul(slash + 1, NULL, 10);
			if (mail->number == 0)
				mail->kind = TD_KIND_COVER;
		} else if (**word == 'v') {
			char *dot = strchr(*word, '.');

			mail->has_version = true;
			mail->version = (unsigned)strtoul(*word + 1, NULL, 10);
			if (dot)
				mail->minor = (unsigned)strtoul(dot + 1, NULL, 10);
		} else if (strcmp(*word, "diff") == 0) {
			mail->kind = TD_KIND_PATCH;
		}
	}
}

/* "v1 2/3 c10: 11 13 +14; ..." : version, received/total, cover, members, + for extras.
 */
static char *
group(const row *rows)
{
	td_series_mail mails[32] = { 0 };
	char names[32][8];
	unsigned n = 0;
	g_autoptr(GPtrArray) all = NULL;
	GString *text = g_string_new(NULL);

	for (; rows[n].id; n++) {
		int same = rows[n].same_as ? rows[n].same_as : rows[n].id;

		g_snprintf(names[n], sizeof(names[n]), "%d", same);
		mails[n] = (td_series_mail){ .id = rows[n].id,
			.thread = rows[n].thread,
			.parent = rows[n].parent,
			.sender = rows[n].sender,
			.title = names[n],
			.patch_id = names[n],
			.message_id = strstr(rows[n].tag, "again") ? names[n] : "",
			.tags = rows[n].tag,
			.sent = 1700000000 + rows[n].at,
			.received = 1700000000 + rows[n].at + 5 };
		read_tag(&mails[n], rows[n].tag);
	}
	all = td_series_group(mails, n);
	for (unsigned i = 0; i < all->len; i++) {
		const td_series *series = g_ptr_array_index(all, i);

		g_string_append_printf(text, "%sv%u", i ? "; " : "", series->version);
		if (series->minor)
			g_string_append_printf(text, ".%u", series->minor);
		g_string_append_printf(text, "%s%s %u/%u", series->rfc ? " RFC" : "",
		    series->resend ? " RESEND" : "", series->received, series->total);
		if (series->cover)
			g_string_append_printf(text, " c%d", (int)series->cover);
		g_string_append(text, ":");
		for (unsigned k = 0; k < series->members->len; k++) {
			const td_series_member *member =
			    &g_array_index(series->members, td_series_member, k);

			g_string_append_printf(
			    text, " %s%d", member->extra ? "+" : "", (int)member->id);
		}
	}
	return g_string_free(text, FALSE);
}

static const struct {
	const char *name;
	const char *expected;
	row rows[12];
} cases[] = {
	{ "shallow threading below a cover", "v1 2/2 c10: 11 12",
	    { { 10, 1, 0, "a", "0/2", 0, 0 }, { 11, 1, 10, "a", "1/2", 1, 0 },
		{ 12, 1, 10, "a", "2/2", 2, 0 } } },
	{ "deep threading", "v1 3/3 c10: 11 12 13",
	    { { 10, 1, 0, "a", "0/3", 0, 0 }, { 11, 1, 10, "a", "1/3", 1, 0 },
		{ 12, 1, 11, "a", "2/3", 2, 0 }, { 13, 1, 12, "a", "3/3", 3, 0 } } },
	{ "no cover", "v1 2/2: 11 12",
	    { { 11, 1, 0, "a", "1/2", 1, 0 }, { 12, 1, 11, "a", "2/2", 2, 0 } } },
	{ "a missing cover that all answer", "v3 2/2: 11 12",
	    { { 11, 1, 0, "a", "v3 1/2", 1, 0 }, { 12, 1, 0, "a", "v3 2/2", 2, 0 } } },
	{ "parts that arrive out of order", "v1 2/2 c10: 11 12",
	    { { 12, 1, 10, "a", "2/2", 2, 0 }, { 10, 1, 0, "a", "0/2", 0, 0 },
		{ 11, 1, 10, "a", "1/2", 1, 0 } } },
	{ "each patch has a number of its own and the cover none", "v4 3/3 c10: 11 12 13",
	    { { 10, 1, 0, "a", "0/3", 0, 0 }, { 11, 1, 10, "a", "v3 1/3", 1, 0 },
		{ 12, 1, 10, "a", "v4 2/3", 2, 0 },
		{ 13, 1, 10, "a", "v2 3/3", 3, 0 } } },
	{ "each patch has a number of its own", "v4 2/2: 11 12",
	    { { 11, 1, 0, "a", "v3 1/2", 1, 0 }, { 12, 1, 11, "a", "v4 2/2", 2, 0 } } },
	{ "each but the first has a number of its own", "v4 3/3: 11 12 13",
	    { { 11, 1, 0, "a", "1/3", 1, 0 }, { 12, 1, 11, "a", "v2 2/3", 2, 0 },
		{ 13, 1, 11, "a", "v4 3/3", 3, 0 } } },
	{ "one patch counts for itself below a cover that says a number",
	    "v2 3/3 c10: 11 12 13",
	    { { 10, 1, 0, "a", "v2 0/3", 1, 0 }, { 11, 1, 10, "a", "v2 1/3", 2, 0 },
		{ 12, 1, 10, "a", "v3 2/3", 3, 0 },
		{ 13, 1, 10, "a", "v2 3/3", 4, 0 } } },
	{ "some minutes later it is the next number", "v3 1/2: 11; v4 1/2: 12",
	    { { 11, 1, 0, "a", "v3 1/2", 1, 0 }, { 12, 1, 11, "a", "v4 2/2", 600, 0 } } },
	{ "v2 of one below a cover, the day after", "v1 2/2 c10: 11 12; v2 1/2: 13",
	    { { 10, 1, 0, "a", "0/2", 0, 0 }, { 11, 1, 10, "a", "1/2", 1, 0 },
		{ 12, 1, 10, "a", "2/2", 2, 0 }, { 13, 1, 10, "a", "v2 2/2", DAY, 0 } } },
	{ "a patch lost its number", "v2 3/3 c10: 11 12 13",
	    { { 10, 1, 0, "a", "v2 0/3", 0, 0 }, { 11, 1, 10, "a", "v2 1/3", 1, 0 },
		{ 12, 1, 10, "a", "v2", 2, 0 }, { 13, 1, 10, "a", "v2 3/3", 3, 0 } } },
	{ "the last one of two, and later something else", "v3 2/2: 11 12; v1 1/1: 13",
	    { { 11, 1, 0, "a", "v3 1/2", 1, 0 }, { 12, 1, 11, "a", "", 2, 0 },
		{ 13, 1, 11, "a", "", 3, 0 } } },
	{ "an hour later it is another patch", "v1 1/2: 11; v1 1/1: 12",
	    { { 11, 1, 0, "a", "1/2", 1, 0 }, { 12, 1, 11, "a", "", HOUR, 0 } } },
	{ "another version is no part", "v1 1/2: 11; v2 1/1: 12",
	    { { 11, 1, 0, "a", "1/2", 1, 0 }, { 12, 1, 11, "a", "v2", 2, 0 } } },
	{ "nor is somebody else's patch", "v1 1/2: 11; v1 1/1: 12",
	    { { 11, 1, 0, "a", "1/2", 1, 0 }, { 12, 1, 11, "b", "", 2, 0 } } },
	{ "nor is one for another tree", "v1 1/2: 11; v1 1/1: 12",
	    { { 11, 1, 0, "a", "1/2", 1, 0 }, { 12, 1, 11, "a", "-next", 2, 0 } } },
	{ "of two holes neither is meant", "v1 1/3: 11; v1 1/1: 12",
	    { { 11, 1, 0, "a", "1/3", 1, 0 }, { 12, 1, 11, "a", "", 2, 0 } } },
	{ "a version that one patch has for itself", "v1 3/3: 11 12 13",
	    { { 11, 1, 0, "a", "1/3", 0, 0 }, { 12, 1, 11, "a", "2/3", 1, 0 },
		{ 13, 1, 11, "a", "v3 3/3", 2, 0 } } },
	{ "a version that most have, and the cover letter not", "v2 2/2 c10: 11 12",
	    { { 10, 1, 0, "a", "0/2", 0, 0 }, { 11, 1, 10, "a", "v2 1/2", 1, 0 },
		{ 12, 1, 10, "a", "v2 2/2", 2, 0 } } },
	{ "a missing part", "v1 2/3 c10: 11 13",
	    { { 10, 1, 0, "a", "0/3", 0, 0 }, { 11, 1, 10, "a", "1/3", 1, 0 },
		{ 13, 1, 10, "a", "3/3", 2, 0 } } },
	{ "a part resent days later fills its hole", "v1 2/2 c10: 11 12",
	    { { 10, 1, 0, "a", "0/2", 0, 0 }, { 11, 1, 10, "a", "1/2", 1, 0 },
		{ 12, 1, 10, "a", "RESEND 2/2", 3 * DAY, 0 } } },
	{ "v2 as a reply to v1", "v1 2/2 c10: 11 12; v2 2/2 c20: 21 22",
	    { { 10, 1, 0, "a", "0/2", 0, 0 }, { 11, 1, 10, "a", "1/2", 1, 0 },
		{ 12, 1, 10, "a", "2/2", 2, 0 }, { 20, 1, 10, "a", "v2 0/2", DAY, 0 },
		{ 21, 1, 20, "a", "v2 1/2", DAY + 1, 0 },
		{ 22, 1, 20, "a", "v2 2/2", DAY + 2, 0 } } },
	{ "an RFC and the series after it in one thread",
	    "v1 RFC 2/2: 11 12; v1 2/2: 21 22",
	    { { 11, 1, 0, "a", "RFC 1/2", 0, 0 }, { 12, 1, 11, "a", "RFC 2/2", 1, 0 },
		{ 21, 1, 11, "a", "1/2", DAY, 0 },
		{ 22, 1, 21, "a", "2/2", DAY + 1, 0 } } },
	{ "two series alike in one thread at once", "v1 2/2: 11 12; v1 2/2: 21 22",
	    { { 11, 1, 5, "a", "1/2", 0, 0 }, { 12, 1, 11, "a", "2/2", 1, 0 },
		{ 21, 1, 5, "a", "1/2", 60, 0 }, { 22, 1, 21, "a", "2/2", 61, 0 } } },
	{ "two series of different length in one thread", "v1 2/2: 11 12; v1 1/3: 21",
	    { { 11, 1, 0, "a", "1/2", 0, 0 }, { 12, 1, 11, "a", "2/2", 1, 0 },
		{ 21, 1, 12, "a", "1/3", 60, 0 } } },
	{ "a whole resend without a new version", "v1 2/2: 11 12; v1 RESEND 2/2: 21 22",
	    { { 11, 1, 0, "a", "1/2", 0, 0 }, { 12, 1, 11, "a", "2/2", 1, 0 },
		{ 21, 1, 11, "a", "RESEND 1/2", 9 * DAY, 11 },
		{ 22, 1, 21, "a", "RESEND 2/2", 9 * DAY, 12 } } },
	{ "a reroll of one patch has its own version", "v1 2/2: 11 12; v2 1/2: 22",
	    { { 11, 1, 0, "a", "1/2", 0, 0 }, { 12, 1, 11, "a", "2/2", 1, 0 },
		{ 22, 1, 12, "a", "v2 2/2", 500, 0 } } },
	{ "v2.1 is not v2", "v2 2/2: 11 12; v2.1 1/2: 22",
	    { { 11, 1, 0, "a", "v2 1/2", 0, 0 }, { 12, 1, 11, "a", "v2 2/2", 1, 0 },
		{ 22, 1, 12, "a", "v2.1 2/2", 500, 0 } } },
	{ "a reroll and later all of that version",
	    "v1 2/2: 11 12; v2 1/2: 22; v2 2/2: 31 32",
	    { { 11, 1, 0, "a", "1/2", 0, 0 }, { 12, 1, 11, "a", "2/2", 1, 0 },
		{ 22, 1, 12, "a", "v2 2/2", 500, 0 },
		{ 31, 1, 11, "a", "v2 1/2", DAY, 0 },
		{ 32, 1, 31, "a", "v2 2/2", DAY + 1, 0 } } },
	{ "a second mail for one slot is an extra", "v1 2/2: 11 12 +22",
	    { { 11, 1, 0, "a", "1/2", 0, 0 }, { 12, 1, 11, "a", "2/2", 1, 0 },
		{ 22, 1, 12, "a", "2/2", 500, 0 } } },
	{ "copies of cross-posted mails are extras", "v1 1/1 c10: +20 11 +21",
	    { { 10, 1, 0, "a", "0/1", 0, 0 }, { 20, 1, 0, "a", "0/1", 0, 10 },
		{ 11, 1, 10, "a", "1/1", 1, 0 }, { 21, 1, 10, "a", "1/1", 1, 11 } } },
	{ "a copy of a single patch is an extra", "v1 1/1: 11 +12",
	    { { 11, 1, 0, "a", "", 0, 0 }, { 12, 1, 0, "a", "", 0, 11 } } },
	{ "single patches of one thread stay apart", "v1 1/1: 11; v1 1/1: 12",
	    { { 11, 1, 0, "a", "", 0, 0 }, { 12, 1, 11, "a", "", 60, 0 } } },
	{ "another author in the thread", "v1 2/2: 11 12; v1 1/2: 22",
	    { { 11, 1, 0, "a", "1/2", 0, 0 }, { 22, 1, 11, "b", "2/2", 1, 0 },
		{ 12, 1, 11, "a", "2/2", 2, 0 } } },
	{ "a cover letter may have another address than what answers it",
	    "v2 2/2 c10: 11 12",
	    { { 10, 1, 0, "a", "v2 0/2", 0, 0 }, { 11, 1, 10, "b", "v2 1/2", 60, 0 },
		{ 12, 1, 10, "b", "v2 2/2", 61, 0 } } },
	{ "but not than a set of another total", "v1 0/3 c10:; v1 2/2: 11 12",
	    { { 10, 1, 0, "a", "0/3", 0, 0 }, { 11, 1, 10, "b", "1/2", 60, 0 },
		{ 12, 1, 10, "b", "2/2", 61, 0 } } },
	{ "a sender's letters may change case", "v1 2/2: 11 12",
	    { { 11, 1, 0, "A@x", "1/2", 0, 0 }, { 12, 1, 11, "a@X", "2/2", 1, 0 } } },
	{ "a version that only the cover says", "v3 2/2 c10: 11 12",
	    { { 10, 1, 0, "a", "v3 0/2", 0, 0 }, { 11, 1, 10, "a", "1/2", 1, 0 },
		{ 12, 1, 10, "a", "2/2", 2, 0 } } },
	{ "a version that one patch forgets", "v3 2/2 c10: 11 12",
	    { { 10, 1, 0, "a", "v3 0/2", 0, 0 }, { 11, 1, 10, "a", "v3 1/2", 1, 0 },
		{ 12, 1, 10, "a", "2/2", 2, 0 } } },
	{ "v1 keeps its own parts when v2 comes at once",
	    "v1 2/2: 11 12; v2 2/2 c20: 21 22",
	    { { 11, 1, 0, "a", "1/2", 0, 0 }, { 12, 1, 11, "a", "2/2", 1, 0 },
		{ 20, 1, 11, "a", "v2 0/2", 60, 0 }, { 21, 1, 20, "a", "v2 1/2", 61, 0 },
		{ 22, 1, 20, "a", "v2 2/2", 62, 0 } } },
	{ "a cover with another total", "v1 3/3 c10: 11 12 13",
	    { { 10, 1, 0, "a", "0/2", 0, 0 }, { 11, 1, 10, "a", "1/3", 1, 0 },
		{ 12, 1, 10, "a", "2/3", 2, 0 }, { 13, 1, 10, "a", "3/3", 3, 0 } } },
	{ "a cover without number", "v1 2/2 c10: 11 12",
	    { { 10, 1, 0, "a", "cover", 0, 0 }, { 11, 1, 10, "a", "1/2", 1, 0 },
		{ 12, 1, 10, "a", "2/2", 2, 0 } } },
	{ "a cover without number, and its only patch, which has none", "v2 1/1 c10: 11",
	    { { 10, 1, 0, "a", "v2 cover", 0, 0 }, { 11, 1, 10, "a", "v2", 1, 0 } } },
	{ "a cover without number, and its patches, none of which has one",
	    "v1 2/2 c10: 11 12",
	    { { 10, 1, 0, "a", "cover", 0, 0 }, { 11, 1, 10, "a", "", 1, 0 },
		{ 12, 1, 10, "a", "", 2, 0 } } },
	{ "patches that all lost their numbers", "v1 2/2 c10: 11 12",
	    { { 10, 1, 0, "a", "0/2", 0, 0 }, { 11, 1, 10, "a", "", 1, 0 },
		{ 12, 1, 10, "a", "", 2, 0 } } },
	{ "more patches than the cover letter has", "v1 2/2 c10: 11 12; v1 1/1: 13",
	    { { 10, 1, 0, "a", "0/2", 0, 0 }, { 11, 1, 10, "a", "", 1, 0 },
		{ 12, 1, 10, "a", "", 2, 0 }, { 13, 1, 10, "a", "", 3, 0 } } },
	{ "what comes the next day is no part of it", "v1 0/1 c10:; v1 1/1: 11",
	    { { 10, 1, 0, "a", "cover", 0, 0 }, { 11, 1, 10, "a", "", DAY, 0 } } },
	{ "a cover that says another version than all of its patches",
	    "v5 2/2 c10: 11 12",
	    { { 10, 1, 0, "a", "v5 0/2", 0, 0 }, { 11, 1, 10, "a", "v4 1/2", 1, 0 },
		{ 12, 1, 10, "a", "v4 2/2", 2, 0 } } },
	{ "a cover that still says the version before", "v4 2/2 c10: 11 12",
	    { { 10, 1, 0, "a", "v3 0/2", 0, 0 }, { 11, 1, 10, "a", "v4 1/2", 1, 0 },
		{ 12, 1, 10, "a", "v4 2/2", 2, 0 } } },
	{ "the next version below a cover whose patches are lost",
	    "v3 0/2 c10:; v4 2/2 c20: 21 22",
	    { { 10, 1, 0, "a", "v3 0/2", 0, 0 }, { 20, 1, 10, "a", "v4 0/2", 60, 0 },
		{ 21, 1, 20, "a", "v4 1/2", 61, 0 },
		{ 22, 1, 20, "a", "v4 2/2", 62, 0 } } },
	{ "sets of one round, each with its cover",
	    "v5.5 2/2 c10: 11 12; v5.5 2/2 c20: 21 22; v5.5 1/1 c30: 31",
	    { { 10, 1, 5, "a", "v5.5 cover", 0, 0 }, { 11, 1, 10, "a", "1/2", 1, 0 },
		{ 20, 1, 5, "a", "v5.5 cover", 1, 0 }, { 21, 1, 20, "a", "1/2", 2, 0 },
		{ 12, 1, 10, "a", "2/2", 3, 0 }, { 22, 1, 20, "a", "2/2", 3, 0 },
		{ 30, 1, 5, "a", "v5.5 cover", 4, 0 },
		{ 31, 1, 30, "a", "1/1", 5, 0 } } },
	{ "no threading", "v1 3/3 c10: 11 12 13",
	    { { 10, 1, 0, "a", "0/3", 0, 0 }, { 11, 2, 0, "a", "1/3", 100, 0 },
		{ 12, 3, 0, "a", "2/3", 1000, 0 }, { 13, 4, 0, "a", "3/3", 2000, 0 } } },
	{ "no threading, for two trees", "v1 1/2: 11; v1 1/2: 12",
	    { { 11, 1, 0, "a", "5.4 1/2", 0, 0 }, { 12, 2, 0, "a", "4.4 2/2", 9, 0 } } },
	{ "threads below mails that are missing", "v1 2/2: 11 12",
	    { { 11, 1, 5, "a", "1/2", 0, 0 }, { 12, 2, 6, "a", "2/2", 9, 0 } } },
	{ "no threading and too far apart", "v1 1/2: 11; v1 1/2: 12",
	    { { 11, 1, 0, "a", "1/2", 0, 0 }, { 12, 2, 0, "a", "2/2", HOUR, 0 } } },
	{ "two unthreaded series one after the other", "v1 2/2: 11 12; v1 2/2: 21 22",
	    { { 11, 1, 0, "a", "1/2", 0, 0 }, { 12, 2, 0, "a", "2/2", 1, 0 },
		{ 21, 3, 0, "a", "1/2", 2, 0 }, { 22, 4, 0, "a", "2/2", 3, 0 } } },
	{ "a number above the total", "v1 3/3: 11 12 13",
	    { { 11, 1, 0, "a", "1/2", 0, 0 }, { 12, 1, 11, "a", "2/2", 1, 0 },
		{ 13, 1, 11, "a", "3/2", 2, 0 } } },
	{ "patches that are added to the series later", "v1 4/4 c10: 11 12 13 14",
	    { { 10, 1, 0, "a", "0/2", 0, 0 }, { 11, 1, 10, "a", "1/2", 1, 0 },
		{ 12, 1, 10, "a", "2/2", 2, 0 }, { 13, 1, 10, "a", "3/3", DAY, 0 },
		{ 14, 1, 13, "a", "4/4", 2 * DAY, 0 } } },
	{ "an answer to a cover that lost its Re", "v1 1/1 c10: +20 +30 11",
	    { { 10, 1, 0, "a", "0/1", 0, 0 }, { 11, 1, 10, "a", "1/1", 1, 0 },
		{ 20, 1, 10, "b", "0/1", DAY, 10 },
		{ 30, 1, 20, "a", "0/1", DAY + 9, 10 } } },
	{ "parts that were dated months apart",
	    "v1 11/11: 11 12 13 14 15 16 17 18 19 20 21",
	    { { 11, 1, 5, "a", "1/11", 0, 0 }, { 13, 1, 5, "a", "3/11", 3 * DAY, 0 },
		{ 14, 1, 5, "a", "4/11", 4 * DAY, 0 },
		{ 15, 1, 5, "a", "5/11", 5 * DAY, 0 },
		{ 16, 1, 5, "a", "6/11", 6 * DAY, 0 },
		{ 17, 1, 5, "a", "7/11", 7 * DAY, 0 },
		{ 18, 1, 5, "a", "8/11", 8 * DAY, 0 },
		{ 19, 1, 5, "a", "9/11", 9 * DAY, 0 },
		{ 20, 1, 5, "a", "10/11", 10 * DAY, 0 },
		{ 21, 1, 5, "a", "11/11", 11 * DAY, 0 },
		{ 12, 1, 5, "a", "2/11", 12 * DAY, 0 } } },
	{ "a cover letter and a patch sent again under their Message-IDs",
	    "v7 2/2 c10: +20 11 +21 12; v7 1/2 c30: 31; v7 RESEND 1/2 c40: 41",
	    { { 10, 1, 0, "a", "v7 0/2 again", 0, 0 },
		{ 11, 1, 10, "a", "v7 1/2 again", 1, 0 },
		{ 12, 1, 10, "a", "v7 2/2 again", 2, 0 },
		{ 20, 1, 0, "a", "v7 0/2 again", 600, 10 },
		{ 21, 1, 10, "a", "v7 1/2 again", 2 * HOUR, 11 },
		{ 30, 1, 0, "a", "v7 0/2", 4 * HOUR, 10 },
		{ 31, 1, 30, "a", "v7 1/2", 4 * HOUR + 1, 11 },
		{ 40, 1, 0, "a", "RESEND v7 0/2 again", 8 * HOUR, 10 },
		{ 41, 1, 40, "a", "RESEND v7 1/2 again", 8 * HOUR + 1, 11 } } },
	{ "a patch that says 0/1", "v1 1/1: 10",
	    { { 10, 1, 0, "a", "0/1 diff", 0, 0 } } },
	{ "RFC and RESEND are the head's", "v2 RFC 2/2 c10: 11 12",
	    { { 10, 1, 0, "a", "RFC v2 0/2", 0, 0 }, { 11, 1, 10, "a", "v2 1/2", 1, 0 },
		{ 12, 1, 10, "a", "RESEND v2 2/2", 2, 0 } } },
};

static void
each_case_gives_its_series(void **state)
{
	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = group(cases[i].rows);

		if (strcmp(got, cases[i].expected) != 0)
			fail_msg("%s: expected \"%s\", got \"%s\"", cases[i].name,
			    cases[i].expected, got);
	}
}

static void
a_date_that_cannot_be_is_not_used(void **state)
{
	td_series_mail mails[2] = { 0 };
	g_autoptr(GPtrArray) all = NULL;

	(void)state;
	for (int i = 0; i < 2; i++) {
		mails[i] = (td_series_mail){ .id = i + 1,
			.thread = i + 1,
			.sender = "a",
			.title = "",
			.patch_id = "",
			.message_id = "",
			.tags = "",
			.kind = TD_KIND_PATCH,
			.version = 1,
			.has_number = true,
			.number = (unsigned)i + 1,
			.total = 2,
			.sent = i ? INT64_MAX : 0,
			.received = 1700000000 + i };
	}
	all = td_series_group(mails, 2);
	assert_int_equal(all->len, 1);
}

static void
no_mails_give_no_series(void **state)
{
	g_autoptr(GPtrArray) all = td_series_group(NULL, 0);

	(void)state;
	assert_int_equal(all->len, 0);
}

/* Whatever many mails claim, each is looked at a few times only. */
static void
a_hundred_thousand_claims_take_linear_time(void **state)
{
	unsigned n = 100000;
	g_autofree td_series_mail *mails = g_new0(td_series_mail, n);
	int64_t start = g_get_monotonic_time();

	(void)state;
	for (unsigned shape = 0; shape < 4; shape++) {
		g_autoptr(GPtrArray) all = NULL;

		for (unsigned i = 0; i < n; i++) {
			mails[i] = (td_series_mail){ .id = i + 1,
				.thread = 1,
				.parent = shape & 1 ? 1 : (int64_t)i,
				.sender = "a",
				.title = "t",
				.patch_id = "",
				.message_id = "",
				.tags = "",
				.kind = TD_KIND_PATCH,
				.version = shape & 2 ? 1 + i % 2 : 1,
				.has_version = i % 2,
				.has_number = true,
				.number = 1 + i % (shape & 1 ? 2 : 9999),
				.total = 9999,
				.sent = 1700000000 + i,
				.received = 1700000000 + i };
		}
		all = td_series_group(mails, n);
		assert_true(all->len > 0);
	}
	assert_true(g_get_monotonic_time() - start < 20 * G_USEC_PER_SEC);
}

/* What a patch counts says nothing of what it is for; a branch does. */
static void
tags_are_the_same_but_for_what_counts(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} pairs[] = {
		{ "PATCH net-next v3 2/3", "PATCH NET-NEXT 1/3", true },
		{ "PATCH v2", "PATCH", true },
		{ "PATCH v5.10 1/3", "PATCH v5.15 2/3", false },
		{ "PATCH net 1/2", "PATCH net-next 2/2", false },
		{ "PATCH net", "PATCH", false },
		{ "", "v2 1/2", true },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		assert_int_equal(
		    td_trait_same_tags(pairs[i].a, pairs[i].b), pairs[i].same);
		assert_int_equal(
		    td_trait_same_tags(pairs[i].b, pairs[i].a), pairs[i].same);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_are_the_same_but_for_what_counts),
		cmocka_unit_test(each_case_gives_its_series),
		cmocka_unit_test(a_date_that_cannot_be_is_not_used),
		cmocka_unit_test(no_mails_give_no_series),
		cmocka_unit_test(a_hundred_thousand_claims_take_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
