/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/thread.c - /LIST/MSGID/, /LIST/MSGID/t/ and /LIST/MSGID/T/ */

#include "markup/thread.h"
#include "base/error.h"
#include "pages/marks.h"
#include "pages/marks_rows.h"
#include "pages/page.h"
#include "pages/search.h"
#include "pages/written.h"
#include "search/query_rows.h"
#include "site/admit.h"

enum {
	mails_a_page = 250,
	around_bytes = 6 << 10, /* of a page, around its mails, and for each of them */
	line_bytes = 300,
	most_bytes = 16 << 20 /* of texts on one page; the mails after it are links */
};

static unsigned
find_place(const td_discussion *discussion, int64_t message)
{
	for (unsigned i = 0; i < discussion->mails->len; i++)
		if (g_array_index(discussion->mails, td_discussion_mail, i).message ==
		    message)
			return i;
	return 0;
}

static void
free_mail(void *mail)
{
	td_site_mail_free(mail);
}

/* One of the thread, by the places that its state was made of, where they are at hand;
 * NULL without error where no archive has it any more. */
static td_site_mail *
load_text(td_serving *serving, const td_served_list *list,
    const td_written_thread *thread, unsigned at, GHashTable *recipients, GError **error)
{
	int64_t message =
	    g_array_index(thread->discussion->mails, td_discussion_mail, at).message;
	const GArray *places = thread->places ? thread->places->pdata[at] : NULL;
	g_autoptr(GError) gone = NULL;
	td_span bytes;

	if (places ? td_serving_load_from(serving, list, message, places, &bytes, &gone)
		   : td_serving_load(serving, list, message, &bytes, &gone))
		return td_site_mail_new(bytes, recipients);
	if (!td_error_is_no_mail(gone))
		g_propagate_error(error, g_steal_pointer(&gone));
	return NULL;
}

/* The texts of the chosen mails, beside those of the discussion; they borrow from
 * recipients. NULL on error. */
static GPtrArray *
load_texts(td_serving *serving, const td_served_list *list,
    const td_written_thread *thread, const GArray *chosen, GHashTable *recipients,
    GError **error)
{
	const td_discussion *discussion = thread->discussion;
	g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func(free_mail);
	size_t bytes = 0;

	g_ptr_array_set_size(mails, (int)discussion->mails->len);
	for (unsigned i = 0; i < chosen->len; i++) {
		unsigned at = g_array_index(chosen, unsigned, i);
		int64_t message =
		    g_array_index(discussion->mails, td_discussion_mail, at).message;
		GError *failed = NULL;
		td_site_mail *mail;

		if (message == 0 || bytes > most_bytes)
			continue;
		mail = load_text(serving, list, thread, at, recipients, &failed);
		if (failed) {
			g_propagate_error(error, failed);
			return NULL;
		}
		mails->pdata[at] = mail;
		bytes += mail ? mail->text_bytes : 0;
	}
	return g_steal_pointer(&mails);
}

static unsigned
page_of(const GArray *order, unsigned at)
{
	for (unsigned i = 0; i < order->len; i++)
		if (g_array_index(order, unsigned, i) == at)
			return i - i % mails_a_page;
	return 0;
}

/* The thread of the message, kept from another page of it or found anew. */
static td_written_thread *
find_thread(td_serving *serving, const td_served_list *list, const GArray *messages,
    GError **error)
{
	int64_t message = g_array_index(messages, int64_t, 0);
	g_autoptr(GArray) threads =
	    td_index_load_threads(serving->index, messages, error);
	td_written_thread *thread;
	td_discussion *discussion;

	if (!threads)
		return NULL;
	thread = td_written_find(
	    td_written_of(serving), serving, list, g_array_index(threads, int64_t, 0));
	if (thread)
		return thread;
	discussion = td_serving_discussion(serving, message, error);
	return discussion
		   ? td_written_add(td_written_of(serving), serving, list, discussion)
		   : NULL;
}

/* Its articles are those of the page that begins at first. A thread that one page has
 * room for is written in the order of the tree, ghosts and all, for both orders. *shelved
 * is whether they were written now, and are at hand for who asks next. */
