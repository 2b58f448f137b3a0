import ArgumentParser
import Orchestration

/// Where publications lie.
struct FolderOptions: ParsableArguments {
  @Option(help: "The folder of all publications.") var out: String = RunRequest.defaultFolder
}

/// A published run that a command looks at.
struct PublicationOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("A run's directory, or latest.", valueName: "run")) var name: String
  @OptionGroup var folder: FolderOptions
}
