import ArgumentParser
import Foundation
import Orchestration
import Records

/// `dutyrank workbench RUN`
struct WorkbenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workbench",
    abstract: "Opens a page on this machine on which the numbers of a published run's model are turned.",
    discussion: """
      Prints an address to open in a browser. It works once, for whoever reads it here first; only this machine is answered.
      Ctrl-C ends it.

      The page shows the board with its grade lines, a slider for every number with the exact places at which somebody's grade
      changes, what a turned number costs, and why a member stands where he stands. Nothing is written but a model that is saved,
      under scenarios/ in the current folder.

      The run is made again in memory from its inputs, which must be unchanged, as must the files in its directory. The server
      is a program of its own, dutyrank-workbench, which must lie beside this one: make workbench builds both.
      """)

  @OptionGroup var publication: PublicationOptions
  @Option(help: "The port to listen at; any free one if left out.") var port: UInt16 = 0

  func run() throws {
    let program = Companion.path("dutyrank-workbench")
    try output { () throws(RunError) in
      let number = Companion.become(
        program, [publication.name, "--out", publication.folder.out, "--port", "\(port)"])
      guard number == ENOENT else {
        throw .operation(
          Message(zh: "\(program)：不能启动（\(number)）", en: "\(program): cannot be started (\(number))"))
      }
      throw .usage(
        Message(
          zh: "没有 \(program)；请用 make workbench 或 swift build -c release --product dutyrank-workbench 生成",
          en:
            "there is no \(program); make workbench or swift build -c release --product dutyrank-workbench builds it"
        ))
    }
  }
}

/// A program that lies beside this one.
enum Companion {
  /// Where it would be, links to this program followed.
  static func path(_ name: String) -> String {
    let own = Bundle.main.executableURL?.resolvingSymlinksInPath() ?? URL(fileURLWithPath: name)
    return own.deletingLastPathComponent().appending(path: name).path
  }

  /// Goes on as that program; comes back only where it cannot, with the number of the error.
  static func become(_ program: String, _ arguments: [String]) -> Int32 {
    // The process goes on with these, or ends.
    let words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    unsafe execv(program, words)
    return errno
  }
}
