/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * base/shared.h - shared libraries that are loaded by their names when they are needed
 *
 * For those that bring a dozen others along, which most commands never call: loading
 * these would take longer than the command itself. docs/performance.md has the figures.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A function of a library, and the pointer to it that is to be set. */
typedef struct td_shared_function {
	const char *name;
	void *pointer;
} td_shared_function;

/* False where the library is not installed or has not all of them. It stays loaded. */
bool td_shared_load(const char *library, const td_shared_function *functions, size_t n);
