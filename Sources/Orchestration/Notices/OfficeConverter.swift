import Foundation
import Publishing
import Records

/// Turns documents into PDF by LibreOffice, where a machine has it.
struct OfficeConverter {
  private let office: URL
  private let fontList: URL?
  /// A fontconfig file that names what stands in for faces that the machine lacks.
  private let fonts: String

  /// Seconds that a conversion may take; 2,000 rows take five.
  private static let patience = 300.0

  /// Looks for `soffice` in the folders of `search`, which is written like PATH; throws when it is in none. `fonts` need
  /// not exist.
  init(
    fonts: String, search: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) throws(RunError) {
    guard let office = OfficeConverter.tool("soffice", search) else {
      throw .operation(
        Message(
          zh: "PDF需要LibreOffice Writer，PATH中没有soffice；请安装libreoffice-writer-nogui，或用--format docx或html",
          en:
            "PDF needs LibreOffice Writer, and there is no soffice on PATH; install libreoffice-writer-nogui, or take "
            + "--format docx or html"))
    }
    self.office = office
    self.fonts = fonts
    fontList = OfficeConverter.tool("fc-list", search)
  }

  private static func tool(_ name: String, _ search: String) -> URL? {
    search.split(separator: ":").map { URL(filePath: String($0)).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// The PDF of a .docx file, and what a person should know of it.
  func pdf(of document: [UInt8]) throws(RunError) -> (bytes: [UInt8], remarks: [String]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dutyrank-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "notice.docx")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(document).write(to: source)
      // A profile of its own, since two conversions on one profile fail. It exits with 0 also where it made nothing.
      try run(
        office,
        [
          "-env:UserInstallation=\(folder.appending(path: "profile").absoluteString)", "--headless",
          "--convert-to", "pdf", "--outdir", folder.path, source.path,
        ])
      let bytes = try [UInt8](Data(contentsOf: folder.appending(path: "notice.pdf")))
      guard bytes.starts(with: Array("%PDF-".utf8)) else { throw CocoaError(.fileReadCorruptFile) }
      return (bytes, missingFaces())
    } catch {
      throw .operation(
        Message(
          zh: "LibreOffice没有生成PDF；请单独运行soffice --headless --convert-to pdf查看原因，或用--format docx",
          en:
            "LibreOffice made no PDF; run soffice --headless --convert-to pdf by itself to see why, or take "
            + "--format docx"))
    }
  }

  /// Names the official faces that the machine lacks.
  private func missingFaces() -> [String] {
    guard let fontList else {
      return ["△ 没有fc-list，无法核对字体  fc-list is missing, so the faces were not checked"]
    }
    let missing = OfficialFaces.names.filter { name in
      ((try? run(fontList, [name, "family"])) ?? "").isEmpty
    }
    guard !missing.isEmpty else { return [] }
    return [
      "△ 本机没有\(missing.joined(separator: "、"))，PDF用其他字体代替；DOCX仍写公文字体名",
      "  The machine lacks these faces, so the PDF shows others; the DOCX keeps the official names.",
    ]
  }

  /// What a tool prints. Throws when it fails or takes longer than it may.
  @discardableResult
  private func run(_ tool: URL, _ arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = tool
    process.arguments = arguments
    if FileManager.default.fileExists(atPath: fonts) {
      process.environment = ProcessInfo.processInfo.environment.merging(
        ["FONTCONFIG_FILE": URL(filePath: fonts).path]) { $1 }
    }
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let deadline = Date(timeIntervalSinceNow: OfficeConverter.patience)
    while process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.02) }
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
  }
}
