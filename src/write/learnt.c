/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/learnt.c - which ties and traces there are */
#include "write/learnt.h"

#include "judge/profiles.h"
#include "link/cluster.h"
#include "store/store.h"

bool
td_learnt_load(td_index *index, GError **error)
{
	return td_clusters_learn(index->clusters, index, error) &&
	       td_profiles_learn(index, error) &&
	       td_store_version(index, &index->deferred_version, error);
}

void
td_learnt_forget(td_index *index)
{
	td_clusters_forget(index->clusters);
	td_profiles_forget(index);
}

bool
td_learnt_check(td_index *index, GError **error)
{
	int64_t version;

	if (!index->deferred)
		return true;
	if (!td_store_version(index, &version, error))
		return false;
	if (version != index->deferred_version)
		td_learnt_forget(index);
	return true;
}
