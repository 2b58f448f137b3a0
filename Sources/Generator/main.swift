import Foundation

// Usage: Generator [sample] --out DIR
let arguments = CommandLine.arguments.dropFirst()
guard let flag = arguments.firstIndex(of: "--out"), arguments.indices.contains(flag + 1) else {
  FileHandle.standardError.write(Data("usage: Generator [sample] --out DIR\n".utf8))
  exit(2)
}
do {
  let count = try SampleWriter(directory: arguments[flag + 1]).write(Sample().contents())
  print("\(count) files")
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(3)
}
