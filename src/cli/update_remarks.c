/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_remarks.c - ranges that are not whole, mails that were left out */
#include "cli/update_remarks.h"

#include <stdio.h>

static void
say_count(uint64_t n, const char *one, const char *many)
{
	if (n > 0)
		fprintf(stderr, "tidings: %" G_GUINT64_FORMAT " %s\n", n,
		    n == 1 ? one : many);
}

GPtrArray *
td_update_remarks(const td_range *range)
{
	GPtrArray *remarks = g_ptr_array_new_with_free_func(g_free);

	if (range->shallow)
		g_ptr_array_add(remarks,
		    g_strdup("the clone is shallow: the range begins where it does"));
	/* History is read from its end, a file (packed, and cut off) from its begin. */
	if (range->broken)
		g_ptr_array_add(
		    remarks, g_strdup(range->to != NULL
					  ? "the archive is damaged: the range begins"
					    " where it can be read"
					  : "the archive is cut off: the range ends"
					    " where it does"));
	if (range->missing_epochs > 0)
		g_ptr_array_add(remarks,
		    g_strdup_printf("%u epoch%s within the range %s not there",
			range->missing_epochs, range->missing_epochs == 1 ? "" : "s",
			range->missing_epochs == 1 ? "is" : "are"));
	return remarks;
}

void
td_update_remarks_say(const GPtrArray *remarks, const td_ingest_counts *counts)
{
	for (unsigned i = 0; i < remarks->len; i++)
		fprintf(
		    stderr, "tidings: %s\n", (const char *)g_ptr_array_index(remarks, i));
	say_count(counts->removed, "mail was removed from the archive in this range",
	    "mails were removed from the archive in this range");
	say_count(counts->none, "commit holds no mail", "commits hold no mail");
	say_count(counts->corrupt, "mail is missing or damaged and was left out",
	    "mails are missing or damaged and were left out");
	say_count(counts->too_large, "mail is too large and was left out",
	    "mails are too large and were left out");
}
