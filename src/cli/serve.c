/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/serve.c - tidings serve: the lists as a site, until a signal ends it */
#include "serve/server.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/open.h"

typedef struct serve_run {
	td_opened opened;
	char *listen, *base_url;
	int workers;
	unsigned patience, seconds, budget;
	bool behind_proxy;
	gboolean no_sandbox;
} serve_run;

/* *value stays what it is where the configuration says nothing. */
static bool
read_number(
    td_config *config, const char *name, unsigned max, unsigned *value, GError **error)
{
	g_autofree char *text = td_config_find(config, name);

	if (!text || td_span_to_unsigned(td_span_of(text), max, value))
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "%s: '%s' is no number up to %u",
	    name, text, max);
	return false;
}

/* As git reads a boolean, with its words. */
static bool
read_yes(td_config *config, const char *name, bool *value, GError **error)
{
	static const char *const words[] = { "false", "true", "no", "yes", "off", "on",
		"0", "1" };
	g_autofree char *text = td_config_find(config, name);

	for (unsigned i = 0; text && i < G_N_ELEMENTS(words); i++) {
		if (g_ascii_strcasecmp(text, words[i]) == 0) {
			*value = i % 2 == 1;
			return true;
		}
	}
	if (!text)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "%s: '%s' is neither true nor false",
	    name, text);
	return false;
}

/* What the command line does not say the configuration may. */
static bool
read_settings(serve_run *run, GError **error)
{
	td_config *config = run->opened.config;
	unsigned workers = 0;

	run->patience = TD_MAX_QUESTION;
	run->seconds = TD_CLIENT_SECONDS;
	run->budget = TD_CLIENT_BUDGET;
	if (!run->listen)
		run->listen = td_config_find(config, "serve.listen");
	if (!run->base_url)
		run->base_url = td_config_find(config, "serve.baseUrl");
	if (!read_number(config, "serve.workers", TD_MAX_WORKERS, &workers, error) ||
	    !read_number(
		config, "serve.patience", TD_MAX_PATIENCE, &run->patience, error) ||
	    !read_number(config, "serve.timeout", TD_MAX_TIMEOUT, &run->seconds, error) ||
	    !read_number(config, "serve.budget", TD_MAX_BUDGET, &run->budget, error) ||
	    !read_yes(config, "serve.behindProxy", &run->behind_proxy, error))
		return false;
	if (run->workers == 0)
		run->workers = (int)workers;
	if (run->workers < 0 || run->workers > TD_MAX_WORKERS) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "serve: --workers: a number up to %d", TD_MAX_WORKERS);
		return false;
	}
	return true;
}

static bool
check_base_url(serve_run *run, GError **error)
{
	char *url = run->base_url;
	size_t n;

	if (!url)
		return true;
	for (n = strlen(url); n > 0 && url[n - 1] == '/'; n--)
		url[n - 1] = '\0';
	if ((g_str_has_prefix(url, "http://") || g_str_has_prefix(url, "https://")) &&
	    g_uri_is_valid(url, G_URI_FLAGS_NONE, NULL) && !strpbrk(url, "?#\"<>"))
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "serve: --base-url: '%s' is no http or https address", url);
	return false;
}

/* Until TERM or INT; HUP reads all again. */
static void
wait_for_end(td_server *server, const sigset_t *signals)
{
	int got;

	while (sigwait(signals, &got) == 0 && got == SIGHUP)
		td_server_reload(server);
}

static bool
serve(serve_run *run, GError **error)
{
	const td_server_options options = {
		.settings = { .index = run->opened.index,
		    .base_url = run->base_url,
		    .patience = run->patience,
		    .behind_proxy = run->behind_proxy,
		    .seconds = run->seconds },
		.budget = run->budget,
		.listen = run->listen,
		.workers = (unsigned)run->workers,
		.no_sandbox = run->no_sandbox,
	};
	td_server *server;
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGHUP);
	/* Workers inherit the mask, so that signals come here. */
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	signal(SIGPIPE, SIG_IGN);
	server = td_server_start(&options, error);
	if (!server)
		return false;
	printf("listening on http://%s/\n", td_server_address(server));
	fflush(stdout);
	wait_for_end(server, &signals);
	td_server_stop(server);
	return true;
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	serve_run state = { 0 };
	const GOptionEntry entries[] = {
		{ "listen", 'l', 0, G_OPTION_ARG_STRING, &state.listen,
		    "Where to listen: 127.0.0.1:8080, [::1]:0, *:80", "ADDRESS" },
		{ "base-url", 0, 0, G_OPTION_ARG_STRING, &state.base_url,
		    "What the world calls this site", "URL" },
		{ "workers", 0, 0, G_OPTION_ARG_INT, &state.workers,
		    "How many threads answer", "N" },
		{ "no-sandbox", 0, 0, G_OPTION_ARG_NONE, &state.no_sandbox,
		    "Give up no rights after the start", NULL },
		TD_OPEN_INDEX(&state.opened),
		{ 0 },
	};
	bool ok = td_command_options(&td_command_serve, entries, &argc, &argv, error);

	(void)cli;
	if (ok && argc > 1) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "serve: '%s' is too much: it serves all lists", argv[1]);
		ok = false;
	}
	ok = ok && td_open_library(&state.opened, false, error) &&
	     read_settings(&state, error) && check_base_url(&state, error) &&
	     serve(&state, error);
	td_opened_clear(&state.opened);
	g_free(state.listen);
	g_free(state.base_url);
	return ok;
}

const td_command td_command_serve = {
	.name = "serve",
	.arguments = "",
	.summary =
	    "Serve the lists as a site: pages, mboxes, git, for browsers, b4 and lei",
	.help = "SIGTERM ends it when what is under way is done; SIGHUP reads the "
		"configuration again.\n",
	.run = run,
};
