/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal/mailer.h - mails handed to the reader's own mail program, as an mbox */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "output/sink.h"

/* mutt on an mbox that it must not change. */
#define TD_MAILER_MUTT "mutt -R -f"

typedef struct td_mailer td_mailer; /* handle */

/*
 * Makes an mbox that only its owner may read. command is a shell's words, as git takes
 * GIT_EDITOR: the mbox's name follows them. It is the user's own, never mail's. IO.
 */
td_mailer *td_mailer_open(const char *command, GError **error);
const td_sink *td_mailer_sink(td_mailer *mailer); /* borrowed */

/* Runs the program and waits for its end; then the mbox is removed and mailer freed, in
 * any case. IO where it cannot be started or says that it failed. */
bool td_mailer_run(td_mailer *mailer, GError **error);
/* The same without running it. NULL is fine. */
void td_mailer_abandon(td_mailer *mailer);
