/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/content.c - what a mail says, as one number */
#include "write/content.h"

#include <string.h>

#include "patch/footer.h"
#include "store/map.h"

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
