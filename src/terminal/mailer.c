/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal/mailer.c - mails handed to the reader's own mail program */
#include "terminal/mailer.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

struct td_mailer {
	char *command, *path;
	int fd; /* -1 once it is closed */
	td_sink sink;
};

static bool
fail(GError **error, const char *what)
{
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "%s: %s", what, g_strerror(errno));
	return false;
}

static bool
write_mbox(const char *bytes, size_t n, void *data, GError **error)
{
	td_mailer *mailer = data;

	while (n > 0) {
		ssize_t done = write(mailer->fd, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return fail(error, mailer->path);
		bytes += done;
		n -= (size_t)done;
	}
	return true;
}

td_mailer *
td_mailer_open(const char *command, GError **error)
{
	td_mailer *mailer = g_new0(td_mailer, 1);

	mailer->command = g_strdup(command);
	mailer->path = g_build_filename(g_get_tmp_dir(), "tidings-XXXXXX", NULL);
	mailer->sink = (td_sink){ write_mbox, mailer };
	mailer->fd = g_mkstemp(mailer->path);
	if (mailer->fd >= 0)
		return mailer;
	fail(error, mailer->path);
	g_clear_pointer(&mailer->path, g_free);
	td_mailer_abandon(mailer);
	return NULL;
}

const td_sink *
td_mailer_sink(td_mailer *mailer)
{
	return &mailer->sink;
}

void
td_mailer_abandon(td_mailer *mailer)
{
	if (!mailer)
		return;
	if (mailer->fd >= 0)
		close(mailer->fd);
	if (mailer->path)
		unlink(mailer->path);
	g_free(mailer->path);
	g_free(mailer->command);
	g_free(mailer);
}

static bool
start(const td_mailer *mailer, pid_t *child, GError **error)
{
	/* "$@" keeps the file's name one word, whatever is in it. */
	g_autofree char *script = g_strdup_printf("%s \"$@\"", mailer->command);

	*child = fork();
	if (*child < 0)
		return fail(error, "fork");
	if (*child == 0) {
		signal(SIGPIPE, SIG_DFL);
		execl("/bin/sh", "sh", "-c", script, mailer->command, mailer->path,
		    (char *)NULL);
		_exit(127);
	}
	return true;
}

static bool
wait_for(const td_mailer *mailer, pid_t child, GError **error)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return fail(error, mailer->command);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "'%s' %s %d", mailer->command,
	    WIFEXITED(status) ? "ended with exit code" : "was ended by signal",
	    WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
	return false;
}

bool
td_mailer_run(td_mailer *mailer, GError **error)
{
	pid_t child;
	bool ok = close(mailer->fd) == 0 || fail(error, mailer->path);

	mailer->fd = -1;
	ok = ok && start(mailer, &child, error) && wait_for(mailer, child, error);
	td_mailer_abandon(mailer);
	return ok;
}
