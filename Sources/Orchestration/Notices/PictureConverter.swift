import Foundation
import Publishing
import Records

/// Draws pictures as PNG by librsvg.
struct PictureConverter: Sendable {
  private let tool: ExternalTool
  private let fonts: String
  private let workers: Workers

  /// Pixels of the PNG to one of the picture: 288 to the inch.
  private static let zoom = "3"

  /// Looks for the program in the folders of `search`, which is written like PATH; nil when none has it. The fontconfig file
  /// `fonts` need not exist.
  init?(
    fonts: String, workers: Workers = .one,
    search: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) {
    guard let tool = ExternalTool("rsvg-convert", search: search) else { return nil }
    self.tool = tool
    self.fonts = fonts
    self.workers = workers
  }

  /// In the order of the pictures. The program draws one a start, so they are started side by side, and equal ones once.
  func pngs(of pictures: [DocumentPicture]) throws(RunError) -> [[UInt8]] {
    guard !pictures.isEmpty else { return [] }
    var places: [DocumentPicture: Int] = [:]
    let unlike = pictures.filter { places.updateValue(places.count, forKey: $0) == nil }
    let drawn: [[UInt8]]?
    drawn = try? URL.withScratch { folder in
      try workers.map(unlike.count) { index in Result { try png(of: unlike[index], index, in: folder) } }
        .map { try $0.get() }
    }
    guard let drawn else {
      throw .operation(
        Message(
          zh: "rsvg-convert没有画出图；请单独运行rsvg-convert --version查看原因，或用--format html",
          en:
            "rsvg-convert drew no picture; run rsvg-convert --version by itself to see why, or take --format html"
        ))
    }
    return pictures.map { picture in drawn[unlike.firstIndex(of: picture) ?? 0] }
  }

  private func png(of picture: DocumentPicture, _ index: Int, in folder: URL) throws -> [UInt8] {
    let (source, target) = (folder.appending(path: "\(index).svg"), folder.appending(path: "\(index).png"))
    try Data(picture.file).write(to: source)
    try tool.run(
      [
        "--zoom", PictureConverter.zoom, "--background-color", "white", "--format", "png", "--output",
        target.path, source.path,
      ], in: folder,
      fonts: fonts)
    return try [UInt8](Data(contentsOf: target))
  }
}