static bool
write_articles(td_serving *serving, const td_page_of *page, td_written_thread *thread,
    const td_site_thread *shown, bool *shelved, GError **error)
{
	const td_discussion *discussion = thread->discussion;
	bool whole = discussion->mails->len <= mails_a_page && shown->first == 0;
	const td_written_part part = {
		.whole = whole, .flat = !whole && shown->flat, .first = shown->first
	};
	g_autoptr(GHashTable) recipients = NULL;
	g_autoptr(GArray) chosen = NULL;
	g_autoptr(GPtrArray) mails = NULL;

	*shelved = false;
	if (td_written_has(td_written_of(serving), thread, &part))
		return true;
	chosen = td_site_thread_order(discussion, shown->flat && !whole);
	if (!whole && shown->first + mails_a_page < chosen->len)
		g_array_set_size(chosen, shown->first + mails_a_page);
	if (shown->first > 0)
		g_array_remove_range(chosen, 0, MIN(shown->first, chosen->len));
	recipients = td_site_recipients_new();
	mails = load_texts(serving, &page->list, thread, chosen, recipients, error);
	if (!mails)
		return false;
	*shelved = td_written_fill(td_written_of(serving), thread, &part,
	    td_site_articles_new(&page->site, discussion, mails, chosen));
	return true;
}

static bool
serve_thread(td_serving *serving, const td_request *request, td_response *response,
    bool flat, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	g_autoptr(GArray) messages = NULL;
	g_autoptr(GArray) order = NULL;
	g_autoptr(td_neighbours) neighbours = NULL;
	g_autoptr(GPtrArray) marks = NULL;
	td_site_thread shown = { .flat = flat, .shown = mails_a_page };
	td_written_thread *thread;
	unsigned at;
	bool told, shelved;

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	messages = td_page_find_mail(serving, &page, request, response, &told, error);
	if (!messages)
		return told;
	if (td_page_is_known(serving, request, response))
		return true;
	thread = find_thread(serving, &page.list, messages, error);
	if (!thread)
		return false;
	shown.message = g_array_index(messages, int64_t, 0);
	shown.discussion = thread->discussion;
	at = find_place(thread->discussion, shown.message);
	if (!td_page_find_neighbours(serving, thread->discussion, at, &neighbours, error))
		return false;
	shown.neighbours = neighbours;
	if (!td_page_marks_of_thread(serving, &page, thread->discussion, &marks, error))
		return false;
	shown.marks = marks;
	order = td_site_thread_order(thread->discussion, flat);
	/* Without a word on where, it is the page that has the mail. */
	if (!td_request_number(
		request, "o", order->len, page_of(order, at), &shown.first, error) ||
	    !write_articles(serving, &page, thread, &shown, &shelved, error))
		return false;
	/* Most pages are asked for once, by who reads all of them. What another one of
	 * the thread needs is at hand; a page is kept, too, once that was of use. */
	response->keep = !shelved;
	shown.articles = thread->articles;
	td_response_lend(response, td_site_articles_bytes(thread->articles));
	td_response_expect(
	    response, around_bytes + line_bytes * thread->discussion->mails->len);
	return td_site_thread_write(
	    &page.site, &shown, td_response_sink(response), error);
}

bool
td_serve_thread_nested(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_thread(serving, request, response, false, error);
}

bool
td_serve_thread_flat(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_thread(serving, request, response, true, error);
}

bool
td_serve_mail(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	g_autoptr(GArray) messages = NULL;
	g_autoptr(td_discussion) discussion = NULL;
	g_autoptr(GPtrArray) lists = NULL;
	g_autoptr(td_site_mail) mail = NULL;
	g_autoptr(td_neighbours) neighbours = NULL;
	g_autoptr(GPtrArray) marks = td_page_marks_new();
	td_site_mail_page shown = { 0 };
	GError *failed = NULL;
	int64_t message;
	bool told;

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	messages = td_page_find_mail(serving, &page, request, response, &told, error);
	if (!messages)
		return told;
	if (td_request_argument(request, "q"))
		return td_page_search(
		    serving, request, request->captured[1], response, error);
	if (td_page_is_known(serving, request, response))
		return true;
	message = g_array_index(messages, int64_t, 0);
	discussion = td_serving_discussion(serving, message, error);
	lists = discussion ? td_page_find_lists(serving, message, error) : NULL;
	if (!lists)
		return false;
	g_ptr_array_add(lists, NULL);
	shown.at = find_place(discussion, message);
	if (!td_page_find_neighbours(serving, discussion, shown.at, &neighbours, error))
		return false;
	mail = td_page_load_mail(serving, &page.list, message, &failed);
	if (!mail) {
		if (failed)
			g_propagate_error(error, failed);
		else
			g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
			    "the archive does not have this mail any more");
		return false;
	}
	shown.mail = mail;
	shown.discussion = discussion;
	shown.lists = (const char *const *)lists->pdata;
	if (!td_page_add_marks(serving, &page,
		&(td_page_patch_id){ .message_id = request->captured[1] }, marks, error))
		return false;
	shown.neighbours = neighbours;
	shown.marks = marks;
	shown.copies = messages->len;
	return td_site_mail_write(&page.site, &shown, td_response_sink(response), error);
}
