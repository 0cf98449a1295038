/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/standing_text.c - one series with all that was said of it */
#include "show/standing.h"

#include <string.h>

#include "output/clean.h"
#include "output/moment.h"
#include "render/page.h"
#include "render/words.h"
#include "show/carried.h"
#include "show/standing_cells.h"

/* Where on the page of a series the state of a version stands, what is said of it below,
 * and the title of a patch. */
enum { state_column = 29, version_indent = 11, title_column = 31 };

static bool
has_room(const td_standing_style *style, unsigned columns, const char *message_id)
{
	g_autofree char *line = td_clean_line(message_id);

	return style->width == 0 || columns + td_display_width(line) + 2 <= style->width;
}

/* Behind what stands on the line, which is the columns long, or where an id has no room
 * there below it. */
static void
write_id_behind(td_out *out, const td_standing_style *style, unsigned columns,
    unsigned indent, const char *message_id)
{
	if (!has_room(style, columns + 1, message_id))
		td_out_printf(out, "\n%*s", (int)indent, "");
	else
		td_out_char(out, ' ');
	td_cells_id(out, "", message_id);
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
		td_cells_version(number, &older->standing->series);
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
	td_out_char(out, ':');
	write_id_behind(out, style, version_indent + td_display_width(text) + 1,
	    version_indent, version->shown_by);
}

static unsigned
width_of_state(const td_standing *standing)
{
	size_t n = strlen(td_state_word(standing->state));

	return (unsigned)(n + (standing->stale ? strlen(", stale") : 0));
}

static unsigned
width_of_states(const td_series_page *page)
{
	unsigned columns = 0;

	for (unsigned i = 0; i < page->versions->len; i++) {
		const td_page_version *version = page->versions->pdata[i];

		columns = MAX(columns, width_of_state(version->standing));
	}
	return columns;
}

static void
write_version(td_out *out, const td_series_page *page, const td_standing_style *style,
    const td_standing *standing, unsigned columns)
{
	char number[16], size[16], date[TD_MOMENT];

	td_cells_version(number, &standing->series);
	td_cells_size(size, &standing->series);
	td_moment_day(standing->sent, date);
	td_out_printf(out, "%s %-6s %5s  %s  ",
	    standing->series.id == page->standing->series.id ? " *" : "  ", number, size,
	    date);
	if (!has_room(style, state_column + columns + 1, standing->message_id))
		columns = width_of_state(standing);
	td_cells_state(
	    out, standing, td_state_word(standing->state), columns, style->color);
	write_id_behind(
	    out, style, state_column + columns, version_indent, standing->message_id);
}

/* A title is said where it is another one than above. */
static void
write_versions(td_out *out, const td_series_page *page, const td_standing_style *style)
{
	const unsigned columns = width_of_states(page);
	const char *title = page->standing->title;

	td_out_text(out, "\nVersions\n");
	for (unsigned i = 0; i < page->versions->len; i++) {
		const td_page_version *version = page->versions->pdata[i];

		write_version(out, page, style, version->standing, columns);
		if (strcmp(version->standing->title, title) != 0) {
			title = version->standing->title;
			td_out_text(out, "           as ");
			td_cells_wrapped(out, style, version_indent + 3, title);
		}
		if (version->older != 0)
			write_why(out, page, style, version);
	}
}

/* "Reviewed-by: Ann <ann@example.org> (1, 3-5)": a tag once, with the patches that have
 * it. */
static void
write_carried(td_out *out, const td_series_page *page)
{
	g_autoptr(GPtrArray) all = td_carried_gather(page->trailers);
	bool many = page->standing->series.total > 1;

	if (all->len > 0)
		td_out_text(out, "  They carry\n");
	for (unsigned i = 0; i < all->len; i++) {
		const td_carried *one = all->pdata[i];
		g_autofree char *line = td_clean_line(one->text);
		g_autofree char *numbers = td_words_runs(one->numbers);

		td_out_printf(out, "   %s", line);
		if (many)
			td_out_printf(out, " (%s)", numbers);
		td_out_char(out, '\n');
	}
}

static void
write_patches(td_out *out, const td_series_page *page, const td_standing_style *style)
{
	td_out_text(out, "\nPatches\n");
	for (unsigned i = 0; i < page->patches->len; i++) {
		const td_page_patch *patch = page->patches->pdata[i];
		char added[16], gone[16];

		td_out_printf(out, "  %2u%c ", patch->number, patch->extra ? '+' : ' ');
		g_snprintf(added, sizeof added, "+%u", patch->insertions);
		g_snprintf(gone, sizeof gone, "-%u", patch->deletions);
		if (patch->files > 0 || patch->insertions + patch->deletions > 0)
			td_out_printf(out, "%3u file%s %6s %6s  ", patch->files,
			    patch->files == 1 ? " " : "s", added, gone);
		else
			td_out_fill(out, ' ', title_column - 6);
		td_cells_wrapped(out, style, title_column, patch->title);
	}
	write_carried(out, page);
	if (page->earlier->len > 0)
		td_out_text(out, "  Given to an earlier version\n");
	for (unsigned i = 0; i < page->earlier->len; i++) {
		g_autofree char *line = td_clean_line(page->earlier->pdata[i]);

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
		td_cells_id(out, "\n              ", answer->message_id);
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

	td_cells_version(version, &standing->series);
	td_cells_size(size, &standing->series);
	td_moment_minute(standing->sent, date);
	td_cells_wrapped(out, style, 0, standing->title);
	td_out_printf(out, "  author   %s <%s>\n", name, address);
	td_out_printf(out, "  sent     %s UTC, %s, %s patch%s\n", date, version, size,
	    strcmp(size, "1") == 0 ? "" : "es");
	td_cells_id(out, "  mail     ", standing->message_id);
	td_out_text(out, "  state    ");
	td_out_text(out, td_state_word(standing->state));
	td_out_text(out, standing->stale ? ", stale" : "");
	td_out_char(out, '\n');
	td_cells_id(out, "  rests on ", standing->evidence);
	td_out_printf(out, "  people   %u reviewed, %u acked, %u tested; %u answer%s\n",
	    standing->reviewed, standing->acked, standing->tested, standing->replies,
	    standing->replies == 1 ? "" : "s");
	write_versions(out, page, style);
	write_patches(out, page, style);
	write_answers(out, page);
}
