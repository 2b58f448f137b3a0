import Foundation

/// Prints pages as PDF by Chromium.
struct BrowserConverter: Sendable {
  let browser: ExternalTool

  private static let patience = 120.0

  func pdfs(of pages: [[UInt8]]) throws -> [[UInt8]] {
    try URL.withScratch { folder in
      try pages.map { page in
        let (source, target) = (folder.appending(path: "page.html"), folder.appending(path: "page.pdf"))
        try Data(page).write(to: source)
        try? FileManager.default.removeItem(at: target)
        try browser.run(
          [
            "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
            "--user-data-dir=\(folder.appending(path: "profile").path)", "--print-to-pdf=\(target.path)",
          ] + BrowserConverter.sandbox + [source.absoluteString], in: folder,
          patience: BrowserConverter.patience)
        return try PDFConverter.read(target)
      }
    }
  }

  /// Chromium does not start in its sandbox for root. The pages are our own and hold no script.
  private static let sandbox = NSUserName() == "root" ? ["--no-sandbox"] : []
}
