/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * http/httpd.h - libmicrohttpd, loaded when the site is started
 *
 * Debian's brings nine libraries for TLS along. Included in place of microhttpd.h; its
 * functions are called as ever.
 */
#pragma once

#include <glib.h>
#include <microhttpd.h>
#include <stdbool.h>

/* Each function that is called; one that is missing here does not link. */
/* clang-format off */
#define TD_MICROHTTPD_FUNCTIONS(function) \
	function(MHD_add_connection) \
	function(MHD_add_response_header) \
	function(MHD_create_response_from_buffer_with_free_callback) \
	function(MHD_create_response_from_callback) \
	function(MHD_create_response_from_fd64) \
	function(MHD_create_response_from_iovec) \
	function(MHD_destroy_response) \
	function(MHD_get_connection_info) \
	function(MHD_get_connection_values) \
	function(MHD_get_daemon_info) \
	function(MHD_get_timeout) \
	function(MHD_lookup_connection_value) \
	function(MHD_queue_response) \
	function(MHD_resume_connection) \
	function(MHD_run) \
	function(MHD_start_daemon) \
	function(MHD_stop_daemon) \
	function(MHD_suspend_connection)
/* clang-format on */

/* NOLINTNEXTLINE(bugprone-macro-parentheses): it names a member */
#define TD_MICROHTTPD_FIELD(name) __typeof__(name) *name;
typedef struct td_microhttpd_table {
	TD_MICROHTTPD_FUNCTIONS(TD_MICROHTTPD_FIELD)
} td_microhttpd_table;

/* Filled once, by td_microhttpd_load; read-only after. */
extern td_microhttpd_table td_microhttpd;

/* Once a process, from any thread; costs nothing after that. IO where it is not
 * installed. */
bool td_microhttpd_load(GError **error);

#define MHD_add_connection td_microhttpd.MHD_add_connection
#define MHD_add_response_header td_microhttpd.MHD_add_response_header
#define MHD_create_response_from_buffer_with_free_callback                               \
	td_microhttpd.MHD_create_response_from_buffer_with_free_callback
#define MHD_create_response_from_callback td_microhttpd.MHD_create_response_from_callback
#define MHD_create_response_from_fd64 td_microhttpd.MHD_create_response_from_fd64
#define MHD_create_response_from_iovec td_microhttpd.MHD_create_response_from_iovec
#define MHD_destroy_response td_microhttpd.MHD_destroy_response
#define MHD_get_connection_info td_microhttpd.MHD_get_connection_info
#define MHD_get_connection_values td_microhttpd.MHD_get_connection_values
#define MHD_get_daemon_info td_microhttpd.MHD_get_daemon_info
#define MHD_get_timeout td_microhttpd.MHD_get_timeout
#define MHD_lookup_connection_value td_microhttpd.MHD_lookup_connection_value
#define MHD_queue_response td_microhttpd.MHD_queue_response
#define MHD_resume_connection td_microhttpd.MHD_resume_connection
#define MHD_run td_microhttpd.MHD_run
#define MHD_start_daemon td_microhttpd.MHD_start_daemon
#define MHD_stop_daemon td_microhttpd.MHD_stop_daemon
#define MHD_suspend_connection td_microhttpd.MHD_suspend_connection
