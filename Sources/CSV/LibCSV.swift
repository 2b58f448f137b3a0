import CLibCSV

/// The owner of a libcsv parser: the one authority on CSV grammar.
///
/// Its space function says no to every byte, so that blanks around cells are kept: trimming is cleaning.
/// Otherwise the library's lenient grammar holds: CR and LF each end a row, a quote that does not open a cell
/// is itself, and a quoted cell goes on after a quote that no delimiter, line end or second quote follows.
@safe struct LibCSV: ~Copyable {
  private let parser: UnsafeMutablePointer<csv_parser>
  private(set) var sink = Sink()

  /// What the callbacks leave behind.
  struct Sink {
    /// The cells' bytes one after the other, unescaped.
    var bytes: [UInt8] = []
    /// The end of each cell in `bytes`.
    var ends: [Int] = []
    var rowEnded = false
  }

  init(delimiter: UInt8) throws(CSVError) {
    unsafe parser = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)
    unsafe parser.initialize(to: csv_parser())
    guard unsafe csv_init(parser, 0) == 0 else {
      throw .library("csv_init")
    }
    unsafe csv_set_delim(parser, delimiter)
    unsafe csv_set_space_func(parser) { _ in 0 }
  }

  deinit {
    unsafe csv_free(parser)
    unsafe parser.deinitialize(count: 1)
    unsafe parser.deallocate()
  }

  /// Parses the next bytes. A segment must hold at most one line end, its last byte, or the end of a row in
  /// the middle goes unnoticed.
  mutating func feed(_ segment: Span<UInt8>) throws(CSVError) {
    let parser = unsafe parser
    let taken = unsafe segment.withUnsafeBytes { raw in
      unsafe withUnsafeMutablePointer(to: &sink) { sink in
        unsafe csv_parse(parser, raw.baseAddress, raw.count, onCell, onRow, sink)
      }
    }
    guard taken == segment.count else { throw .library(unsafe errorText(parser)) }
  }

  /// Ends the input in the middle of a row; false when a quote is still open, and then no cell is reported.
  mutating func finish() -> Bool {
    unsafe csv_set_opts(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI))
    let parser = unsafe parser
    let status = unsafe withUnsafeMutablePointer(to: &sink) { sink in
      unsafe csv_fini(parser, onCell, onRow, sink)
    }
    unsafe csv_set_opts(parser, 0)
    return status == 0
  }

  /// Adds bytes of a cell that was cut without the library.
  mutating func add(_ segment: Span<UInt8>) {
    unsafe segment.withUnsafeBufferPointer { unsafe sink.bytes.append(contentsOf: $0) }
  }

  /// Makes ready for a record; cells of earlier ones stay in the sink.
  mutating func beginRecord() {
    sink.ends.removeAll(keepingCapacity: true)
    sink.rowEnded = false
  }

  /// Forgets the record in progress, whose cells began at `mark` of the sink's bytes.
  mutating func abandon(to mark: Int) {
    unsafe _ = csv_fini(parser, nil, nil, nil)
    sink.bytes.removeSubrange(mark...)
    beginRecord()
  }

  /// Empties the sink.
  mutating func clear() {
    sink.bytes.removeAll(keepingCapacity: true)
    beginRecord()
  }
}

private func errorText(_ parser: UnsafeMutablePointer<csv_parser>) -> String {
  guard let text = unsafe csv_strerror(unsafe csv_error(parser)) else { return "libcsv" }
  return unsafe String(cString: text)
}

private func onCell(_ bytes: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?) {
  guard let sink = unsafe context?.assumingMemoryBound(to: LibCSV.Sink.self) else { return }
  unsafe sink.pointee.bytes.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
  unsafe sink.pointee.ends.append(sink.pointee.bytes.count)
}

private func onRow(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  unsafe context?.assumingMemoryBound(to: LibCSV.Sink.self).pointee.rowEnded = true
}
