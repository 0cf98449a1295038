/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pack/loose.c - one object out of its file: deflated, with a line in front */
#include "pack/loose.h"

#include <stdint.h>
#include <string.h>
#include <zlib.h>

#include "base/limits.h"

/* "commit ", twenty digits, a NUL. */
#define HEAD_ROOM 32

/* A file may be a little larger than what it holds, never twice as large. */
#define MAX_FILE_BYTES ((size_t)2 * TD_MAX_MAIL_BYTES - 1)

/* The line "blob 123" and where what follows it begins. */
static bool
read_head(td_span head, td_pack_type *type, size_t *size, size_t *end)
{
	static const struct {
		const char *word;
		td_pack_type type;
	} types[] = { { "blob ", TD_PACK_BLOB }, { "tree ", TD_PACK_TREE },
		{ "commit ", TD_PACK_COMMIT }, { "tag ", TD_PACK_TAG } };
	ptrdiff_t nul = td_span_find_byte(head, '\0');
	unsigned value;

	if (nul < 0)
		return false;
	*end = (size_t)nul + 1;
	head.n = (size_t)nul;
	for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
		if (!td_span_has_prefix(head, types[i].word))
			continue;
		*type = types[i].type;
		if (!td_span_to_unsigned(td_span_skip(head, strlen(types[i].word)),
			TD_MAX_MAIL_BYTES, &value))
			return false;
		*size = value;
		return true;
	}
	return false;
}

static bool
inflate_all(z_stream *stream, td_pack_type *type, GByteArray *bytes)
{
	char head[HEAD_ROOM];
	size_t size, end, n;
	int result;

	stream->next_out = (Bytef *)head;
	stream->avail_out = sizeof head;
	result = inflate(stream, Z_SYNC_FLUSH);
	n = sizeof head - stream->avail_out;
	if ((result != Z_OK && result != Z_STREAM_END) ||
	    !read_head((td_span){ head, n }, type, &size, &end) || n - end > size)
		return false;
	/* One byte more, which is to stay empty, lets zlib come to its checksum. */
	g_byte_array_set_size(bytes, (unsigned)size + 1);
	memcpy(bytes->data, head + end, n - end);
	stream->next_out = bytes->data + (n - end);
	stream->avail_out = (unsigned)(size + 1 - (n - end));
	if (result != Z_STREAM_END)
		result = inflate(stream, Z_FINISH);
	g_byte_array_set_size(bytes, (unsigned)size);
	return result == Z_STREAM_END && stream->avail_out == 1;
}

bool
td_loose_unpack(td_span file, td_pack_type *type, GByteArray *bytes)
{
	z_stream stream = { 0 };
	bool whole;

	if (file.n > MAX_FILE_BYTES || inflateInit(&stream) != Z_OK)
		return false;
	stream.next_in = (z_const Bytef *)(uintptr_t)file.p;
	stream.avail_in = (unsigned)file.n;
	whole = inflate_all(&stream, type, bytes);
	inflateEnd(&stream);
	return whole;
}

bool
td_loose_read(
    const char *objects, const td_oid *name, td_pack_type *type, GByteArray *bytes)
{
	char hex[TD_OID_HEX];
	g_autofree char *path = NULL;
	g_autofree char *file = NULL;
	size_t n;

	td_oid_to_hex(name, hex);
	path = g_strdup_printf("%s/%.2s/%s", objects, hex, hex + 2);
	return g_file_get_contents(path, &file, &n, NULL) &&
	       td_loose_unpack((td_span){ file, n }, type, bytes);
}
