/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/archive/fixture.h - small archives in a temporary folder, made by git itself
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these four before it. */
#include <cmocka.h>

#include "archive/archive.h"

/* 2025-11-01T00:00:00Z: mail N of a made archive arrives N minutes later. */
#define FIXTURE_START INT64_C(1761955200)

/* A group's setup and teardown; *state is the folder's path. */
int fixture_setup(void **state);
int fixture_teardown(void **state);

/* Runs a shell script in the folder and fails the test when it fails. */
void fixture_run(const char *folder, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* What a script printed, without the last line end; g_free it. */
char *fixture_ask(const char *folder, const char *format, ...) G_GNUC_PRINTF(2, 3);

/*
 * A bare repository with one commit a step, in a little language: "5" adds mail 5 as m,
 * "-5" removes it (d), "=" changes nothing, "+" changes another file and leaves m as it
 * is, "/5" adds it the v1 way and "!5" removes it so. "5@60" arrives at minute 60. Steps
 * that "&" joins are one commit.
 */
void fixture_repository(const char *folder, const char *path, const char *steps);

/* The text of mail N, as stored. */
char *fixture_mail(int number);

/*
 * What a range gives: the mails' numbers, "-5" for a removed one, "." for none, "x" for
 * a corrupt one, "L" for one too large; then " shallow", " broken" or " missing N". An
 * error is "error CODE". g_free it.
 */
char *fixture_select(const char *path, const td_range_spec *spec);

/* As above, but of revisions alone. */
char *fixture_revisions(const char *path, const char *revisions);

/* The text of the error that a range gives; g_free it. */
char *fixture_message(const char *path, const char *revisions);
