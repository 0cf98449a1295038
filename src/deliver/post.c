/* SPDX-License-Identifier: GPL-2.0-or-later */
/* deliver/post.c - libcurl posts it; libcurl is loaded when there is something to post */
#include "deliver/post.h"

#include <curl/curl.h>
#include <pthread.h>
#include <string.h>

#include "base/error.h"
#include "base/shared.h"

enum {
	connect_timeout = 10,
	all_timeout = 30,
	answer_bytes = 64 * 1024, /* nobody reads them */
	first_status = 200,       /* below it, one that is no answer yet */
};

struct td_poster {
	CURL *easy; /* NULL until something is sent */
	size_t answered;
};

static struct {
	CURLcode (*global_init)(long flags);
	CURL *(*easy_init)(void);
	CURLcode (*easy_setopt)(CURL *easy, CURLoption option, ...);
	CURLcode (*easy_perform)(CURL *easy);
	CURLcode (*easy_getinfo)(CURL *easy, CURLINFO info, ...);
	void (*easy_reset)(CURL *easy);
	void (*easy_cleanup)(CURL *easy);
	const char *(*easy_strerror)(CURLcode code);
	struct curl_slist *(*slist_append)(struct curl_slist *list, const char *text);
	void (*slist_free_all)(struct curl_slist *list);
} curl;

static bool loaded;

static void
load_once(void)
{
	static const td_shared_function functions[] = {
		{ "curl_global_init", &curl.global_init },
		{ "curl_easy_init", &curl.easy_init },
		{ "curl_easy_setopt", &curl.easy_setopt },
		{ "curl_easy_perform", &curl.easy_perform },
		{ "curl_easy_getinfo", &curl.easy_getinfo },
		{ "curl_easy_reset", &curl.easy_reset },
		{ "curl_easy_cleanup", &curl.easy_cleanup },
		{ "curl_easy_strerror", &curl.easy_strerror },
		{ "curl_slist_append", &curl.slist_append },
		{ "curl_slist_free_all", &curl.slist_free_all },
	};

	loaded = td_shared_load("libcurl.so.4", functions, G_N_ELEMENTS(functions)) &&
		 curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

/* Not GLib's, which the thread sanitizer does not see. */
static bool
load(GError **error)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load_once);
	if (!loaded)
		g_set_error_literal(error, TD_ERROR, TD_ERROR_IO,
		    "libcurl.so.4 cannot be loaded: install Debian's package libcurl4");
	return loaded;
}

static size_t
throw_away(char *bytes, size_t one, size_t n, void *data)
{
	td_poster *poster = data;

	(void)bytes;
	poster->answered += one * n;
	return poster->answered <= answer_bytes ? one * n : 0;
}

static struct curl_slist *
make_headers(const td_post_request *request)
{
	g_autofree char *type = g_strconcat("Content-Type: ", request->type, NULL);
	struct curl_slist *list = curl.slist_append(NULL, type);

	/* Without an "Expect" no second is lost by asking first. */
	list = curl.slist_append(list, "Expect:");
	for (const char *const *header = request->headers;
	     header != NULL && *header != NULL; header++)
		list = curl.slist_append(list, *header);
	return list;
}

static bool
prepare(td_poster *poster, const td_post_request *request, struct curl_slist *headers,
    char *why)
{
	CURL *easy = poster->easy;
	const struct {
		CURLoption option;
		long number;
	} numbers[] = {
		{ CURLOPT_POST, 1 },
		{ CURLOPT_NOSIGNAL, 1 },
		{ CURLOPT_FOLLOWLOCATION, 0 },
		{ CURLOPT_CONNECTTIMEOUT, connect_timeout },
		{ CURLOPT_TIMEOUT,
		    request->timeout > 0 ? (long)request->timeout : (long)all_timeout },
	};
	const struct {
		CURLoption option;
		const void *value;
	} values[] = {
		{ CURLOPT_URL, request->url },
		{ CURLOPT_PROTOCOLS_STR, "http,https" },
		{ CURLOPT_USERAGENT, "tidings" },
		{ CURLOPT_ERRORBUFFER, why },
		{ CURLOPT_HTTPHEADER, headers },
		{ CURLOPT_POSTFIELDS, request->body },
		{ CURLOPT_WRITEDATA, poster },
	};
	bool ok = curl.easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
		      (curl_off_t)strlen(request->body)) == CURLE_OK &&
		  curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, throw_away) == CURLE_OK;

	for (size_t i = 0; ok && i < G_N_ELEMENTS(numbers); i++)
		ok = curl.easy_setopt(easy, numbers[i].option, numbers[i].number) ==
		     CURLE_OK;
	for (size_t i = 0; ok && i < G_N_ELEMENTS(values); i++)
		ok =
		    curl.easy_setopt(easy, values[i].option, values[i].value) == CURLE_OK;
	return ok;
}

td_poster *
td_poster_new(void)
{
	return g_new0(td_poster, 1);
}

void
td_poster_free(td_poster *poster)
{
	if (poster == NULL)
		return;
	if (poster->easy != NULL)
		curl.easy_cleanup(poster->easy);
	g_free(poster);
}

bool
td_poster_send(
    td_poster *poster, const td_post_request *request, long *status, GError **error)
{
	char why[CURL_ERROR_SIZE] = "";
	struct curl_slist *headers;
	CURLcode code = CURLE_FAILED_INIT;

	*status = 0;
	if (!load(error))
		return false;
	poster->answered = 0;
	/* What was set goes, connections stay. */
	if (poster->easy != NULL)
		curl.easy_reset(poster->easy);
	else
		poster->easy = curl.easy_init();
	headers = make_headers(request);
	if (poster->easy != NULL && prepare(poster, request, headers, why)) {
		code = curl.easy_perform(poster->easy);
		curl.easy_getinfo(poster->easy, CURLINFO_RESPONSE_CODE, status);
	}
	curl.slist_free_all(headers);
	if (code == CURLE_OK || *status >= first_status)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_NETWORK, "'%s': %s", request->url,
	    *why != '\0' ? why : curl.easy_strerror(code));
	return false;
}

char *
td_post_sign(const char *secret, const char *body, int64_t seconds)
{
	g_autofree char *signed_text =
	    g_strdup_printf("%" G_GINT64_FORMAT ".%s", seconds, body);
	g_autofree char *hex = g_compute_hmac_for_string(
	    G_CHECKSUM_SHA256, (const guchar *)secret, strlen(secret), signed_text, -1);

	return g_strdup_printf("t=%" G_GINT64_FORMAT ",v1=%s", seconds, hex);
}
