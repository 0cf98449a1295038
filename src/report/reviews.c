/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/reviews.c - replies and the trailers they give, tied to the patch they are for
 */
#include "report/work.h"

#include <string.h>

#include "series/credit.h"

static const char *const review_keys[] = { "Reviewed-by", "Acked-by", "Tested-by" };

static unsigned
hash_trailer(const void *data)
{
	const td_report_trailer *trailer = data;
	unsigned hash = g_direct_hash(trailer->person) * 31 + trailer->number;

	for (const char *p = trailer->key; *p; p++)
		hash = hash * 31 + (unsigned char)g_ascii_tolower(*p);
	return hash;
}

static gboolean
same_trailer(const void *a, const void *b)
{
	const td_report_trailer *x = a, *y = b;

	return x->person == y->person && x->number == y->number &&
	       g_ascii_strcasecmp(x->key, y->key) == 0;
}

GHashTable *
td_work_new_given(void)
{
	return g_hash_table_new(hash_trailer, same_trailer);
}

typedef struct found_trailer {
	const td_index_trailer *row;
	const td_work_mail *giver;  /* the mail that carries it */
	const td_work_mail *target; /* what it is for; giver where it is its own */
	td_report_person *person;
	bool mismatch;
} found_trailer;

static void
keep_trailer(td_work *work, const found_trailer *found, unsigned number)
{
	td_work_series *item = found->target->series;
	td_report_series *series = item->series;
	td_report_trailer wanted = { .person = found->person, .number = number };
	td_report_trailer *trailer;

	wanted.key = td_work_keep(work, found->row->key);
	if (g_hash_table_contains(item->given, &wanted))
		return;
	trailer = g_new0(td_report_trailer, 1);
	trailer->key = wanted.key;
	trailer->value = td_work_keep(work, found->row->value);
	trailer->person = found->person;
	trailer->giver = found->giver == found->target ? NULL : found->giver->sender;
	trailer->message_id = found->giver->message_id;
	trailer->from_address =
	    found->giver == found->target ? NULL : found->giver->sender->address;
	trailer->mismatch = found->mismatch;
	trailer->for_cover = number == 0;
	trailer->number = number;
	trailer->before = found->giver->before;
	if (!trailer->before && trailer->from_address && !trailer->mismatch)
		found->target->series->touched = true;
	g_ptr_array_add(series->trailers, trailer);
	g_hash_table_add(item->given, trailer);
}

/* The number of the patch that it was given to, 0 for the cover letter. */
static unsigned
number_meant(const found_trailer *found)
{
	const td_report_series *series = found->target->series->series;
	const td_work_mail *giver = found->giver;
	unsigned own =
	    found->target->patch == series->cover ? 0 : found->target->patch->number;

	if (giver == found->target)
		return own;
	return td_credit_slot(own, giver->number, giver->total, series->total);
}

/* "For patches 1-3": once for each of them; what is for all counts for the series. */
static void
keep_for_patches(td_work *work, const found_trailer *found)
{
	const td_report_series *series = found->target->series->series;
	unsigned own = number_meant(found);
	const char *about = found->giver == found->target ? "" : found->row->about;

	/* What a cover letter tells itself is for no patch. */
	if (own == 0 && found->giver == found->target)
		return;
	if (*about == '\0' || strcmp(about, "all") == 0) {
		keep_trailer(work, found, *about ? 0 : own);
		return;
	}
	for (unsigned i = 0; i < series->patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);

		if (!patch->extra && td_credit_counts(about, own, patch->number))
			keep_trailer(work, found, patch->number);
	}
}

static bool
is_somebody_else(const char *name, const char *address, const td_work_mail *giver)
{
	return td_credit_compare(name, address, giver->sender_name,
		   giver->sender->address) == TD_CREDIT_MISMATCH;
}

/* "Re: [PATCH ...]" */
static bool
answers_patch(const td_work_mail *mail)
{
	g_autofree char *tags = g_ascii_strup(mail->tags ? mail->tags : "", -1);

	return mail->kind == TD_KIND_REPLY && strstr(tags, "PATCH");
}

