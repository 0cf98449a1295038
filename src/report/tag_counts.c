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

/* Those of the lines that begin with one of some letters, but the author: who answers
 * from another address reviewed nobody else's work. */
static unsigned
count_some(const td_index_standing *row, const td_people *people, char *const *lines,
    const char *letters)
{
	g_autoptr(td_headcount) count = td_headcount_new(NULL, people);

	td_headcount_begin(count);
	td_headcount_add(count, row->author_name, row->author_address);
	for (; *lines; lines++)
		if (**lines && strchr(letters, **lines))
			add(count, *lines + 2);
	return td_headcount_people(count) - 1;
}

td_tag_counts
td_standing_count_tags(const td_index_standing *row, const td_people *people)
{
	g_auto(GStrv) lines = NULL;

	if (*row->reviewers == '\0')
		return (td_tag_counts){ row->reviewed, row->acked, row->tested,
			row->reviewed + row->acked };
	lines = g_strsplit(row->reviewers, "\n", -1);
	return (td_tag_counts){
		.reviewed = count_some(row, people, lines, "R"),
		.acked = count_some(row, people, lines, "A"),
		.tested = count_some(row, people, lines, "T"),
		.either = count_some(row, people, lines, "RA"),
	};
}
