/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/mbox_file.c - the bytes of an mbox, unpacked where they are gzip */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "archive/archive.h"
#include "archive/mbox.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/nameless.h"

#define PIECE ((size_t)256 << 10)

static void
fail_io(GError **error, const char *path)
{
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "\"%s\": %s", path, g_strerror(errno));
}

/* Reads until the buffer is full or the file ends; -1 on error. */
static ssize_t
read_full(int fd, char *buffer, size_t n)
{
	size_t done = 0;

	while (done < n) {
		ssize_t got = read(fd, buffer + done, n - done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

/* Unpacks into a nameless file, for an unpacked mbox may be larger than memory. */
static bool
unpack(gzFile packed, int out, const char *path, bool *cut, GError **error)
{
	g_autofree char *buffer = g_malloc(PIECE);
	uint64_t total = 0;
	int got;

	while ((got = gzread(packed, buffer, PIECE)) > 0) {
		total += (uint64_t)got;
		if (total > TD_MAX_MBOX_BYTES) {
			g_set_error(error, TD_ERROR, TD_ERROR_LIMIT,
			    "\"%s\" unpacks to more than %u GiB", path,
			    (unsigned)(TD_MAX_MBOX_BYTES >> 30));
			return false;
		}
		if (!td_nameless_write(out, buffer, (size_t)got)) {
			g_set_error(error, TD_ERROR, TD_ERROR_IO,
			    "cannot unpack \"%s\" into \"%s\": %s", path, g_get_tmp_dir(),
			    g_strerror(errno));
			return false;
		}
	}
	gzerror(packed, &got);
	*cut = got != Z_OK && got != Z_STREAM_END;
	return true;
}

static int
open_packed(const char *path, bool *cut, GError **error)
{
	gzFile packed = gzopen(path, "re");
	int out = td_nameless_open(g_get_tmp_dir());
	bool good = false;

	if (!packed || out < 0)
		fail_io(error, packed ? g_get_tmp_dir() : path);
	else
		good = unpack(packed, out, path, cut, error);
	if (packed)
		gzclose(packed);
	if (good)
		return out;
	if (out >= 0)
		close(out);
	return -1;
}

/* An mbox begins with a "From " line, or is empty. */
static bool
begins_as_mbox(int fd)
{
	char buffer[2048];
	ssize_t n = pread(fd, buffer, sizeof(buffer), 0);
	td_span rest = { buffer, n > 0 ? (size_t)n : 0 };
	td_span line;
	int64_t seconds;

	while (td_span_next_line(&rest, &line)) {
		if (line.n > 0 && !td_span_is(line, "\r"))
			return td_from_line_parse(line, &seconds);
	}
	return n == 0;
}

static bool
begins_as_mail(td_span text)
{
	static const char *const fields[] = { "Return-Path:", "Received:",
		"Delivered-To:", "From:", "To:", "Cc:", "Subject:", "Date:",
		"Message-ID:", "MIME-Version:", "DKIM-Signature:", "X-" };

	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		if (td_span_has_prefix_nocase(text, fields[i]))
			return true;
	}
	return false;
}

/* What a file is instead, and what to do with it. */
static void
fail_no_mbox(int fd, const char *path, GError **error)
{
	static const struct {
		const char *begin, *name;
	} packers[] = { { "\xfd"
			  "7zXZ",
			    "xz" },
		{ "BZh", "bzip2" }, { "\x28\xb5\x2f\xfd", "zstd" },
		{ "PK\x03\x04", "zip" } };
	char begin[512];
	ssize_t n = pread(fd, begin, sizeof begin, 0);
	td_span text = { begin, n > 0 ? (size_t)n : 0 };

	for (size_t i = 0; i < G_N_ELEMENTS(packers); i++) {
		if (!td_span_has_prefix(text, packers[i].begin))
			continue;
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_ARCHIVE,
		    "\"%s\" is packed by %s; of packed files those of gzip are read:"
		    " unpack it first",
		    path, packers[i].name);
		return;
	}
	if (begins_as_mail(text))
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_ARCHIVE,
		    "\"%s\" is no mbox, but begins as one mail does: 'tidings parse' "
		    "reads it",
		    path);
	else
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_ARCHIVE,
		    "\"%s\" is no mbox: its first line is not \"From SENDER DATE\"",
		    path);
}

int
td_mbox_open(const char *path, bool *cut, GError **error)
{
	unsigned char magic[2] = { 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	*cut = false;
	if (fd < 0) {
		fail_io(error, path);
		return -1;
	}
	if (pread(fd, magic, 2, 0) == 2 && magic[0] == 0x1f && magic[1] == 0x8b) {
		close(fd);
		fd = open_packed(path, cut, error);
		if (fd < 0)
			return -1;
	}
	if (begins_as_mbox(fd))
		return fd;
	fail_no_mbox(fd, path, error);
	close(fd);
	return -1;
}

GArray *
td_mbox_split(int fd, const char *path, GError **error)
{
	g_autoptr(td_splitter) splitter = td_splitter_new();
	g_autofree char *buffer = g_malloc(PIECE);
	ssize_t n;

	if (lseek(fd, 0, SEEK_SET) < 0) {
		fail_io(error, path);
		return NULL;
	}
	while ((n = read_full(fd, buffer, PIECE)) > 0)
		td_splitter_feed(splitter, (td_span){ buffer, (size_t)n });
	if (n < 0) {
		fail_io(error, path);
		return NULL;
	}
	return td_splitter_finish(splitter);
}
