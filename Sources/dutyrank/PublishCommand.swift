import ArgumentParser
import Orchestration
import Postgres

/// `dutyrank publish RUN --to SERVICE`
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Put an approved run into a PostgreSQL database, once, and make it current there.",
    discussion:
      "The run must be approved (dutyrank approve). The schema dutyrank is created and kept up to date. The password comes from PGPASSWORD, the passfile or the "
      + "service file.")

  @OptionGroup var publication: PublicationOptions
  @Option(help: "The name of a service, or postgresql://… without a password.") var to: ConnectionTarget
  @Flag(help: "Take the run's publication back: the one before it is current again.") var takeBack = false

  func run() throws {
    try output { () throws(RunError) in
      let database = try DatabasePublication(
        run: publication.name, in: publication.folder.out, to: to)
      return takeBack ? try database.takeBack() : try database.publish()
    }
  }
}

extension ConnectionTarget: ExpressibleByArgument {
  /// Nil for what is no service or URL, and for a URL with a password.
  public init?(argument: String) {
    guard let target = try? ConnectionTarget(argument) else { return nil }
    self = target
  }
}
