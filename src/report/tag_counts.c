/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/tag_counts.c - who gave tags to a series, as people */
#include <string.h>

#include "report/headcount.h"
#include "report/standing_work.h"
#include "series/credit.h"

static void
add(td_headcount *count, const char *value)
{
	g_autofree char *name = NULL, *address = NULL;

	if (td_credit_split(value, &name, &address))
		td_headcount_add(count, name, address);
	else
		td_headcount_add(count, value, "");
}

static bool
is_one_of(const char *line, const char *letters)
{
	return *line && strchr(letters, *line);
}

/* Those of the lines that begin with one of some letters, but the author: who answers
 * from another address reviewed nobody else's work. */
static unsigned
count_some(td_headcount *count, const td_index_standing *row, char *const *lines,
    const char *letters)
{
	bool any = false;

	for (unsigned i = 0; lines[i] && !any; i++)
		any = is_one_of(lines[i], letters);
	if (!any)
		return 0;
	td_headcount_begin(count);
	td_headcount_add(count, row->author_name, row->author_address);
	for (; *lines; lines++)
		if (is_one_of(*lines, letters))
			add(count, *lines + 2);
	return td_headcount_people(count) - 1;
}

td_tag_counts
td_standing_count_tags(const td_index_standing *row, const td_people *people)
{
	g_auto(GStrv) lines = NULL;
	g_autoptr(td_headcount) count = NULL;
	td_tag_counts counts;

	if (*row->reviewers == '\0')
		return (td_tag_counts){ row->reviewed, row->acked, row->tested,
			row->reviewed + row->acked };
	lines = g_strsplit(row->reviewers, "\n", -1);
	count = td_headcount_new(NULL, people);
	counts = (td_tag_counts){
		.reviewed = count_some(count, row, lines, "R"),
		.acked = count_some(count, row, lines, "A"),
		.tested = count_some(count, row, lines, "T"),
	};
	/* Mostly there is one of the two kinds only. */
	counts.either = counts.reviewed > 0 && counts.acked > 0
			    ? count_some(count, row, lines, "RA")
			    : counts.reviewed + counts.acked;
	return counts;
}
