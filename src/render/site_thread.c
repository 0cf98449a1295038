/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/site_thread.c - a thread with all its texts: the mails below each other, and
 * from each hunk the way to what was said about it */
#include <string.h>

#include "render/site_body.h"
#include "render/site_mail.h"
#include "render/site_series.h"

#define DEEPEST 9u     /* mails stand no further in than that */
#define SHORT_TREE 24u /* an overview of more mails is folded */

typedef struct writer {
	td_xml *xml;
	const td_site *site;
	const td_site_thread *thread;
	GArray *order;
	td_anchor *anchors; /* of each mail of the discussion */
	td_hunks **hunks;   /* of the patches; NULL for others */
	GArray **answered;  /* of td_hunk_link, a patch's; NULL */
	GArray **speaks;    /* of td_hunk_answer, an answer's; NULL */
	int *patches;       /* which patch an answer speaks about; -1 */
	bool addressed;     /* "u" was given away */
} writer;

static const td_discussion_mail *
mail_of(const td_discussion *discussion, unsigned i)
{
	return &g_array_index(discussion->mails, td_discussion_mail, i);
}

static const td_site_mail *
text_at(const writer *w, unsigned i)
{
	return w->thread->mails->pdata[i];
}

static const char *
name_of(const td_discussion_mail *mail)
{
	if (*mail->from_name)
		return mail->from_name;
	return *mail->from_address ? mail->from_address : "unknown";
}

static int
compare_arrival(const void *a, const void *b, void *data)
{
	const td_discussion *discussion = data;
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
	int64_t at = mail_of(discussion, x)->received,
		other = mail_of(discussion, y)->received;

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
		    order, compare_arrival, (void *)(uintptr_t)discussion);
	return order;
}

static const char *
anchor_of(unsigned mail, void *data)
{
	const writer *w = data;

	return w->anchors[mail].text;
}

/* Two mails of one Message-ID have another anchor each. */
static void
make_anchors(writer *w)
{
	const td_discussion *discussion = w->thread->discussion;
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned i = 0; i < discussion->mails->len; i++) {
		w->anchors[i] = td_anchor_of(mail_of(discussion, i)->message_id);
		if (!g_hash_table_add(seen, w->anchors[i].text)) {
			/* There are 41 bytes of "m" and SHA-1; a number below 10 fits. */
			g_snprintf(
			    w->anchors[i].text, sizeof w->anchors[i].text, "m%u", i);
			g_hash_table_add(seen, w->anchors[i].text);
		}
	}
}

static int
compare_links(const void *a, const void *b)
{
	const td_hunk_link *x = a, *y = b;

	if (x->hunk != y->hunk)
		return x->hunk < y->hunk ? -1 : 1;
	return x->mail < y->mail ? -1 : x->mail > y->mail;
}

/* The patch above a mail, the nearest one. Mails come after what they answer, so that of
 * the parent is known. */
static void
find_patches(writer *w)
{
	const td_discussion *discussion = w->thread->discussion;
	g_autofree bool *answered = g_new0(bool, discussion->mails->len);

	/* Most patches of a series get no answer: nobody looks for their lines. */
	for (unsigned i = 0; i < discussion->mails->len; i++) {
		const td_discussion_mail *mail = mail_of(discussion, i);

		if (mail->parent >= 0 && mail->kind != TD_KIND_PATCH)
			answered[mail->parent] = true;
	}

	for (unsigned i = 0; i < discussion->mails->len; i++) {
		const td_discussion_mail *mail = mail_of(discussion, i);
		const td_site_mail *text = text_at(w, i);

		w->patches[i] = -1;
		if (mail->parent >= 0)
			w->patches[i] = w->hunks[mail->parent] ? mail->parent
							       : w->patches[mail->parent];
		if (text && mail->kind == TD_KIND_PATCH && answered[i])
			w->hunks[i] = td_hunks_new(text->lines);
	}
}

