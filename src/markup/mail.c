/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/mail.c - one mail: who, when, to whom, its text, where it stands, how to
 * answer it */
#include "markup/mail.h"

#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "markup/body.h"
#include "markup/overview.h"
#include "markup/series.h"
#include "message/parts.h"

#define FEW_RECIPIENTS 4u
#define MAX_REPLY_CC 50u /* addresses in a link; more than that no mailer takes */

static void
free_attachment(void *data)
{
	td_site_attachment *attachment = data;

	g_free(attachment->part);
	g_free(attachment->name);
	g_free(attachment->type);
	g_free(attachment);
}

/* What has a name, and what is no text: that stands in the mail already. */
static GPtrArray *
find_attachments(const td_message *message)
{
	g_autoptr(GPtrArray) parts = NULL;
	GPtrArray *found = NULL;

	if (td_parts_is_bare_text(message))
		return NULL;
	parts = td_parts_read(message);
	for (unsigned i = 0; i < parts->len; i++) {
		td_part *part = parts->pdata[i];
		td_site_attachment *attachment;

		if (!*part->name && (strcmp(part->type, "text/plain") == 0 ||
					strcmp(part->type, "text/html") == 0))
			continue;
		if (!found)
			found = g_ptr_array_new_with_free_func(free_attachment);
		attachment = g_new0(td_site_attachment, 1);
		attachment->part = g_steal_pointer(&part->number);
		attachment->name = g_steal_pointer(&part->name);
		attachment->type = g_steal_pointer(&part->type);
		attachment->bytes = part->content.n;
		g_ptr_array_add(found, attachment);
	}
	return found;
}

static void
put_address(td_xml *xml, const td_address *address)
{
	td_xml_raw(xml, "<bdi>");
	td_xml_text(xml, *address->name ? address->name : address->address);
	td_xml_raw(xml, "</bdi>");
}

/* All; or the first of them, and the others folded, where there are some more than few.
 */
static void
put_addresses(td_xml *xml, const char *word, const GPtrArray *all, unsigned few)
{
	bool folds = all && all->len > few + 2;

	if (!all || all->len == 0)
		return;
	td_xml_print(xml, "<div><dt>%s</dt><dd>", word);
	if (folds)
		td_xml_raw(xml, "<details><summary>");
	for (unsigned i = 0; i < all->len; i++) {
		if (folds && i == few)
			td_xml_print(xml,
			    " <span class=\"soft\">and %u more</span></summary> ",
			    all->len - few);
		else if (i > 0)
			td_xml_raw(xml, ", ");
		put_address(xml, all->pdata[i]);
	}
	td_xml_raw(xml, folds ? "</details></dd></div>\n" : "</dd></div>\n");
}

/* To and Cc, folded; g_free it. */
static char *
write_recipients(const td_message *message)
{
	unsigned n = message->to->len + message->cc->len;
	char *markup;
	size_t bytes;
	td_xml xml;

	if (n == 0)
		return g_strdup("");
	td_xml_open_text(&xml, 64 * (size_t)n + 256);
	td_xml_print(&xml,
	    "<details class=\"people\"><summary>to %u %s</summary>\n<dl>\n", n,
	    n == 1 ? "address" : "addresses");
	put_addresses(&xml, "To", message->to, TD_MAX_ADDRESSES);
	put_addresses(&xml, "Cc", message->cc, TD_MAX_ADDRESSES);
	td_xml_raw(&xml, "</dl></details>\n");
	td_out_char(xml.out, '\0');
	markup = td_xml_take(&xml, &bytes);
	return markup;
}

static guint
hash_bytes(const void *key)
{
	gsize n;
	const char *p = g_bytes_get_data((GBytes *)(uintptr_t)key, &n);

	return (guint)td_hash_bytes((td_span){ p, n }, 0);
}

GHashTable *
td_site_recipients_new(void)
{
	return g_hash_table_new_full(
	    hash_bytes, g_bytes_equal, (GDestroyNotify)g_bytes_unref, g_free);
}

/* By the bytes of its header. */
static const char *
find_recipients(GHashTable *known, const td_message *message)
{
	td_span raw = message->raw_recipients;
	g_autoptr(GBytes) key = g_bytes_new_static(raw.n > 0 ? raw.p : "", raw.n);
	const char *markup = g_hash_table_lookup(known, key);

	if (!markup) {
		g_autoptr(td_message) read =
		    td_message_parse(raw, TD_MESSAGE_RECIPIENTS | TD_MESSAGE_TEXT);
		char *written = write_recipients(read);

		g_hash_table_insert(known, g_bytes_new(raw.p, raw.n), written);
		markup = written;
	}
	return markup;
}

