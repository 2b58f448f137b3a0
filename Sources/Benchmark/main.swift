import Foundation

// The benchmark's data and its part of the races: Sources/README.md says what `make bench` does with them.
do {
  let arguments = Array(CommandLine.arguments.dropFirst())
  let lines =
    switch arguments.first {
    case "csv": try CSVCommand(arguments).run()
    case "near": try NearCommand(arguments).run()
    case "notice": try NoticeCommand(arguments).run()
    case "tune": try TuneCommand(arguments).run()
    case "workbench": try WorkbenchCommand(arguments).run()
    default: try GenerateCommand(arguments).run()
    }
  for line in lines { print(line) }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(error is UsageError ? 2 : 3)
}
