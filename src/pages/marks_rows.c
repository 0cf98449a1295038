/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/marks_rows.c - what was said by hand of many patches, beside the rows that a page
 * has of them */
#include "pages/marks_rows.h"

#include "pages/marks.h"
#include "report/standing.h"
#include "subject/subject.h"

static void
unref_row(void *row)
{
	if (row)
		g_ptr_array_unref(row);
}

/* NULL where nobody ever said anything. */
static bool
start_rows(td_serving *serving, GPtrArray **rows, GError **error)
{
	bool has;

	*rows = NULL;
	if (!td_page_has_marks(serving, &has, error))
		return false;
	if (has)
		*rows = g_ptr_array_new_with_free_func(unref_row);
	return true;
}

static bool
add_series(td_serving *serving, const td_page_of *page, const td_index_series *series,
    GPtrArray *row, GError **error)
{
	const td_index_range range = { .messages = &series->head, .n = 1 };
	g_autoptr(GArray) members = td_index_load_members(serving->index, &range, error);

	for (unsigned i = 0; members && i < members->len; i++) {
		const td_index_member *member =
		    &g_array_index(members, td_index_member, i);
		const td_page_patch_id patch = { .message = member->message,
			.number = member->number };

		if (member->series == series->id &&
		    !td_page_add_marks(serving, page, &patch, row, error))
			return false;
	}
	return members != NULL;
}

bool
td_page_marks_of_list(td_serving *serving, const td_page_of *page,
    const GPtrArray *series, unsigned first, GPtrArray **marks, GError **error)
{
	g_autoptr(GPtrArray) rows = NULL;

	if (!start_rows(serving, &rows, error))
		return false;
	for (unsigned i = first; rows && i < series->len; i++) {
		const td_standing *standing = series->pdata[i];
		GPtrArray *row = td_page_marks_new();

		g_ptr_array_add(rows, row);
		if (!add_series(serving, page, &standing->series, row, error))
			return false;
	}
	*marks = g_steal_pointer(&rows);
	return true;
}

/* 3 of "[PATCH v2 3/7] ..."; 0 where it says none. */
static unsigned
number_of(const char *subject)
{
	g_autoptr(td_subject) read = td_subject_parse(td_span_of(subject));

	return read->number;
}

bool
td_page_marks_of_thread(td_serving *serving, const td_page_of *page,
    const td_discussion *discussion, GPtrArray **marks, GError **error)
{
	const GArray *mails = discussion->mails;
	g_autoptr(GPtrArray) rows = NULL;

	if (!start_rows(serving, &rows, error))
		return false;
	for (unsigned i = 0; rows && i < mails->len; i++) {
		const td_discussion_mail *mail =
		    &g_array_index(mails, td_discussion_mail, i);
		bool is_patch = mail->message != 0 && mail->kind == TD_KIND_PATCH;
		const td_page_patch_id patch = { .message = mail->message,
			.message_id = mail->message_id,
			.number = is_patch ? number_of(mail->subject) : 0 };
		GPtrArray *row = is_patch ? td_page_marks_new() : NULL;

		g_ptr_array_add(rows, row);
		if (row && !td_page_add_marks(serving, page, &patch, row, error))
			return false;
	}
	*marks = g_steal_pointer(&rows);
	return true;
}
