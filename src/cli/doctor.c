/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/doctor.c - tidings doctor: what is well, what is not, and what to do */
#include <stdio.h>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "lists/health.h"
#include "output/json.h"
#include "terminal/command.h"
#include "terminal/output.h"

/* Raised when a key changes its meaning or goes; new keys do not raise it. */
enum { schema_version = 1 };

static const char *const severity_words[] = {
	[TD_GOOD] = "good",
	[TD_WARNING] = "warning",
	[TD_WRONG] = "wrong",
};

static unsigned
count_wrong(const GPtrArray *findings)
{
	unsigned n = 0;

	for (unsigned i = 0; i < findings->len; i++)
		n += ((const td_finding *)findings->pdata[i])->severity == TD_WRONG;
	return n;
}

static void
write_text(td_out *out, const GPtrArray *findings)
{
	for (unsigned i = 0; i < findings->len; i++) {
		const td_finding *one = findings->pdata[i];

		td_out_printf(out, "%-8s %s: %s\n", severity_words[one->severity],
		    one->about, one->what);
		if (one->advice)
			td_out_printf(out, "%-8s -> %s\n", "", one->advice);
	}
}

static void
write_json(td_out *out, const GPtrArray *findings)
{
	g_autoptr(td_json) json = td_json_new(out);

	td_json_object(json, NULL);
	td_json_unsigned(json, "schema", schema_version);
	td_json_bool(json, "healthy", count_wrong(findings) == 0);
	td_json_array(json, "findings");
	for (unsigned i = 0; i < findings->len; i++) {
		const td_finding *one = findings->pdata[i];

		td_json_object(json, NULL);
		td_json_string(json, "severity", severity_words[one->severity]);
		td_json_string(json, "about", one->about);
		td_json_string(json, "what", one->what);
		td_json_string(json, "advice", one->advice);
		td_json_end(json);
	}
	td_json_end(json);
	td_json_end(json);
	td_out_char(out, '\n');
}

static bool
print(const td_cli *cli, const GPtrArray *findings, bool json, GError **error)
{
	const td_output_options options = { .no_pager = true, .harmless = true };
	td_output *output = td_output_open(cli, &options, error);
	td_out *out;

	if (!output)
		return false;
	out = td_out_new(td_output_sink(output));
	(json ? write_json : write_text)(out, findings);
	if (td_out_close(out, error))
		return td_output_close(output, error);
	td_output_abandon(output);
	return false;
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	g_auto(td_opened) opened = { 0 };
	gboolean json = FALSE, full = FALSE;
	const GOptionEntry entries[] = {
		{ "full", 0, 0, G_OPTION_ARG_NONE, &full,
		    "Read all of the index and all objects of the archives", NULL },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
		TD_OPEN_INDEX(&opened),
		{ 0 },
	};
	g_autoptr(GPtrArray) findings = NULL;
	unsigned wrong;

	if (!td_command_options(&td_command_doctor, entries, &argc, &argv, error))
		return false;
	if (argc > 1) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "doctor: '%s' is too much: it looks at all lists", argv[1]);
		return false;
	}
	if (!td_open_library(&opened, false, error))
		return false;
	findings = td_health_check(opened.library, full);
	if (!print(cli, findings, json, error))
		return false;
	wrong = count_wrong(findings);
	if (wrong == 0)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_MALFORMED, "%u thing%s wrong", wrong,
	    wrong == 1 ? " is" : "s are");
	return false;
}

const td_command td_command_doctor = {
	.name = "doctor",
	.arguments = "",
	.summary = "Look whether all is well, and say what to do where not",
	.help = "Looks at git, room on the disk, settings, leftovers of what was killed, "
		"the index,\n"
		"and each list's archive. Changes nothing.\n",
	.run = run,
};
