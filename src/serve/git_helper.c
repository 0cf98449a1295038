/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/git_helper.c - forks, and runs git upload-pack on files that it is handed */
#include "serve/git_helper.h"

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
	char protocol[TD_GIT_PROTOCOL];
} message;

/* A git that runs. */
typedef struct child {
	pid_t pid; /* 0: the place is free */
	time_t end;
} child;

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

static void
start_child(child children[], const message *asked, const int fds[files])
{
	for (unsigned i = 0; i < TD_MAX_GITS; i++) {
		if (children[i].pid != 0)
			continue;
		children[i].pid = fork();
		if (children[i].pid == 0)
			run_git(asked, fds);
		if (children[i].pid < 0)
			children[i].pid = 0;
		children[i].end = seconds_now() + most_seconds;
		return;
	}
}

/* False when the other side is gone. */
static bool
take_message(int socket, child children[])
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
		start_child(children, &asked, fds);
	for (unsigned i = 0; i < files; i++) {
		if (fds[i] >= 0)
			close(fds[i]);
	}
	return true;
}

static void
reap(child children[])
{
	time_t now = seconds_now();
	pid_t pid;

	while ((pid = waitpid(-1, NULL, WNOHANG)) > 0) {
		for (unsigned i = 0; i < TD_MAX_GITS; i++) {
			if (children[i].pid == pid)
				children[i].pid = 0;
		}
	}
	for (unsigned i = 0; i < TD_MAX_GITS; i++) {
		if (children[i].pid != 0 && now > children[i].end)
			kill(children[i].pid, SIGKILL);
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
run_helper(int socket)
{
	child children[TD_MAX_GITS] = { 0 };
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
		reap(children);
		if (fds[0].revents != 0 && !take_message(socket, children))
			break;
	}
	for (unsigned i = 0; i < TD_MAX_GITS; i++) {
		if (children[i].pid != 0)
			kill(children[i].pid, SIGKILL);
	}
	_exit(0);
}

td_git_helper *
td_git_helper_start(GError **error)
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
		run_helper(ends[1]);
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
    int folder, int input, GError **error)
{
	message asked = { .service = service };
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
	sent = send_message(helper, &asked, (const int[]){ folder, input, ends[1] });
	close(ends[1]);
	if (sent)
		return ends[0];
	close(ends[0]);
	g_set_error_literal(
	    error, TD_ERROR, TD_ERROR_DATABASE, "the process that runs git is gone");
	return -1;
}
