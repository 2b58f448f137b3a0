import Foundation

/// Turns .docx files into PDF by LibreOffice.
struct OfficeConverter: Sendable {
  let office: ExternalTool
  /// A fontconfig file that names what stands in for faces that the machine lacks.
  let fonts: String

  /// Documents that one start of the program turns, and the seconds that each may take; 2,000 rows take five.
  private static let batch = 50
  private static let patience = 60.0

  func pdfs(of documents: [[UInt8]]) throws -> [[UInt8]] {
    try URL.withScratch { folder in
      let sources = documents.indices.map { folder.appending(path: "\($0).docx") }
      for (bytes, source) in zip(documents, sources) { try Data(bytes).write(to: source) }
      for first in stride(from: 0, to: sources.count, by: OfficeConverter.batch) {
        let batch = sources[first..<min(sources.count, first + OfficeConverter.batch)]
        // A profile of its own, since two conversions on one profile fail. It exits with 0 also where it made nothing.
        try office.run(
          [
            "-env:UserInstallation=\(folder.appending(path: "profile").absoluteString)", "--headless",
            "--convert-to", "pdf", "--outdir", folder.path,
          ] + batch.map(\.path), in: folder, fonts: fonts,
          patience: OfficeConverter.patience * Double(batch.count + 4))
      }
      return try documents.indices.map { try PDFConverter.read(folder.appending(path: "\($0).pdf")) }
    }
  }
}
