/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mirror/curl.h - libcurl, loaded when something is to be downloaded
 *
 * It brings twenty libraries along, whose loading would cost every command more time than
 * most commands take. git keeps it out of its main program for the same reason.
 */
#pragma once

#include <curl/curl.h>
#include <stdbool.h>

typedef struct td_curl {
	CURL *(*easy_init)(void);
	CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
	CURLcode (*easy_perform)(CURL *);
	CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
	void (*easy_cleanup)(CURL *);
	const char *(*easy_strerror)(CURLcode);
} td_curl;

/* False where libcurl is not installed. It stays loaded; any thread may call. */
bool td_curl_load(td_curl *curl);
