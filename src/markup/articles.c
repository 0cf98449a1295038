/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/articles.c - the texts of a thread as markup, and from each hunk the way to
 * what was said about it */
#include "markup/articles.h"

#include <string.h>

#include "markup/body.h"
#include "markup/overview.h"

/* Bytes of the piece. Between them stands what differs from page to page. */
typedef struct article {
	size_t start, depth, addressed, end;
} article;

/* One piece: an article for each mail of the discussion, an anchor for each, and then
 * the markup. */
struct td_site_articles {
	const td_discussion *discussion;
	GBytes *bytes;
	const char *piece; /* theirs */
	size_t n;
};

typedef struct writer {
	td_xml *xml;
	const td_site *site;
	const td_discussion *discussion;
	const GPtrArray *mails;
	td_anchor *anchors; /* the articles' */
	td_hunks **hunks;   /* of the patches; NULL for others */
	GArray **answered;  /* of td_hunk_link, a patch's; NULL */
	GArray **speaks;    /* of td_hunk_answer, an answer's; NULL */
	int *patches;       /* which patch an answer speaks about; -1 */
	const bool *chosen; /* which of them are on the page */
} writer;

static size_t
head_bytes(const td_discussion *discussion)
{
	return discussion->mails->len * (sizeof(article) + sizeof(td_anchor));
}

static const article *
articles_of(const td_site_articles *articles)
{
	return (const article *)(const void *)articles->piece;
}

static const td_discussion_mail *
mail_of(const td_discussion *discussion, unsigned i)
{
	return &g_array_index(discussion->mails, td_discussion_mail, i);
}

static const td_site_mail *
text_at(const writer *w, unsigned i)
{
	return w->mails->pdata[i];
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
	const td_discussion *discussion = w->discussion;
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
	const td_discussion *discussion = w->discussion;
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
	const td_discussion *discussion = w->discussion;

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
				td_site_from(mail_of(discussion, i)) };

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
	size_t n = w->discussion->mails->len;

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
	for (unsigned i = 0; i < w->discussion->mails->len; i++) {
		td_hunks_free(w->hunks[i]);
		g_clear_pointer(&w->answered[i], g_array_unref);
		g_clear_pointer(&w->speaks[i], g_array_unref);
	}
	g_free(w->hunks);
	g_free(w->answered);
	g_free(w->speaks);
	g_free(w->patches);
}

/* To where it stands on the page, or to its own where it is on another one of the thread.
 * A mail that is not here has no place on a flat page. */
static void
put_parent(writer *w, const td_discussion_mail *mail)
{
	const td_discussion_mail *parent =
	    mail->parent >= 0 ? mail_of(w->discussion, (unsigned)mail->parent) : NULL;
	g_autofree char *path = NULL;

	if (parent == NULL || parent->message == 0)
		return;
	td_xml_raw(w->xml, "<a href=\"");
	if (w->chosen[mail->parent]) {
		td_xml_print(w->xml, "#%s", w->anchors[mail->parent].text);
	} else {
		path = td_site_mail_path(w->site, NULL, parent->message_id);
		td_xml_text(w->xml, path != NULL ? path : "");
	}
	td_xml_raw(w->xml, "\" rel=\"prev\">parent</a> ");
}

/* "permalink", "raw", "reply" ... */
static void
put_links(writer *w, const td_discussion_mail *mail)
{
	static const struct {
		const char *rest, *word;
	} links[] = { { "", "link" }, { "raw", "raw" }, { "#R", "reply" } };
	g_autofree char *path = td_site_mail_path(w->site, NULL, mail->message_id);

	for (size_t i = 0; path && i < G_N_ELEMENTS(links); i++) {
		td_xml_raw(w->xml, "<a href=\"");
		td_xml_text(w->xml, path);
		td_xml_raw(w->xml, links[i].rest);
		td_xml_raw(w->xml, "\">");
		td_xml_raw(w->xml, links[i].word);
		td_xml_raw(w->xml, "</a> ");
	}
	put_parent(w, mail);
}

