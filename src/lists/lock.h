/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/lock.h - one writer of an index at a time; a lock goes with who holds it */
#pragma once

#include "lists/library.h"

typedef struct td_lock td_lock; /* handle */

/* Takes INDEX.lock. waits is called once when another one has it, then it is waited for;
 * NULL: not waited for, EXISTS. IO. */
td_lock *td_lock_take(
    const td_library *library, void (*waits)(void *data), void *data, GError **error);
void td_lock_free(td_lock *lock); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_lock, td_lock_free)
