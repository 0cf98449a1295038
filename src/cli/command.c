/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/command.c - what all commands share: reading options */
#include "cli/command.h"

#include <string.h>

#include "base/error.h"

const td_command *
td_command_find(const char *name)
{
	for (unsigned i = 0; td_commands[i]; i++) {
		if (strcmp(td_commands[i]->name, name) == 0)
			return td_commands[i];
	}
	return NULL;
}

static const GOptionEntry *
find_entry(const GOptionEntry *entries, const char *word)
{
	const GOptionEntry *entry = entries;

	if (word[0] != '-' || word[1] == '\0')
		return NULL;
	while (entry->long_name != NULL &&
	       (word[1] == '-' ? strcmp(entry->long_name, word + 2) != 0
			       : entry->short_name != word[1]))
		entry++;
	return entry->long_name != NULL && entry->arg != G_OPTION_ARG_NONE ? entry : NULL;
}

/*
 * GOption takes the value of a short option from the next word only. "-n5" is what git
 * and all of Unix take, so it becomes "--limit=5". The word lives as long as the program,
 * as those of the command line do.
 */
static void
spell_out(const GOptionEntry *entries, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const GOptionEntry *entry = find_entry(entries, argv[i]);
		g_autofree char *text = NULL;

		if (entry == NULL)
			continue;
		if (argv[i][1] == '-' || argv[i][2] == '\0') {
			i++; /* its value, whatever that looks like */
			continue;
		}
		text = g_strdup_printf("--%s=%s", entry->long_name, argv[i] + 2);
		argv[i] = (char *)(uintptr_t)g_intern_string(text);
	}
}

bool
td_command_options(const td_command *command, const GOptionEntry *entries, int *argc,
    char ***argv, GError **error)
{
	g_autofree char *name = g_strdup_printf("tidings %s", command->name);
	g_autoptr(GError) failed = NULL;
	GOptionContext *context = g_option_context_new(command->arguments);
	bool ok;

	spell_out(entries, *argc, *argv);
	/* GOption takes the program's name in --help from here. */
	g_set_prgname(name);
	g_option_context_add_main_entries(context, entries, NULL);
	g_option_context_set_summary(context, command->summary);
	if (command->help)
		g_option_context_set_description(context, command->help);
	ok = g_option_context_parse(context, argc, argv, &failed);
	g_option_context_free(context);
	if (ok && *argc > 1 && strcmp((*argv)[1], "--") == 0) {
		memmove(*argv + 1, *argv + 2, sizeof(char *) * (size_t)(*argc - 1));
		(*argc)--;
	}
	if (!ok)
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "%s (see 'tidings %s --help')", failed->message, command->name);
	return ok;
}
