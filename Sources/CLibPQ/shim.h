#pragma once
#include <dlfcn.h>
#include <stddef.h>
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

// libpq needs twenty libraries more, and all of them take a third of the time in which `dutyrank --version` ends. So it is
// opened when a server is first spoken of.
static inline void *libpq(void) {
  static void *library;
  void *opened = __atomic_load_n(&library, __ATOMIC_ACQUIRE);
  if (opened == NULL) {
#ifdef __APPLE__
    opened = dlopen("libpq.5.dylib", RTLD_LAZY | RTLD_LOCAL);
#else
    opened = dlopen("libpq.so.5", RTLD_LAZY | RTLD_LOCAL);
#endif
    __atomic_store_n(&library, opened, __ATOMIC_RELEASE);
  }
  return opened;
}

// Why the library cannot be opened; NULL where it is.
static inline const char *libpq_error(void) { return libpq() == NULL ? dlerror() : NULL; }

// `pq_NAME()` is the library's PQNAME, of the type that libpq-fe.h declares; only to be asked for once `libpq()` is there.
#define LIBPQ_FUNCTION(name)                                                                                            \
  static inline __typeof__(&PQ##name) _Nonnull pq_##name(void) {                                                        \
    static __typeof__(&PQ##name) known;                                                                                 \
    __typeof__(&PQ##name) found = __atomic_load_n(&known, __ATOMIC_ACQUIRE);                                            \
    if (found == NULL) {                                                                                                \
      found = (__typeof__(&PQ##name))dlsym(libpq(), "PQ" #name);                                                        \
      if (found == NULL) __builtin_trap();                                                                              \
      __atomic_store_n(&known, found, __ATOMIC_RELEASE);                                                                \
    }                                                                                                                   \
    return found;                                                                                                       \
  }

LIBPQ_FUNCTION(clear)
LIBPQ_FUNCTION(cmdTuples)
LIBPQ_FUNCTION(connectPoll)
LIBPQ_FUNCTION(connectStartParams)
LIBPQ_FUNCTION(conninfoFree)
LIBPQ_FUNCTION(conninfoParse)
LIBPQ_FUNCTION(consumeInput)
LIBPQ_FUNCTION(errorMessage)
LIBPQ_FUNCTION(finish)
LIBPQ_FUNCTION(flush)
LIBPQ_FUNCTION(freemem)
LIBPQ_FUNCTION(getCopyData)
LIBPQ_FUNCTION(getisnull)
LIBPQ_FUNCTION(getResult)
LIBPQ_FUNCTION(getvalue)
LIBPQ_FUNCTION(isBusy)
LIBPQ_FUNCTION(nfields)
LIBPQ_FUNCTION(ntuples)
LIBPQ_FUNCTION(putCopyData)
LIBPQ_FUNCTION(putCopyEnd)
LIBPQ_FUNCTION(resultErrorField)
LIBPQ_FUNCTION(resultStatus)
LIBPQ_FUNCTION(sendPrepare)
LIBPQ_FUNCTION(sendQueryParams)
LIBPQ_FUNCTION(setnonblocking)
LIBPQ_FUNCTION(setNoticeProcessor)
LIBPQ_FUNCTION(socket)
LIBPQ_FUNCTION(status)
