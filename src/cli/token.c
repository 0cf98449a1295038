/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/token.c - tidings token: who may write through tidings serve */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "ledger/ledger.h"
#include "ledger/user.h"
#include "terminal/command.h"

typedef struct token_run {
	td_opened opened;
	char *email;
	char **lists;
	gboolean revoke;
} token_run;

static td_ledger *
open_ledger(token_run *run, GError **error)
{
	g_autofree char *path = NULL;

	if (!td_open_library(&run->opened, false, error))
		return NULL;
	path = g_build_filename(
	    td_library_folder(run->opened.library), "ledger.sqlite", NULL);
	return td_ledger_open(path, error);
}

/* In addresses and in other programs' settings a name is one word. */
static bool
check_name(const char *name, GError **error)
{
	size_t n = strlen(name);

	for (const char *p = name; *p != '\0'; p++) {
		if (!g_ascii_isalnum(*p) && strchr("@.+-_", *p) == NULL)
			n = 0;
	}
	if (n > 0 && n <= 150)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "token: '%s' is no name: letters, digits and @.+-_, at most 150", name);
	return false;
}

static bool
check_lists(token_run *run, GError **error)
{
	for (char **list = run->lists; list != NULL && *list != NULL; list++) {
		if (td_library_get(run->opened.library, *list, error) == NULL)
			return false;
	}
	return true;
}

static bool
make_token(
    token_run *run, td_ledger *ledger, const char *name, int64_t now, GError **error)
{
	g_autofree char *lists = run->lists != NULL ? g_strjoinv(",", run->lists) : NULL;
	g_autofree char *email = run->email != NULL
				     ? g_strdup(run->email)
				     : g_strdup_printf("%s@localhost.localdomain", name);
	g_autofree char *token = NULL, *copy = g_strdup(name);
	const td_user user = {
		.name = copy, .email = email, .lists = lists, .made = now
	};

	if (!td_user_put(ledger, &user, &token, error))
		return false;
	printf("%s\n", token);
	return true;
}

static bool
list_users(td_ledger *ledger, GError **error)
{
	g_autoptr(GPtrArray) users = td_user_load_all(ledger, error);

	for (guint i = 0; users != NULL && i < users->len; i++) {
		const td_user *user = g_ptr_array_index(users, i);

		printf("%s\t%s\t%s\n", user->name, user->email,
		    user->revoked         ? "(revoked)"
		    : user->lists != NULL ? user->lists
					  : "all lists");
	}
	return users != NULL;
}

static bool
run_token(token_run *run, const td_cli *cli, int argc, char **argv, GError **error)
{
	g_autoptr(td_ledger) ledger = NULL;

	if (argc > 2) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "token: '%s' is too much: one name", argv[2]);
		return false;
	}
	if (argc < 2 && (run->revoke || run->lists != NULL || run->email != NULL)) {
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_USAGE, "token: a name is missing");
		return false;
	}
	ledger = open_ledger(run, error);
	if (ledger == NULL)
		return false;
	if (argc < 2)
		return list_users(ledger, error);
	if (run->revoke)
		return td_user_revoke(ledger, argv[1], error);
	return check_name(argv[1], error) && check_lists(run, error) &&
	       make_token(run, ledger, argv[1], cli->now, error);
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	token_run state = { 0 };
	const GOptionEntry entries[] = {
		{ "email", 0, 0, G_OPTION_ARG_STRING, &state.email,
		    "The user's address, for those who ask who it is", "ADDRESS" },
		{ "list", 0, 0, G_OPTION_ARG_STRING_ARRAY, &state.lists,
		    "The token counts for this list alone; may be given again", "NAME" },
		{ "revoke", 0, 0, G_OPTION_ARG_NONE, &state.revoke,
		    "The user's token counts no longer", NULL },
		TD_OPEN_INDEX(&state.opened),
		{ 0 },
	};
	bool ok = td_command_options(&td_command_token, entries, &argc, &argv, error) &&
		  run_token(&state, cli, argc, argv, error);

	td_opened_clear(&state.opened);
	g_free(state.email);
	g_strfreev(state.lists);
	return ok;
}

const td_command td_command_token = {
	.name = "token",
	.arguments = "[NAME]",
	.summary = "Make a token for who may write through tidings serve",
	.help = "Prints a new token for NAME, which takes the place of an older one; "
		"without NAME\nwho has one. A token is shown once: only its hash is "
		"kept.\n",
	.run = run,
};
