/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * render/atom.c - a feed (RFC 4287), an entry a series
 *
 * Ids are made as public-inbox makes them, from the SHA-1 of a message-id, so that a
 * reader who follows both sees one entry. The bytes are US-ASCII: other characters go as
 * references.
 */
#include <string.h>

#include "output/day.h"
#include "output/link.h"
#include "output/xml.h"
#include "render/feed.h"
#include "render/formats.h"
#include "render/words.h"

typedef struct series_feed {
	td_xml xml;
	const td_report *report;
	const char *mail_url;
	GHashTable *ids; /* message-id to how many entries it named: an id must not come
			  * twice */
} series_feed;

/* Where the archive is read, as far as the address of a mail tells: what stands before
 * the message-id. */
static void
put_archive_link(series_feed *feed)
{
	g_autofree char *link = td_link_of_mail(feed->mail_url, "_");
	char *end = link ? strrchr(link, '_') : NULL;

	if (!end)
		return;
	*end = '\0';
	td_xml_print(&feed->xml,
	    "<link rel=\"alternate\" type=\"text/html\" href=\"%s\"/>\n", link);
}

static void
put_head(series_feed *feed)
{
	const td_report *report = feed->report;
	const char *name =
	    report->list_name && *report->list_name ? report->list_name : "archive";
	g_autofree char *id = g_strconcat("tidings:", name, NULL);
	td_xml *xml = &feed->xml;

	td_xml_raw(xml, "<?xml version=\"1.0\" encoding=\"us-ascii\"?>\n"
			"<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
	td_xml_print(xml, "<title>%s</title>\n", name);
	td_xml_raw(xml, "<subtitle>Patches and series, as they came</subtitle>\n");
	put_archive_link(feed);
	td_feed_id(xml, id);
	td_feed_time(xml, "updated", report->last);
	td_xml_raw(xml, "<generator>tidings</generator>\n");
}

static void
put_entry_id(series_feed *feed, const td_report_series *series)
{
	const char *message_id = series->message_id ? series->message_id : "";
	unsigned before = GPOINTER_TO_UINT(g_hash_table_lookup(feed->ids, message_id));
	g_autofree char *name = NULL;

	/* No message-id has a line end in it. */
	name = before == 0 ? g_strdup(message_id)
			   : g_strdup_printf("%s\n%u", message_id, before + 1);
	td_feed_id(&feed->xml, name);
	g_hash_table_insert(
	    feed->ids, g_strdup(message_id), GUINT_TO_POINTER(before + 1));
}

/* When the last of its mails came. */
static int64_t
last_arrival(const td_report_series *series)
{
	int64_t last = series->received;

	if (series->cover)
		last = MAX(last, series->cover->received);
	for (unsigned i = 0; series->patches && i < series->patches->len; i++) {
		const td_report_patch *patch = series->patches->pdata[i];

		last = MAX(last, patch->received);
	}
	return last;
}

static void
put_count(td_xml *xml, unsigned n, const char *one, const char *many)
{
	td_xml_print(xml, "%u %s", n, n == 1 ? one : many);
}

static void
put_summary(td_xml *xml, const td_report_series *series)
{
	unsigned total = MAX(series->total, series->received_patches);

	td_xml_print(xml, "<summary>%s, v%u, ", td_report_status_word(series->status),
	    MAX(series->version, 1u));
	if (series->received_patches < total)
		td_xml_print(xml, "%u of ", series->received_patches);
	put_count(xml, total, "patch", "patches");
	td_xml_raw(xml, ", ");
	put_count(xml, series->files, "file", "files");
	td_xml_print(xml, ", +%u -%u", series->insertions, series->deletions);
	if (series->reviewed + series->acked + series->tested > 0)
		td_xml_print(xml, "; reviewed by %u, acked by %u, tested by %u",
		    series->reviewed, series->acked, series->tested);
	if (series->replies > 0) {
		td_xml_raw(xml, "; ");
		put_count(xml, series->replies, "reply", "replies");
	}
	if (series->evidence_text && *series->evidence_text)
		td_xml_print(xml, "; %s", series->evidence_text);
	td_xml_raw(xml, "</summary>\n");
}

/* The cover, else the first patch: the mail that says what the series is for. */
static void
put_content(series_feed *feed, const td_report_series *series)
{
	const td_report_patch *head = series->cover;
	g_autofree char *text = NULL;
	GError *error = NULL;
	td_xml *xml = &feed->xml;

	if (!head && series->patches && series->patches->len > 0)
		head = series->patches->pdata[0];
	if (head) {
		text = td_words_message(feed->report, head, &error);
		if (!text)
			td_xml_take_error(xml, error);
	}
	td_xml_raw(xml, "<content type=\"xhtml\"><div "
			"xmlns=\"http://www.w3.org/1999/xhtml\"><pre>");
	td_link_prose(xml, td_span_of(text));
	td_xml_raw(xml, "</pre></div></content>\n");
}

static void
put_entry(series_feed *feed, const td_report_series *series)
{
	g_autofree char *link = td_link_of_mail(feed->mail_url, series->message_id);
	td_xml *xml = &feed->xml;

	td_xml_raw(xml, "<entry>\n");
	td_xml_print(xml, "<title>%s</title>\n",
	    series->subject && *series->subject ? series->subject : "(no subject)");
	if (link)
		td_xml_print(xml,
		    "<link rel=\"alternate\" type=\"text/html\" href=\"%s\"/>\n", link);
	put_entry_id(feed, series);
	td_feed_author(xml, series->author ? series->author->name : "",
	    series->author ? series->author->address : "");
	td_feed_time(xml, "published", series->received);
	td_feed_time(xml, "updated", last_arrival(series));
	td_xml_print(
	    xml, "<category term=\"%s\"/>\n", td_report_status_word(series->status));
	put_summary(xml, series);
	put_content(feed, series);
	td_xml_raw(xml, "</entry>\n");
}

bool
td_render_atom(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	g_autoptr(GHashTable) ids =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	series_feed feed = { .report = report,
		.mail_url = options ? options->mail_url : NULL,
		.ids = ids };

	td_xml_open(&feed.xml, sink);
	feed.xml.ascii = true;
	put_head(&feed);
	for (unsigned i = 0;
	     report->series && i < report->series->len && !td_xml_failed(&feed.xml); i++)
		put_entry(&feed, report->series->pdata[i]);
	td_xml_raw(&feed.xml, "</feed>\n");
	return td_xml_close(&feed.xml, error);
}
