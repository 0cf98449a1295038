/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/inverter.c - mails to tallies, tallies to runs, runs to a segment */
#include "index/inverter.h"

#include "index/run.h"

enum {
	full_runs = 8 << 20, /* bytes */
	full_docs = 0xffff,
};

struct td_inverter {
	td_tally *tally;
	td_run_sorter *sorter;
	GPtrArray *runs; /* of td_run * */
	size_t bytes;    /* of runs */
	GArray *docs;
	td_segment_writer *writer;
};

td_inverter *
td_inverter_new(void)
{
	td_inverter *inverter = g_new0(td_inverter, 1);

	inverter->tally = td_tally_new();
	inverter->sorter = td_run_sorter_new();
	inverter->runs = g_ptr_array_new_with_free_func((GDestroyNotify)td_run_free);
	inverter->docs = g_array_new(FALSE, TRUE, sizeof(td_doc));
	inverter->writer = td_segment_writer_new();
	return inverter;
}

void
td_inverter_free(td_inverter *inverter)
{
	if (inverter == NULL)
		return;
	td_tally_free(inverter->tally);
	td_run_sorter_free(inverter->sorter);
	g_ptr_array_unref(inverter->runs);
	g_array_unref(inverter->docs);
	td_segment_writer_free(inverter->writer);
	g_free(inverter);
}

static void
end_run(td_inverter *inverter)
{
	td_run *run = td_run_sorter_finish(inverter->sorter);

	if (run == NULL)
		return;
	inverter->bytes += run->n;
	g_ptr_array_add(inverter->runs, run);
}

uint32_t
td_inverter_add(
    td_inverter *inverter, const td_message *message, td_span text, const td_doc *doc)
{
	uint32_t number = inverter->docs->len;
	td_doc kept = *doc;

	td_tally_mail(inverter->tally, message, text);
	td_run_sorter_add(inverter->sorter, inverter->tally);
	if (td_run_sorter_is_full(inverter->sorter))
		end_run(inverter);
	kept.words = inverter->tally->count;
	g_array_append_val(inverter->docs, kept);
	return number;
}

uint32_t
td_inverter_count(const td_inverter *inverter)
{
	return inverter->docs->len;
}

bool
td_inverter_is_full(const td_inverter *inverter)
{
	return inverter->docs->len >= full_docs || inverter->bytes >= full_runs;
}

td_segment *
td_inverter_finish(td_inverter *inverter)
{
	GArray *docs = inverter->docs;

	end_run(inverter);
	td_segment_writer_expect(inverter->writer, inverter->bytes);
	td_run_merge(inverter->runs, inverter->writer);
	g_ptr_array_set_size(inverter->runs, 0);
	inverter->bytes = 0;
	inverter->docs = g_array_new(FALSE, TRUE, sizeof(td_doc));
	return td_segment_finish(inverter->writer, docs);
}
