/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/segment.c - packs the words of some mails into blocks */
#include "index/segment.h"

#include "index/segment_format.h"
#include "index/varint.h"

enum {
	block_bytes = 16 << 10,
	far_bytes = 8 << 10, /* positions longer than this are a blob of their own */
};

/* The mails and positions of one word in one column. */
typedef struct list {
	GByteArray *docs, *positions;
	uint32_t count, last;
} list;

struct td_segment_writer {
	td_segment *segment;
	GByteArray *block;
	list lists[TD_COLUMN_COUNT];
	unsigned columns; /* bits of those that the word has */
	td_span word;
	uint8_t last_word[UINT8_MAX];
	size_t last_n;
	GArray *starts; /* of uint32_t: where the directory's words begin in words */
	GArray *numbers;
	GByteArray *words;
};

static void
free_bytes(void *bytes)
{
	g_bytes_unref(bytes);
}

static td_segment *
segment_new(void)
{
	td_segment *segment = g_new0(td_segment, 1);

	segment->blobs = g_ptr_array_new_with_free_func(free_bytes);
	segment->directory = g_byte_array_new();
	return segment;
}

void
td_segment_free(td_segment *segment)
{
	if (segment == NULL)
		return;
	if (segment->docs != NULL)
		g_array_unref(segment->docs);
	g_ptr_array_unref(segment->blobs);
	g_byte_array_unref(segment->directory);
	g_free(segment);
}

td_segment_writer *
td_segment_writer_new(void)
{
	td_segment_writer *writer = g_new0(td_segment_writer, 1);

	writer->segment = segment_new();
	writer->block = g_byte_array_sized_new(2 * block_bytes);
	for (unsigned i = 0; i < TD_COLUMN_COUNT; i++) {
		writer->lists[i].docs = g_byte_array_new();
		writer->lists[i].positions = g_byte_array_new();
	}
	writer->starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	writer->numbers = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	writer->words = g_byte_array_new();
	return writer;
}

void
td_segment_writer_free(td_segment_writer *writer)
{
	if (writer == NULL)
		return;
	td_segment_free(writer->segment);
	g_byte_array_unref(writer->block);
	for (unsigned i = 0; i < TD_COLUMN_COUNT; i++) {
		g_byte_array_unref(writer->lists[i].docs);
		g_byte_array_unref(writer->lists[i].positions);
	}
	g_array_unref(writer->starts);
	g_array_unref(writer->numbers);
	g_byte_array_unref(writer->words);
	g_free(writer);
}

static uint32_t
add_blob(td_segment_writer *writer, const GByteArray *bytes)
{
	g_ptr_array_add(writer->segment->blobs, g_bytes_new(bytes->data, bytes->len));
	return writer->segment->blobs->len - 1;
}

/* The blobs of a block's own words lie before it. */
static void
end_block(td_segment_writer *writer)
{
	uint32_t number;

	if (writer->block->len == 0)
		return;
	number = add_blob(writer, writer->block);
	g_array_append_val(writer->numbers, number);
	g_byte_array_set_size(writer->block, 0);
	writer->last_n = 0;
}

static size_t
count_shared(const td_segment_writer *writer, td_span word)
{
	size_t max = MIN(writer->last_n, word.n);
	size_t n = 0;

	while (n < max && writer->last_word[n] == (uint8_t)word.p[n])
		n++;
	return n;
}

void
td_segment_start_word(td_segment_writer *writer, td_span word)
{
	uint8_t lengths[2];
	size_t shared;

	g_assert(word.n <= sizeof writer->last_word);
	if (writer->block->len == 0) {
		uint32_t start = writer->words->len;

		g_array_append_val(writer->starts, start);
		g_byte_array_append(
		    writer->words, (const uint8_t *)word.p, (unsigned)word.n);
	}
	shared = count_shared(writer, word);
	lengths[0] = (uint8_t)shared;
	lengths[1] = (uint8_t)(word.n - shared);
	g_byte_array_append(writer->block, lengths, 2);
	g_byte_array_append(writer->block, (const uint8_t *)word.p + shared, lengths[1]);
	memcpy(writer->last_word, word.p, word.n);
	writer->last_n = word.n;
}

void
td_segment_put(td_segment_writer *writer, td_column column, uint32_t doc,
    const uint8_t *positions, size_t n)
{
	list *to = &writer->lists[column];
	uint64_t step = doc;

	if (to->count++ > 0)
		step -= to->last;
	to->last = doc;
	writer->columns |= 1u << column;
	td_varint_put(to->docs, step << 1 | (n == 1));
	if (n != 1)
		td_varint_put(to->docs, n);
	g_byte_array_append(to->positions, positions, (unsigned)n);
}

static void
append(GByteArray *out, const GByteArray *bytes)
{
	g_byte_array_append(out, bytes->data, bytes->len);
}

static void
end_list(td_segment_writer *writer, unsigned column, bool more)
{
	list *ended = &writer->lists[column];
	uint8_t head = (uint8_t)(column | (more ? TD_LIST_MORE : 0));

	if (ended->count == 1) {
		head |= TD_LIST_ONE;
		g_byte_array_append(writer->block, &head, 1);
		append(writer->block, ended->docs);
		append(writer->block, ended->positions);
	} else {
		uint32_t far = 0;

		if (ended->positions->len > far_bytes) {
			head |= TD_LIST_FAR;
			far = add_blob(writer, ended->positions);
		}
		g_byte_array_append(writer->block, &head, 1);
		td_varint_put(writer->block, ended->docs->len);
		td_varint_put(writer->block, ended->positions->len);
		append(writer->block, ended->docs);
		if (head & TD_LIST_FAR)
			td_varint_put(writer->block, far);
		else
			append(writer->block, ended->positions);
	}
	ended->count = ended->last = 0;
	g_byte_array_set_size(ended->docs, 0);
	g_byte_array_set_size(ended->positions, 0);
}

void
td_segment_end_word(td_segment_writer *writer)
{
	unsigned left = writer->columns;

	while (left != 0) {
		unsigned column = (unsigned)__builtin_ctz(left);

		left &= left - 1;
		end_list(writer, column, left != 0);
	}
	writer->columns = 0;
	if (writer->block->len >= block_bytes)
		end_block(writer);
}

/* How many blocks, where each one's first word begins, its number, the words. */
static void
write_directory(td_segment_writer *writer, GByteArray *out)
{
	uint32_t n = writer->starts->len;
	uint32_t end = writer->words->len;

	g_array_append_val(writer->starts, end);
	g_byte_array_append(out, (const uint8_t *)&n, sizeof n);
	g_byte_array_append(out, (const uint8_t *)writer->starts->data,
	    (unsigned)((n + 1) * sizeof(uint32_t)));
	g_byte_array_append(out, (const uint8_t *)writer->numbers->data,
	    (unsigned)(n * sizeof(uint32_t)));
	append(out, writer->words);
	g_array_set_size(writer->starts, 0);
	g_array_set_size(writer->numbers, 0);
	g_byte_array_set_size(writer->words, 0);
}

td_segment *
td_segment_finish(td_segment_writer *writer, GArray *take_docs)
{
	td_segment *segment = writer->segment;

	end_block(writer);
	write_directory(writer, segment->directory);
	segment->docs = take_docs;
	writer->segment = segment_new();
	return segment;
}
