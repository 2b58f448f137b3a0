import Foundation

// The benchmark's data: Sources/README.md says what `make bench` does with them.
do {
  let command = try GenerateCommand(Array(CommandLine.arguments.dropFirst()))
  for line in try command.run() { print(line) }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(error is UsageError ? 2 : 3)
}
