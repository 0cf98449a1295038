/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/inverter.c - mails to tallies, tallies to runs, runs to a segment */
#include "words/inverter.h"

#include "words/run.h"
#include "words/spool.h"

enum { chunks = 16 }; /* that are put aside together */

/* A run's bytes follow those of the one before. */
typedef struct place {
	size_t n;
	uint32_t docs;
} place;

struct td_inverted {
	td_spool *spool;
	GArray *places; /* of place, of its runs */
	GArray *docs;   /* of td_doc */
};

struct td_inverter {
	char *folder;
	td_tally *tally;
	td_run_sorter *sorter;
	td_inverted *now;
	GError *error; /* what stopped it */
};

static td_inverted *
inverted_new(const char *folder)
{
	td_inverted *inverted = g_new(td_inverted, 1);

	inverted->spool = td_spool_new(folder);
	inverted->places = g_array_new(FALSE, FALSE, sizeof(place));
	inverted->docs = g_array_new(FALSE, TRUE, sizeof(td_doc));
	return inverted;
}

void
td_inverted_free(td_inverted *inverted)
{
	if (inverted == NULL)
		return;
	td_spool_free(inverted->spool);
	g_array_unref(inverted->places);
	g_array_unref(inverted->docs);
	g_free(inverted);
}

uint32_t
td_inverted_count(const td_inverted *inverted)
{
	return inverted->docs->len;
}

td_inverter *
td_inverter_new(const char *folder)
{
	td_inverter *inverter = g_new0(td_inverter, 1);

	inverter->folder = g_strdup(folder);
	inverter->tally = td_tally_new();
	inverter->sorter = td_run_sorter_new();
	inverter->now = inverted_new(folder);
	return inverter;
}

void
td_inverter_free(td_inverter *inverter)
{
	if (inverter == NULL)
		return;
	td_tally_free(inverter->tally);
	td_run_sorter_free(inverter->sorter);
	td_inverted_free(inverter->now);
	g_clear_error(&inverter->error);
	g_free(inverter->folder);
	g_free(inverter);
}

static void
end_run(td_inverter *inverter)
{
	td_run run = td_run_sorter_finish(inverter->sorter);
	place at = { run.n, run.docs };

	if (run.docs == 0 || inverter->error != NULL ||
	    !td_spool_add(inverter->now->spool, run.bytes, run.n, &inverter->error))
		return;
	g_array_append_val(inverter->now->places, at);
}

uint32_t
td_inverter_add(
    td_inverter *inverter, const td_message *message, td_span text, const td_doc *doc)
{
	GArray *docs = inverter->now->docs;
	td_doc kept = *doc;

	td_tally_mail(inverter->tally, message, text);
	td_run_sorter_add(inverter->sorter, inverter->tally);
	if (td_run_sorter_is_full(inverter->sorter))
		end_run(inverter);
	kept.words = inverter->tally->count;
	g_array_append_val(docs, kept);
	return docs->len - 1;
}

td_inverted *
td_inverter_take(td_inverter *inverter, GError **error)
{
	td_inverted *taken = inverter->now;

	end_run(inverter);
	if (inverter->error != NULL) {
		g_propagate_error(error, g_error_copy(inverter->error));
		return NULL;
	}
	inverter->now = inverted_new(inverter->folder);
	return taken;
}

/* What is packed waits for the rest of it. */
typedef struct target {
	td_spool *spool;
	td_buffer piece;
} target;

static bool
put_aside(td_segment_writer *writer, void *data, GError **error)
{
	target *to = data;

	to->piece.n = 0;
	return !td_segment_take(writer, (size_t)chunks * TD_CHUNK_BYTES, &to->piece) ||
	       td_spool_add(to->spool, to->piece.p, to->piece.n, error);
}

static bool
list_runs(td_inverted *inverted, GArray *runs, GError **error)
{
	const uint8_t *bytes = td_spool_read(inverted->spool, error);

	if (bytes == NULL)
		return false;
	for (unsigned i = 0; i < inverted->places->len; i++) {
		const place *at = &g_array_index(inverted->places, place, i);
		td_run run = { bytes, at->n, at->docs };

		g_array_append_val(runs, run);
		bytes += at->n;
	}
	return true;
}

static void
forget_words(td_inverted *inverted)
{
	g_clear_pointer(&inverted->spool, td_spool_free);
	g_array_set_size(inverted->places, 0);
	g_array_set_size(inverted->docs, 0);
}

td_segment *
td_inverted_merge(td_inverted *const *all, unsigned n, const char *folder, GError **error)
{
	g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(td_run));
	g_autoptr(GArray) docs = g_array_new(FALSE, FALSE, sizeof(td_doc));
	g_autoptr(td_segment_writer) writer = td_segment_writer_new();
	g_autoptr(td_spool) first = td_spool_new(folder);
	target to = { .spool = first };
	td_segment *segment;
	bool good = true;

	for (unsigned i = 0; good && i < n; i++) {
		good = list_runs(all[i], runs, error);
		g_array_append_vals(docs, all[i]->docs->data, all[i]->docs->len);
	}
	good = good && td_run_merge(runs, writer, put_aside, &to, error);
	td_buffer_clear(&to.piece);
	for (unsigned i = 0; i < n; i++)
		forget_words(all[i]);
	if (!good)
		return NULL;
	segment = td_segment_finish(writer, g_steal_pointer(&docs));
	segment->first = g_steal_pointer(&first);
	return segment;
}
