/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/shared.c - dlopen(3) and dlsym(3) for a table of functions */
#include "base/shared.h"

#include <dlfcn.h>
#include <string.h>

bool
td_shared_load(const char *library, const td_shared_function *functions, size_t n)
{
	/* Unloading would take it from whoever still uses it. */
	void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	bool whole = handle != NULL;

	for (size_t i = 0; whole && i < n; i++) {
		void *found = dlsym(handle, functions[i].name);

		/* It gives data pointers, and C has no cast from these to functions. */
		memcpy(functions[i].pointer, &found, sizeof found);
		whole = found != NULL;
	}
	return whole;
}
