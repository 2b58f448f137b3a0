import ArgumentParser
import Orchestration

/// `dutyrank contract …`
struct ContractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract", abstract: "Work on contracts.", subcommands: [ProposeCommand.self])
}

/// `dutyrank contract propose FILE`
struct ProposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose", abstract: "Write a first contract from a file, to be checked and corrected.",
    discussion:
      "Encoding, delimiter, header, types and blanks are looked at; keys come from headings that other contracts "
      + "know. A run itself never guesses: it goes by the contract.")

  @Argument(help: "A CSV or .xlsx file.") var file: String
  @Option(help: "The source's name; default: that of the contract whose headings fit best.") var source:
    String?
  @Option(help: "The folder of contracts whose headings are known.") var known = ContractProposal.knownFolder

  func run() throws {
    try output { () throws(RunError) in
      try ContractProposal.lines(file: file, source: source, known: known)
    }
  }
}
