/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inbox/git_helper.c - forks, and runs git upload-pack on files that it is handed */
#include "inbox/git_helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"

enum {
	files = 3,              /* folder, input, output */
	most_seconds = 30 * 60, /* that one git may take: a slow client's clone */
	most_cpu = 10 * 60,
	politeness = 5 /* nice(2) */
};

struct td_git_helper {
	int socket; /* SOCK_SEQPACKET: a message is whole, whoever sends */
	pid_t pid;
};

typedef struct message {
	uint32_t service;
	uint32_t counts; /* it is held against a client */
	uint64_t client;
	char protocol[TD_GIT_PROTOCOL];
} message;

/* A git that runs. */
typedef struct child {
	pid_t pid; /* 0: the place is free */
	time_t end;
	bool counts;
	uint64_t client;
} child;

/* All that run, and whose budget they are held against. */
typedef struct gits {
	child children[TD_MAX_GITS];
	td_budget *budget; /* NULL: none */
} gits;

typedef union control {
	struct cmsghdr head; /* for its alignment */
	char bytes[CMSG_SPACE(files * sizeof(int))];
} control;

static time_t
seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* In the child: never comes back. */
static void
run_git(const message *asked, const int fds[files])
{
	static const char *const advertise[] = { "git", "-c", "safe.directory=*",
		"upload-pack", "--strict", "--stateless-rpc", "--advertise-refs", ".",
		NULL };
	static const char *const upload[] = { "git", "-c", "safe.directory=*",
		"upload-pack", "--strict", "--stateless-rpc", ".", NULL };
	const struct rlimit cpu = { most_cpu, most_cpu };
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setrlimit(RLIMIT_CPU, &cpu);
	setpriority(PRIO_PROCESS, 0, politeness);
	/* The copies are kept over exec, the originals are not. */
	if (fchdir(fds[0]) < 0 || dup2(fds[1], STDIN_FILENO) < 0 ||
	    dup2(fds[2], STDOUT_FILENO) < 0)
		_exit(1);
	if (asked->protocol[0] != '\0')
		setenv("GIT_PROTOCOL", asked->protocol, 1);
	execvp("git",
	    (char **)(uintptr_t)(asked->service == TD_GIT_UPLOAD ? upload : advertise));
	_exit(1);
}

/* Half of all places are for others. */
static bool
has_enough(const gits *all, const message *asked)
{
	unsigned n = 0;

	for (unsigned i = 0; i < TD_MAX_GITS; i++) {
		const child *one = &all->children[i];

		n += one->pid != 0 && one->counts && one->client == asked->client;
	}
	return asked->counts && n >= TD_MAX_GITS / 2;
}

static void
start_child(gits *all, const message *asked, const int fds[files])
{
	for (unsigned i = 0; i < TD_MAX_GITS && !has_enough(all, asked); i++) {
		child *one = &all->children[i];

		if (one->pid != 0)
			continue;
		one->pid = fork();
		if (one->pid == 0)
			run_git(asked, fds);
		if (one->pid < 0)
			one->pid = 0;
		one->end = seconds_now() + most_seconds;
		one->counts = asked->counts;
		one->client = asked->client;
		return;
	}
}

/* False when the other side is gone. */
static bool
take_message(int socket, gits *all)
{
	message asked;
	control room;
	struct iovec part = { &asked, sizeof asked };
	struct msghdr head = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &room,
		.msg_controllen = sizeof room };
	ssize_t n = recvmsg(socket, &head, MSG_CMSG_CLOEXEC);
	const struct cmsghdr *cmsg = CMSG_FIRSTHDR(&head);
	int fds[files] = { -1, -1, -1 };

	if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
		return false;
	if (n < 0)
		return true;
	if (cmsg && cmsg->cmsg_type == SCM_RIGHTS &&
	    cmsg->cmsg_len == CMSG_LEN(sizeof fds))
		memcpy(fds, CMSG_DATA(cmsg), sizeof fds);
	asked.protocol[TD_GIT_PROTOCOL - 1] = '\0';
	/* Where there is no room the pipe ends without a word: not now. */
	if ((size_t)n == sizeof asked && fds[0] >= 0)
		start_child(all, &asked, fds);
	for (unsigned i = 0; i < files; i++) {
		if (fds[i] >= 0)
			close(fds[i]);
	}
	return true;
}

/* What it and the programs that it started itself took of the processor. */
static void
charge(const gits *all, const child *one, const struct rusage *used)
{
	int64_t took =
	    ((int64_t)used->ru_utime.tv_sec + used->ru_stime.tv_sec) * G_USEC_PER_SEC +
	    used->ru_utime.tv_usec + used->ru_stime.tv_usec;

	if (one->counts && all->budget)
		td_budget_charge(all->budget, one->client, g_get_monotonic_time(), took);
}

