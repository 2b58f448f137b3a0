package import Foundation

/// The files of the page, by the address of each: what is not among them has no address, whatever a path says.
package struct PageFiles: Sendable {
  struct File: Sendable {
    let bytes: [UInt8]
    let type: String
  }

  private let files: [String: File]

  /// Reads the page, which the build lays beside the program.
  package init() throws {
    let beside = Bundle.main.bundleURL
    let folders = ["resources", "bundle"].map {
      beside.appending(path: "DutyRank_WorkbenchServer.\($0)/Page")
    }
    guard let folder = folders.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
      throw ServerProblem.noPage(folders[0].path)
    }
    try self.init(folder: folder)
  }

  /// Reads all that lies in a folder and in those below it.
  package init(folder: URL) throws {
    var files: [String: File] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let url = folder.appending(path: name)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      files["/\(name)"] = File(
        bytes: [UInt8](try Data(contentsOf: url)), type: PageFiles.type(of: url.pathExtension))
    }
    files["/"] = files["/index.html"]
    self.files = files
  }

  /// nil where nothing stands at an address. A path is compared as it was sent: nothing in it is decoded.
  func file(at path: some StringProtocol) -> File? { files[String(path)] }

  private static func type(of suffix: String) -> String {
    switch suffix {
    case "html": "text/html; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "svg": "image/svg+xml"
    default: "text/plain; charset=utf-8"
    }
  }
}
