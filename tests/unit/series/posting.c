/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/posting.c - a posting in few words, as what chains are made of */
#include "posting.h"

#include <glib.h>
#include <string.h>

enum { day = 86400 };

static void
make_sketch(const char *lines, td_sketch *sketch)
{
	g_autoptr(GString) diff = g_string_new("@@ -1 +1 @@\n");

	for (; *lines != '\0'; lines++)
		g_string_append_printf(diff, "+line %c of this\n", *lines);
	td_sketch_make((td_span){ diff->str, diff->len }, sketch);
}

td_chain_profile *
posting_make(const posting *p, int id)
{
	g_auto(GStrv) titles = g_strsplit(p->titles, "|", -1);
	g_auto(GStrv) diffs = g_strsplit(p->diffs != NULL ? p->diffs : "", "|", -1);
	g_auto(GStrv) who = g_strsplit(p->author, " <", 2);
	unsigned n = g_strv_length(titles);
	unsigned patches = p->alone ? 0 : p->diffs != NULL ? g_strv_length(diffs) : n;
	td_chain_mail mails[8] = { 0 };
	td_sketch sketches[8], prose = { .n = 0 };
	char ids[8][32];
	td_chain_mention mentions[3];
	unsigned n_mentions = 0;
	td_series series = { .version = p->version,
		.minor = p->minor,
		.rfc = p->rfc,
		.resend = p->resend,
		.total = p->total != 0 ? p->total : MAX(patches, 1),
		.received = patches };
	td_chain_profile *profile;

	if (p->says != NULL)
		td_sketch_make_prose(td_span_of(p->says), &prose);
	if (p->link != NULL)
		mentions[n_mentions++] = (td_chain_mention){ p->link, TD_CHAIN_VERSION };
	if (p->bare != NULL)
		mentions[n_mentions++] = (td_chain_mention){ p->bare, TD_CHAIN_OTHER };
	if (p->answers != NULL)
		mentions[n_mentions++] =
		    (td_chain_mention){ p->answers, TD_CHAIN_PARENT };
	for (unsigned i = 0; i < n; i++) {
		unsigned slot = n > patches ? i : i + (p->first != 0 ? p->first : 1);

		g_snprintf(ids[i], sizeof ids[i], "%d.%u@example.org", id, i);
		mails[i] = (td_chain_mail){ .id = id * 10 + (int)i,
			.number = slot,
			.message_id = ids[i],
			.title = titles[i],
			.tags = p->tags != NULL ? p->tags : "PATCH",
			.author_name = who[0],
			.sender_name = who[0],
			.author_address = who[1],
			.sender_address = who[1],
			.change_id = p->change_id != NULL ? p->change_id : "",
			.patch_id = "",
			.prose = &prose,
			.mentions = i == 0 ? mentions : NULL,
			.n_mentions = i == 0 ? n_mentions : 0,
			.sent = INT64_C(1700000000) + (int64_t)p->days * day + id,
			.received = INT64_C(1700000000) + (int64_t)p->days * day + id,
			.pulled = p->pulled,
			.said_version = i == 0 ? p->said : 0 };
		if (slot > 0 && p->diffs != NULL) {
			const char *diff = diffs[n > patches ? i - 1 : i];

			make_sketch(diff, &sketches[i]);
			mails[i].sketch = p->brackets ? NULL : &sketches[i];
			mails[i].patch_id = p->plain || p->brackets ? "" : diff;
			mails[i].paths = p->paths[0] != NULL ? p->paths : &p->path;
			mails[i].n_paths = p->paths[0] != NULL ? 3
					   : p->path != NULL   ? 1
							       : 0;
		}
	}
	profile = td_chain_profile_make(&series, mails, n);
	profile->series = id;
	return profile;
}
