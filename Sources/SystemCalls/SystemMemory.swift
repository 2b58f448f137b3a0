internal import CMalloc

/// Memory that the process holds.
extension System {
  /// Gives memory that was freed, but is kept for what comes next, back to the system. O(memory).
  package static func releaseFreeMemory() { release_free_memory() }

  /// Keeps what is freed for what comes next, up to 256 MiB, until it is given back by `releaseFreeMemory`.
  package static func keepFreedMemory() { keep_freed_memory() }

  /// Has the next `bytes` that the calling thread takes come in large pages, where the system has them: a process that lives for
  /// a part of a second is interrupted less often to be given memory. Memory that is never touched is not taken. After
  /// `keepFreedMemory`.
  package static func prepareLargePages(bytes: Int) { prepare_large_pages(bytes) }
}
