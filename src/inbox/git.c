/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inbox/git.c - a list's repositories, to be cloned and fetched
 *
 * Smart (gitprotocol-http(5)): git upload-pack, run by inbox/git_helper.c. Dumb: files of
 * the repository, of which refs and the names of packs are made here, so that nobody has
 * to run git update-server-info.
 */
#include "inbox/git.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "archive/repositories.h"
#include "base/error.h"
#include "base/limits.h"
#include "inbox/git_helper.h"
#include "inbox/handlers.h"
#include "site/admit.h"

/* A repository that is asked for. */
typedef struct asked {
	td_archive *archive; /* borrowed */
	unsigned epoch;
	const char *path; /* borrowed */
} asked;

static bool
not_found(GError **error)
{
	g_set_error_literal(
	    error, TD_ERROR, TD_ERROR_NOT_FOUND, "there is no such repository");
	return false;
}

td_archive *
td_git_archive(td_serving *serving, const td_served_list *list, GError **error)
{
	td_archive *archive =
	    list->list ? td_library_archive(serving->library, list->list, error) : NULL;

	if (archive && td_archive_epochs(archive) > 0)
		return archive;
	if (archive || !list->list)
		not_found(error);
	return NULL;
}

char *
td_git_path_below(const td_archive *archive, unsigned epoch)
{
	return td_archive_get_kind(archive) == TD_ARCHIVE_V1
		   ? g_strdup("")
		   : g_strdup_printf("git/%u.git", epoch);
}

/* "3.git", "3"; a list that is one repository has no number. */
static bool
find_repository(td_serving *serving, const td_request *request, const char *number,
    asked *repository, GError **error)
{
	td_span digits = td_span_of(number ? number : "0");
	td_served_list list;

	if (!td_serving_list(serving, request, request->captured[0], &list, error))
		return false;
	repository->archive = td_git_archive(serving, &list, error);
	if (!repository->archive)
		return false;
	if (digits.n > 4 && memcmp(digits.p + digits.n - 4, ".git", 4) == 0)
		digits.n -= 4;
	if (!td_span_to_unsigned(digits, TD_MAX_EPOCHS, &repository->epoch))
		return not_found(error);
	repository->path = td_archive_repository(repository->archive, repository->epoch);
	return repository->path || not_found(error);
}

static bool
never_cached(td_response *response, const char *type)
{
	td_response_type(response, type);
	td_response_header(response, "Cache-Control", "no-cache, max-age=0");
	return true;
}

/* What git is to do, where. */
typedef struct git_task {
	const asked *repository;
	td_git_service service;
	int input; /* a file that it reads */
} git_task;

