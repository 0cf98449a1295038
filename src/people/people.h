/* SPDX-License-Identifier: GPL-2.0-or-later */
/* people/people.h - one person behind many addresses: a mailmap, as git reads it
 * (gitmailmap(5)) */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct td_people td_people; /* handle */

td_people *td_people_new(void);
void td_people_free(td_people *people);

/* Adds a mailmap file's rows. NOT_FOUND, IO. Rows that are none are passed over, as git
 * does. */
bool td_people_add_file(td_people *people, const char *path, GError **error);
bool td_people_add_buffer(td_people *people, const char *text, gsize n, GError **error);

/*
 * The proper name and address. Both are borrowed from people or the arguments, and
 * live as long as the shorter of the two. people may be NULL: nothing is mapped.
 */
void td_people_resolve(const td_people *people, const char *name, const char *address,
    const char **proper_name, const char **proper_address);

/* Calls each with the addresses (lower case) that rows lead from to this one, itself left
 * out; some may do so with one name only. In no order. */
void td_people_each_alias(const td_people *people, const char *proper_address,
    void (*each)(const char *address, void *data), void *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_people, td_people_free)
