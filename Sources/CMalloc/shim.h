#pragma once
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Gives free memory back to the system, where the library knows how.
static inline void release_free_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
