/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/kind.c - which kind of mail it is, of what was found in it */
#include "patch/kind.h"

#include <string.h>

#include "patch/below_quote.h"
#include "patch/pasted.h"

bool
td_kind_is_answer(const td_message *message, const td_subject *subject)
{
	return (message->in_reply_to->len > 0 || message->references->len > 0) &&
	       !subject->has_number && subject->tags->len == 0;
}

static bool
has_summary(const char *text)
{
	return strstr(text, " files changed, ") || strstr(text, " file changed, ");
}

/* Some mailers answer without "Re:"; a cover letter begins in its own words. */
static bool
is_unmarked_answer(const td_message *message, const td_patch *patch)
{
	return !patch->diffstat && message->in_reply_to->len > 0 &&
	       td_begins_with_quote(td_span_of(patch->text));
}

/* It quotes, or gives a review, as no patch that has lost its diff does. */
static bool
speaks_as_answer(const char *text)
{
	g_autoptr(GPtrArray) trailers = NULL;
	bool reviews = false;

	if (*text == '>' || strstr(text, "\n>"))
		return true;
	trailers = td_trailer_parse_reply(td_span_of(text), NULL);
	for (guint i = 0; i < trailers->len; i++) {
		const td_trailer *trailer = g_ptr_array_index(trailers, i);

		if (g_ascii_strcasecmp(trailer->key, "Signed-off-by") == 0)
			return false;
		reviews = reviews || td_trailer_is_person(trailer);
	}
	return reviews;
}

/* "[PATCH 2/3] title" without "Re:" and without a diff, below that patch. */
static bool
is_unmarked_review(const td_message *message, const td_patch *patch)
{
	return !patch->diff && !patch->diffstat && message->in_reply_to->len > 0 &&
	       speaks_as_answer(patch->text);
}

/* The patch below it is the one that was applied, whatever it answers. */
static bool
tells_of_patch(const td_message *message, const td_patch *patch)
{
	return patch->notice && (g_str_has_prefix(message->subject, "Applied \"") ||
				    g_str_has_prefix(message->subject, "patch \""));
}

td_kind
td_kind_decide(const td_message *message, const td_patch *patch, const td_body *body)
{
	const td_subject *subject = patch->subject;

	if (patch->notice && patch->notice->source != TD_NOTICE_MAINTAINER &&
	    !td_notice_source_is_list(patch->notice->source))
		return TD_KIND_NOTICE;
	if (subject->reply)
		return TD_KIND_REPLY;
	/* Patches that may be pulled, too, have a cover letter like others. */
	if (subject->has_number && subject->number == 0 && subject->total > 0)
		return is_unmarked_answer(message, patch) ? TD_KIND_REPLY : TD_KIND_COVER;
	if (patch->pull)
		return TD_KIND_PULL;
	if (td_kind_is_answer(message, subject) || is_unmarked_review(message, patch))
		return TD_KIND_REPLY;
	if (subject->set && !patch->diff)
		return TD_KIND_COVER;
	if (tells_of_patch(message, patch))
		return TD_KIND_NOTICE;
	if (patch->diff ? !td_pasted_is(patch, body)
			: subject->patch && subject->has_number)
		return TD_KIND_PATCH;
	if (subject->patch && (patch->diffstat || has_summary(patch->commit_message)))
		return TD_KIND_COVER;
	return message->in_reply_to->len > 0 || message->references->len > 0
		   ? TD_KIND_REPLY
		   : TD_KIND_MAIL;
}
