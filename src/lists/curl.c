/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/curl.c - libcurl by its name as a library */
#include "lists/curl.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

/* dlsym(3) gives data pointers, and C has no cast from these to functions. */
static bool
find(void *library, const char *name, void *function)
{
	void *found = dlsym(library, name);

	memcpy(function, &found, sizeof found);
	return found != NULL;
}

bool
td_curl_load(td_curl *curl)
{
	CURLcode (*global_init)(long) = NULL;
	void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

	return library && find(library, "curl_global_init", &global_init) &&
	       find(library, "curl_easy_init", &curl->easy_init) &&
	       find(library, "curl_easy_setopt", &curl->easy_setopt) &&
	       find(library, "curl_easy_perform", &curl->easy_perform) &&
	       find(library, "curl_easy_getinfo", &curl->easy_getinfo) &&
	       find(library, "curl_easy_cleanup", &curl->easy_cleanup) &&
	       find(library, "curl_easy_strerror", &curl->easy_strerror) &&
	       global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}
