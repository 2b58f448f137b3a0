#pragma once
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Gives free memory back to the system, where the library knows how.
static inline void release_free_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

/// Takes blocks of up to 32 MiB from where small ones come from, and keeps 256 MiB of what is freed there for what comes next.
static inline void keep_freed_memory(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
#endif
}

/// Asks for large pages below the next `size` bytes that the calling thread takes; for threads that keep what they free.
static inline void prepare_large_pages(size_t size) {
#ifdef MADV_HUGEPAGE
  const uintptr_t page = 2 << 20;
  char *block = malloc(size);
  if (!block) return;
  uintptr_t start = ((uintptr_t)block + page - 1) & ~(page - 1);
  uintptr_t end = ((uintptr_t)block + size) & ~(page - 1);
  if (start < end) madvise((void *)start, end - start, MADV_HUGEPAGE);
  free(block);
#endif
}
