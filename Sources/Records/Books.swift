/// The stages that rows pass one by one, in order (model.md §2.1).
package enum Stage: String, CaseIterable, Sendable, Hashable {
  case ingest
  case clean
  case resolve
  /// Rows equal in every cleaned cell.
  case deduplicateEqual = "deduplicate.equal"
  /// Rows of the same key.
  case deduplicateKey = "deduplicate.key"
  /// 作废 and 改期.
  case void
  /// Rows that state the same thing.
  case deduplicateThing = "deduplicate.thing"
  /// Records that a person decided to be the same.
  case deduplicateDecided = "deduplicate.decided"
  /// Not part of the books: where derived findings arise.
  case derive

  /// The stages whose books must close.
  package static let accounted: [Stage] = allCases.filter { $0 != .derive }
}

/// An order-free 128-bit digest of a multiset of row ids: the wrapping sum of one mixed word pair per row.
package struct RowDigest: Hashable, Sendable {
  package private(set) var high: UInt64 = 0
  package private(set) var low: UInt64 = 0

  package init() {}

  /// Adds a row; adding it twice gives another digest than adding it once.
  package mutating func insert(_ row: RowID) {
    insert(seed: RowDigest.seed(row.file), offset: row.offset)
  }

  /// What the rows of one file have in common.
  static func seed(_ filePrefix: UInt64) -> UInt64 { mix(filePrefix ^ 0x9E37_79B9_7F4A_7C15) }

  /// Adds the row at an offset of the file that the seed stands for.
  @inline(__always)
  mutating func insert(seed: UInt64, offset: Int64) {
    let first = RowDigest.mix(seed ^ UInt64(bitPattern: offset))
    let second = RowDigest.mix(first &+ 0xBF58_476D_1CE4_E5B9 &+ UInt64(bitPattern: offset))
    low &+= first
    high &+= second
  }

  package mutating func formUnion(_ other: RowDigest) {
    low &+= other.low
    high &+= other.high
  }

  fileprivate mutating func remove(_ other: RowDigest) {
    low &-= other.low
    high &-= other.high
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014).
  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension RowDigest: CustomStringConvertible {
  /// 32 hex digits.
  package var description: String { RowDigest.hex(high) + RowDigest.hex(low) }

  private static func hex(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// A count of rows and the digest of their ids.
package struct Tally: Hashable, Sendable {
  package private(set) var count: Int64 = 0
  package private(set) var digest = RowDigest()

  package init() {}

  init(count: Int64, digest: RowDigest) {
    self.count = count
    self.digest = digest
  }

  package mutating func insert(_ row: RowID) {
    count += 1
    digest.insert(row)
  }

  /// Adds the rows at some offsets of one file. O(offsets).
  package mutating func insert(_ offsets: ArraySlice<Int64>, filePrefix: UInt64) {
    let seed = RowDigest.seed(filePrefix)
    for offset in offsets { digest.insert(seed: seed, offset: offset) }
    count += Int64(offsets.count)
  }

  package mutating func formUnion(_ other: Tally) {
    count += other.count
    digest.formUnion(other.digest)
  }

  package static func + (left: Tally, right: Tally) -> Tally {
    var sum = left
    sum.formUnion(right)
    return sum
  }

  /// What is left of rows when others, all of which were among them, are gone.
  package static func - (left: Tally, right: Tally) -> Tally {
    var rest = left
    rest.count -= right.count
    rest.digest.remove(right.digest)
    return rest
  }
}

extension Table {
  /// Count and digest of some rows, which must ascend. O(rows), shared out; `fileNumbers` as in `Origins.rowID`.
  package func tally(_ rows: [Int32], fileNumbers: [UInt64], workers: Workers = .one) -> Tally {
    let ranges = Workers.ranges(rows.count, of: 262_144)
    let parts = workers.map(ranges.count) { task in
      origins.tally(Array(rows[ranges[task]]), fileNumbers: fileNumbers)
    }
    return parts.reduce(Tally()) { $0 + $1 }
  }
}

/// What one stage did with the rows of one source: `in = kept + rejected + merged + filtered`.
package struct StageAccount: Hashable, Sendable {
  package let stage: Stage
  package let source: String
  package var input = Tally()
  package var kept = Tally()
  package var rejected = Tally()
  package var merged = Tally()
  package var filtered = Tally()

  package init(stage: Stage, source: String) {
    self.stage = stage
    self.source = source
  }

  /// Adds what the same stage did with other rows of the same source.
  package mutating func formUnion(_ other: StageAccount) {
    input.formUnion(other.input)
    kept.formUnion(other.kept)
    rejected.formUnion(other.rejected)
    merged.formUnion(other.merged)
    filtered.formUnion(other.filtered)
  }

  /// True when the four ways out hold exactly the rows that came in.
  package var closes: Bool { input == kept + rejected + merged + filtered }
}

/// The accounts of a run, stage by stage for each source.
package struct Books: Sendable {
  package private(set) var accounts: [StageAccount] = []

  package init() {}

  package mutating func append(_ account: StageAccount) {
    accounts.append(account)
  }

  /// Every account that does not close, and every stage that did not take in what the one before kept.
  ///
  /// Accounts of one source must have been appended in the order of the stages.
  package var discrepancies: [Message] {
    var result: [Message] = []
    var kept: [String: StageAccount] = [:]
    for account in accounts {
      let place = "\(account.source) · \(account.stage.rawValue)"
      if !account.closes {
        result.append(
          Message(
            zh: "\(place)：进入\(account.input.count)行，不等于保留、退回、合并、过滤之和",
            en:
              "\(place): \(account.input.count) rows in are not the rows kept, rejected, merged and filtered")
        )
      }
      if let before = kept[account.source], before.kept != account.input {
        result.append(
          Message(
            zh:
              "\(place)：进入\(account.input.count)行，上一步\(before.stage.rawValue)保留\(before.kept.count)行，不是同一批行",
            en: "\(place): \(account.input.count) rows in are not the \(before.kept.count) rows that "
              + "\(before.stage.rawValue) kept"))
      }
      kept[account.source] = account
    }
    return result
  }
}
