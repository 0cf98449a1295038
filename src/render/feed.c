/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/feed.c - a feed, an entry a mail */
#include "render/feed.h"

#include <string.h>

#include "output/day.h"
#include "output/link.h"

static void
put_uuid(td_xml *xml, const char *name)
{
	g_autofree char *hex = g_compute_checksum_for_string(G_CHECKSUM_SHA1, name, -1);

	td_xml_raw(xml, "urn:uuid:");
	for (unsigned i = 0; i < 32; i++) {
		td_xml_span(xml, (td_span){ hex + i, 1 });
		if (i == 7 || i == 11 || i == 15 || i == 19)
			td_xml_raw(xml, "-");
	}
}

void
td_feed_id(td_xml *xml, const char *name)
{
	td_xml_raw(xml, "<id>");
	put_uuid(xml, name);
	td_xml_raw(xml, "</id>\n");
}

void
td_feed_time(td_xml *xml, const char *element, int64_t seconds)
{
	td_day day = td_day_of(seconds);

	td_xml_print(xml, "<%s>%s</%s>\n", element, td_day_stamp(&day).text, element);
}

/* As the schema wants it: something on both sides of an at sign. */
static bool
is_address(const char *address)
{
	const char *at = strchr(address, '@');

	return at && at > address && at[1];
}

void
td_feed_author(td_xml *xml, const char *name, const char *address)
{
	const char *shown = *name ? name : address;

	td_xml_print(xml, "<author><name>%s</name>", *shown ? shown : "unknown");
	if (is_address(address))
		td_xml_print(xml, "<email>%s</email>", address);
	td_xml_raw(xml, "</author>\n");
}

/* The address of a mail; NULL where it has none. g_free it. */
static char *
address_of(const td_feed *feed, const char *message_id)
{
	g_autofree char *list = td_link_part(feed->list);
	g_autofree char *part = NULL;

	if (!td_link_is_part(message_id))
		return NULL;
	part = td_link_part(message_id);
	return g_strconcat(feed->base, list, "/", part, "/", NULL);
}

static void
put_head(td_xml *xml, const td_feed *feed)
{
	g_autofree char *id = g_strconcat("tidings:", feed->self, NULL);
	int64_t newest = 0;

	for (unsigned i = 0; i < feed->rows->rows->len; i++) {
		const td_mail_row *row = feed->rows->rows->pdata[i];

		newest = MAX(newest, row->received);
	}
	td_xml_raw(xml, "<?xml version=\"1.0\" encoding=\"us-ascii\"?>\n"
			"<feed xmlns=\"http://www.w3.org/2005/Atom\" "
			"xmlns:thr=\"http://purl.org/syndication/thread/1.0\">\n");
	td_xml_print(xml, "<title>%s</title>\n", feed->title);
	if (*feed->subtitle)
		td_xml_print(xml, "<subtitle>%s</subtitle>\n", feed->subtitle);
	td_xml_print(xml,
	    "<link rel=\"alternate\" type=\"text/html\" href=\"%s%s\"/>\n"
	    "<link rel=\"self\" type=\"application/atom+xml\" href=\"%s%s\"/>\n",
	    feed->base, feed->alternate, feed->base, feed->self);
	td_feed_id(xml, id);
	td_feed_time(xml, "updated", newest);
	td_xml_raw(xml, "<generator>tidings</generator>\n");
}

/* A mail without a Message-ID, and the second of one, are told apart by their number. */
static void
put_entry_id(td_xml *xml, const td_mail_row *row, GHashTable *seen)
{
	g_autofree char *name = NULL;

	if (*row->message_id &&
	    g_hash_table_add(seen, (void *)(uintptr_t)row->message_id)) {
		td_feed_id(xml, row->message_id);
		return;
	}
	name = g_strdup_printf("%s\n%" G_GINT64_FORMAT, row->message_id, row->received);
	td_feed_id(xml, name);
}

static bool
put_entry(td_xml *xml, const td_feed *feed, const td_mail_row *row, GHashTable *seen,
    GError **error)
{
	g_autofree char *address = address_of(feed, row->message_id);
	g_autofree char *parent = address_of(feed, row->parent_id);
	int64_t received = row->received;
	g_autofree char *text = NULL;
	GError *failed = NULL;

	text = feed->load_text(row->message, &received, feed->data, &failed);
	if (failed) {
		g_propagate_error(error, failed);
		return false;
	}
	td_xml_print(xml, "<entry>\n<title>%s</title>\n",
	    *row->subject ? row->subject : "(no subject)");
	td_xml_print(xml, "<link rel=\"alternate\" type=\"text/html\" href=\"%s\"/>\n",
	    address ? address : feed->base);
	put_entry_id(xml, row, seen);
	td_feed_author(xml, row->from_name, row->from_address);
	td_feed_time(xml, "published", row->sent > 0 ? row->sent : received);
	td_feed_time(xml, "updated", received);
	if (parent) {
		td_xml_raw(xml, "<thr:in-reply-to ref=\"");
		put_uuid(xml, row->parent_id);
		td_xml_print(xml, "\" href=\"%s\"/>\n", parent);
	}
	td_xml_raw(xml, "<content type=\"xhtml\"><div "
			"xmlns=\"http://www.w3.org/1999/xhtml\"><pre>");
	td_link_prose(xml, td_span_of(text));
	td_xml_raw(xml, "</pre></div></content>\n</entry>\n");
	return true;
}

bool
td_feed_write(const td_feed *feed, const td_sink *sink, GError **error)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GError *failed = NULL;
	td_xml xml;

	td_xml_open(&xml, sink);
	xml.ascii = true;
	put_head(&xml, feed);
	for (unsigned i = 0; i < feed->rows->rows->len && !td_xml_failed(&xml); i++)
		if (!put_entry(&xml, feed, feed->rows->rows->pdata[i], seen, &failed))
			td_xml_take_error(&xml, failed);
	td_xml_raw(&xml, "</feed>\n");
	return td_xml_close(&xml, error);
}
