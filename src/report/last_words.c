/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/last_words.c - who said no to a series, or "not yet": series/last_word.h */
#include "report/work.h"

#include "notice/verdict.h"
#include "series/credit.h"

/* One trailer of an answer that may be such a word, or a review that takes one back. */
typedef struct note {
	const td_work_mail *giver;
	const td_work_mail *target;
	const char *key, *value;
} note;

static bool
is_review(const char *key)
{
	return g_ascii_strcasecmp(key, "Reviewed-by") == 0 ||
	       g_ascii_strcasecmp(key, "Acked-by") == 0 ||
	       g_ascii_strcasecmp(key, "Tested-by") == 0;
}

bool
td_work_is_word(const char *key)
{
	return g_ascii_strcasecmp(key, TD_VERDICT_KEY) == 0 ||
	       g_ascii_strcasecmp(key, "pw-bot") == 0 ||
	       g_ascii_strcasecmp(key, "Nacked-by") == 0;
}

void
td_work_note_word(td_work *work, const td_index_trailer *row, const td_work_mail *giver,
    const td_work_mail *target)
{
	note one = { .giver = giver, .target = target };

	if (giver == target || (!td_work_is_word(row->key) && !is_review(row->key)))
		return;
	one.key = td_work_keep(work, row->key);
	one.value = td_work_keep(work, row->value);
	g_array_append_val(work->words, one);
}

/* In an index answers may have numbers in another order than they came. */
static int
compare_notes(const void *a, const void *b)
{
	const note *x = a, *y = b;

	if (x->giver->received != y->giver->received)
		return x->giver->received < y->giver->received ? -1 : 1;
	return (x->giver > y->giver) - (x->giver < y->giver);
}

static void
hear(const note *one)
{
	const td_report_person *by = one->giver->author;
	td_last_word *word = &one->target->series->word;
	const td_remark said = { .key = one->key,
		.value = one->value,
		.message = one->giver->id,
		.received = one->giver->received,
		.by = (uintptr_t)by,
		.author = td_work_is_same_person(by, one->target->author) ||
			  td_work_is_same_person(by, one->target->sender) };

	if (!td_last_word_hear(word, &said) && !said.author && by != one->target->sender)
		td_last_word_review(word, said.by);
}

static char *
say(const td_last_word *word, const td_work_mail *mail, const td_report_person *author)
{
	const td_report_person *by = mail->author;
	const char *name = *by->name ? by->name : by->address;

	if (word->author || td_work_is_same_person(by, author))
		return g_strdup(word->rejected ? "withdrawn by the author"
					       : "the author will send another version");
	return g_strdup_printf(
	    word->rejected ? "rejected by %s" : "changes requested by %s", name);
}

void
td_work_settle_words(td_work *work)
{
	g_array_sort(work->words, compare_notes);
	for (unsigned i = 0; i < work->words->len; i++)
		hear(&g_array_index(work->words, note, i));
	for (unsigned i = 0; i < work->words->len; i++) {
		const note *one = &g_array_index(work->words, note, i);
		td_work_series *item = one->target->series;

		if (item->word.message == one->giver->id && !one->giver->before)
			item->touched = true;
	}
}

void
td_work_tell_word(td_work *work, const td_work_series *item)
{
	const td_work_mail *mail = td_work_find(work, item->word.message);
	g_autofree char *words =
	    mail ? say(&item->word, mail, item->series->author) : NULL;

	if (!mail)
		return;
	item->series->evidence = mail->message_id;
	item->series->evidence_text = td_work_keep(work, words);
}

GArray *
td_work_new_words(void)
{
	return g_array_new(FALSE, FALSE, sizeof(note));
}