static void
put_head(writer *w, unsigned i, article *at)
{
	const td_discussion_mail *mail = mail_of(w->discussion, i);

	td_xml_raw(w->xml, "<header>\n<h2");
	at->addressed = td_out_count(w->xml->out);
	td_xml_raw(w->xml, ">");
	td_site_person_link(w->xml, w->site, mail->from_name, mail->from_address);
	td_xml_raw(w->xml, "</h2>\n<p class=\"facts\"><span>");
	td_site_time(w->xml, mail->sent != 0 ? mail->sent : mail->received);
	td_xml_raw(w->xml, "</span>\n");
	if (mail->files > 0) {
		td_xml_raw(w->xml, "<span>");
		td_site_count(w->xml, mail->files, "file", "files");
		td_xml_print(w->xml,
		    " <span class=\"plus\">+%u</span> "
		    "<span class=\"minus\">−%u</span></span>\n",
		    mail->insertions, mail->deletions);
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
put_text(writer *w, unsigned i)
{
	const td_site_mail *text = text_at(w, i);
	td_site_body body = { .anchor = w->anchors[i].text,
		.folds = true,
		.answered = w->answered[i],
		.speaks = w->speaks[i],
		.anchor_of = anchor_of,
		.data = w,
		.here = w->site->here };

	if (!text) {
		td_xml_raw(w->xml, "<p class=\"none\">The archive does not give its text "
				   "now.</p>\n");
		return;
	}
	if (w->patches[i] >= 0)
		body.patch_anchor = w->anchors[w->patches[i]].text;
	body.lines = text->lines;
	td_out_text(w->xml->out, text->recipients);
	td_site_body_files(w->xml, &body);
	td_site_body_write(w->xml, &body);
	td_site_attachments(w->xml, w->site, text);
}

static void
put_mail(writer *w, unsigned i, article *at)
{
	const td_discussion_mail *mail = mail_of(w->discussion, i);

	at->start = td_out_count(w->xml->out);
	td_xml_raw(w->xml, "<article class=\"mail d");
	at->depth = at->addressed = td_out_count(w->xml->out);
	td_xml_print(w->xml, "\" id=\"%s\">\n", w->anchors[i].text);
	if (mail->message == 0) {
		td_xml_print(w->xml,
		    "<p class=\"none\">A mail that is not here: %s</p>\n</article>\n",
		    mail->message_id);
	} else {
		put_head(w, i, at);
		put_text(w, i);
		td_xml_print(w->xml, "<p class=\"end\" id=\"e%s\"></p>\n</article>\n",
		    w->anchors[i].text + 1);
	}
	at->end = td_out_count(w->xml->out);
}

/* About what they become: the texts, and what stands around them. */
static size_t
expect(const GPtrArray *mails, const GArray *chosen)
{
	size_t n = 0;

	for (unsigned i = 0; i < chosen->len; i++) {
		const td_site_mail *mail =
		    mails->pdata[g_array_index(chosen, unsigned, i)];

		n += mail ? mail->text_bytes / 4 * 5 + 4096 : 512;
	}
	return n;
}

static td_site_articles *
new_articles(const td_discussion *discussion, GBytes *bytes)
{
	td_site_articles *articles = g_new0(td_site_articles, 1);

	articles->discussion = discussion;
	articles->bytes = g_bytes_ref(bytes);
	articles->piece = g_bytes_get_data(bytes, &articles->n);
	return articles;
}

td_site_articles *
td_site_articles_new(const td_site *site, const td_discussion *discussion,
    const GPtrArray *mails, const GArray *chosen)
{
	unsigned n = discussion->mails->len;
	g_autofree article *of = g_new0(article, n);
	g_autofree td_anchor *anchors = g_new0(td_anchor, n);
	g_autofree bool *on_page = g_new0(bool, n);
	g_autoptr(GBytes) bytes = NULL;
	td_xml xml;
	writer w = { .xml = &xml,
		.site = site,
		.discussion = discussion,
		.mails = mails,
		.anchors = anchors,
		.chosen = on_page };

	td_xml_open_lasting(&xml, head_bytes(discussion) + expect(mails, chosen));
	writer_init(&w);
	td_out_bytes(xml.out, (const char *)of, n * sizeof *of);
	td_out_bytes(xml.out, (const char *)anchors, n * sizeof *anchors);
	for (unsigned i = 0; i < chosen->len; i++)
		on_page[g_array_index(chosen, unsigned, i)] = true;
	for (unsigned i = 0; i < chosen->len; i++) {
		unsigned mail = g_array_index(chosen, unsigned, i);

		put_mail(&w, mail, &of[mail]);
	}
	writer_clear(&w);
	td_out_put_at(xml.out, 0, (const char *)of, n * sizeof *of);
	bytes = td_xml_take_lasting(&xml);
	return new_articles(discussion, bytes);
}

void
td_site_articles_free(td_site_articles *articles)
{
	if (!articles)
		return;
	g_bytes_unref(articles->bytes);
	g_free(articles);
}

GBytes *
td_site_articles_bytes(const td_site_articles *articles)
{
	return articles->bytes;
}

/* Where all of them lie in the piece. */
static bool
is_whole(const td_site_articles *articles)
{
	const article *of = articles_of(articles);
	size_t head = head_bytes(articles->discussion);

	if (articles->n < head)
		return false;
	for (unsigned i = 0; i < articles->discussion->mails->len; i++) {
		const article *at = &of[i];

		if (at->end == 0)
			continue; /* not chosen */
		if (at->start < head || at->depth < at->start ||
		    at->addressed < at->depth || at->end < at->addressed ||
		    at->end > articles->n)
			return false;
	}
	return true;
}

td_site_articles *
td_site_articles_of(const td_discussion *discussion, GBytes *bytes)
{
	g_autoptr(td_site_articles) articles = new_articles(discussion, bytes);

	return is_whole(articles) ? g_steal_pointer(&articles) : NULL;
}

const td_anchor *
td_site_articles_anchors(const td_site_articles *articles)
{
	const article *of = articles_of(articles);

	return (const td_anchor *)(const void *)(of + articles->discussion->mails->len);
}

/* From one place of the piece to another. */
static void
put_piece(const td_site_articles *articles, size_t from, size_t to, td_xml *xml)
{
	td_out_lasting(xml->out, articles->piece + from, to - from);
}

void
td_site_articles_put(const td_site_articles *articles, unsigned mail,
    const td_site_stand *stand, td_xml *xml)
{
	const article *at = &articles_of(articles)[mail];
	unsigned depth = mail_of(articles->discussion, mail)->depth;

	put_piece(articles, at->start, at->depth, xml);
	td_out_number(xml->out, stand->flat ? 0 : MIN(depth, TD_SITE_DEEPEST));
	if (stand->here)
		td_xml_raw(xml, " here");
	put_piece(articles, at->depth, at->addressed, xml);
	if (stand->addressed)
		td_xml_raw(xml, " id=\"u\"");
	put_piece(articles, at->addressed, at->end, xml);
}
