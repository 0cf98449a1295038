/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/model.c - small reports made by hand */
#include "model.h"
