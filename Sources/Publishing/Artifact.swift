import CSV
package import Records
import Synchronization

/// A file of a run before it is written: its bytes, or what gives them part by part.
package struct Artifact: Sendable {
  private enum Content {
    case whole([UInt8], rows: Int?)
    case lines(head: [UInt8], any LineSource)
  }

  package let file: OutputFile
  private let content: Content
  /// What people read in a file whose bytes are packed; nil where the bytes are the text.
  package let parts: [TextPart]?
  /// Who may see it.
  package var privacy: PrivacyClass

  /// `rows` are the lines below a table's header; nil for what is no table.
  package init(file: OutputFile, bytes: [UInt8], rows: Int?, parts: [TextPart]? = nil) {
    privacy = file.privacy
    self.file = file
    content = .whole(bytes, rows: rows)
    self.parts = parts
  }

  /// A table whose lines come part by part. Only a staff file may: any other is searched for what is private before a byte
  /// of it is written, and so is held whole.
  package init(file: OutputFile, header: [String], lines: any LineSource) {
    precondition(file.privacy == .staff, "what is searched is held whole")
    privacy = file.privacy
    self.file = file
    var head = CSVWriter()
    head.row(header)
    content = .lines(head: head.bytes, lines)
    parts = nil
  }

  /// The bytes where they are held whole; nil where they come part by part.
  package var whole: [UInt8]? {
    if case .whole(let bytes, _) = content { bytes } else { nil }
  }

  /// Hands all bytes over in order and one part at a time, from changing threads; ends with the first error. Returns the
  /// rows below the header, nil for what is no table.
  package func send(
    _ workers: Workers = .one, to take: @Sendable ([UInt8]) throws(PublishingError) -> Void
  ) throws(PublishingError) -> Int? {
    switch content {
    case .whole(let bytes, let rows):
      try take(bytes)
      return rows
    case .lines(let head, let source):
      let rows = Atomic(0)
      try take(head)
      try source.send(workers) { part throws(PublishingError) in
        rows.add(part.rows, ordering: .relaxed)
        try take(part.bytes)
      }
      return rows.load(ordering: .relaxed)
    }
  }
}

/// The text of a part of a packed file, as a sheet of a workbook.
package struct TextPart: Hashable, Sendable {
  package let name: String
  /// A line per row, cells between tabs.
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
