/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/segment.c - packs the words of some mails into blobs */
#include "words/segment.h"

#include <lz4.h>

#include "words/segment_format.h"
#include "words/varint.h"

enum {
	block_bytes = 8 << 10,
	far_bytes = 8 << 10, /* positions longer than this are a blob of their own */
	most_idle = 1 << 20, /* that a list keeps between two words: few have as many */
};

/* The mails and positions of one word in one column. */
typedef struct list {
	td_buffer docs, positions;
	uint32_t count, last;
} list;

struct td_segment_writer {
	td_segment *segment;
	size_t taken; /* bytes of it that td_segment_take gave away */
	td_buffer block;
	list lists[TD_COLUMN_COUNT];
	unsigned columns; /* bits of those that the word has */
	uint8_t word[UINT8_MAX], last_word[UINT8_MAX];
	size_t word_n, last_n;
	td_buffer starts; /* uint32_t: where each block's first word begins in words */
	td_buffer places; /* uint32_t: offset and length of each block's blob */
	td_buffer words;
};

static td_segment *
segment_new(void)
{
	return g_new0(td_segment, 1);
}

void
td_segment_free(td_segment *segment)
{
	if (segment == NULL)
		return;
	g_clear_pointer(&segment->docs, g_array_unref);
	td_spool_free(segment->first);
	td_buffer_clear(&segment->bytes);
	td_buffer_clear(&segment->directory);
	g_free(segment);
}

td_segment_writer *
td_segment_writer_new(void)
{
	td_segment_writer *writer = g_new0(td_segment_writer, 1);

	writer->segment = segment_new();
	return writer;
}

void
td_segment_writer_free(td_segment_writer *writer)
{
	if (writer == NULL)
		return;
	td_segment_free(writer->segment);
	td_buffer_clear(&writer->block);
	for (unsigned i = 0; i < TD_COLUMN_COUNT; i++) {
		td_buffer_clear(&writer->lists[i].docs);
		td_buffer_clear(&writer->lists[i].positions);
	}
	td_buffer_clear(&writer->starts);
	td_buffer_clear(&writer->places);
	td_buffer_clear(&writer->words);
	g_free(writer);
}

/* Gives its offset; *length is what it became. */
static uint32_t
add_blob(td_segment_writer *writer, const td_buffer *blob, uint32_t *length)
{
	td_buffer *out = &writer->segment->bytes;
	size_t offset = writer->taken + out->n;
	int packed = 0;
	uint8_t *to;

	td_buffer_add_varint(out, blob->n);
	to = td_buffer_reserve(out, blob->n);
	if (blob->n > 1 && blob->n <= LZ4_MAX_INPUT_SIZE)
		packed = LZ4_compress_default(
		    (const char *)blob->p, (char *)to, (int)blob->n, (int)blob->n - 1);
	if (packed > 0)
		out->n += (size_t)packed;
	else
		td_buffer_add(out, blob->p, blob->n);
	*length = (uint32_t)(writer->taken + out->n - offset);
	return (uint32_t)offset;
}

static void
end_block(td_segment_writer *writer)
{
	uint32_t place[2];

	if (writer->block.n == 0)
		return;
	place[0] = add_blob(writer, &writer->block, &place[1]);
	td_buffer_add(&writer->places, place, sizeof place);
	writer->block.n = 0;
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
	g_assert(word.n <= sizeof writer->word);
	memcpy(writer->word, word.p, word.n);
	writer->word_n = word.n;
}

/* Before its lists, of which there is at least one. */
static void
put_word(td_segment_writer *writer)
{
	td_span word = { (const char *)writer->word, writer->word_n };
	uint8_t lengths[2];
	size_t shared;

	if (writer->block.n == 0) {
		uint32_t start = (uint32_t)writer->words.n;

		td_buffer_add(&writer->starts, &start, sizeof start);
		td_buffer_add(&writer->words, word.p, word.n);
	}
	shared = count_shared(writer, word);
	lengths[0] = (uint8_t)shared;
	lengths[1] = (uint8_t)(word.n - shared);
	td_buffer_add(&writer->block, lengths, 2);
	td_buffer_add(&writer->block, word.p + shared, word.n - shared);
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
	td_buffer_add_varint(&to->docs, step << 1 | (n == 1));
	if (n != 1)
		td_buffer_add_varint(&to->docs, n);
	td_buffer_add(&to->positions, positions, n);
}

