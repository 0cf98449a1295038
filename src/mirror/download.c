/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mirror/download.c - libcurl gets it, zlib unpacks it */
#include "mirror/download.h"

#include <zlib.h>

#include "base/error.h"
#include "base/limits.h"
#include "mirror/curl.h"

static size_t
take(char *bytes, size_t one, size_t n, void *data)
{
	GString *body = data;

	/* Fewer bytes than were given: libcurl ends there. */
	if (body->len + one * n > TD_MAX_MANIFEST)
		return 0;
	g_string_append_len(body, bytes, (gssize)(one * n));
	return one * n;
}

static bool
is_gzip(const GString *body)
{
	return body->len > 2 && body->str[0] == '\037' && body->str[1] == '\213';
}

static GString *
unpack(const GString *body, const char *url, GError **error)
{
	GString *plain = g_string_new(NULL);
	z_stream stream = { .next_in = (Bytef *)body->str, .avail_in = (uInt)body->len };
	char bytes[16384];
	int got = inflateInit2(&stream, 15 + 16);

	while (got == Z_OK && plain->len <= TD_MAX_MANIFEST) {
		stream.next_out = (Bytef *)bytes;
		stream.avail_out = sizeof bytes;
		got = inflate(&stream, Z_NO_FLUSH);
		if (got == Z_OK || got == Z_STREAM_END)
			g_string_append_len(
			    plain, bytes, (gssize)(sizeof bytes - stream.avail_out));
		if (got == Z_OK && stream.avail_in == 0 && stream.avail_out > 0)
			got = Z_DATA_ERROR;
	}
	inflateEnd(&stream);
	if (got == Z_STREAM_END && plain->len <= TD_MAX_MANIFEST)
		return plain;
	g_set_error(error, TD_ERROR, got == Z_OK ? TD_ERROR_LIMIT : TD_ERROR_MALFORMED,
	    "'%s' is %s", url, got == Z_OK ? "too large" : "damaged or cut short");
	g_string_free(plain, TRUE);
	return NULL;
}

static CURL *
prepare(const td_curl *curl, const char *url, GString *body, char *why)
{
	const struct {
		CURLoption option;
		long value;
	} numbers[] = {
		{ CURLOPT_FOLLOWLOCATION, 1 },
		{ CURLOPT_MAXREDIRS, 5 },
		{ CURLOPT_CONNECTTIMEOUT, 30 },
		{ CURLOPT_LOW_SPEED_LIMIT, 100 },
		{ CURLOPT_LOW_SPEED_TIME, 60 },
		{ CURLOPT_NOSIGNAL, 1 },
		{ CURLOPT_NETRC, CURL_NETRC_OPTIONAL },
	};
	CURL *handle = curl->easy_init();

	if (!handle)
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
		curl->easy_setopt(handle, numbers[i].option, numbers[i].value);
	curl->easy_setopt(handle, CURLOPT_URL, url);
	curl->easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
	curl->easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl->easy_setopt(handle, CURLOPT_USERAGENT, "tidings");
	curl->easy_setopt(handle, CURLOPT_ERRORBUFFER, why);
	curl->easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
	curl->easy_setopt(handle, CURLOPT_WRITEDATA, body);
	return handle;
}

GString *
td_download(const char *url, GError **error)
{
	g_autoptr(GString) body = g_string_new(NULL);
	char why[CURL_ERROR_SIZE] = "";
	CURLcode got = CURLE_FAILED_INIT;
	td_curl curl;
	CURL *handle;
	long status = 0;

	if (!td_curl_load(&curl))
		return NULL;
	handle = prepare(&curl, url, body, why);
	if (handle) {
		got = curl.easy_perform(handle);
		curl.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
		curl.easy_cleanup(handle);
	}
	if (got != CURLE_OK) {
		g_set_error(error, TD_ERROR,
		    got == CURLE_WRITE_ERROR ? TD_ERROR_LIMIT : TD_ERROR_NETWORK,
		    "'%s': %s", url, *why ? why : curl.easy_strerror(got));
		return NULL;
	}
	if (status != 200)
		return NULL;
	return is_gzip(body) ? unpack(body, url, error) : g_steal_pointer(&body);
}
