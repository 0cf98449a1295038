/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inbox/git_helper.h - a process that runs git for the workers
 *
 * Workers may start no program (serve/sandbox.h), so a process that was forked before
 * them does it. It is given open files and no names: the repository's folder, what git
 * reads and what it writes to. So git can be made to serve what a worker may read, and
 * nothing else.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "http/budget.h"

typedef struct td_git_helper td_git_helper; /* handle; any thread may ask it */

typedef enum td_git_service {
	TD_GIT_ADVERTISE, /* git upload-pack --advertise-refs */
	TD_GIT_UPLOAD,    /* git upload-pack: input is the client's request */
} td_git_service;

enum { TD_GIT_PROTOCOL = 64 };

/* To be called while the process has one thread. budget is that of the accounts that are
 * given later; NULL: none. IO. */
td_git_helper *td_git_helper_start(td_budget *budget, GError **error);
/* What git still does is ended. NULL is fine. */
void td_git_helper_stop(td_git_helper *helper);

/*
 * Runs git in the repository's folder; protocol is what the client's Git-Protocol header
 * says, "" for nothing. What it took is held against the account when it has ended, and
 * one client has half of all gits at most. Gives the end of a pipe, not blocking, from
 * which its output is to be read; nothing comes out of it when git could not be run. -1:
 * DATABASE, as it is not the client's fault and may be better later. given are the folder
 * and the input, which stay the caller's.
 */
int td_git_helper_run(td_git_helper *helper, td_git_service service, const char *protocol,
    const td_account *account, const int given[2], GError **error);
