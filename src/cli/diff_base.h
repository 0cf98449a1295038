/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/diff_base.h - which commit of a tree a version of a series was made for */
#pragma once

#include <glib.h>

#include "cli/diff_side.h"
#include "cli/scratch.h"

/* The commit that its base-commit line names; NULL for none. Borrows from side. */
const char *td_diff_base_said(const td_diff_side *side);
/* The parent of the commit that its first patch became, in what the tree's HEAD has; NULL
 * where it became none. g_free it. */
char *td_diff_base_became(td_scratch *scratch, const td_diff_side *side);
/* What the tree's HEAD was when it was sent; NULL where it had none yet. g_free it. */
char *td_diff_base_then(td_scratch *scratch, const td_diff_side *side);
