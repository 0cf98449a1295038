/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * message/wrapped.h - a mail that a list put whole into one of its own
 *
 * Where the sender's domain forbids (DMARC) that anybody else sends in its name, Mailman
 * may attach the mail as message/rfc822 to one "From: Ann via List" with the same
 * subject, a word of its own before and its footer behind. What a person forwards is no
 * such mail.
 */
#pragma once

#include "message/message.h"

/*
 * The mail inside, borrowed from the message's bytes; empty where the list wrapped none.
 * Asks the header, the type and the body of the message only.
 */
td_span td_wrapped_find(const td_message *message);
