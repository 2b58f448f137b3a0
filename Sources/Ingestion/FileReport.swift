/// What a byte of a file belongs to (law 2 of the design).
package enum ByteClass: String, CaseIterable, Sendable {
  case byteOrderMark = "byte_order_mark"
  case preamble, header, record, furniture, blank
  /// An unfinished record at the end of the file.
  case fragment
  /// All bytes of a file that was delivered before.
  case duplicateFile = "duplicate_file"
}

/// How many bytes of a file belong to each class.
package struct ByteLedger: Hashable, Sendable {
  private var counts = [Int64](repeating: 0, count: ByteClass.allCases.count)

  package init() {}

  package subscript(kind: ByteClass) -> Int64 { counts[ByteLedger.index(kind)] }

  package mutating func add(_ bytes: Int64, to kind: ByteClass) {
    counts[ByteLedger.index(kind)] += bytes
  }

  mutating func formUnion(_ other: ByteLedger) {
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  /// Equals the size of the file, or of its rendition, or the run must not publish.
  package var total: Int64 { counts.reduce(0, +) }

  private static func index(_ kind: ByteClass) -> Int {
    ByteClass.allCases.firstIndex(of: kind) ?? 0
  }
}

/// The encodings that the records of a file were found in.
package enum FoundEncoding: String, Sendable {
  case ascii = "ASCII"
  case utf8 = "UTF-8"
  /// Two-byte characters as in the edition of 2022 (A6D9 is U+FE10, FE59 U+9FB4, A8BC U+1E3F); of the four-byte ones the
  /// six that this edition moved to private use still read as in 2005, so that both spellings give the character.
  case gb18030 = "GB18030-2022"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case workbook = "XLSX"
  /// Some records in one, some in the other.
  case mixed = "UTF-8+GB18030-2022"
}

/// The encodings of some records.
struct FoundEncodings: Hashable, Sendable {
  private var hasUTF8 = false
  private var hasGB18030 = false

  mutating func insert(_ encoding: RecordEncoding) {
    if encoding == .utf8 { hasUTF8 = true }
    if encoding == .gb18030 { hasGB18030 = true }
  }

  mutating func formUnion(_ other: FoundEncodings) {
    hasUTF8 = hasUTF8 || other.hasUTF8
    hasGB18030 = hasGB18030 || other.hasGB18030
  }

  var name: FoundEncoding { hasUTF8 ? (hasGB18030 ? .mixed : .utf8) : hasGB18030 ? .gb18030 : .ascii }
}

/// Where a column of the contract stands in a file.
package struct ColumnPlace: Hashable, Sendable {
  /// Column key.
  package let key: String
  /// The heading that was found; nil when the file lacks the column.
  package let heading: String?
  /// From 0; nil when the file lacks the column.
  package let position: Int?
}

/// What ingestion found out about the structure of one file.
package struct FileReport: Hashable, Sendable {
  /// Index into the run's files.
  package let file: UInt32
  package let path: String
  package internal(set) var encoding: FoundEncoding = .ascii
  package internal(set) var hasByteOrderMark = false
  /// The dialect's delimiter, one ASCII byte.
  package let delimiter: UInt8
  /// Physical line of the header, from 1; nil for a duplicate file.
  package internal(set) var headerLine: Int32?
  package internal(set) var columns: [ColumnPlace] = []
  package internal(set) var bytes = ByteLedger()
  /// The bytes that the file was read as, where it is UTF-16 or a workbook: those that are counted by class. Nil for any other, which is
  /// read as it is.
  package internal(set) var renditionSize: Int64?
  /// The sheet that was read of a workbook, whose lines are rows of it; nil for any other file.
  package internal(set) var sheet: String?
  /// Data rows, refused ones included.
  package internal(set) var rows = 0
  package internal(set) var preambleRows = 0
  package internal(set) var furnitureRows = 0
  package internal(set) var blankRows = 0
  /// Index of the file that has the same bytes and was loaded instead.
  package internal(set) var duplicateOf: UInt32?
}
