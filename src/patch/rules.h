/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/rules.h - classes of mail: bots, stable queues, ... by rules from a file */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "message/message.h"
#include "patch/patch.h"

typedef struct td_rules td_rules; /* handle; once filled, many threads may ask it */

td_rules *td_rules_new(void);
void td_rules_free(td_rules *rules);

/*
 * Adds a rule: a mail that matches is in the class; of several classes the first one
 * named counts, and "human" before all. Patterns are globs (* and ?) over the whole
 * value, without case. field:
 *   "from"        the sender's address, or "Name <address>"
 *   "subject"     as sent, decoded, "Re:" and all
 *   "tag"         a word in the subject's brackets; not of a reply
 *   "message-id", "list-id"
 *   "header"      "X-Stable: review*": that field of the mail, unfolded
 *   "body"        one of the first 40 lines of the text, quoted ones apart
 *   "path"        every file of the patch matches a path of the class
 *   "not-list-id" the class is not for mails of that list
 *   "only"        "patch": the class is for patches, covers and pulls alone
 * USAGE where field or pattern mean nothing. data/classes.gitconfig has ours.
 */
bool td_rules_add(td_rules *rules, const char *class_name, const char *field,
    const char *pattern, GError **error);

/*
 * The class, borrowed from rules; "human" where no rule matches. text: the body in UTF-8.
 * patch may be NULL: then it has no tags and no paths.
 */
const char *td_rules_classify(const td_rules *rules, const td_message *message,
    const td_patch *patch, td_span text);

/* Of all rules in their order: what has the same digest gives the same classes. Never 0.
 */
int64_t td_rules_digest(const td_rules *rules);

/* Names of all classes in order, "human" first; borrowed until a rule is added,
 * NULL-terminated. */
const char *const *td_rules_classes(const td_rules *rules);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_rules, td_rules_free)