/* Given to a patch that came before the range, of which nothing else is known here. */
static void
keep_stray(td_work *work, const td_index_trailer *row, const td_work_mail *giver)
{
	g_autofree char *name = NULL, *address = NULL;
	td_report_trailer *trailer;

	if (!td_work_counts(giver) || !td_work_is_human(giver) || !answers_patch(giver) ||
	    !td_credit_split(row->value, &name, &address) ||
	    is_somebody_else(name, address, giver))
		return;
	trailer = g_new0(td_report_trailer, 1);
	trailer->key = td_work_keep(work, row->key);
	trailer->value = td_work_keep(work, row->value);
	trailer->giver = giver->sender;
	trailer->message_id = giver->message_id;
	g_ptr_array_add(work->strays, trailer);
}

static void
add_trailer(const td_index_trailer *row, void *data)
{
	td_work *work = data;
	found_trailer found = { .row = row };
	g_autofree char *name = NULL, *address = NULL;

	if (!td_credit_is_review(row->key) && !td_work_is_word(row->key))
		return;
	found.giver = td_work_find(work, row->message);
	if (!found.giver)
		return;
	found.target = found.giver;
	if (!found.giver->patch)
		found.target = found.giver->target;
	if (!found.target && td_credit_is_review(row->key))
		keep_stray(work, row, found.giver);
	if (!found.target || !found.target->series)
		return;
	/* A bot's Reported-by asks to be copied into the fix; it reviews nothing. */
	if (found.giver != found.target && !td_work_is_human(found.giver))
		return;
	if (!td_credit_is_review(row->key)) {
		td_work_note_word(work, row, found.giver, found.target);
		return;
	}
	if (!td_credit_split(row->value, &name, &address))
		return;
	found.person = td_work_person(work, name, address);
	found.mismatch = found.giver != found.target &&
			 found.person != found.giver->sender &&
			 is_somebody_else(name, address, found.giver);
	if (!found.mismatch)
		td_work_note_word(work, row, found.giver, found.target);
	keep_for_patches(work, &found);
}

/* How many people gave the series such a trailer. Its author tested it, too, and says
 * nothing new by that. */
static unsigned
count_people(const td_report_series *series, const char *key)
{
	g_autoptr(GHashTable) people =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	g_hash_table_add(people, td_report_person_key(series->author));
	for (unsigned i = 0; i < series->trailers->len; i++) {
		const td_report_trailer *trailer = g_ptr_array_index(series->trailers, i);

		if (!trailer->mismatch && g_ascii_strcasecmp(trailer->key, key) == 0)
			g_hash_table_add(people, td_report_person_key(trailer->person));
	}
	return g_hash_table_size(people) - 1;
}

static void
count_replies(td_work *work)
{
	g_autoptr(GHashTable) holes = td_work_find_holes(work);

	for (unsigned i = 0; i < work->mails->len; i++) {
		td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);
		td_work_series *item;
		td_work_mail *target;

		if (mail->kind != TD_KIND_REPLY || mail->series ||
		    !td_work_is_human(mail))
			continue;
		target = mail->target;
		item = target ? target->series : td_work_find_absent(holes, mail);
		if (!item)
			continue;
		item->series->replies++;
		item->series->last_reply = MAX(item->series->last_reply, mail->received);
		if (td_work_is_same_person(mail->sender, item->series->author) ||
		    td_work_is_same_person(mail->sender, item->series->sender))
			continue;
		item->series->last_answer =
		    MAX(item->series->last_answer, mail->received);
		g_hash_table_add(item->repliers, td_report_person_key(mail->sender));
	}
}

bool
td_work_load_reviews(td_work *work, GError **error)
{
	if (!td_index_each_trailer(work->index, &work->range, add_trailer, work, error))
		return false;
	count_replies(work);
	td_work_settle_words(work);
	for (unsigned i = 0; i < work->series->len; i++) {
		td_work_series *item = g_ptr_array_index(work->series, i);

		item->series->repliers = g_hash_table_size(item->repliers);
		if (item->series->trailers->len == 0)
			continue;
		item->series->reviewed = count_people(item->series, review_keys[0]);
		item->series->acked = count_people(item->series, review_keys[1]);
		item->series->tested = count_people(item->series, review_keys[2]);
	}
	return true;
}
