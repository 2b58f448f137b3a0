import Foundation
import FuzzOracles

/// libFuzzer's own loop, which is given the command line.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// `FUZZ_ORACLE=NAME Fuzz FLAGS CORPUS…`: feeds an oracle with what libFuzzer thinks of.
@main struct Fuzz {
  static func main() {
    var count = CommandLine.argc
    var arguments = unsafe Optional(CommandLine.unsafeArgv)
    _ = unsafe runDriver(&count, &arguments) { start, count in
      let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
      do { try Fuzz.oracle.check(bytes) } catch { fatalError("\(error)") }
      return 0
    }
  }

  private static let oracle: Oracle = {
    let name = ProcessInfo.processInfo.environment["FUZZ_ORACLE"]
    guard let oracle = Oracle.all.first(where: { $0.name == name }) else {
      fatalError("FUZZ_ORACLE names none of \(Oracle.all.map(\.name))")
    }
    return oracle
  }()
}
