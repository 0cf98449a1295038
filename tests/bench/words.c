/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words ARCHIVE [LAST] - what each step of the full text takes, alone on one core: mails
 * into columns, columns into words, words into segments; and how many words there are
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "archive/archive.h"
#include "message/message.h"
#include "words/inverter.h"
#include "words/segment_reader.h"
#include "words/word.h"

enum { together = 16384 }; /* mails of a segment */

typedef struct totals {
	td_words walk;
	bool words;
	uint64_t bytes[TD_COLUMN_COUNT], count[TD_COLUMN_COUNT];
} totals;

static double
cpu(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
fail(const GError *error)
{
	fprintf(stderr, "words: %s\n", error->message);
	exit(1);
}

static void
count(td_column column, td_span text, void *data)
{
	totals *to = data;

	to->bytes[column] += text.n;
	td_words_start(&to->walk, text);
	while (to->words && td_words_next(&to->walk))
		to->count[column]++;
}

/* All of it in its bytes. */
static void
join(td_segment *segment)
{
	td_buffer all = { .n = 0 };

	td_buffer_add(
	    &all, td_spool_read(segment->first, NULL), td_spool_size(segment->first));
	td_buffer_add(&all, segment->bytes.p, segment->bytes.n);
	td_buffer_clear(&segment->bytes);
	segment->bytes = all;
}

/* Where the bytes of segments are. */
typedef struct sizes {
	uint64_t names, words, docs[TD_COLUMN_COUNT], positions[TD_COLUMN_COUNT];
	uint64_t lists[TD_COLUMN_COUNT], directories, packed, far;
} sizes;

static void
measure_block(sizes *to, const td_segment *segment, td_blob_place place)
{
	td_buffer packed = { segment->bytes.p + place.offset, place.n, place.n };
	td_buffer plain = { .n = 0 };
	td_block block;

	td_unpack(&packed, &plain);
	td_block_open(&block, plain.p, plain.n);
	while (td_block_next(&block)) {
		to->words++;
		for (unsigned i = 0; i < block.lists_n; i++) {
			const td_postings *list = &block.lists[i];

			to->lists[list->column]++;
			to->docs[list->column] += (uint64_t)(list->docs_end - list->docs);
			to->positions[list->column] +=
			    (uint64_t)(list->positions_end - list->positions);
		}
	}
	to->names += plain.n;
	to->packed += place.n;
	td_buffer_clear(&plain);
}

static void
measure(sizes *to, const td_segment *segment)
{
	td_directory directory;
	uint64_t packed = to->packed;

	to->directories += segment->directory.n;
	td_directory_open(&directory, segment->directory.p, segment->directory.n);
	for (uint32_t i = 0; i < directory.n; i++)
		measure_block(to, segment, td_directory_place(&directory, i));
	to->far += segment->bytes.n - (to->packed - packed);
}

static void
print_sizes(const sizes *of)
{
	uint64_t docs = 0;
	uint64_t positions = 0;

	for (unsigned i = 0; i < TD_COLUMN_COUNT; i++) {
		printf("column %2u: %9" G_GUINT64_FORMAT " lists %10" G_GUINT64_FORMAT
		       " bytes of mails %10" G_GUINT64_FORMAT " of positions\n",
		    i, of->lists[i], of->docs[i], of->positions[i]);
		docs += of->docs[i];
		positions += of->positions[i];
	}
	printf("%" G_GUINT64_FORMAT " words; bytes: %" G_GUINT64_FORMAT
	       " names and heads, %" G_GUINT64_FORMAT " mails, %" G_GUINT64_FORMAT
	       " positions, all %" G_GUINT64_FORMAT " packed; %" G_GUINT64_FORMAT
	       " packed far, %" G_GUINT64_FORMAT " directories\n",
	    of->words, of->names - docs - positions, docs, positions, of->packed, of->far,
	    of->directories);
}

int
main(int argc, char **argv)
{
	td_range_spec spec = { .now = 0 };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_archive) archive = NULL;
	g_autoptr(td_range) range = NULL;
	g_autoptr(td_reader) reader = NULL;
	g_autoptr(td_inverter) inverter = td_inverter_new(NULL);
	static totals plain;
	static totals words = { .words = true };
	double spent[5] = { 0 };
	uint64_t size = 0;
	uint64_t all = 0;
	sizes sized = { 0 };
	unsigned segments = 0;
	unsigned n = 0;

	if (argc < 2)
		return 64;
	if (argc > 2)
		spec.last = (unsigned)strtoul(argv[2], NULL, 10);
	archive = td_archive_open(argv[1], &error);
	if (archive == NULL)
		fail(error);
	range = td_archive_select(archive, &spec, &error);
	reader = range != NULL ? td_reader_open(archive, &error) : NULL;
	if (reader == NULL)
		fail(error);
	for (unsigned i = 0; i < range->entries->len; i++) {
		td_mail mail;
		td_message *message;
		td_body *body;
		g_autofree char *text = NULL;
		unsigned defects = 0;
		double at;

		if (!td_reader_load(reader, &g_array_index(range->entries, td_entry, i),
			&mail, &error))
			fail(error);
		if (mail.state != TD_MAIL_OK)
			continue;
		n++;
		message = td_message_parse(mail.bytes, 0);
		body = td_body_read(message, &defects);
		text = td_body_to_utf8(body);
		at = cpu();
		td_searched_header(message, count, &plain);
		td_searched_body(td_span_of(text), count, &plain);
		spent[0] += cpu() - at;
		at = cpu();
		td_searched_header(message, count, &words);
		td_searched_body(td_span_of(text), count, &words);
		spent[1] += cpu() - at;
		at = cpu();
		td_inverter_add(inverter, message, td_span_of(text), &(td_doc){ 0 });
		spent[2] += cpu() - at;
		if (n % together == 0 || i + 1 == range->entries->len) {
			td_inverted *inverted;
			td_segment *segment;

			at = cpu();
			inverted = td_inverter_take(inverter, &error);
			segment = td_inverted_merge(&inverted, 1, NULL, &error);
			spent[3] += cpu() - at;
			td_inverted_free(inverted);
			join(segment);
			size += segment->directory.n + segment->bytes.n;
			measure(&sized, segment);
			segments++;
			td_segment_free(segment);
		}
		td_body_free(body);
		td_message_free(message);
	}
	for (unsigned i = 0; i < TD_COLUMN_COUNT; i++) {
		printf("column %2u: %12" G_GUINT64_FORMAT " bytes %11" G_GUINT64_FORMAT
		       " words\n",
		    i, words.bytes[i], words.count[i]);
		all += words.count[i];
	}
	printf(
	    "%u mails, %.1f words a mail; us a mail: %.1f columns, %.1f more for words "
	    "(%.1f ns a word), %.1f all of adding, %.1f finishing\n",
	    n, (double)all / n, spent[0] * 1e6 / n, (spent[1] - spent[0]) * 1e6 / n,
	    (spent[1] - spent[0]) * 1e9 / (double)all, spent[2] * 1e6 / n,
	    spent[3] * 1e6 / n);
	printf("%u segments, %.1f MB, %.1f bytes a mail\n", segments, (double)size / 1e6,
	    (double)size / n);
	print_sizes(&sized);
	return 0;
}
