import Crypto
import Publishing
import Records
import Synchronization

/// A file of a run whose bytes went, as they were made, into its digest and to the disk.
struct WrittenFile: Sendable {
  let output: Manifest.Output
  /// Nil where the bytes went into the digest alone.
  private let file: StagedFile?

  /// Sends an artifact into a staging, or nowhere. What is written lasts once it is synced.
  init(_ artifact: Artifact, to staging: Staging?, _ workers: Workers = .one) throws(PublishingError) {
    let file = try staging?.begin(artifact)
    let sum = Mutex((hash: SHA256(), size: 0))
    let rows = try artifact.send(workers) { part throws(PublishingError) in
      sum.withLock {
        $0.hash.update(data: part)
        $0.size += part.count
      }
      try file?.append(part)
    }
    try file?.end()
    let (hash, size) = sum.withLock(\.self)
    output = Manifest.Output(artifact, size: size, sha256: Digest.hex(hash.finalize()), rows: rows)
    self.file = file
  }

  /// Hands all of it to the disk.
  func sync() throws(PublishingError) { try file?.sync() }
}
