/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/reclassify.c - reads mails again, some thousand a commit, for their classes */
#include "ingest/reclassify.h"

#include "index/lists.h"
#include "patch/patch.h"
#include "write/classes.h"
#include "write/write.h"

enum { mails_a_commit = 4096 };

bool
td_reclassify_is_needed(
    td_index *index, int64_t list, const td_rules *rules, bool *needed, GError **error)
{
	td_index_rules stored = { 0 };

	if (list != 0 && !td_index_find_rules(index, list, &stored, error))
		return false;
	*needed = list != 0 && stored.digest != td_rules_digest(rules);
	return true;
}

static bool
put_rules(td_sync *sync, const td_index_rules *rules, GError **error)
{
	return td_index_begin(sync->index, error) &&
	       td_index_put_rules(sync->index, sync->list, rules, error) &&
	       td_index_commit(sync->index, error);
}

/* One that the archive has no more keeps its class. */
static bool
classify(td_sync *sync, td_reader *reader, const td_index_step *step, GError **error)
{
	const td_entry entry = { .epoch = (uint16_t)step->epoch,
		.commit = step->commit,
		.offset = step->offset,
		.size = step->size };
	g_autoptr(td_message) message = NULL;
	g_autoptr(td_patch) patch = NULL;
	td_mail mail;
	bool changed;

	if (!td_reader_load_again(reader, &entry, &step->blob, &mail, error))
		return false;
	if (mail.state != TD_MAIL_OK)
		return true;
	message = td_message_parse(mail.bytes, 0);
	patch = td_patch_read(message, NULL);
	if (!td_index_put_class(sync->index, sync->list, step->position,
		td_rules_classify(
		    sync->options->rules, message, patch, td_span_of(patch->text)),
		&changed, error))
		return false;
	sync->counts.reclassified += changed;
	return true;
}

static bool
classify_piece(td_sync *sync, td_reader *reader, td_index_rules *rules, uint64_t last,
    GError **error)
{
	uint64_t first = (uint64_t)rules->position + 1;
	uint64_t end = MIN(last, first + mails_a_commit - 1);
	g_autoptr(GArray) steps =
	    td_index_load_steps(sync->index, sync->list, first, end, error);

	if (steps == NULL || !td_index_begin(sync->index, error))
		return false;
	for (unsigned i = 0; i < steps->len; i++)
		if (!classify(
			sync, reader, &g_array_index(steps, td_index_step, i), error))
			return false;
	rules->position = (int64_t)end;
	td_sync_tell(end, last, sync);
	return td_index_put_rules(sync->index, sync->list, rules, error) &&
	       td_index_commit(sync->index, error);
}

static bool
find_last(td_sync *sync, uint64_t *last, GError **error)
{
	g_autoptr(GArray) heads = td_index_load_heads(sync->index, sync->list, error);

	*last = 0;
	for (unsigned i = 0; heads != NULL && i < heads->len; i++)
		*last = MAX(*last, g_array_index(heads, td_index_head, i).position);
	return heads != NULL;
}

static bool
classify_all(td_sync *sync, td_index_rules *rules, uint64_t last, GError **error)
{
	td_reader *reader = td_reader_open(sync->archive, error);
	bool fine = reader != NULL;

	while (fine && (uint64_t)rules->position < last)
		fine = classify_piece(sync, reader, rules, last, error);
	td_reader_close(reader);
	return fine;
}

bool
td_reclassify(td_sync *sync, GError **error)
{
	int64_t digest;
	td_index_rules rules;
	uint64_t last;

	if (sync->options->rules == NULL)
		return true;
	digest = td_rules_digest(sync->options->rules);
	if (!td_index_find_rules(sync->index, sync->list, &rules, error))
		return false;
	if (rules.digest == digest)
		return true;
	if (rules.next != digest)
		rules = (td_index_rules){ rules.digest, digest, 0 };
	if (!find_last(sync, &last, error) ||
	    (last > 0 && !classify_all(sync, &rules, last, error)))
		return false;
	rules = (td_index_rules){ .digest = digest };
	return put_rules(sync, &rules, error);
}
