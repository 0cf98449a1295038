/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/author.h - who wrote it, which is not always who sent it */
#pragma once

#include "message/message.h"
#include "patch/patch.h"

/*
 * The name and address of a From line (unfolded, decoded) as git reads it: the address is
 * what stands around the first @; a name that is missing, long or odd is the address.
 * Never NULL; both are "" where there is no address.
 */
td_address *td_author_parse(td_span line);

/*
 * The author of what the message proposes: inbody (a decoded in-body From) if it is
 * there, else the sender, looked for behind a From that a list or gateway has rewritten.
 * Never NULL.
 */
td_address *
td_author_find(const td_message *message, const char *inbody, td_author_source *source);

/* Who sent it, where a list or gateway put itself into From; NULL where From stands. */
td_address *td_author_sender(const td_message *message);
