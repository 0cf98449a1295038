/* SPDX-License-Identifier: GPL-2.0-or-later */
/* epoch.h - a bare epoch made in the test, a commit at a time */
#pragma once

typedef struct test_epoch test_epoch;

test_epoch *epoch_new(void);
void epoch_free(test_epoch *epoch); /* and what is on disk */
const char *epoch_path(const test_epoch *epoch);

/* A commit with one file ("m" adds a mail, "d" takes one out), or with none for NULL. */
void epoch_commit(test_epoch *epoch, const char *name, const char *bytes);
/* Takes the object of the bytes out of the repository: damage. */
void epoch_damage(test_epoch *epoch, const char *bytes);