static void
join_answers(writer *w)
{
	const td_discussion *discussion = w->thread->discussion;

	find_patches(w);
	for (unsigned i = 0; i < discussion->mails->len; i++) {
		int patch = w->patches[i];

		if (patch < 0 || !text_at(w, i))
			continue;
		w->speaks[i] = td_hunks_find(w->hunks[patch], text_at(w, i)->lines);
		for (unsigned k = 0; k < w->speaks[i]->len; k++) {
			const td_hunk_answer *answer =
			    &g_array_index(w->speaks[i], td_hunk_answer, k);
			td_hunk_link link = { answer->hunk, answer->line, i,
				name_of(mail_of(discussion, i)) };

			if (!w->answered[patch])
				w->answered[patch] =
				    g_array_new(FALSE, FALSE, sizeof(td_hunk_link));
			g_array_append_val(w->answered[patch], link);
		}
	}
	for (unsigned i = 0; i < discussion->mails->len; i++)
		if (w->answered[i])
			g_array_sort(w->answered[i], compare_links);
}

static void
writer_init(writer *w)
{
	size_t n = w->thread->discussion->mails->len;

	w->order = td_site_thread_order(w->thread->discussion, w->thread->flat);
	w->anchors = g_new0(td_anchor, n);
	w->hunks = g_new0(td_hunks *, n);
	w->answered = g_new0(GArray *, n);
	w->speaks = g_new0(GArray *, n);
	w->patches = g_new0(int, n);
	make_anchors(w);
	join_answers(w);
}

static void
writer_clear(writer *w)
{
	for (unsigned i = 0; i < w->thread->discussion->mails->len; i++) {
		td_hunks_free(w->hunks[i]);
		g_clear_pointer(&w->answered[i], g_array_unref);
		g_clear_pointer(&w->speaks[i], g_array_unref);
	}
	g_array_unref(w->order);
	g_free(w->anchors);
	g_free(w->hunks);
	g_free(w->answered);
	g_free(w->speaks);
	g_free(w->patches);
}

/* Tags that people give ("Reviewed-by"), and no links or causes. */
static void
put_trailers(td_xml *xml, const td_discussion_mail *mail)
{
	for (unsigned i = 0; mail->trailers && i < mail->trailers->len && i < 8; i++) {
		const char *trailer = mail->trailers->pdata[i];
		const char *colon = strchr(trailer, ':');

		if (!colon || colon - trailer < 3 || memcmp(colon - 3, "-by", 3) != 0)
			continue;
		td_xml_raw(xml, " <span class=\"tag given\">");
		td_xml_span(xml, td_span_between(trailer, colon));
		td_xml_raw(xml, "</span>");
	}
}

static void
put_overview_line(td_xml *xml, const td_site *site, const td_discussion_mail *mail,
    bool here, bool in_page)
{
	td_xml_print(
	    xml, "<li class=\"d%u%s\">", MIN(mail->depth, DEEPEST), here ? " here" : "");
	if (mail->message == 0) {
		td_xml_raw(xml, "<span class=\"none\">not here: ");
		td_xml_print(xml, "%s</span></li>\n", mail->message_id);
		return;
	}
	td_xml_raw(xml, "<a");
	if (in_page)
		td_xml_print(xml, " href=\"#%s\"", td_anchor_of(mail->message_id).text);
	else
		td_site_mail_href(xml, site, NULL, mail->message_id, "");
	if (here && !in_page)
		td_xml_raw(xml, " id=\"r\" aria-current=\"page\"");
	td_xml_raw(xml, ">");
	if (mail->parent < 0 || !mail->same_title)
		td_xml_print(xml,
		    "<bdi>%s</bdi></a> <span class=\"by\"><bdi>%s</bdi></span>",
		    td_site_title(mail->subject), name_of(mail));
	else
		td_xml_print(xml, "<bdi>%s</bdi></a>", name_of(mail));
	td_xml_raw(xml, " ");
	td_site_age(xml, site, mail->received);
	put_trailers(xml, mail);
	td_xml_raw(xml, "</li>\n");
}

void
td_site_overview(td_xml *xml, const td_site *site, const td_discussion *discussion,
    int64_t message, bool in_page)
{
	unsigned n = discussion->mails->len;

	td_xml_raw(xml, n <= SHORT_TREE || !in_page
			    ? "<details class=\"overview\" id=\"t\" open=\"\">\n<summary>"
			    : "<details class=\"overview\" id=\"t\">\n<summary>");
	td_site_count(xml, discussion->count, "mail", "mails");
	td_xml_raw(xml, " in this thread</summary>\n<ol class=\"tree\">\n");
	for (unsigned i = 0; i < n && !td_xml_failed(xml); i++) {
		const td_discussion_mail *mail = mail_of(discussion, i);

		put_overview_line(xml, site, mail,
		    mail->message != 0 && mail->message == message, in_page);
	}
	td_xml_raw(xml, "</ol></details>\n");
}

