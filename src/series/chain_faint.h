/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/chain_faint.h - what little says which series is the version before; for this
 * folder */
#pragma once

#include "series/chain.h"

/* older are series that came before it, by their times. older 0 where none can be told
 * from the others. */
td_chain_edge td_chain_find_faint(
    const td_chain_profile *newer, const td_chain_profile *const *older, unsigned n);
