/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/discussion.c - a thread as a tree of lines */
#include "show/discussion.h"

#include <string.h>

#include "output/moment.h"
#include "render/page.h"
#include "render/words.h"

#define MAX_BARS 12 /* deeper levels are told by a number */

/* Where things stand on a line: on a narrow page the tree begins further left. */
typedef struct columns {
	bool minutes; /* beside the day */
	unsigned who, who_width, tree;
	unsigned bars; /* at most MAX_BARS */
} columns;

static columns
choose_columns(unsigned width)
{
	columns at = { .minutes = width >= 60, .bars = MAX_BARS };

	at.who = at.minutes ? 19 : 13;
	at.who_width = width >= 80 ? 20 : 12;
	at.tree = at.who + at.who_width + 2;
	if (width < 80)
		at.bars = width > at.tree + 24 ? (width - at.tree - 20) / 2 : 2;
	return at;
}

static const td_discussion_mail *
mail_at(const td_discussion *discussion, int at)
{
	return &g_array_index(discussion->mails, td_discussion_mail, at);
}

/* "│ │ └─": a bar for each ancestor that has more answers below. */
static void
draw_branch(td_page *page, const td_discussion *discussion,
    const td_discussion_mail *mail, unsigned most)
{
	const td_discussion_mail *up = mail;
	bool bars[MAX_BARS];
	unsigned n = 0;

	if (mail->depth == 0)
		return;
	/* Steps up from the mail's own parent; roots have no bars. */
	while (up->parent >= 0 && n < most) {
		up = mail_at(discussion, up->parent);
		if (up->depth > 0)
			bars[n++] = !up->last;
	}
	if (mail->depth - 1 > most)
		td_page_printf(page, TD_STYLE_DIM, "%u:", mail->depth);
	while (n-- > 0)
		td_page_put(page, TD_STYLE_DIM, bars[n] ? "│ " : "  ");
	td_page_put(page, TD_STYLE_DIM, mail->last ? "└─" : "├─");
}

static td_style
style_of(const td_discussion_mail *mail)
{
	if (mail->kind == TD_KIND_PATCH || mail->kind == TD_KIND_COVER ||
	    mail->kind == TD_KIND_PULL)
		return TD_STYLE_BOLD;
	return TD_STYLE_NONE;
}

/* At most so many columns of a name, then blanks. */
static void
draw_name(td_page *page, const td_discussion_mail *mail, const columns *at)
{
	const char *name = mail->from_name[0] ? mail->from_name : mail->from_address;
	g_autoptr(GString) cut = g_string_new(NULL);
	unsigned width = 0;

	for (const char *p = name; *p; p += g_utf8_skip[(unsigned char)*p]) {
		gunichar c = g_utf8_get_char(p);

		width += td_char_width(c);
		if (width > at->who_width)
			break;
		g_string_append_unichar(cut, c);
	}
	td_page_to(page, at->who);
	td_page_put(page, TD_STYLE_MARK, cut->str);
	td_page_to(page, at->tree);
}

/* A name tells enough: the address stays away where there is one. */
static void
draw_trailer(td_page *page, const char *trailer, unsigned indent)
{
	const char *address = strstr(trailer, " <");
	g_autofree char *text =
	    g_strndup(trailer, address ? (size_t)(address - trailer) : strlen(trailer));

	td_page_item(page, TD_STYLE_GOOD, "  ", text, indent);
}

static void
draw_what(td_page *page, const td_discussion_mail *mail, unsigned indent)
{
	if (!mail->same_title || style_of(mail) == TD_STYLE_BOLD)
		td_page_wrap(page, style_of(mail),
		    mail->subject[0] ? mail->subject : "(no subject)", indent);
	else
		td_page_put(page, TD_STYLE_DIM, "Re:");
	if (mail->files > 0) {
		g_autofree char *size = g_strdup_printf("%u file%s +%u -%u", mail->files,
		    mail->files == 1 ? "" : "s", mail->insertions, mail->deletions);

		td_page_item(page, TD_STYLE_DIM, "  ", size, indent);
	}
	for (unsigned i = 0; mail->trailers && i < mail->trailers->len; i++)
		draw_trailer(page, g_ptr_array_index(mail->trailers, i), indent);
	if (mail->class_name[0] && !g_str_equal(mail->class_name, "human"))
		td_page_item(page, TD_STYLE_DIM, "  ", mail->class_name, indent);
}

static void
draw_mail(td_page *page, const td_discussion *discussion, int at, int64_t asked)
{
	const td_discussion_mail *mail = mail_at(discussion, at);
	const columns where = choose_columns(page->width);
	char when[TD_MOMENT];

	if (mail->message == 0) {
		g_autofree char *text =
		    g_strdup_printf("(not in the index: <%s>)", mail->message_id);

		td_page_to(page, where.tree);
		draw_branch(page, discussion, mail, where.bars);
		td_page_wrap(page, TD_STYLE_DIM, text, 2);
		td_page_end(page);
		return;
	}
	td_page_put(page, TD_STYLE_BAD, mail->message == asked ? "> " : "  ");
	if (where.minutes ? td_moment_minute(mail->said, when)
			  : td_moment_day(mail->said, when))
		td_page_put(page, TD_STYLE_DIM, when);
	draw_name(page, mail, &where);
	draw_branch(page, discussion, mail, where.bars);
	draw_what(page, mail, page->column + 2);
	td_page_end(page);
}

static void
draw_heading(td_page *page, const td_discussion *discussion)
{
	char first[TD_MOMENT], last[TD_MOMENT];
	int64_t from = INT64_MAX, to = INT64_MIN;

	for (unsigned i = 0; i < discussion->mails->len; i++) {
		const td_discussion_mail *mail = mail_at(discussion, (int)i);

		if (mail->message == 0)
			continue;
		from = MIN(from, mail->said);
		to = MAX(to, mail->said);
	}
	td_moment_day(from, first);
	td_moment_day(to, last);
	td_page_printf(page, TD_STYLE_BOLD, "%u mail%s", discussion->count,
	    discussion->count == 1 ? "" : "s");
	td_page_printf(page, TD_STYLE_NONE, ", %s", first);
	if (!g_str_equal(first, last))
		td_page_printf(page, TD_STYLE_NONE, " to %s", last);
	td_page_put(page, TD_STYLE_DIM, " (UTC)");
	td_page_end(page);
	td_page_end(page);
}

bool
td_render_discussion_text(const td_discussion *discussion, int64_t message,
    const td_render_options *options, const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);
	td_page page = td_page_new(out, options);

	draw_heading(&page, discussion);
	for (unsigned i = 0; i < discussion->mails->len && !td_out_failed(out); i++)
		draw_mail(&page, discussion, (int)i, message);
	return td_out_close(g_steal_pointer(&out), error);
}
