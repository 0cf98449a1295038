/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/standing_text.c - series in a table, and one of them with all that was said */
#include "show/standing.h"

#include <string.h>

#include "output/clean.h"
#include "output/moment.h"
#include "render/page.h"
#include "render/words.h"

enum { hour = 3600, day = 86400, narrowest_title = 20 };
/* Where on the page of a series the Message-ID of a version stands, what is said of it
 * below, and the title of a patch. */
enum { id_column = 47, version_indent = 11, title_column = 31 };

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

static unsigned
width_of(gunichar c)
{
	return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

/* In so many columns, cut with a mark where it is longer; pads only when asked to. Whole
 * when columns is 0. */
static void
write_cell(td_out *out, const char *text, unsigned columns, bool pad)
{
	g_autofree char *line = td_clean_line(text);
	const char *end = line;
	unsigned used = 0, all = 0;

	if (columns == 0) {
		td_out_text(out, line);
		return;
	}
	for (const char *p = line; *p != '\0'; p += g_utf8_skip[(unsigned char)*p])
		all += width_of(g_utf8_get_char(p));
	for (; *end != '\0'; end += g_utf8_skip[(unsigned char)*end]) {
		unsigned width = width_of(g_utf8_get_char(end));

		if (used + width > columns - (all > columns ? 1 : 0))
			break;
		used += width;
	}
	td_out_bytes(out, line, (size_t)(end - line));
	if (all > columns) {
		td_out_text(out, "\342\200\246");
		used++;
	}
	if (pad && used < columns)
		td_out_fill(out, ' ', columns - used);
}

static const char *
color_of(td_state state)
{
	switch (state) {
	case TD_STATE_APPLIED:
	case TD_STATE_PARTLY:
		return "\033[32m";
	case TD_STATE_REVIEWED:
		return "\033[36m";
	case TD_STATE_CHANGES:
	case TD_STATE_REJECTED:
		return "\033[31m";
	case TD_STATE_SUPERSEDED:
	case TD_STATE_STALE:
		return "\033[2m";
	case TD_STATE_NEW:
	case TD_STATE_UPDATED:
	case TD_STATE_RESENT:
	case TD_STATE_RFC:
	case TD_STATE_PULL:
	case TD_STATE_COUNT:
		break;
	}
	return NULL;
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
write_version(char text[16], const td_index_series *series)
{
	const char *rfc = series->rfc ? "RFC " : "";

	if (series->minor != 0)
		g_snprintf(text, 16, "%sv%u.%u", rfc, series->version, series->minor);
	else
		g_snprintf(text, 16, "%sv%u", rfc, series->version);
}

static void
write_size(char text[16], const td_index_series *series)
{
	if (series->received < series->total)
		g_snprintf(text, 16, "%u/%u", series->received, series->total);
	else
		g_snprintf(text, 16, "%u", MAX(series->total, 1u));
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

/* "reviewed, stale": the mark hides nothing, but what waits for nobody is dim. */
static void
write_state(td_out *out, const td_standing *standing, const char *word, unsigned columns,
    bool color)
{
	td_state looks = standing->stale ? TD_STATE_STALE : standing->state;
	const char *start = color ? color_of(looks) : NULL;
	char marked[40];

	g_snprintf(marked, sizeof marked, "%s%s", word, standing->stale ? ", stale" : "");
	td_out_text(out, start);
	write_cell(out, marked, columns, true);
	if (start != NULL)
		td_out_text(out, "\033[m");
}

static void
write_id(td_out *out, const char *before, const char *message_id)
{
	g_autofree char *line = td_clean_line(message_id);

	if (*line != '\0')
		td_out_printf(out, "%s<%s>\n", before, line);
}

/* To the end of the line from that column on, further lines below its front. */
static void
write_wrapped(
    td_out *out, const td_standing_style *style, unsigned column, const char *text)
{
	const td_render_options options = { .width = style->width };
	td_page page = td_page_new(out, &options);

	page.column = column;
	if (style->width != 0)
		td_page_wrap(&page, TD_STYLE_NONE, text, column);
	else
		write_cell(out, text, 0, false);
	td_out_char(out, '\n');
}

/* Behind what stands on the line, which is the columns long, or where an id has no room
 * there below it. */
static void
write_id_behind(td_out *out, const td_standing_style *style, unsigned columns,
    unsigned indent, const char *message_id)
{
	g_autofree char *line = td_clean_line(message_id);

	if (style->width != 0 && columns + td_display_width(line) + 2 > style->width)
		td_out_printf(out, "\n%*s<%s>\n", (int)indent, "", line);
	else
		td_out_printf(out, "<%s>\n", line);
}

/* Columns of a table that hang on what is in it and on how wide it may be. */
typedef struct widths {
	unsigned state, version, author, title;
} widths;

static void
write_row(td_out *out, const td_standing *standing, const td_standing_style *style,
    const widths *wide)
{
	char version[16], size[16], reviews[16], age[8];

	write_version(version, &standing->series);
	write_size(size, &standing->series);
	write_reviews(reviews, standing);
	write_age(age, style->now - standing->sent);
	write_state(
	    out, standing, short_state(standing->state), wide->state, style->color);
	td_out_printf(out, " %-*s %5s %4s %3u %6s ", (int)wide->version, version, size,
	    age, MIN(standing->replies, 999u), reviews);
	write_cell(out,
	    *standing->author_name ? standing->author_name : standing->author_address,
	    wide->author, true);
	td_out_char(out, ' ');
	write_cell(out, standing->title, wide->title, false);
	if (style->ids)
		write_id(out, "\n           ", standing->message_id);
	else
		td_out_char(out, '\n');
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

		write_version(version, &standing->series);
		columns = MAX(columns, (unsigned)strlen(version));
	}
	return columns;
}

void
td_standing_text(
    const td_standing_list *list, const td_standing_style *style, td_out *out)
{
	unsigned width = style->width != 0 ? style->width : 200;
	widths wide = { .state = width_of_states(list),
		.version = width_of_versions(list),
		.author = width >= 110 ? 20 : 12 };
	unsigned fixed = wide.state + 1 + wide.version + 1 + 5 + 1 + 4 + 1 + 3 + 1 + 6 +
			 1 + wide.author + 1;

	wide.title = style->width == 0                 ? 0
		     : width > fixed + narrowest_title ? width - fixed
						       : narrowest_title;
	td_out_printf(out, "%s%-*s %-*s %5s %4s %3s %6s %-*s %s%s\n",
	    style->color ? "\033[1m" : "", (int)wide.state, "state", (int)wide.version,
	    "ver", "size", "age", "re", "R/A/T", (int)wide.author, "author", "title",
	    style->color ? "\033[m" : "");
	for (unsigned i = 0; i < list->series->len; i++)
		write_row(out, list->series->pdata[i], style, &wide);
}

static const td_page_version *
find_version(const td_series_page *page, int64_t series)
{
	for (unsigned i = 0; i < page->versions->len; i++) {
		const td_page_version *version = page->versions->pdata[i];

		if (version->standing->series.id == series)
			return version;
	}
	return NULL;
}

/* Why it is a version of the same series, with the mail that shows it where that is
 * another one. */
static void
write_why(td_out *out, const td_series_page *page, const td_standing_style *style,
    const td_page_version *version)
{
	const td_page_version *older = find_version(page, version->older);
	g_autofree char *text = NULL;
	char number[16] = "an older one";

	if (older != NULL)
		write_version(number, &older->standing->series);
	text = g_strdup_printf("%s %s by %s, %u %% sure",
	    version->partly  ? "in part from"
	    : version->alias ? "the same as"
			     : "follows",
	    number, version->rule, version->weight);
	td_out_printf(out, "%*s%s", (int)version_indent, "", text);
	if (*version->shown_by == '\0' ||
	    strcmp(version->shown_by, version->standing->message_id) == 0) {
		td_out_char(out, '\n');
		return;
	}
	td_out_text(out, ": ");
	write_id_behind(out, style, version_indent + td_display_width(text) + 2,
	    version_indent, version->shown_by);
}

static void
write_versions(td_out *out, const td_series_page *page, const td_standing_style *style)
{
	td_out_text(out, "\nVersions\n");
	for (unsigned i = 0; i < page->versions->len; i++) {
		const td_page_version *version = page->versions->pdata[i];
		const td_standing *standing = version->standing;
		char number[16], size[16], date[TD_MOMENT];

		write_version(number, &standing->series);
		write_size(size, &standing->series);
		td_moment_day(standing->sent, date);
		td_out_printf(out, "%s %-6s %5s  %s  ",
		    standing->series.id == page->standing->series.id ? " *" : "  ",
		    number, size, date);
		write_state(
		    out, standing, td_state_word(standing->state), 17, style->color);
		td_out_char(out, ' ');
		write_id_behind(
		    out, style, id_column, version_indent, standing->message_id);
		if (strcmp(standing->title, page->standing->title) != 0) {
			td_out_text(out, "           as ");
			write_wrapped(out, style, version_indent + 3, standing->title);
		}
		if (version->older != 0)
			write_why(out, page, style, version);
	}
}

static void
write_patches(td_out *out, const td_series_page *page, const td_standing_style *style)
{
	td_out_text(out, "\nPatches\n");
	for (unsigned i = 0; i < page->patches->len; i++) {
		const td_page_patch *patch = page->patches->pdata[i];

		td_out_printf(out, "  %2u%c ", patch->number, patch->extra ? '+' : ' ');
		if (patch->files > 0 || patch->insertions + patch->deletions > 0)
			td_out_printf(out, "%3u file%s %5u+ %5u-  ", patch->files,
			    patch->files == 1 ? " " : "s", patch->insertions,
			    patch->deletions);
		else
			td_out_text(out, "                         ");
		write_wrapped(out, style, title_column, patch->title);
	}
	for (unsigned i = 0; i < page->trailers->len; i++) {
		g_autofree char *line = td_clean_line(page->trailers->pdata[i]);

		if (i == 0)
			td_out_text(out, "  They carry\n");
		td_out_printf(out, "   %s\n", line);
	}
}

static void
write_answers(td_out *out, const td_series_page *page)
{
	td_out_printf(out, "\nAnswers: %u", page->answers->len);
	if (page->standing->replies < page->answers->len)
		td_out_printf(out, ", %u of them notices or of machines",
		    page->answers->len - page->standing->replies);
	td_out_char(out, '\n');
	for (unsigned i = 0; i < page->answers->len; i++) {
		const td_page_answer *answer = page->answers->pdata[i];
		g_autofree char *name =
		    td_clean_line(*answer->name != '\0' ? answer->name : answer->address);
		char date[TD_MOMENT];

		td_moment_day(answer->sent, date);
		td_out_printf(out, "  %s  %s", date, name);
		if (answer->number != 0)
			td_out_printf(out, ", on patch %u", answer->number);
		if (*answer->notice != '\0')
			td_out_printf(out, " [notice: %s]", answer->notice);
		else if (strcmp(answer->class_name, "human") != 0)
			td_out_printf(out, " [%s]", answer->class_name);
		write_id(out, "\n              ", answer->message_id);
		for (unsigned k = 0; k < answer->trailers->len; k++) {
			g_autofree char *line = td_clean_line(answer->trailers->pdata[k]);

			td_out_printf(out, "              %s\n", line);
		}
		for (unsigned k = 0; k < answer->uncounted->len; k++) {
			g_autofree char *line =
			    td_clean_line(answer->uncounted->pdata[k]);

			td_out_printf(out,
			    "              %s (not counted: somebody else sent it)\n",
			    line);
		}
	}
}

void
td_series_page_text(
    const td_series_page *page, const td_standing_style *style, td_out *out)
{
	const td_standing *standing = page->standing;
	g_autofree char *name = td_clean_line(standing->author_name);
	g_autofree char *address = td_clean_line(standing->author_address);
	char version[16], size[16], date[TD_MOMENT];

	write_version(version, &standing->series);
	write_size(size, &standing->series);
	td_moment_minute(standing->sent, date);
	write_wrapped(out, style, 0, standing->title);
	td_out_printf(out, "  author   %s <%s>\n", name, address);
	td_out_printf(out, "  sent     %s UTC, %s, %s patch%s\n", date, version, size,
	    strcmp(size, "1") == 0 ? "" : "es");
	write_id(out, "  mail     ", standing->message_id);
	td_out_text(out, "  state    ");
	td_out_text(out, td_state_word(standing->state));
	td_out_text(out, standing->stale ? ", stale" : "");
	td_out_char(out, '\n');
	write_id(out, "  rests on ", standing->evidence);
	td_out_printf(out, "  people   %u reviewed, %u acked, %u tested; %u answer%s\n",
	    standing->reviewed, standing->acked, standing->tested, standing->replies,
	    standing->replies == 1 ? "" : "s");
	write_versions(out, page, style);
	write_patches(out, page, style);
	write_answers(out, page);
}