td_site_mail *
td_site_mail_new(td_span bytes, GHashTable *recipients)
{
	td_site_mail *mail = g_new0(td_site_mail, 1);
	unsigned defects = 0;
	g_autoptr(td_body) body = NULL;

	mail->message =
	    td_message_parse(bytes, recipients ? TD_MESSAGE_TEXT : TD_MESSAGE_RECIPIENTS);
	if (recipients)
		mail->recipients = find_recipients(recipients, mail->message);
	body = td_body_read(mail->message, &defects);
	mail->text = td_body_to_utf8(body);
	mail->text_bytes = strlen(mail->text);
	mail->lines = td_read_lines((td_span){ mail->text, mail->text_bytes });
	mail->attachments = find_attachments(mail->message);
	return mail;
}

void
td_site_mail_free(td_site_mail *mail)
{
	if (!mail)
		return;
	td_message_free(mail->message);
	g_free(mail->text);
	g_clear_pointer(&mail->lines, g_array_unref);
	g_clear_pointer(&mail->attachments, g_ptr_array_unref);
	g_free(mail);
}

void
td_site_attachments(td_xml *xml, const td_site *site, const td_site_mail *mail)
{
	if (!mail->attachments || mail->attachments->len == 0)
		return;
	td_xml_raw(xml, "<ul class=\"attached\" aria-label=\"Attachments\">\n");
	for (unsigned i = 0; i < mail->attachments->len; i++) {
		const td_site_attachment *one = mail->attachments->pdata[i];
		g_autofree char *rest =
		    g_strdup_printf("%s-%s", one->part, *one->name ? one->name : "a.txt");

		/* As public-inbox has it: what stands before the "-" finds the part. */
		for (char *p = rest; *p; p++)
			if (!g_ascii_isalnum(*p) && !strchr("._-", *p))
				*p = '_';
		td_xml_raw(xml, "<li><a");
		td_site_mail_href(xml, site, NULL, mail->message->message_id, rest);
		td_xml_print(xml, "><bdi>%s</bdi></a> <span class=\"soft\">%s, ",
		    *one->name ? one->name : "without a name", one->type);
		td_site_count(xml, one->bytes, "byte as sent", "bytes as sent");
		td_xml_raw(xml, "</span></li>\n");
	}
	td_xml_raw(xml, "</ul>\n");
}

static void
put_fact(td_xml *xml, const char *word, const char *text)
{
	if (text && *text)
		td_xml_print(
		    xml, "<div><dt>%s</dt><dd><bdi>%s</bdi></dd></div>\n", word, text);
}

static void
put_facts(td_xml *xml, const td_site *site, const td_site_mail_page *page)
{
	const td_message *message = page->mail->message;
	const td_discussion_mail *mail =
	    &g_array_index(page->discussion->mails, td_discussion_mail, page->at);

	td_xml_raw(xml, "<dl class=\"headers\">\n<div><dt>From</dt><dd>");
	td_site_person_link(xml, site, mail->from_name, mail->from_address);
	td_xml_raw(xml, "</dd></div>\n");
	put_addresses(xml, "To", message->to, FEW_RECIPIENTS);
	put_addresses(xml, "Cc", message->cc, FEW_RECIPIENTS);
	td_xml_raw(xml, "<div><dt>Date</dt><dd>");
	td_site_time(xml, mail->sent);
	if (mail->received - mail->sent > 7200 || mail->sent - mail->received > 7200) {
		td_xml_raw(xml, " <span class=\"soft\">arrived ");
		td_site_time(xml, mail->received);
		td_xml_raw(xml, "</span>");
	}
	td_xml_raw(xml, "</dd></div>\n");
	put_fact(xml, "Message-ID", message->message_id);
	if (page->lists[0] && page->lists[1]) {
		td_xml_raw(xml, "<div><dt>Lists</dt><dd>");
		for (unsigned i = 0; page->lists[i]; i++) {
			td_xml_raw(xml, i > 0 ? ", <a" : "<a");
			td_site_mail_href(
			    xml, site, page->lists[i], message->message_id, "");
			td_xml_print(xml, ">%s</a>", page->lists[i]);
		}
		td_xml_raw(xml, "</dd></div>\n");
	}
	td_xml_raw(xml, "</dl>\n");
}

static void
put_link(td_xml *xml, const td_site *site, const char *message_id, const char *rest,
    const char *word)
{
	td_xml_raw(xml, "<a");
	if (td_site_mail_href(xml, site, NULL, message_id, rest))
		td_xml_print(xml, ">%s</a> ", word);
	else
		td_xml_raw(xml, "></a>\n");
}

