import Records
import SystemCalls

/// The keys of all rows as hashes, each with the code of the row's member, on disk in parts by hash: tells which members
/// have rows of a key that another has too.
///
/// Two keys of one hash count as one key, which sets more members apart than need be and changes no result.
struct KeyLog: Sendable {
  private let file: SpillFile
  private var buffers: [[UInt8]]
  private var places: [[SpillFile.Place]]
  /// Of one key.
  fileprivate static let entry = 12
  fileprivate static let parts = 256
  private static let bufferSize = entry * 2_048

  init(_ file: SpillFile) {
    self.file = file
    buffers = Array(repeating: [], count: KeyLog.parts)
    places = Array(repeating: [], count: KeyLog.parts)
  }

  /// Adds the keys of a unit.
  mutating func append(_ entries: KeyEntries) throws(SystemError) {
    for part in entries.parts.indices where !entries.parts[part].isEmpty {
      buffers[part] += entries.parts[part]
      if buffers[part].count >= KeyLog.bufferSize { try flush(part) }
    }
  }

  /// Hands what is left to the file; nothing may be appended after it.
  mutating func flush() throws(SystemError) {
    for part in buffers.indices where !buffers[part].isEmpty { try flush(part) }
    buffers = Array(repeating: [], count: KeyLog.parts)
  }

  private mutating func flush(_ part: Int) throws(SystemError) {
    places[part].append(try file.append(buffers[part], rows: buffers[part].count / KeyLog.entry))
    buffers[part].removeAll(keepingCapacity: true)
  }

  /// The codes of the members who share a key with another. O(keys), a part for each worker in memory at a time.
  func sharing(_ workers: Workers) throws(SystemError) -> Set<UInt32> {
    let parts = workers.map(KeyLog.parts) { part in
      Result { () throws(SystemError) in try self.sharing(in: part) }
    }
    var sharing: Set<UInt32> = []
    for part in parts { sharing.formUnion(try part.get()) }
    return sharing
  }

  private func sharing(in part: Int) throws(SystemError) -> Set<UInt32> {
    let count = places[part].reduce(0) { $0 + $1.rows }
    var table = MemberTable(keys: count)
    var sharing: Set<UInt32> = []
    for place in places[part] {
      let bytes = try file.bytes(place)
      for row in 0..<place.rows {
        let start = row * KeyLog.entry
        let (hash, member) = unsafe bytes.withUnsafeBytes { bytes in
          (
            unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
            unsafe UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt32.self))
          )
        }
        if let other = table.insert(hash, member), other != member {
          sharing.insert(member)
          sharing.insert(other)
        }
      }
    }
    return sharing
  }
}

/// The member of the first row of each hash: open addressing, at most half full.
private struct MemberTable {
  private var hashes: [UInt64]
  private var members: [UInt32]
  private let mask: Int
  /// No code of a member.
  private static let empty = UInt32.max - 1

  init(keys: Int) {
    var size = 16
    while size < keys * 2 { size *= 2 }
    hashes = Array(repeating: 0, count: size)
    members = Array(repeating: MemberTable.empty, count: size)
    mask = size - 1
  }

  /// The member of the hash's first row; nil where this is the first.
  mutating func insert(_ hash: UInt64, _ member: UInt32) -> UInt32? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while members[slot] != MemberTable.empty {
      if hashes[slot] == hash { return members[slot] }
      slot = (slot + 1) & mask
    }
    hashes[slot] = hash
    members[slot] = member
    return nil
  }
}

/// The keys of a unit: by part of the log, of each a hash and the code of the row's member.
struct KeyEntries: Sendable {
  fileprivate var parts = [[UInt8]](repeating: [], count: KeyLog.parts)

  mutating func append(_ hash: UInt64, _ member: UInt32) {
    let part = Int(hash >> 56)
    unsafe withUnsafeBytes(of: hash.littleEndian) { unsafe parts[part].append(contentsOf: $0) }
    unsafe withUnsafeBytes(of: member.littleEndian) { unsafe parts[part].append(contentsOf: $0) }
  }
}
