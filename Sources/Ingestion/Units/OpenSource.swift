import CSV
import Records

/// A source whose files are open and whose headers are found: all that reading a unit of it needs.
struct OpenSource: Sendable {
  let contract: Contract
  let settings: IngestSettings
  let spill: SpillRequest?
  let decoders: [ColumnDecoder]
  /// Columns in the order of decoding: those that fill others come first.
  let order: [Int]
  /// The column that fills another's blanks, parallel to the contract's columns.
  let donors: [Int?]
  let furniture: Furniture
  let totals: Furniture
  private(set) var files: [OpenFile] = []

  init(_ request: IngestRequest, settings: IngestSettings) throws(IngestionError) {
    let contract = request.contract
    self.contract = contract
    self.settings = settings
    spill = request.spill
    decoders = contract.columns.indices.map { index in
      ColumnDecoder(index: index, field: contract.shape.fields[index], contract: contract.columns[index])
    }
    let donors = contract.columns.map { column -> Int? in
      guard case .column(let key) = column.fallback else { return nil }
      return contract.shape.index(of: key)
    }
    let borrowers = donors.indices.filter { donors[$0] != nil }
    self.donors = donors
    order = donors.indices.filter { donors[$0] == nil } + borrowers
    furniture = Furniture(contract.layout.furniture + contract.layout.totals)
    totals = Furniture(contract.layout.totals)
    let ordered = request.files.sorted { Key($0.path) < Key($1.path) }
    for (offset, file) in ordered.enumerated() {
      files.append(try open(file, index: UInt32(request.firstFileIndex + offset)))
    }
    let frozen = files.flatMap { file -> [(path: String, message: Message)] in
      guard let header = file.head?.header else { return [] }
      let path = file.file.path
      return header.drifts.filter { $0.mode == .freeze }.map { (path, $0.message(path, header, contract)) }
    }
    if !frozen.isEmpty { throw .drifted(contract, frozen) }
  }

  private func open(_ file: ResolvedFile, index: UInt32) throws(IngestionError) -> OpenFile {
    let reader = try FileReader(file, source: contract.shape.name, layout: contract.layout)
    if reader.fileSize == 0 { throw .emptyFile(contract.shape.name, file.path) }
    var opened = OpenFile(index: index, file: file, reader: reader)
    if files.contains(where: { $0.reader.fileSize == reader.fileSize }) { try findTwin(of: &opened) }
    if spill != nil, opened.digest == nil {
      opened.digest = try opened.reader.digest(bufferSize: OpenFile.digestBuffer)
    }
    if opened.twin == nil { opened.head = try FileHead.find(in: opened, contract, settings) }
    return opened
  }

  /// A file that was delivered before under another name: of files of one size the digests are compared.
  private func findTwin(of opened: inout OpenFile) throws(IngestionError) {
    let digest = try opened.reader.digest(bufferSize: OpenFile.digestBuffer)
    opened.digest = digest
    for (position, file) in files.enumerated()
    where file.twin == nil && file.reader.fileSize == opened.reader.fileSize {
      if try file.reader.digest(bufferSize: OpenFile.digestBuffer) == digest {
        opened.twin = position
        settings.onUnit(opened.reader.fileSize, 0)
        return
      }
    }
  }

  /// A reader of the CSV grammar in the state that an earlier one left.
  func tokeniser(_ file: OpenFile, state: Tokeniser.State) throws(IngestionError) -> Tokeniser {
    do {
      return try Tokeniser(
        delimiter: contract.layout.delimiter, maximumRecordBytes: settings.maximumRecordBytes, state: state)
    } catch {
      throw .parserFailed(contract.shape.name, file.file.path, error)
    }
  }

  /// Where the units of a file begin, roughly; ends with its size or its rendition's. A file with cells to be filled from above is
  /// one unit.
  func cuts(_ file: OpenFile) -> [Int64] {
    guard let head = file.head else { return [] }
    if FillDown(decoders, head.header) != nil { return [head.end.byte, file.reader.size] }
    return UnitCuts.places(from: head.end.byte, to: file.reader.size, size: settings.unitSize)
  }
}

/// A file of a source that is being read.
struct OpenFile: Sendable {
  /// Index into the run's files.
  let index: UInt32
  let file: ResolvedFile
  let reader: FileReader
  /// Known early where a file of the same size came before, and where rows go to disk, whose remarks and tallies are made as they
  /// come.
  var digest: String?
  /// Position in the source of the file that has the same bytes.
  var twin: Int?
  /// Nil for a twin.
  var head: FileHead?

  init(index: UInt32, file: ResolvedFile, reader: FileReader) {
    self.index = index
    self.file = file
    self.reader = reader
  }

  static let digestBuffer = 1 << 20
}

extension IngestionError {
  static func parserFailed(_ source: String, _ path: String, _ error: CSVError) -> IngestionError {
    let reason =
      switch error {
      case .library(let text): text
      }
    return IngestionError(
      kind: .parser, source: source, path: path,
      message: Message(
        zh: "\(path)：CSV解析库出错（\(reason)）；请释放内存后重试",
        en: "\(path): the CSV library failed (\(reason)); free memory and try again"))
  }
}
