/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/content.c - what a mail says, as one number */
#include "write/content.h"

#include <string.h>

#include "patch/footer.h"
#include "store/map.h"
#include "write/ties.h"
#include "write/write.h"

uint64_t
td_index_hash_text(const char *text, uint64_t seed)
{
	td_span said = td_footer_cut(td_span_of(text));

	return td_hash(said.p, said.n, seed);
}

static uint64_t
add_text(uint64_t hash, const char *text)
{
	return td_hash(text, strlen(text), hash);
}

static uint64_t
add_address(uint64_t hash, const td_address *address)
{
	if (address == NULL)
		return add_text(hash, "");
	return add_text(add_text(hash, address->name), address->address);
}

uint64_t
td_content_key(const td_index_mail *mail, const GString *refs, uint64_t seed)
{
	const td_message *message = mail->message;
	const td_patch *patch = mail->patch;
	const int64_t numbers[] = {
		(int64_t)mail->text_hash,
		message->sent,
		message->sent_zone,
		patch->kind,
		patch->author_source,
		patch->diff != NULL,
		patch->diff != NULL ? patch->diff->insertions : 0,
		patch->diff != NULL ? patch->diff->deletions : 0,
		patch->notice != NULL ? (int64_t)patch->notice->source + 1 : 0,
		patch->pull != NULL,
	};
	uint64_t hash = td_hash(numbers, sizeof numbers, seed);

	hash = add_text(hash, message->message_id);
	hash = add_text(hash, message->subject);
	hash = add_text(hash, patch->title);
	hash = add_text(hash, patch->patch_id);
	hash = add_address(hash, message->from);
	hash = add_address(hash, patch->author);
	return td_hash(refs->str, refs->len, hash);
}

/* Subject without what stands in brackets, without blanks, in small letters. */
static GString *
bare_subject(const char *subject)
{
	GString *bare = g_string_new(NULL);
	const char *close;

	for (const char *p = subject; *p != '\0'; p++) {
		if (*p == '[' && (close = strchr(p, ']')) != NULL)
			p = close;
		else if (!g_ascii_isspace(*p))
			g_string_append_c(bare, g_ascii_tolower(*p));
	}
	return bare;
}

uint64_t
td_content_alike(const td_index_mail *mail, const GString *refs, uint64_t seed)
{
	const td_message *message = mail->message;
	const td_patch *patch = mail->patch;
	const td_subject *subject = patch->subject;
	const int64_t numbers[] = {
		(int64_t)mail->text_hash,
		message->sent,
		message->sent_zone,
		patch->kind,
		subject->version,
		subject->minor,
		subject->number,
		subject->total,
		patch->diff != NULL,
		patch->diff != NULL ? patch->diff->insertions : 0,
		patch->diff != NULL ? patch->diff->deletions : 0,
	};
	g_autoptr(GString) bare = NULL;
	g_autofree char *sender = NULL;
	uint64_t hash;

	if (message->message_id[0] == '\0')
		return 0;
	bare = bare_subject(message->subject);
	sender = td_ties_sender(mail);
	hash = td_hash(numbers, sizeof numbers, seed);
	hash = td_hash(message->message_id, strlen(message->message_id), hash);
	hash = td_hash(bare->str, bare->len, hash);
	hash = td_hash(sender, strlen(sender), hash);
	hash = td_hash(patch->patch_id, strlen(patch->patch_id), hash);
	return td_hash(refs->str, refs->len, hash);
}
