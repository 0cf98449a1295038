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
 * named counts. field: "from", "subject", "message-id", "list-id" (glob, no case),
 * "header"
 * ("X-Stable: review*"), "body" (glob on one of the first lines of the text), "path"
 * (every file of the patch matches). USAGE where field or pattern mean nothing.
 * data/classes.gitconfig has ours.
 */
bool td_rules_add(td_rules *rules, const char *class_name, const char *field,
    const char *pattern, GError **error);

/* The class, borrowed from rules; "human" where no rule matches. text: the body in UTF-8.
 */
const char *td_rules_classify(const td_rules *rules, const td_message *message,
    const td_patch *patch, td_span text);

/* Names of all classes in order, "human" first; borrowed, NULL-terminated. */
const char *const *td_rules_classes(const td_rules *rules);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_rules, td_rules_free)
