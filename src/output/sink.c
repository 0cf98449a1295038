/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/sink.c - the last step of a page: bytes to who asked for them */
#include "output/sink.h"

#include <string.h>

#include "base/error.h"
#include "base/spare.h"
#include "output/clean.h"

#define BUFFER_BYTES (64u << 10)
#define LARGE_BYTES (8u << 10) /* a piece that is not copied to wait with others */
#define LASTING_BYTES (1u << 10)

struct td_out {
	const td_sink *sink; /* NULL: what came stays */
	GError *error;       /* the first one */
	bool failed;
	size_t passed; /* bytes that wait no more */
	size_t n;      /* bytes that wait */
	size_t room;   /* of the buffer */
	char *buffer;
	td_spare spare; /* that the buffer is; no pages: malloc's */
};

static td_out *
new_out(const td_sink *sink, size_t room)
{
	td_out *out = g_new0(td_out, 1);

	out->sink = sink;
	out->room = room;
	out->buffer = g_malloc(room);
	return out;
}

td_out *
td_out_new(const td_sink *sink)
{
	return new_out(sink, BUFFER_BYTES);
}

td_out *
td_out_new_text(size_t expected)
{
	return new_out(NULL, MAX(expected, 256));
}

td_out *
td_out_new_lasting(size_t expected)
{
	td_out *out = g_new0(td_out, 1);

	out->spare = td_spare_new(MAX(expected, 4096));
	out->room = out->spare.n;
	out->buffer = out->spare.p;
	return out;
}

void
td_out_free(td_out *out)
{
	if (!out)
		return;
	g_clear_error(&out->error);
	if (!out->spare.p)
		g_free(out->buffer);
	td_spare_free(&out->spare);
	g_free(out);
}

char *
td_out_take(td_out *out, size_t *n)
{
	char *text = g_steal_pointer(&out->buffer);

	*n = out->n;
	td_out_free(out);
	return text;
}

GBytes *
td_out_take_lasting(td_out *out)
{
	GBytes *bytes = td_spare_take(&out->spare, out->n);

	out->buffer = NULL;
	td_out_free(out);
	return bytes;
}

/* Hands the bytes on; after a failure they are dropped. */
static void
pass(td_out *out, const char *bytes, size_t n)
{
	out->passed += n;
	if (out->failed || n == 0)
		return;
	if (!out->sink->write(bytes, n, out->sink->data, &out->error))
		out->failed = true;
}

static void
flush(td_out *out)
{
	pass(out, out->buffer, out->n);
	out->n = 0;
}

/* The buffer has not room for n bytes. */
static void
make_room(td_out *out, size_t n)
{
	if (out->sink) {
		flush(out);
		return;
	}
	if (out->spare.p) {
		out->room += MAX(out->room / 4, n);
		td_spare_grow(&out->spare, out->room);
		out->buffer = out->spare.p;
		return;
	}
	out->room = MAX(out->room * 2, out->n + n);
	out->buffer = g_realloc(out->buffer, out->room);
}

void
td_out_bytes(td_out *out, const char *bytes, size_t n)
{
	if (out->sink && n >= LARGE_BYTES) {
		flush(out);
		pass(out, bytes, n);
		return;
	}
	if (n > out->room - out->n)
		make_room(out, n);
	if (n > 0)
		memcpy(out->buffer + out->n, bytes, n);
	out->n += n;
}

void
td_out_lasting(td_out *out, const char *bytes, size_t n)
{
	if (!out->sink || n < LASTING_BYTES) {
		td_out_bytes(out, bytes, n);
		return;
	}
	flush(out);
	pass(out, bytes, n);
}

void
td_out_put_at(td_out *out, size_t behind, const char *bytes, size_t n)
{
	g_assert(!out->sink && behind <= out->n && n <= out->n - behind);
	if (n > 0)
		memcpy(out->buffer + behind, bytes, n);
}

char *
td_out_room(td_out *out, size_t n)
{
	g_assert(n <= TD_OUT_ROOM);
	if (n > out->room - out->n)
		make_room(out, n);
	return out->buffer + out->n;
}