void
td_segment_put_list(
    td_segment_writer *writer, td_column column, const td_segment_list *list_of)
{
	list *to = &writer->lists[column];
	const uint8_t *p = list_of->docs;
	const uint8_t *end = p + list_of->docs_n;
	uint64_t one = td_varint_get(&p, end) & 1;
	uint64_t step = list_of->first;

	if (to->count > 0)
		step -= to->last;
	to->count += list_of->count;
	to->last = list_of->last;
	writer->columns |= 1u << column;
	td_buffer_add_varint(&to->docs, step << 1 | one);
	td_buffer_add(&to->docs, p, (size_t)(end - p));
	td_buffer_add(&to->positions, list_of->positions, list_of->positions_n);
}

static void
append(td_buffer *out, const td_buffer *bytes)
{
	td_buffer_add(out, bytes->p, bytes->n);
}

static void
end_many(td_segment_writer *writer, const list *ended, uint8_t head)
{
	bool far = ended->positions.n > far_bytes;

	if (far)
		head |= TD_LIST_FAR;
	td_buffer_add(&writer->block, &head, 1);
	td_buffer_add_varint(&writer->block, ended->docs.n);
	td_buffer_add_varint(&writer->block, far ? 0 : ended->positions.n);
	append(&writer->block, &ended->docs);
	if (far) {
		uint32_t length;
		uint32_t offset = add_blob(writer, &ended->positions, &length);

		td_buffer_add_varint(&writer->block, offset);
		td_buffer_add_varint(&writer->block, length);
	} else {
		append(&writer->block, &ended->positions);
	}
}

static void
end_list(td_segment_writer *writer, unsigned column, bool more)
{
	list *ended = &writer->lists[column];
	uint8_t head = (uint8_t)(column | (more ? TD_LIST_MORE : 0));

	if (ended->count == 1) {
		head |= TD_LIST_ONE;
		td_buffer_add(&writer->block, &head, 1);
		append(&writer->block, &ended->docs);
		append(&writer->block, &ended->positions);
	} else {
		end_many(writer, ended, head);
	}
	ended->count = ended->last = 0;
	ended->docs.n = ended->positions.n = 0;
	if (ended->positions.room > most_idle)
		td_buffer_clear(&ended->positions);
}

void
td_segment_end_word(td_segment_writer *writer)
{
	unsigned left = writer->columns;

	if (left != 0)
		put_word(writer);
	while (left != 0) {
		unsigned column = (unsigned)__builtin_ctz(left);

		left &= left - 1;
		end_list(writer, column, left != 0);
	}
	writer->columns = 0;
	if (writer->block.n >= block_bytes)
		end_block(writer);
}

/* How many blocks, where each one's first word begins, where its blob is, the words. */
static void
write_directory(td_segment_writer *writer, td_buffer *out)
{
	uint32_t n = (uint32_t)(writer->starts.n / sizeof n);
	uint32_t end = (uint32_t)writer->words.n;

	td_buffer_add(&writer->starts, &end, sizeof end);
	td_buffer_add(out, &n, sizeof n);
	append(out, &writer->starts);
	append(out, &writer->places);
	append(out, &writer->words);
	writer->starts.n = writer->places.n = writer->words.n = 0;
}

bool
td_segment_take(td_segment_writer *writer, size_t piece, td_buffer *out)
{
	td_buffer *bytes = &writer->segment->bytes;
	size_t n = bytes->n / piece * piece;

	if (n == 0)
		return false;
	td_buffer_add(out, bytes->p, n);
	memmove(bytes->p, bytes->p + n, bytes->n - n);
	bytes->n -= n;
	writer->taken += n;
	return true;
}

td_segment *
td_segment_finish(td_segment_writer *writer, GArray *take_docs)
{
	td_segment *segment = writer->segment;

	end_block(writer);
	write_directory(writer, &segment->directory);
	segment->docs = take_docs;
	writer->segment = segment_new();
	writer->taken = 0;
	return segment;
}