static void
put_links(td_xml *xml, const td_site *site, const td_site_mail_page *page)
{
	const td_discussion_mail *mail =
	    &g_array_index(page->discussion->mails, td_discussion_mail, page->at);
	const char *id = mail->message_id;

	td_xml_raw(xml, "<p class=\"links\">");
	if (page->discussion->count > 1) {
		put_link(xml, site, id, "t/#u", "thread");
		put_link(xml, site, id, "T/#u", "flat");
	}
	if (mail->parent >= 0) {
		const td_discussion_mail *parent = &g_array_index(
		    page->discussion->mails, td_discussion_mail, (unsigned)mail->parent);

		if (parent->message != 0)
			put_link(xml, site, parent->message_id, "", "parent");
	}
	if (page->neighbours) {
		const char *series = page->neighbours->series->message_id;

		put_link(xml, site, series, "_/series/", "series");
		put_link(xml, site, series, "_/am", "for git am");
	}
	put_link(xml, site, id, "raw", "raw");
	put_link(xml, site, id, "t.mbox.gz", "mbox.gz");
	put_link(xml, site, id, "t.atom", "Atom");
	put_link(xml, site, id, "#R", "reply");
	if (page->copies > 1)
		put_link(xml, site, id, "d/", "differences");
	td_xml_raw(xml, "</p>\n");
}

/* In single quotes, as a shell reads it. */
static void
put_quoted(GString *to, const char *option, const char *text)
{
	g_autofree char *quoted = g_shell_quote(text);

	g_string_append_printf(to, " \\\n    --%s=%s", option, quoted);
}

static void
add_query(GString *link, const char *name, const char *text)
{
	g_autofree char *escaped = td_site_escape(text);

	g_string_append_printf(
	    link, "%c%s=%s", strchr(link->str, '?') ? '&' : '?', name, escaped);
}

/* For the link, and an option each for the command: no line of it is broken then. Who is
 * written to needs no copy. */
static void
add_copies(GString *all, GString *command, const GPtrArray *from, const char *to)
{
	for (unsigned i = 0; from && i < from->len && i < MAX_REPLY_CC; i++) {
		const td_address *address = from->pdata[i];

		if (!*address->address || g_ascii_strcasecmp(address->address, to) == 0)
			continue;
		if (all->len > 0)
			g_string_append_c(all, ',');
		g_string_append(all, address->address);
		put_quoted(command, "cc", address->address);
	}
}

/* Both go by what the mail says; nothing of it is run here. */
static void
put_reply(td_xml *xml, const td_message *message)
{
	const td_address *to = message->reply_to ? message->reply_to : message->from;
	g_autoptr(GString) cc = g_string_new(NULL);
	g_autoptr(GString) command = g_string_new("git send-email");
	g_autoptr(GString) link = g_string_new("mailto:");
	g_autofree char *id = g_strdup_printf("<%s>", message->message_id);
	g_autofree char *subject = g_str_has_prefix(message->subject, "Re:")
				       ? g_strdup(message->subject)
				       : g_strconcat("Re: ", message->subject, NULL);
	const char *address = to ? to->address : "";
	g_autofree char *escaped = td_site_escape(address);

	put_quoted(command, "in-reply-to", message->message_id);
	if (*address)
		put_quoted(command, "to", address);
	add_copies(cc, command, message->to, address);
	add_copies(cc, command, message->cc, address);
	g_string_append(command, " \\\n    my.patch");
	g_string_append(link, escaped);
	add_query(link, "In-Reply-To", id);
	add_query(link, "Cc", cc->str);
	add_query(link, "Subject", subject);
	td_xml_raw(xml,
	    "<section class=\"reply\" id=\"R\" aria-labelledby=\"reply\">\n"
	    "<h2 id=\"reply\">How to reply</h2>\n<p>To all, in plain text, below "
	    "what you quote: ");
	td_xml_print(xml,
	    "<a href=\"%s\">write in your mail program</a>, save the <a href=\"raw\">mail"
	    "</a> and answer it from there, or send a patch:</p>\n<pre>%s</pre>\n"
	    "</section>\n",
	    link->str, command->str);
}

bool
td_site_mail_write(const td_site *site, const td_site_mail_page *page,
    const td_sink *sink, GError **error)
{
	const td_discussion_mail *mail =
	    &g_array_index(page->discussion->mails, td_discussion_mail, page->at);
	const td_site_head head = { .title = mail->subject };
	const td_site_body body = {
		.lines = page->mail->lines, .anchor = "", .here = site->here
	};
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	td_xml_print(&xml, "<h1 class=\"title\" id=\"u\"><bdi>%s</bdi></h1>\n",
	    td_site_title(mail->subject));
	if (page->neighbours)
		td_site_neighbours(&xml, site, page->neighbours);
	td_site_marks_write(&xml, page->marks);
	put_links(&xml, site, page);
	put_facts(&xml, site, page);
	td_xml_raw(&xml, "<div class=\"text\" id=\"b\">\n");
	td_site_body_files(&xml, &body);
	td_site_body_write(&xml, &body);
	td_xml_raw(&xml, "</div>\n");
	td_site_attachments(&xml, site, page->mail);
	if (page->discussion->count > 1)
		td_site_overview(&xml, site, page->discussion, mail->message, NULL);
	put_reply(&xml, page->mail->message);
	return td_site_close(&xml, site, error);
}