void
td_out_filled(td_out *out, size_t n)
{
	g_assert(n <= out->room - out->n);
	out->n += n;
}

void
td_out_text(td_out *out, const char *text)
{
	if (text)
		td_out_bytes(out, text, strlen(text));
}

void
td_out_char(td_out *out, char c)
{
	td_out_bytes(out, &c, 1);
}

void
td_out_fill(td_out *out, char c, unsigned n)
{
	char some[128];

	memset(some, c, MIN(n, sizeof(some)));
	for (; n > sizeof(some); n -= (unsigned)sizeof(some))
		td_out_bytes(out, some, sizeof(some));
	td_out_bytes(out, some, n);
}

void
td_out_number(td_out *out, unsigned number)
{
	char digits[3 * sizeof number];
	char *end = digits + sizeof digits, *p = end;

	do {
		*--p = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	td_out_bytes(out, p, (size_t)(end - p));
}

void
td_out_printf(td_out *out, const char *format, ...)
{
	char some[256]; /* of most, all */
	va_list args;
	int n;

	va_start(args, format);
	n = g_vsnprintf(some, sizeof some, format, args);
	va_end(args);
	if (n < (int)sizeof some) {
		td_out_bytes(out, some, (size_t)MAX(n, 0));
	} else {
		g_autofree char *text = NULL;

		va_start(args, format);
		text = g_strdup_vprintf(format, args);
		va_end(args);
		td_out_text(out, text);
	}
}

size_t
td_out_count(const td_out *out)
{
	return out->passed + out->n;
}

bool
td_out_failed(const td_out *out)
{
	return out->failed;
}

bool
td_out_close(td_out *out, GError **error)
{
	bool ok;

	if (out->sink)
		flush(out);
	ok = !out->failed;
	if (!ok && out->error)
		g_propagate_error(error, g_steal_pointer(&out->error));
	else if (!ok)
		g_set_error(error, TD_ERROR, TD_ERROR_IO, "cannot write the page");
	td_out_free(out);
	return ok;
}

struct td_plain {
	const td_sink *next;
	GString *rest; /* the start of a character that the last write cut */
	GString *clean;
};

td_plain *
td_plain_new(const td_sink *next)
{
	td_plain *plain = g_new0(td_plain, 1);

	plain->next = next;
	plain->rest = g_string_new(NULL);
	plain->clean = g_string_new(NULL);
	return plain;
}

void
td_plain_free(td_plain *plain)
{
	if (!plain)
		return;
	g_string_free(plain->rest, TRUE);
	g_string_free(plain->clean, TRUE);
	g_free(plain);
}

static bool
pass_clean(td_plain *plain, GError **error)
{
	bool ok;

	if (plain->clean->len == 0)
		return true;
	ok = plain->next->write(
	    plain->clean->str, plain->clean->len, plain->next->data, error);
	g_string_truncate(plain->clean, 0);
	return ok;
}

static bool
plain_write(const char *bytes, size_t n, void *data, GError **error)
{
	td_plain *plain = data;

	/* The rest is completed byte by byte: it is never longer than one character. */
	while (plain->rest->len > 0 && n > 0) {
		size_t taken;

		g_string_append_c(plain->rest, *bytes);
		bytes++;
		n--;
		taken = td_clean_append(
		    plain->clean, plain->rest->str, plain->rest->len, false);
		g_string_erase(plain->rest, 0, (gssize)taken);
	}
	if (n > 0) {
		size_t taken = td_clean_append(plain->clean, bytes, n, false);

		g_string_append_len(plain->rest, bytes + taken, (gssize)(n - taken));
	}
	return pass_clean(plain, error);
}

td_sink
td_sink_plain(td_plain *plain)
{
	return (td_sink){ plain_write, plain };
}

bool
td_plain_finish(td_plain *plain, GError **error)
{
	td_clean_append(plain->clean, plain->rest->str, plain->rest->len, true);
	g_string_truncate(plain->rest, 0);
	return pass_clean(plain, error);
}
