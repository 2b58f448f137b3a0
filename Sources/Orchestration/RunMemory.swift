import Records
import SystemCalls

/// How a process that makes one run and ends takes its memory; nothing of the run depends on it.
package enum RunMemory {
  /// Before the first thread of the run begins.
  package static func prepare() {
    System.keepFreedMemory()
    System.prepareLargePages(bytes: 31 << 20)
    Workers.prepareThreads { System.prepareLargePages(bytes: 16 << 20) }
  }
}
