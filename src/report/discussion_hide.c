/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/discussion_hide.c - a thread without the mails that a reader may not see */
#include "report/discussion_hide.h"

static td_discussion_mail *
mail_at(td_discussion *discussion, unsigned i)
{
	return &g_array_index(discussion->mails, td_discussion_mail, i);
}

static void
forget(td_discussion *discussion, const bool *which)
{
	for (unsigned i = 0; i < discussion->mails->len; i++) {
		td_discussion_mail *mail = mail_at(discussion, i);
		td_discussion_mail ghost = td_discussion_ghost(mail->message_id);

		/* Whoever draws it would leave a title out that stands above. */
		if (mail->parent >= 0 && which[mail->parent])
			mail->same_title = false;
		if (!which[i] || mail->message == 0)
			continue;
		g_clear_pointer(&mail->trailers, g_ptr_array_unref);
		ghost.depth = mail->depth;
		ghost.parent = mail->parent;
		*mail = ghost;
		discussion->count--;
	}
}

/* Answers come after what they answer. */
static int *
find_kept(td_discussion *discussion)
{
	int *kept = g_new0(int, discussion->mails->len + 1);

	for (unsigned i = discussion->mails->len; i-- > 0;) {
		const td_discussion_mail *mail = mail_at(discussion, i);

		kept[i] |= mail->message != 0;
		if (kept[i] && mail->parent >= 0)
			kept[mail->parent] = true;
	}
	return kept;
}

/* What is left stands under the same parents. */
static void
prune(td_discussion *discussion)
{
	g_autofree int *places = find_kept(discussion);
	g_autofree int *newest = g_new0(int, discussion->mails->len + 1);
	unsigned kept = 0;

	for (unsigned i = 0; i < discussion->mails->len; i++) {
		td_discussion_mail mail = *mail_at(discussion, i);

		/* Its own, where it goes to; and the array frees what is behind the end.
		 */
		mail_at(discussion, i)->trailers = NULL;
		if (!places[i]) {
			g_clear_pointer(&mail.trailers, g_ptr_array_unref);
			continue;
		}
		places[i] = (int)kept;
		mail.parent = mail.parent < 0 ? -1 : places[mail.parent];
		newest[mail.parent + 1] = (int)kept;
		*mail_at(discussion, kept++) = mail;
	}
	for (unsigned i = 0; i < kept; i++) {
		td_discussion_mail *mail = mail_at(discussion, i);

		mail->last = newest[mail->parent + 1] == (int)i;
	}
	g_array_set_size(discussion->mails, kept);
}

void
td_discussion_hide(td_discussion *discussion, const bool *which)
{
	forget(discussion, which);
	prune(discussion);
}
