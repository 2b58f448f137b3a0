import Foundation

/// How many files the process may hold open: a run holds all of its sources'.
enum OpenFiles {
  /// Raises the soft limit to the hard one, which needs no right; where that fails, the limit stays as it was.
  static func raiseLimit() {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
