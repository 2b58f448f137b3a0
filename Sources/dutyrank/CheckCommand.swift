import ArgumentParser
import Orchestration

/// `dutyrank check PIPELINE|CONTRACT|MODEL`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Prove a pipeline, a contract or a model well-formed, or list every error.")

  @Argument(help: "A pipeline's, a contract's or a model's definition.") var definition: String

  func run() throws {
    try output { () throws(RunError) in try Check.lines(definition) }
  }
}
