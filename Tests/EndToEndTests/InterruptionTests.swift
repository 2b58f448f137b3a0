import Foundation
import TestSupport
import Testing

/// A run killed anywhere leaves the old publication or the new one, and the next run gives the bytes of an undisturbed one.
@Suite(.serialized)
struct InterruptionTests {
  /// When a run is killed: so long after its start, or after its first temporary directory appears.
  enum Moment: Sendable, CustomTestStringConvertible {
    case afterStart(milliseconds: Int)
    case afterStaging(microseconds: Int)

    var testDescription: String {
      switch self {
      case .afterStart(let time): "\(time) ms after the start"
      case .afterStaging(let time): "\(time) µs into publishing"
      }
    }
  }

  /// The toolchain's crash reporter inherits the limits, and within 160 MB it may hang; the dying run waits for it.
  private static let withoutCrashReporter = ProcessInfo.processInfo.environment
    .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }

  /// `limits` are options of the shell's `ulimit`.
  private static func start(_ arguments: [String], in folder: URL, limits: String? = nil) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    let limiting = limits.map { "ulimit \($0); " } ?? ""
    process.arguments = ["-c", "\(limiting)exec \"$0\" \"$@\"", CommandLineTool.executable.path] + arguments
    process.currentDirectoryURL = folder
    if limits != nil { process.environment = withoutCrashReporter }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Kills the run at the moment; true if it was still running then.
  private static func kill(_ process: Process, at moment: Moment, publishingInto out: URL) throws -> Bool {
    switch moment {
    case .afterStart(let milliseconds): usleep(UInt32(milliseconds) * 1000)
    case .afterStaging(let microseconds):
      while process.isRunning, !names(in: out).contains(where: { $0.hasPrefix(".tmp-") }) { usleep(200) }
      usleep(UInt32(microseconds))
    }
    Foundation.kill(process.processIdentifier, SIGKILL)
    return try process.waitForEnd().reason == .uncaughtSignal
  }

  private static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// What a reader may see: whole publications only, and a pointer to one of them.
  private static func expectWhole(_ out: URL, _ whole: [Publication], _ moment: Moment) throws {
    let seen = names(in: out).filter { !$0.hasPrefix(".") && $0 != "latest" }
    for name in seen {
      let reference = try #require(whole.first { $0.name == name }, "\(moment): \(name)")
      #expect(try Publication(at: out.appending(path: name)).differences(from: reference) == [], "\(moment)")
    }
    guard let pointer = try? String(contentsOf: out.appending(path: "latest"), encoding: .utf8) else {
      return
    }
    #expect(seen.map { $0 + "\n" }.contains(pointer), "\(moment)")
  }

  /// Kills one run after the other into a folder that holds an older publication, then lets one end.
  private static func interrupt(
    _ arguments: [String], in folder: URL, out: URL, older: Publication?, undisturbed: Publication,
    at moments: [Moment]
  ) throws -> Int {
    var killed = 0
    for moment in moments {
      let process = try start(arguments, in: folder)
      if try kill(process, at: moment, publishingInto: out) { killed += 1 }
      try expectWhole(out, [older, undisturbed].compactMap(\.self), moment)
    }
    let process = try start(arguments, in: folder)
    #expect(try process.waitForEnd().status == 0)
    let publication = try Publication(latestIn: out)
    #expect(publication.name == undisturbed.name)
    #expect(publication.differences(from: undisturbed) == [])
    let left = [".lock", older?.name, undisturbed.name, "latest"].compactMap(\.self).sorted()
    #expect(names(in: out) == left)
    return killed
  }

  @Test func `killed while publishing`() throws {
    let workspace = try Workspace.soiled()
    let undisturbed = try SameBytesTests.reference.get()
    let older = try workspace.publication(["--period", "2025-Q3"], out: "other")
    let moments = [0, 500, 1000, 2000, 3000, 4000, 6000, 8000, 12_000].map {
      Moment.afterStaging(microseconds: $0)
    }
    let killed = try InterruptionTests.interrupt(
      ["run", Workspace.pipeline, "--data", "data", "--out", "other"], in: workspace.url("."),
      out: workspace.url("other"), older: older, undisturbed: undisturbed, at: moments)
    #expect(killed >= 1)
  }

  @Test func `SampleData, killed while reading, preparing and publishing`() throws {
    let folder = try TemporaryFolder()
    let moments =
      [0, 3, 6, 10, 20, 50, 100, 400, 1500].map { Moment.afterStart(milliseconds: $0) }
      + [.afterStaging(microseconds: 4000)]
    let killed = try InterruptionTests.interrupt(
      ["run", "Pipelines/evaluation.yaml", "--out", folder.url.path], in: CommandLineTool.root,
      out: folder.url, older: nil, undisturbed: try SampleRun.shared.get(), at: moments)
    #expect(killed >= 5)
  }

  /// Where no thread is to be had a run does all on its first one.
  @Test(arguments: [1, 2])
  func `with too little memory a run dies or ends, and leaves all or nothing`(workers: Int) throws {
    let workspace = try Workspace.soiled()
    let undisturbed = try SameBytesTests.reference.get()
    let out = workspace.url("short")
    let arguments = [
      "run", Workspace.pipeline, "--data", "data", "--out", "short", "--workers", "\(workers)",
    ]
    var died = 0
    // kB of address space, up to where the run has enough
    for size in stride(from: 100_000, through: 600_000, by: 20_000) {
      let process = try InterruptionTests.start(arguments, in: workspace.url("."), limits: "-v \(size)")
      let end = try process.waitForEnd()
      let isDone = end.reason == .exit && end.status == 0
      if !isDone { died += 1 }
      try InterruptionTests.expectWhole(out, [undisturbed], .afterStart(milliseconds: 0))
      #expect(InterruptionTests.names(in: out).contains("latest") == isDone, "\(size) kB")
      if isDone { break }
    }
    #expect(died > 0)
    #expect(try Publication(latestIn: out).differences(from: undisturbed) == [])
  }

  @Test func `with too few file handles a run says so, and with a low soft limit it has enough`() throws {
    let workspace = try Workspace.soiled()
    let arguments = ["run", Workspace.pipeline, "--data", "data", "--out", "short"]
    let script = "exec \"$0\" \"$@\""
    let few = try CommandLineTool.shell("ulimit -n 16; \(script)", arguments, in: workspace.url("."))
    #expect(few.status == 3 && few.error.contains("Too many open files: raise ulimit -n"), "\(few.error)")
    #expect(InterruptionTests.names(in: workspace.url("short")) == [".lock"])
    let soft = try CommandLineTool.shell("ulimit -Sn 16; \(script)", arguments, in: workspace.url("."))
    #expect(soft.status == 0, "\(soft.error)")
  }
}
