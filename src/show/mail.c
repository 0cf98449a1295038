/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/mail.c - one mail as a person reads it: its head, then its text in colours */
#include "show/mail.h"

#include <string.h>

#include "render/page.h"
#include "render/words.h"

#define VALUE_COLUMN 12
#define MAX_RECIPIENTS 30 /* more are told by their number */

static void
draw_field(td_page *page, const char *name, const char *value)
{
	td_page_printf(page, TD_STYLE_DIM, "%s:", name);
	td_page_to(page, VALUE_COLUMN);
	td_page_wrap(page, TD_STYLE_NONE, value, VALUE_COLUMN);
	td_page_end(page);
}

static char *
address_text(const td_address *address)
{
	const td_report_person person = { .name = address->name,
		.address = address->address };

	return td_words_person(&person);
}

static void
draw_address(td_page *page, const char *name, const td_address *address)
{
	g_autofree char *text = address ? address_text(address) : g_strdup("(nobody)");

	draw_field(page, name, text);
}

static void
draw_addresses(td_page *page, const char *name, const GPtrArray *addresses)
{
	if (!addresses || addresses->len == 0)
		return;
	td_page_printf(page, TD_STYLE_DIM, "%s:", name);
	td_page_to(page, VALUE_COLUMN);
	for (unsigned i = 0; i < MIN(addresses->len, MAX_RECIPIENTS); i++) {
		g_autofree char *text = address_text(g_ptr_array_index(addresses, i));

		td_page_item(page, TD_STYLE_NONE, i > 0 ? ", " : "", text, VALUE_COLUMN);
	}
	if (addresses->len > MAX_RECIPIENTS) {
		g_autofree char *more =
		    g_strdup_printf("and %u more", addresses->len - MAX_RECIPIENTS);

		td_page_item(page, TD_STYLE_DIM, ", ", more, VALUE_COLUMN);
	}
	td_page_end(page);
}

static void
draw_date(td_page *page, const td_message *message)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_offset(message->sent_zone * 60);
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(message->sent);
	g_autoptr(GDateTime) local = utc ? g_date_time_to_timezone(utc, zone) : NULL;
	g_autofree char *text =
	    local ? g_date_time_format(local, "%Y-%m-%d %H:%M:%S %z") : NULL;

	if (message->defects & (TD_DEFECT_NO_DATE | TD_DEFECT_BAD_DATE) || !text)
		draw_field(page, "Date", "(none that can be read)");
	else
		draw_field(page, "Date", text);
}

static void
draw_head(
    td_page *page, const td_message *message, const td_patch *patch, const GArray *facts)
{
	g_autofree char *id = g_strdup_printf("<%s>", message->message_id);

	draw_address(page, "From", message->from);
	if (patch->author_source != TD_AUTHOR_FROM)
		draw_address(page, "Author", patch->author);
	draw_date(page, message);
	td_page_put(page, TD_STYLE_DIM, "Subject:");
	td_page_to(page, VALUE_COLUMN);
	td_page_wrap(page, TD_STYLE_BOLD,
	    message->subject[0] ? message->subject : "(none)", VALUE_COLUMN);
	td_page_end(page);
	draw_addresses(page, "To", message->to);
	draw_addresses(page, "Cc", message->cc);
	draw_field(page, "Message-ID", id);
	for (unsigned i = 0; i < facts->len; i++) {
		const td_mail_fact *fact = &g_array_index(facts, td_mail_fact, i);

		draw_field(page, fact->name, fact->value);
	}
	td_page_end(page);
}

/* Where a line stands: its colour depends on it. */
typedef enum region {
	REGION_PROSE,
	REGION_DIFF,
	REGION_SIGNATURE,
} region;

static td_style
style_in_diff(td_span line)
{
	if (td_span_has_prefix(line, "diff ") || td_span_has_prefix(line, "--- ") ||
	    td_span_has_prefix(line, "+++ ") || td_span_has_prefix(line, "index "))
		return TD_STYLE_BOLD;
	if (td_span_has_prefix(line, "@@"))
		return TD_STYLE_MARK;
	if (line.n > 0 && line.p[0] == '+')
		return TD_STYLE_GOOD;
	if (line.n > 0 && line.p[0] == '-')
		return TD_STYLE_BAD;
	return TD_STYLE_NONE;
}

static td_style
style_of(td_span line, region *at, bool has_diff)
{
	if (has_diff && *at == REGION_PROSE &&
	    (td_span_has_prefix(line, "diff --git ") ||
		td_span_has_prefix(line, "--- a/") ||
		td_span_has_prefix(line, "Index: ")))
		*at = REGION_DIFF;
	if (td_span_is(line, "-- ") || (*at != REGION_DIFF && td_span_is(line, "--")))
		*at = REGION_SIGNATURE;
	switch (*at) {
	case REGION_DIFF:
		return style_in_diff(line);
	case REGION_SIGNATURE:
		return TD_STYLE_DIM;
	case REGION_PROSE:
		break;
	}
	return line.n > 0 && line.p[0] == '>' ? TD_STYLE_DIM : TD_STYLE_NONE;
}

bool
td_render_mail_text(const td_message *message, const td_patch *patch, const GArray *facts,
    const td_render_options *options, const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);
	td_page page = td_page_new(out, options);
	td_span rest = td_span_of(patch->text), line;
	region at = REGION_PROSE;

	draw_head(&page, message, patch, facts);
	while (td_span_next_line(&rest, &line) && !td_out_failed(out)) {
		td_style style = style_of(line, &at, patch->diff != NULL);

		td_page_line(&page, style, line);
	}
	return td_out_close(g_steal_pointer(&out), error);
}
