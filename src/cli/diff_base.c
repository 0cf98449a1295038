/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/diff_base.c - which commit of a tree a version of a series was made for */
#include "cli/diff_base.h"

#include <string.h>

#include "series/series.h"

/* A patch that was applied was sent before, but clocks are wrong; half a year later it is
 * hardly the same. */
#define EARLY (2 * 86400)
#define LATE (200 * 86400)

const char *
td_diff_base_said(const td_diff_side *side)
{
	if (side->cover && *side->cover->patch->base_commit)
		return side->cover->patch->base_commit;
	for (unsigned i = 0; i < side->patches->len; i++) {
		const td_diff_mail *mail = g_ptr_array_index(side->patches, i);

		if (*mail->patch->base_commit)
			return mail->patch->base_commit;
	}
	return NULL;
}

static int64_t
sent(const td_diff_mail *mail)
{
	return td_series_time(mail->message->sent, mail->received);
}

/* The only parent in a line "TITLE<tab>PARENT" of git log, if that is the title. */
static char *
read_parent(const char *line, const char *title)
{
	const char *tab = strrchr(line, '\t');

	if (!tab || strchr(tab + 1, ' ') || tab[1] == '\0' ||
	    (size_t)(tab - line) != strlen(title) ||
	    strncmp(line, title, strlen(title)) != 0)
		return NULL;
	return g_strdup(tab + 1);
}

char *
td_diff_base_became(td_scratch *scratch, const td_diff_side *side)
{
	const td_diff_mail *first = g_ptr_array_index(side->patches, 0);
	const char *title = first->patch->title;
	int64_t time = sent(first);
	g_autofree char *grep = g_strdup_printf("--grep=%s", title);
	g_autofree char *since =
	    g_strdup_printf("--max-age=%" G_GINT64_FORMAT, MAX(time - EARLY, 0));
	g_autofree char *until =
	    g_strdup_printf("--min-age=%" G_GINT64_FORMAT, time + LATE);
	g_autofree char *log = NULL;
	g_auto(GStrv) lines = NULL;
	char *parent = NULL;

	if (time <= 0 || *title == '\0')
		return NULL;
	log = td_scratch_git(scratch, NULL, "log", "--reverse", "--no-color",
	    "--fixed-strings", "--format=%s%x09%P", grep, since, until, "HEAD", "--",
	    NULL);
	lines = log ? g_strsplit(log, "\n", -1) : NULL;
	for (unsigned i = 0; lines && lines[i] && !parent; i++)
		parent = read_parent(lines[i], title);
	return parent;
}

char *
td_diff_base_then(td_scratch *scratch, const td_diff_side *side)
{
	int64_t time = sent(g_ptr_array_index(side->patches, 0));
	g_autofree char *until = g_strdup_printf("--min-age=%" G_GINT64_FORMAT, time);
	g_autofree char *found = NULL;

	if (time <= 0)
		return NULL;
	found = td_scratch_git(
	    scratch, NULL, "rev-list", "-1", "--first-parent", until, "HEAD", "--", NULL);
	return found && *found ? g_steal_pointer(&found) : NULL;
}