/* "permalink", "raw", "reply" ... */
static void
put_links(writer *w, const td_discussion_mail *mail)
{
	static const struct {
		const char *rest, *word;
	} links[] = { { "", "link" }, { "raw", "raw" }, { "#R", "reply" } };

	for (size_t i = 0; i < G_N_ELEMENTS(links); i++) {
		td_xml_raw(w->xml, "<a");
		if (td_site_mail_href(
			w->xml, w->site, NULL, mail->message_id, links[i].rest))
			td_xml_print(w->xml, ">%s</a> ", links[i].word);
		else
			td_xml_raw(w->xml, "></a>");
	}
	if (mail->parent >= 0)
		td_xml_print(w->xml, "<a href=\"#%s\" rel=\"prev\">parent</a> ",
		    w->anchors[mail->parent].text);
}

static void
put_head(writer *w, unsigned i)
{
	const td_discussion_mail *mail = mail_of(w->thread->discussion, i);
	bool addressed = mail->message == w->thread->message && !w->addressed;

	td_xml_raw(w->xml, "<header>\n<h2");
	if (addressed)
		td_xml_raw(w->xml, " id=\"u\"");
	w->addressed = w->addressed || addressed;
	td_xml_raw(w->xml, ">");
	td_site_person_link(w->xml, w->site, mail->from_name, mail->from_address);
	td_xml_raw(w->xml, "</h2>\n<p class=\"facts\"><span>");
	td_site_time(w->xml, mail->sent != 0 ? mail->sent : mail->received);
	td_xml_raw(w->xml, "</span>\n");
	if (mail->files > 0) {
		td_xml_print(w->xml,
		    "<span>%u files <span class=\"plus\">+%u</span> "
		    "<span class=\"minus\">−%u</span></span>\n",
		    mail->files, mail->insertions, mail->deletions);
	}
	td_xml_raw(w->xml, "<span class=\"links\">");
	put_links(w, mail);
	td_xml_raw(w->xml, "</span></p>\n");
	if (mail->parent < 0 ? i > 0 : !mail->same_title)
		td_xml_print(w->xml, "<p class=\"subject\"><bdi>%s</bdi></p>\n",
		    td_site_title(mail->subject));
	td_xml_raw(w->xml, "</header>\n");
}

static void
put_mail(writer *w, unsigned i)
{
	const td_discussion_mail *mail = mail_of(w->thread->discussion, i);
	const td_site_mail *text = text_at(w, i);
	td_site_body body = { .anchor = w->anchors[i].text,
		.folds = true,
		.answered = w->answered[i],
		.speaks = w->speaks[i],
		.anchor_of = anchor_of,
		.data = w };

	if (w->patches[i] >= 0)
		body.patch_anchor = w->anchors[w->patches[i]].text;
	td_xml_print(w->xml, "<article class=\"mail d%u%s\" id=\"%s\">\n",
	    w->thread->flat ? 0 : MIN(mail->depth, DEEPEST),
	    mail->message != 0 && mail->message == w->thread->message ? " here" : "",
	    w->anchors[i].text);
	if (mail->message == 0) {
		td_xml_print(w->xml,
		    "<p class=\"none\">A mail that is not here: %s</p>\n</article>\n",
		    mail->message_id);
		return;
	}
	put_head(w, i);
	if (text) {
		body.lines = text->lines;
		td_site_recipients(w->xml, text->message);
		td_site_body_files(w->xml, &body);
		td_site_body_write(w->xml, &body);
		td_site_attachments(w->xml, w->site, text);
	} else {
		td_xml_raw(w->xml, "<p class=\"none\">The archive does not give its text "
				   "now.</p>\n");
	}
	td_xml_print(w->xml, "<p class=\"end\" id=\"e%s\"></p>\n</article>\n",
	    w->anchors[i].text + 1);
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
	writer_init(&w);
	put_thread_nav(&w);
	if (discussion->mails->len > 1)
		td_site_overview(&xml, site, discussion, thread->message, true);
	put_pages(&w);
	end = MIN(thread->first + thread->shown, w.order->len);
	for (unsigned i = thread->first; i < end && !td_xml_failed(&xml); i++)
		put_mail(&w, g_array_index(w.order, unsigned, i));
	put_pages(&w);
	writer_clear(&w);
	return td_site_close(&xml, site, error);
}
