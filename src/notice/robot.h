/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/robot.h - machines among those who send mail, by their names and addresses */
#pragma once

#include <stdbool.h>

#include "message/message.h"

/* Each takes NULL for nobody. One that builds, boots or fuzzes trees: 0day, syzbot; */
bool td_robot_is_tester(const td_address *person);
/* any that works on patches, "sashiko-bot@", "bot+bpf-ci@": it names commits that it made
 * of them in a tree of its own. */
bool td_robot_is(const td_address *person);
