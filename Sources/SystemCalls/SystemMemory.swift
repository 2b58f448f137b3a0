internal import CMalloc

/// Memory that the process holds.
extension System {
  /// Gives memory that was freed, but is kept for what comes next, back to the system. O(memory).
  package static func releaseFreeMemory() { release_free_memory() }
}
