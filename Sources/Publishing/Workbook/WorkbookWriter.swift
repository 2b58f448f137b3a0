import CLibXLSXWriter
import Foundation
import Records
import Synchronization
import SystemCalls

/// The owner of a libxlsxwriter workbook, which turns sheets into the bytes of an XLSX file.
///
/// Above a million cells rows go out one by one, so that the library's memory does not grow with them; texts then stand
/// in their cells and not in a list of shared ones, which makes a larger file. Its temporary files lose their names as
/// soon as they exist: a run that is killed leaves none behind.
@safe struct WorkbookWriter: ~Copyable {
  /// The library dates a workbook through a buffer of the C library that threads share.
  private static let closing = Mutex(())

  private static let cellsInMemory = 1_000_000

  private let book: UnsafeMutablePointer<lxw_workbook>
  private var formats = unsafe [CellStyle: UnsafeMutablePointer<lxw_format>]()
  private var isOpen = true

  /// The file's bytes, which depend on the arguments alone. `streams` overrides the limit above.
  static func bytes(
    of sheets: [Sheet], title: String, author: String, created: Day, streams: Bool? = nil
  ) throws(PublishingError) -> [UInt8] {
    try ScratchFile.checkRoom(for: sheets)
    let scratch = try ScratchFile()
    let cells = sheets.reduce(0) { $0 + $1.rows.count * $1.widths.count }
    var writer = try WorkbookWriter(path: scratch.path, streams: streams ?? (cells > cellsInMemory))
    writer.describe(title: title, author: author, created: created)
    for sheet in sheets { try writer.add(sheet) }
    try writer.close()
    return try DurableFile.read(scratch.path)
  }

  private init(path: String, streams: Bool) throws(PublishingError) {
    let folder = unsafe strdup(ScratchFile.folder)
    defer { unsafe free(folder) }
    var options = unsafe lxw_workbook_options(constant_memory: streams ? 1 : 0, tmpdir: folder, use_zip64: 0)
    guard let book = unsafe workbook_new_opt(path, &options) else {
      throw .workbook(reason: WorkbookWriter.reason(LXW_ERROR_MEMORY_MALLOC_FAILED))
    }
    unsafe self.book = book
  }

  deinit {
    if isOpen { unsafe lxw_workbook_free(book) }
  }

  private func describe(title: String, author: String, created: Day) {
    unsafe title.withCString { title in
      unsafe author.withCString { author in
        var properties = unsafe lxw_doc_properties()
        unsafe properties.title = UnsafeMutablePointer(mutating: title)
        unsafe properties.author = UnsafeMutablePointer(mutating: author)
        unsafe properties.created = time_t(created.start.seconds)
        unsafe _ = workbook_set_properties(book, &properties)
      }
    }
  }

  private mutating func close() throws(PublishingError) {
    isOpen = false
    let book = unsafe book
    try check(WorkbookWriter.closing.withLock { _ in unsafe workbook_close(book) })
  }

  private mutating func add(_ sheet: Sheet) throws(PublishingError) {
    guard let page = unsafe workbook_add_worksheet(book, sheet.name) else {
      throw .workbook(reason: WorkbookWriter.reason(LXW_ERROR_CREATING_TMPFILE))
    }
    unsafe setUp(page, sheet)
    for (index, row) in sheet.rows.enumerated() {
      if let height = row.height {
        try check(unsafe worksheet_set_row(page, UInt32(index), height, nil))
      }
      for (column, cell) in row.cells.enumerated() {
        try unsafe write(cell, UInt32(index), UInt16(column), page)
      }
    }
    for bar in sheet.bars { try unsafe add(bar, page) }
  }

  private mutating func write(
    _ cell: Cell, _ row: UInt32, _ column: UInt16, _ page: UnsafeMutablePointer<lxw_worksheet>
  ) throws(PublishingError) {
    let format = unsafe format(cell.style)
    let status =
      switch cell.content {
      case .empty: unsafe worksheet_write_blank(page, row, column, format)
      case .text(let text): unsafe worksheet_write_string(page, row, column, text, format)
      case .points(let points):
        unsafe worksheet_write_number(page, row, column, WorkbookWriter.shown(points), format)
      case .count(let count): unsafe worksheet_write_number(page, row, column, Double(count), format)
      }
    try check(status)
  }

  private mutating func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let made = unsafe formats[style] { return unsafe made }
    guard let format = unsafe workbook_add_format(book) else { return nil }
    unsafe style.apply(to: format)
    unsafe formats[style] = format
    return unsafe format
  }

  private func add(
    _ bar: Sheet.DataBar, _ page: UnsafeMutablePointer<lxw_worksheet>
  ) throws(PublishingError) {
    var rule = unsafe lxw_conditional_format()
    unsafe rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    unsafe rule.data_bar_2010 = 1
    unsafe rule.bar_solid = 1
    unsafe rule.bar_no_border = 1
    unsafe rule.bar_color = bar.colour
    unsafe rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    unsafe rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    unsafe rule.max_value = WorkbookWriter.shown(bar.top)
    let (first, last) = (UInt32(bar.rows.lowerBound), UInt32(bar.rows.upperBound - 1))
    let column = UInt16(bar.column)
    try check(unsafe worksheet_conditional_format_range(page, first, column, last, column, &rule))
  }

  /// Points as a spreadsheet has numbers: for the eye, after everything is decided.
  private static func shown(_ points: Points) -> Double { Double(points.nano) / Double(Points.one) }

  private func check(_ status: lxw_error) throws(PublishingError) {
    guard status == LXW_NO_ERROR else { throw .workbook(reason: WorkbookWriter.reason(status)) }
  }

  private static func reason(_ status: lxw_error) -> String {
    guard let text = unsafe lxw_strerror(status) else { return "libxlsxwriter \(status.rawValue)" }
    return unsafe String(cString: text)
  }
}

/// A file without a name in the folder for temporary files; it goes when its owner goes.
private struct ScratchFile: ~Copyable {
  static var folder: String { FileManager.default.temporaryDirectory.path }

  private let descriptor: Int32

  init() throws(PublishingError) {
    let path = ScratchFile.folder + "/dutyrank-XXXXXX"
    var template = Array(path.utf8CString)
    descriptor = unsafe template.withUnsafeMutableBufferPointer { name in
      guard let start = name.baseAddress else { return -1 }
      let descriptor = unsafe mkstemp(start)
      if descriptor >= 0 { unsafe _ = unlink(start) }
      return descriptor
    }
    guard descriptor >= 0 else { throw .operation(verb: "create", path: path, code: errno) }
  }

  /// Throws where the folder has no room for three copies of the sheets as XML: the library does not notice a full disk
  /// and would pack what is left of a sheet.
  static func checkRoom(for sheets: [Sheet]) throws(PublishingError) {
    let bytes = sheets.map(\.bytesAsXML).reduce(0, +)
    let room = try DurableFile.attempt("create", folder) { () throws(SystemError) in
      try System.room(in: folder)
    }
    guard room >= 3 * Int64(bytes) else { throw .workbook(reason: SystemError.text(ENOSPC)) }
  }

  /// Opens the file anew, from its start.
  var path: String { "/dev/fd/\(descriptor)" }

  deinit { Foundation.close(descriptor) }
}
