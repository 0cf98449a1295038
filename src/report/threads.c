/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/threads.c - the threads most talked about, and the discussions that began */
#include "report/work.h"

#include <string.h>

#include "subject/subject.h"

/* One answer is no discussion. */
#define MIN_REPLIES 2

/* How many of a thread's mails have a title. */
typedef struct work_title {
	unsigned mails;
	const td_work_mail *first;
} work_title;

typedef struct work_thread {
	td_report_thread thread;
	const td_work_mail *start; /* the first that answers none that is known here */
	const td_work_mail *first; /* as it came */
	GHashTable *people;
	GHashTable *titles; /* key to work_title *, where start is an answer */
	bool selected;      /* a mail of it is */
} work_thread;

static void
free_work_thread(void *data)
{
	work_thread *item = data;

	g_hash_table_unref(item->people);
	g_clear_pointer(&item->titles, g_hash_table_unref);
	g_free(item);
}

static int
compare_threads(const void *a, const void *b)
{
	const work_thread *x = *(work_thread *const *)a;
	const work_thread *y = *(work_thread *const *)b;

	if (x->thread.mails != y->thread.mails)
		return x->thread.mails > y->thread.mails ? -1 : 1;
	if (x->thread.people != y->thread.people)
		return x->thread.people > y->thread.people ? -1 : 1;
	if (x->thread.last != y->thread.last)
		return x->thread.last > y->thread.last ? -1 : 1;
	return x->first < y->first ? -1 : 1;
}

/* "new name (was: old name)" is the new name. */
static size_t
without_was(const char *title)
{
	size_t n = strlen(title);
	const char *open;

	if (n == 0 || (title[n - 1] != ')' && title[n - 1] != ']'))
		return n;
	open = strrchr(title, title[n - 1] == ')' ? '(' : '[');
	if (!open || open == title || g_ascii_strncasecmp(open + 1, "was", 3) != 0 ||
	    g_ascii_isalnum(open[4]))
		return n;
	for (n = (size_t)(open - title); n > 0 && title[n - 1] == ' ';)
		n--;
	return n;
}

/* "Re: Aw: [PATCH] title" of an answer: git's rules for titles know no Aw:. */
static char *
title_of_answer(const char *title)
{
	g_autoptr(td_subject) subject = td_subject_parse(td_span_of(title));

	if (*subject->title)
		title = subject->title;
	return g_strndup(title, without_was(title));
}

static void
count_title(work_thread *item, const td_work_mail *mail)
{
	g_autofree char *title = title_of_answer(mail->title);
	g_autofree char *key = td_subject_key(title);
	work_title *found;

	if (!item->titles)
		item->titles =
		    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	found = g_hash_table_lookup(item->titles, key);
	if (!found) {
		found = g_new0(work_title, 1);
		found->first = mail;
		g_hash_table_insert(item->titles, g_steal_pointer(&key), found);
	}
	found->mails++;
}

/* What an answer began, as far as is known, may be about something else by now. */
static const td_work_mail *
most_named(const work_thread *item)
{
	GHashTableIter iter;
	void *value;
	const work_title *best = NULL;

	g_hash_table_iter_init(&iter, item->titles);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const work_title *one = value;

		if (!best || one->mails > best->mails ||
		    (one->mails == best->mails && one->first < best->first))
			best = one;
	}
	return best ? best->first : item->start;
}

static work_thread *
find_thread(GHashTable *threads, const td_work_mail *mail)
{
	work_thread *item = g_hash_table_lookup(threads, &mail->thread);

	if (item)
		return item;
	item = g_new0(work_thread, 1);
	item->first = mail;
	item->people = g_hash_table_new(NULL, NULL);
	g_hash_table_insert(threads, (void *)(uintptr_t)&mail->thread, item);
	return item;
}

/* An answer of the range. Whoever posts a patch in answer to something does not talk. */
static bool
is_talk(const td_work_mail *mail)
{
	return td_work_counts(mail) && mail->kind == TD_KIND_REPLY && !mail->series;
}

static void
add_mail(td_work *work, work_thread *item, const td_work_mail *mail)
{
	td_report_thread *thread = &item->thread;

	if (!item->start && !td_work_find(work, mail->parent))
		item->start = mail;
	if (!mail->selected)
		return;
	if (!item->selected)
		thread->first = mail->received;
	item->selected = true;
	thread->last = MAX(thread->last, mail->received);
	if (!is_talk(mail))
		return;
	thread->mails++;
	if (td_work_is_somebody(mail->sender))
		g_hash_table_add(item->people, mail->sender);
}

static void
describe(td_work *work, work_thread *item)
{
	td_report_thread *thread = &item->thread;
	const td_work_mail *named = item->titles ? most_named(item) : item->start;

	thread->message_id = named->message_id;
	thread->starter = named->author;
	thread->tags = named->tags;
	thread->title = named->title;
	thread->people = g_hash_table_size(item->people);
	thread->begun_before = named->kind == TD_KIND_REPLY;
	if (thread->begun_before) {
		g_autofree char *title = title_of_answer(named->title);

		thread->title = td_work_keep(work, title);
	}
}

/* A thread is its discussion: what people answered. Fifty patches without a word are
 * none. */
static void
rank_threads(td_work *work, GHashTable *threads)
{
	g_autoptr(GPtrArray) ranked = g_ptr_array_new();
	GHashTableIter iter;
	void *value;

	g_hash_table_iter_init(&iter, threads);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		if (((work_thread *)value)->thread.mails >= MIN_REPLIES)
			g_ptr_array_add(ranked, value);
	}
	for (unsigned i = 0; i < ranked->len; i++)
		describe(work, g_ptr_array_index(ranked, i));
	g_ptr_array_sort(ranked, compare_threads);
	for (unsigned i = 0; i < ranked->len; i++) {
		td_report_thread *thread =
		    &((work_thread *)g_ptr_array_index(ranked, i))->thread;

		thread->rank = i + 1;
		g_ptr_array_add(
		    work->report->threads, g_memdup2(thread, sizeof(*thread)));
	}
}

/* A plain mail that answers nothing begins one, unless patches made it their cover
 * letter. */
static void
list_discussions(td_work *work, GHashTable *threads)
{
	for (unsigned i = work->mails->len; i-- > 0;) {
		const td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);
		work_thread *item;

		if (mail->kind != TD_KIND_MAIL || mail->series || !td_work_counts(mail))
			continue;
		item = g_hash_table_lookup(threads, &mail->thread);
		if (item->start != mail)
			continue;
		if (item->thread.rank == 0)
			describe(work, item);
		g_ptr_array_add(work->report->discussions,
		    g_memdup2(&item->thread, sizeof(item->thread)));
	}
}

void
td_work_find_threads(td_work *work)
{
	g_autoptr(GHashTable) threads =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_work_thread);
	GHashTableIter iter;
	void *value;

	for (unsigned i = 0; i < work->mails->len; i++) {
		const td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);

		add_mail(work, find_thread(threads, mail), mail);
	}
	g_hash_table_iter_init(&iter, threads);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		work_thread *item = value;

		/* Only a damaged index has a loop of answers. */
		if (!item->start)
			item->start = item->first;
	}
	for (unsigned i = 0; i < work->mails->len; i++) {
		const td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);
		work_thread *item;

		if (!is_talk(mail))
			continue;
		item = g_hash_table_lookup(threads, &mail->thread);
		if (item->start->kind == TD_KIND_REPLY)
			count_title(item, mail);
	}
	rank_threads(work, threads);
	list_discussions(work, threads);
	work->report->totals.discussions = work->report->discussions->len;
}