/* Runs git, and hands on what it says. */
static bool
run_git(td_serving *serving, const td_request *request, const git_task *task,
    td_response *response, GError **error)
{
	const char *protocol = td_request_header(request, "Git-Protocol");
	int folder = open(task->repository->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	int output = -1;

	if (!serving->settings->git || folder < 0)
		not_found(error);
	else
		output = td_git_helper_run(serving->settings->git, task->service,
		    protocol ? protocol : "", &request->account,
		    (const int[]){ folder, task->input }, error);
	if (folder >= 0)
		close(folder);
	if (output < 0)
		return false;
	td_response_pipe(response, output);
	return true;
}

/* Version 2 of the protocol has no line that says which service it is. */
static bool
is_version_2(const td_request *request)
{
	const char *protocol = td_request_header(request, "Git-Protocol");

	return protocol && strstr(protocol, "version=2");
}

static bool
advertise(td_serving *serving, const td_request *request, const asked *repository,
    td_response *response, GError **error)
{
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	const git_task task = { repository, TD_GIT_ADVERTISE, null };
	bool ok = null >= 0 && run_git(serving, request, &task, response, error);

	if (null >= 0)
		close(null);
	if (!ok)
		return false;
	if (!is_version_2(request))
		td_response_text(response, "001e# service=git-upload-pack\n0000");
	return never_cached(response, "application/x-git-upload-pack-advertisement");
}

/* What git update-server-info would write into info/refs. */
static bool
list_refs(const asked *repository, td_response *response, GError **error)
{
	g_autoptr(GPtrArray) all =
	    td_archive_load_repositories(repository->archive, error);

	for (unsigned i = 0; all && i < all->len; i++) {
		const td_repository *one = all->pdata[i];

		for (unsigned j = 0;
		     one->epoch == repository->epoch && j < one->refs->len; j++) {
			const td_git_ref *ref = one->refs->pdata[j];
			char hex[TD_OID_HEX];

			td_oid_to_hex(&ref->id, hex);
			g_string_append_printf(
			    response->body, "%s\t%s\n", hex, ref->name);
		}
	}
	return all && never_cached(response, "text/plain; charset=UTF-8");
}

static bool
serve_refs(td_serving *serving, const td_request *request, const char *number,
    td_response *response, GError **error)
{
	const char *service = td_request_argument(request, "service");
	asked repository;

	if (!find_repository(serving, request, number, &repository, error))
		return false;
	if (service && strcmp(service, "git-upload-pack") == 0 && serving->settings->git)
		return advertise(serving, request, &repository, response, error);
	return list_refs(&repository, response, error);
}

/* The body, unpacked where it is gzip, in a file without a name. */
static bool
inflate_body(td_span body, GString *out, GError **error)
{
	z_stream z = { .next_in = (z_const unsigned char *)(uintptr_t)body.p,
		.avail_in = (unsigned)body.n };
	char room[16 << 10];
	int got = inflateInit2(&z, 15 + 32);

	while (got == Z_OK && out->len <= TD_MAX_GIT_REQUEST) {
		z.next_out = (unsigned char *)room;
		z.avail_out = sizeof room;
		got = inflate(&z, Z_NO_FLUSH);
		g_string_append_len(out, room, (gssize)(sizeof room - z.avail_out));
	}
	inflateEnd(&z);
	if (got == Z_STREAM_END)
		return true;
	g_set_error_literal(error, TD_ERROR,
	    got == Z_OK ? TD_ERROR_LIMIT : TD_ERROR_USAGE,
	    got == Z_OK ? "request too large" : "malformed request: it is no gzip");
	return false;
}

static int
file_of(td_span bytes, GError **error)
{
	int fd = memfd_create("git-request", MFD_CLOEXEC);
	bool ok = fd >= 0;

	for (size_t at = 0; ok && at < bytes.n;) {
		ssize_t n = write(fd, bytes.p + at, bytes.n - at);

		ok = n > 0;
		at += ok ? (size_t)n : 0;
	}
	if (ok && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	g_set_error(
	    error, TD_ERROR, TD_ERROR_IO, "cannot keep a request: %s", g_strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool
serve_pack(td_serving *serving, const td_request *request, const char *number,
    td_response *response, GError **error)
{
	const char *encoding = td_request_header(request, "Content-Encoding");
	g_autoptr(GString) unpacked = g_string_new(NULL);
	td_span body = request->body;
	asked repository;
	int input;
	bool ok;

	if (!find_repository(serving, request, number, &repository, error))
		return false;
	if (encoding && g_ascii_strcasecmp(encoding, "identity") != 0) {
		if (!inflate_body(request->body, unpacked, error))
			return false;
		body = (td_span){ unpacked->str, unpacked->len };
	}
	input = file_of(body, error);
	if (input < 0)
		return false;
	ok = run_git(serving, request,
	    &(const git_task){ &repository, TD_GIT_UPLOAD, input }, response, error);
	close(input);
	return ok && never_cached(response, "application/x-git-upload-pack-result");
}

static bool
is_hex(const char *text, size_t n)
{
	return strlen(text) == n && strspn(text, "0123456789abcdef") == n;
}

/* "pack-" 40 digits ".pack" or ".idx". */
static bool
is_pack(const char *name)
{
	g_auto(GStrv) words = g_strsplit(name, ".", 3);

	return g_strv_length(words) == 2 && g_str_has_prefix(words[0], "pack-") &&
	       is_hex(words[0] + 5, 40) &&
	       (strcmp(words[1], "pack") == 0 || strcmp(words[1], "idx") == 0);
}

static bool
serve_file(const asked *repository, const char *below, const char *type,
    td_response *response, GError **error)
{
	g_autofree char *path = g_build_filename(repository->path, below, NULL);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		if (fd >= 0)
			close(fd);
		return not_found(error);
	}
	td_response_whole_file(response, fd, st.st_size);
	td_response_type(response, type);
	/* Its name says what is in it. */
	td_response_header(response, "Cache-Control", "public, max-age=31536000");
	return true;
}

/* What git update-server-info would write into objects/info/packs. */
static bool
serve_packs(td_serving *serving, const td_request *request, const char *number,
    td_response *response, GError **error)
{
	g_autofree char *folder = NULL;
	g_autoptr(GDir) dir = NULL;
	const char *name;
	asked repository;

	if (!find_repository(serving, request, number, &repository, error))
		return false;
	folder = g_build_filename(repository.path, "objects", "pack", NULL);
	dir = g_dir_open(folder, 0, NULL);
	while (dir && (name = g_dir_read_name(dir))) {
		if (is_pack(name) && g_str_has_suffix(name, ".pack"))
			g_string_append_printf(response->body, "P %s\n", name);
	}
	td_response_text(response, "\n");
	return never_cached(response, "text/plain; charset=UTF-8");
}

static bool
serve_head(td_serving *serving, const td_request *request, const char *number,
    td_response *response, GError **error)
{
	g_autoptr(GPtrArray) all = NULL;
	asked repository;

	if (!find_repository(serving, request, number, &repository, error))
		return false;
	all = td_archive_load_repositories(repository.archive, error);
	for (unsigned i = 0; all && i < all->len; i++) {
		const td_repository *one = all->pdata[i];

		if (one->epoch == repository.epoch && one->head)
			g_string_append_printf(response->body, "ref: %s\n", one->head);
	}
	return all && never_cached(response, "text/plain; charset=UTF-8");
}

bool
td_serve_git_refs(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_refs(serving, request, request->captured[1], response, error);
}

bool
td_serve_git_pack(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_pack(serving, request, request->captured[1], response, error);
}

bool
td_serve_git_head(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_head(serving, request, request->captured[1], response, error);
}

bool
td_serve_git_packs(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_packs(serving, request, request->captured[1], response, error);
}

bool
td_serve_git_object(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	const char *folder = request->captured[2], *name = request->captured[3];
	g_autofree char *below = g_build_filename("objects", folder, name, NULL);
	const char *type = "application/x-git-loose-object";
	asked repository;

	if (strcmp(folder, "pack") == 0 && is_pack(name))
		type = g_str_has_suffix(name, ".idx")
			   ? "application/x-git-packed-objects-toc"
			   : "application/x-git-packed-objects";
	else if (!is_hex(folder, 2) || !is_hex(name, 38))
		return not_found(error);
	return find_repository(
		   serving, request, request->captured[1], &repository, error) &&
	       serve_file(&repository, below, type, response, error);
}
