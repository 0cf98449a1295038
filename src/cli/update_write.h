/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_write.h - writes the page of an update where the reader wants it */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "cli/update_mail.h"
#include "cli/update_options.h"
#include "report/report.h"
#include "terminal/command.h"

/*
 * All are borrowed; source is where mails are read from again. *whole: all of it was
 * taken, which a reader that leaves the pager early does not do; that is no error.
 * Errors: those of the output, and of the mails that the form reads.
 */
bool td_update_write(const td_cli *cli, const td_update_options *options,
    const td_report *report, td_mail_source *source, bool *whole, GError **error);
