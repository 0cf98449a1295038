/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/standing_table.c - series in a table */
#include <string.h>

#include "show/standing.h"
#include "show/standing_cells.h"

enum { hour = 3600, day = 86400, narrowest_title = 40, indent = 11 };

/* "17h", "3d", "5w", "2y": no wider than three. */
static void
write_age(char text[8], int64_t seconds)
{
	int64_t days = seconds / day;

	if (seconds < 0)
		g_strlcpy(text, "0h", 8);
	else if (days < 2)
		g_snprintf(text, 8, "%dh", (int)(seconds / hour));
	else if (days < 100)
		g_snprintf(text, 8, "%dd", (int)days);
	else if (days < 700)
		g_snprintf(text, 8, "%dw", (int)(days / 7));
	else
		g_snprintf(text, 8, "%dy", (int)MIN(days / 365, (int64_t)999));
}

/* What fits a narrow column. */
static const char *
short_state(td_state state)
{
	switch (state) {
	case TD_STATE_CHANGES:
		return "changes";
	case TD_STATE_PARTLY:
		return "partly";
	case TD_STATE_PULL:
		return "pull";
	case TD_STATE_NEW:
	case TD_STATE_UPDATED:
	case TD_STATE_RESENT:
	case TD_STATE_RFC:
	case TD_STATE_REVIEWED:
	case TD_STATE_REJECTED:
	case TD_STATE_APPLIED:
	case TD_STATE_SUPERSEDED:
	case TD_STATE_STALE:
	case TD_STATE_COUNT:
		break;
	}
	return td_state_word(state);
}

static void
write_reviews(char text[16], const td_standing *standing)
{
	if (standing->reviewed + standing->acked + standing->tested == 0)
		g_strlcpy(text, "-", 16);
	else
		g_snprintf(text, 16, "%u/%u/%u", MIN(standing->reviewed, 99u),
		    MIN(standing->acked, 99u), MIN(standing->tested, 99u));
}

/* Columns of a table that hang on what is in it and on how wide it may be. */
typedef struct widths {
	unsigned state, version, author, title;
	bool below; /* titles stand below: there is no room beside the authors */
} widths;

static void
write_row(td_out *out, const td_standing *standing, const td_standing_style *style,
    const widths *wide)
{
	char version[16], size[16], reviews[16], age[8];

	td_cells_version(version, &standing->series);
	td_cells_size(size, &standing->series);
	write_reviews(reviews, standing);
	write_age(age, style->now - standing->sent);
	td_cells_state(
	    out, standing, short_state(standing->state), wide->state, style->color);
	td_out_printf(out, " %-*s %5s %4s %3u %6s ", (int)wide->version, version, size,
	    age, MIN(standing->replies, 999u), reviews);
	td_cells_text(out,
	    *standing->author_name ? standing->author_name : standing->author_address,
	    wide->author, !wide->below);
	if (wide->below) {
		td_out_printf(out, "\n%*s", (int)indent, "");
		td_cells_wrapped(out, style, indent, standing->title);
	} else {
		td_out_char(out, ' ');
		td_cells_text(out, standing->title, wide->title, false);
		td_out_char(out, '\n');
	}
	if (style->ids)
		td_cells_id(out, "           ", standing->message_id);
}

static unsigned
width_of_states(const td_standing_list *list)
{
	unsigned columns = 10;

	for (unsigned i = 0; i < list->series->len; i++) {
		const td_standing *standing = list->series->pdata[i];
		size_t n = strlen(short_state(standing->state));

		if (standing->stale)
			columns = MAX(columns, (unsigned)(n + strlen(", stale")));
	}
	return columns;
}

static unsigned
width_of_versions(const td_standing_list *list)
{
	unsigned columns = 5;

	for (unsigned i = 0; i < list->series->len; i++) {
		const td_standing *standing = list->series->pdata[i];
		char version[16];

		td_cells_version(version, &standing->series);
		columns = MAX(columns, (unsigned)strlen(version));
	}
	return columns;
}

static widths
choose_widths(const td_standing_list *list, unsigned width)
{
	widths wide = { .state = width_of_states(list),
		.version = width_of_versions(list),
		.author = width == 0 || width >= 110 ? 20 : 12 };
	unsigned before =
	    wide.state + 1 + wide.version + 1 + 5 + 1 + 4 + 1 + 3 + 1 + 6 + 1;

	if (width == 0)
		return wide;
	wide.below = before + wide.author + 1 + narrowest_title > width;
	if (wide.below)
		wide.author = MAX(wide.author, width > before ? width - before : 0);
	else
		wide.title = width - before - wide.author - 1;
	return wide;
}

void
td_standing_text(
    const td_standing_list *list, const td_standing_style *style, td_out *out)
{
	const widths wide = choose_widths(list, style->width);

	td_out_printf(out, "%s%-*s %-*s %5s %4s %3s %6s ", style->color ? "\033[1m" : "",
	    (int)wide.state, "state", (int)wide.version, "ver", "size", "age", "re",
	    "R/A/T");
	if (wide.below)
		td_out_printf(out, "author\n%*stitle", (int)indent, "");
	else
		td_out_printf(out, "%-*s title", (int)wide.author, "author");
	td_out_printf(out, "%s\n", style->color ? "\033[m" : "");
	for (unsigned i = 0; i < list->series->len; i++)
		write_row(out, list->series->pdata[i], style, &wide);
}
