/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/renew.h - an index of an older tidings is made again before it is written to */
#pragma once

#include "cli/open.h"
#include "terminal/command.h"

/*
 * Where the index of the opened library, which options were given for, is of an older
 * tidings, another one is made of all lists that are here, and takes its place once it is
 * whole; readers have the old one until then. A list that cannot be read is left out and
 * told of. Killed, the next call goes on. IO and DATABASE.
 */
bool td_renew_index(const td_cli *cli, td_opened *opened,
    const td_library_options *options, bool quiet, GError **error);
