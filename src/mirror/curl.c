/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mirror/curl.c - libcurl by its name as a library */
#include "mirror/curl.h"

#include "base/shared.h"

bool
td_curl_load(td_curl *curl)
{
	CURLcode (*global_init)(long) = NULL;
	const td_shared_function functions[] = {
		{ "curl_global_init", &global_init },
		{ "curl_easy_init", &curl->easy_init },
		{ "curl_easy_setopt", &curl->easy_setopt },
		{ "curl_easy_perform", &curl->easy_perform },
		{ "curl_easy_getinfo", &curl->easy_getinfo },
		{ "curl_easy_cleanup", &curl->easy_cleanup },
		{ "curl_easy_strerror", &curl->easy_strerror },
	};

	return td_shared_load(
		   "libcurl.so.4", functions, sizeof functions / sizeof *functions) &&
	       global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}