static void
reap(gits *all)
{
	time_t now = seconds_now();
	struct rusage used;
	pid_t pid;

	while ((pid = wait4(-1, NULL, WNOHANG, &used)) > 0) {
		for (unsigned i = 0; i < TD_MAX_GITS; i++) {
			child *one = &all->children[i];

			if (one->pid != pid)
				continue;
			charge(all, one, &used);
			one->pid = 0;
		}
	}
	for (unsigned i = 0; i < TD_MAX_GITS; i++) {
		const child *one = &all->children[i];

		if (one->pid != 0 && now > one->end)
			kill(one->pid, SIGKILL);
	}
}

static void
be_alone(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	/* What git says on standard error is for the log. */
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	if (null > STDERR_FILENO)
		close(null);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	unsetenv("GIT_DIR");
	unsetenv("GIT_CONFIG_COUNT");
	unsetenv("GIT_CONFIG_PARAMETERS");
	unsetenv("GIT_OBJECT_DIRECTORY");
	unsetenv("GIT_ALTERNATE_OBJECT_DIRECTORIES");
	unsetenv("GIT_NAMESPACE");
	unsetenv("GIT_TRACE");
}

/* The life of the helper. */
static void
run_helper(int socket, td_budget *budget)
{
	gits all = { .budget = budget };
	struct pollfd fds[2] = { { .fd = socket, .events = POLLIN } };
	sigset_t signals;

	be_alone();
	/* The signals that end the server are the server's: it closes the socket then. */
	sigfillset(&signals);
	sigprocmask(SIG_SETMASK, &signals, NULL);
	sigemptyset(&signals);
	sigaddset(&signals, SIGCHLD);
	fds[1].fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
	fds[1].events = POLLIN;
	for (;;) {
		struct signalfd_siginfo info;

		poll(fds, G_N_ELEMENTS(fds), 10 * 1000);
		while (read(fds[1].fd, &info, sizeof info) > 0)
			;
		reap(&all);
		if (fds[0].revents != 0 && !take_message(socket, &all))
			break;
	}
	for (unsigned i = 0; i < TD_MAX_GITS; i++) {
		if (all.children[i].pid != 0)
			kill(all.children[i].pid, SIGKILL);
	}
	_exit(0);
}

td_git_helper *
td_git_helper_start(td_budget *budget, GError **error)
{
	td_git_helper *helper;
	int ends[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_IO, "cannot make a socket: %s",
		    g_strerror(errno));
		return NULL;
	}
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		run_helper(ends[1], budget);
	}
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		g_set_error(error, TD_ERROR, TD_ERROR_IO, "cannot start a process: %s",
		    g_strerror(errno));
		return NULL;
	}
	helper = g_new0(td_git_helper, 1);
	helper->socket = ends[0];
	helper->pid = pid;
	return helper;
}

void
td_git_helper_stop(td_git_helper *helper)
{
	if (!helper)
		return;
	close(helper->socket);
	waitpid(helper->pid, NULL, 0);
	g_free(helper);
}

/* Version and capabilities; nothing that could mean more than that in an environment. */
static bool
is_protocol(const char *text)
{
	return strlen(text) < TD_GIT_PROTOCOL &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01234567"
			    "89=:-._") == strlen(text);
}

static bool
send_message(const td_git_helper *helper, const message *asked, const int fds[files])
{
	control room = { 0 };
	struct iovec part = { (void *)(uintptr_t)asked, sizeof *asked };
	struct msghdr head = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &room,
		.msg_controllen = sizeof room };
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&head);

	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	cmsg->cmsg_len = CMSG_LEN(files * sizeof(int));
	memcpy(CMSG_DATA(cmsg), fds, files * sizeof(int));
	return sendmsg(helper->socket, &head, MSG_NOSIGNAL | MSG_DONTWAIT) ==
	       (ssize_t)sizeof *asked;
}

int
td_git_helper_run(td_git_helper *helper, td_git_service service, const char *protocol,
    const td_account *account, const int given[2], GError **error)
{
	message asked = { .service = service,
		.counts = account->budget != NULL,
		.client = account->client };
	int ends[2];
	bool sent;

	if (is_protocol(protocol))
		g_strlcpy(asked.protocol, protocol, sizeof asked.protocol);
	if (pipe2(ends, O_CLOEXEC) != 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_DATABASE, "cannot make a pipe: %s",
		    g_strerror(errno));
		return -1;
	}
	/* Of this end alone: git expects to wait when it writes. */
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	sent = send_message(helper, &asked, (const int[]){ given[0], given[1], ends[1] });
	close(ends[1]);
	if (sent)
		return ends[0];
	close(ends[0]);
	g_set_error_literal(
	    error, TD_ERROR, TD_ERROR_DATABASE, "the process that runs git is gone");
	return -1;
}
