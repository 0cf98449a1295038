/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/refs.h - what a reference names, out of its file or packed-refs
 * (gitrepository-layout(5)) */
#pragma once

#include <stdbool.h>

#include "base/oid.h"

/* Follows symbolic ones. False for what is not there or odd; libgit2 knows more. */
bool td_refs_find(const char *folder, const char *name, td_oid *object);
