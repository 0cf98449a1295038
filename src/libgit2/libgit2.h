/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * libgit2/libgit2.h - libgit2, loaded when it is first needed
 *
 * Debian's libgit2 brings fourteen more libraries (TLS, Kerberos, SSH) for servers that
 * it is never asked to talk to here. Loading them takes longer than a search does, and
 * most commands on an index never need it: docs/performance.md has the figures.
 *
 * Included in place of git2.h; after td_libgit2_start its functions are called as ever.
 */
#pragma once

#include <git2.h>
#include <glib.h>
#include <stdbool.h>

/* Each function that is called; one that is missing here does not link. */
/* clang-format off */
#define TD_LIBGIT2_FUNCTIONS(function) \
	function(git_buf_dispose) \
	function(git_commit_committer) \
	function(git_commit_free) \
	function(git_commit_lookup) \
	function(git_config_delete_multivar) \
	function(git_config_free) \
	function(git_config_get_string_buf) \
	function(git_config_lock) \
	function(git_config_open_ondisk) \
	function(git_config_set_string) \
	function(git_error_last) \
	function(git_libgit2_init) \
	function(git_libgit2_opts) \
	function(git_object_free) \
	function(git_object_id) \
	function(git_object_lookup_prefix) \
	function(git_object_peel) \
	function(git_odb_foreach) \
	function(git_odb_free) \
	function(git_odb_object_data) \
	function(git_odb_object_free) \
	function(git_odb_object_size) \
	function(git_odb_read) \
	function(git_odb_read_header) \
	function(git_oid_equal) \
	function(git_oid_fromstrn) \
	function(git_oid_ncmp) \
	function(git_reference_dwim) \
	function(git_reference_free) \
	function(git_reference_iterator_free) \
	function(git_reference_iterator_glob_new) \
	function(git_reference_lookup) \
	function(git_reference_name_to_id) \
	function(git_reference_next_name) \
	function(git_reference_peel) \
	function(git_reference_symbolic_target) \
	function(git_repository_commondir) \
	function(git_repository_free) \
	function(git_repository_item_path) \
	function(git_repository_odb) \
	function(git_repository_open_ext) \
	function(git_revparse_single) \
	function(git_revwalk_free) \
	function(git_revwalk_hide) \
	function(git_revwalk_new) \
	function(git_revwalk_next) \
	function(git_revwalk_push) \
	function(git_revwalk_sorting) \
	function(git_transaction_commit) \
	function(git_transaction_free)
/* clang-format on */

/* NOLINTNEXTLINE(bugprone-macro-parentheses): it names a member */
#define TD_LIBGIT2_FIELD(name) __typeof__(name) *name;
typedef struct td_libgit2_table {
	TD_LIBGIT2_FUNCTIONS(TD_LIBGIT2_FIELD)
} td_libgit2_table;

/* Filled once, by td_libgit2_start; read-only after. */
extern td_libgit2_table td_libgit2;

/* Loads and starts it once a process, from any thread; costs nothing after that. GIT
 * where it is not installed. */
bool td_libgit2_start(GError **error);

/* Turns its last error into ours: GIT, with what was being done in front. */
void td_libgit2_fail(GError **error, const char *doing);

#define git_buf_dispose td_libgit2.git_buf_dispose
#define git_commit_committer td_libgit2.git_commit_committer
#define git_commit_free td_libgit2.git_commit_free
#define git_commit_lookup td_libgit2.git_commit_lookup
#define git_config_delete_multivar td_libgit2.git_config_delete_multivar
#define git_config_free td_libgit2.git_config_free
#define git_config_get_string_buf td_libgit2.git_config_get_string_buf
#define git_config_lock td_libgit2.git_config_lock
#define git_config_open_ondisk td_libgit2.git_config_open_ondisk
#define git_config_set_string td_libgit2.git_config_set_string
#define git_error_last td_libgit2.git_error_last
#define git_libgit2_init td_libgit2.git_libgit2_init
#define git_libgit2_opts td_libgit2.git_libgit2_opts
#define git_object_free td_libgit2.git_object_free
#define git_object_id td_libgit2.git_object_id
#define git_object_lookup_prefix td_libgit2.git_object_lookup_prefix
#define git_object_peel td_libgit2.git_object_peel
#define git_odb_foreach td_libgit2.git_odb_foreach
#define git_odb_free td_libgit2.git_odb_free
#define git_odb_object_data td_libgit2.git_odb_object_data
#define git_odb_object_free td_libgit2.git_odb_object_free
#define git_odb_object_size td_libgit2.git_odb_object_size
#define git_odb_read td_libgit2.git_odb_read
#define git_odb_read_header td_libgit2.git_odb_read_header
#define git_oid_equal td_libgit2.git_oid_equal
#define git_oid_fromstrn td_libgit2.git_oid_fromstrn
#define git_oid_ncmp td_libgit2.git_oid_ncmp
#define git_reference_dwim td_libgit2.git_reference_dwim
#define git_reference_free td_libgit2.git_reference_free
#define git_reference_iterator_free td_libgit2.git_reference_iterator_free
#define git_reference_iterator_glob_new td_libgit2.git_reference_iterator_glob_new
#define git_reference_lookup td_libgit2.git_reference_lookup
#define git_reference_name_to_id td_libgit2.git_reference_name_to_id
#define git_reference_next_name td_libgit2.git_reference_next_name
#define git_reference_peel td_libgit2.git_reference_peel
#define git_reference_symbolic_target td_libgit2.git_reference_symbolic_target
#define git_repository_commondir td_libgit2.git_repository_commondir
#define git_repository_free td_libgit2.git_repository_free
#define git_repository_item_path td_libgit2.git_repository_item_path
#define git_repository_odb td_libgit2.git_repository_odb
#define git_repository_open_ext td_libgit2.git_repository_open_ext
#define git_revparse_single td_libgit2.git_revparse_single
#define git_revwalk_free td_libgit2.git_revwalk_free
#define git_revwalk_hide td_libgit2.git_revwalk_hide
#define git_revwalk_new td_libgit2.git_revwalk_new
#define git_revwalk_next td_libgit2.git_revwalk_next
#define git_revwalk_push td_libgit2.git_revwalk_push
#define git_revwalk_sorting td_libgit2.git_revwalk_sorting
#define git_transaction_commit td_libgit2.git_transaction_commit
#define git_transaction_free td_libgit2.git_transaction_free
