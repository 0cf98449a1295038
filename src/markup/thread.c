/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/thread.c - a thread with all its texts: an overview, and the mails below
 * each other */
#include "markup/thread.h"

#include <string.h>

#include "markup/overview.h"
#include "markup/series.h"

typedef struct writer {
	td_xml *xml;
	const td_site *site;
	const td_site_thread *thread;
	GArray *order;
	bool addressed; /* "u" was given away */
} writer;

static const td_discussion_mail *
mail_of(const td_discussion *discussion, unsigned i)
{
	return &g_array_index(discussion->mails, td_discussion_mail, i);
}

static int
compare_said(const void *a, const void *b, void *data)
{
	const td_discussion *discussion = data;
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
	int64_t at = mail_of(discussion, x)->said, other = mail_of(discussion, y)->said;

	if (at != other)
		return at < other ? -1 : 1;
	return x < y ? -1 : x > y;
}

GArray *
td_site_thread_order(const td_discussion *discussion, bool flat)
{
	GArray *order = g_array_new(FALSE, FALSE, sizeof(unsigned));

	for (unsigned i = 0; i < discussion->mails->len; i++)
		if (!flat || mail_of(discussion, i)->message != 0)
			g_array_append_val(order, i);
	if (flat)
		g_array_sort_with_data(
		    order, compare_said, (void *)(uintptr_t)discussion);
	return order;
}

static void
put_mail(writer *w, unsigned i)
{
	int64_t message = mail_of(w->thread->discussion, i)->message;
	bool here = message != 0 && message == w->thread->message;
	const td_site_stand stand = {
		.flat = w->thread->flat,
		.here = here,
		.addressed = here && !w->addressed,
	};

	td_site_articles_put(w->thread->articles, i, &stand, w->xml);
	w->addressed = w->addressed || here;
}

static void
put_thread_nav(writer *w)
{
	const td_site_thread *thread = w->thread;
	const char *id = NULL;
	const td_discussion *discussion = thread->discussion;
	static const struct {
		const char *rest, *word;
	} links[] = { { "t/#u", "nested" }, { "T/#u", "flat" },
		{ "t.mbox.gz", "mbox.gz" }, { "t.atom", "Atom" } };

	for (unsigned i = 0; i < discussion->mails->len; i++)
		if (mail_of(discussion, i)->message == thread->message)
			id = mail_of(discussion, i)->message_id;
	td_xml_raw(w->xml, "<p class=\"links\">");
	for (size_t i = 0; id && i < G_N_ELEMENTS(links); i++) {
		td_xml_raw(w->xml, "<a");
		if (td_site_mail_href(w->xml, w->site, NULL, id, links[i].rest) &&
		    i == (thread->flat ? 1 : 0))
			td_xml_raw(w->xml, " aria-current=\"true\"");
		td_xml_print(w->xml, ">%s</a> ", links[i].word);
	}
	if (thread->neighbours) {
		td_xml_raw(w->xml, "<a");
		td_site_mail_href(w->xml, w->site, NULL,
		    thread->neighbours->series->message_id, "_/series/");
		td_xml_raw(w->xml, ">series</a>");
	}
	td_xml_raw(w->xml, "</p>\n");
}

/* "mails 301 to 600 of 1,200", and the way to the others. */
static void
put_pages(writer *w)
{
	const td_site_thread *thread = w->thread;
	unsigned n = w->order->len, end = MIN(thread->first + thread->shown, n);

	if (thread->first == 0 && end == n)
		return;
	td_xml_print(w->xml, "<p class=\"pages\">Mails %u to %u of %u. ",
	    thread->first + 1, end, n);
	if (thread->first > 0)
		td_xml_print(w->xml, "<a href=\"?o=%u\" rel=\"prev\">earlier</a> ",
		    thread->first > thread->shown ? thread->first - thread->shown : 0);
	if (end < n)
		td_xml_print(w->xml, "<a href=\"?o=%u\" rel=\"next\">later</a>\n", end);
	td_xml_raw(w->xml, "</p>\n");
}

static void
put_overview(writer *w)
{
	const td_site_thread *thread = w->thread;
	g_autofree unsigned *pages = g_new0(unsigned, thread->discussion->mails->len);
	const td_site_places places = { .anchors =
					    td_site_articles_anchors(thread->articles),
		.pages = pages,
		.marks = thread->marks };
	unsigned a_page = MAX(thread->shown, 1u);

	for (unsigned i = 0; i < w->order->len; i++) {
		bool here = i >= thread->first && i - thread->first < thread->shown;

		pages[g_array_index(w->order, unsigned, i)] =
		    here ? TD_SITE_HERE : i - i % a_page;
	}
	td_site_overview(w->xml, w->site, thread->discussion, thread->message, &places);
}

/* What was said by hand of the thread's patches: a long list of mails is folded. */
static void
put_marks(writer *w)
{
	const GPtrArray *rows = w->thread->marks;
	g_autoptr(GPtrArray) all = g_ptr_array_new();
	unsigned patches = 0;

	for (unsigned i = 0; rows && i < rows->len; i++) {
		const GPtrArray *row = rows->pdata[i];

		patches += row != NULL;
		for (unsigned k = 0; row && k < row->len; k++)
			g_ptr_array_add(all, row->pdata[k]);
	}
	if (all->len == 0)
		return;
	td_xml_raw(w->xml, "<p class=\"facts\">");
	td_site_marks_brief(w->xml, all, patches);
	td_xml_raw(w->xml, "</p>\n");
}

bool
td_site_thread_write(const td_site *site, const td_site_thread *thread,
    const td_sink *sink, GError **error)
{
	const td_discussion *discussion = thread->discussion;
	const char *subject = "";
	td_site_head head = { .section = "" };
	td_xml xml;
	writer w = { .xml = &xml, .site = site, .thread = thread };
	unsigned end;

	for (unsigned i = 0; i < discussion->mails->len && !*subject; i++)
		subject = mail_of(discussion, i)->subject;
	head.title = subject;
	td_site_open(&xml, site, &head, sink);
	td_xml_print(
	    &xml, "<h1 class=\"title\"><bdi>%s</bdi></h1>\n", td_site_title(subject));
	if (thread->neighbours)
		td_site_neighbours(&xml, site, thread->neighbours);
	put_marks(&w);
	w.order = td_site_thread_order(discussion, thread->flat);
	put_thread_nav(&w);
	if (discussion->mails->len > 1)
		put_overview(&w);
	put_pages(&w);
	end = MIN(thread->first + thread->shown, w.order->len);
	for (unsigned i = thread->first; i < end && !td_xml_failed(&xml); i++)
		put_mail(&w, g_array_index(w.order, unsigned, i));
	put_pages(&w);
	g_array_unref(w.order);
	return td_site_close(&xml, site, error);
}
