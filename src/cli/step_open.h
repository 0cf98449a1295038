/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/step_open.h - the index of lists that everybody may read, kept beside that of all
 */
#pragma once

#include "cli/open.h"
#include "terminal/command.h"

/*
 * Where a list is private: brings the index without private lists in step with what the
 * archives of the others have, and takes out of it what is not to be there. Where none is
 * it is taken away. A list that was never indexed waits until it is in the index of all.
 * IO, and what syncing gives (ingest/sync.h).
 */
bool td_step_open(const td_cli *cli, const td_opened *opened, GError **error);
