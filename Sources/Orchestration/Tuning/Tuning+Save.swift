import Definitions
import Publishing
import Records
import Robustness
package import Scoring

extension Tuning {
  /// Writes the run's model with some knobs turned, each written `PATH=NUMBER`, as a file of its own; returns what to tell.
  /// Its numbers are changed where they stand, all else stays, and comments before the first line say what differs.
  package func save(_ settings: [String], to path: String) throws(RunError) -> [String] {
    guard !DurableFile.exists(path) else {
      throw .usage(
        Message(
          zh: "--to：\(path)已存在；请另取一个文件名", en: "--to: \(path) is there already; choose another name"))
    }
    let turned = try self.settings(settings)
    let loaded = try definitions()
    let words = turned.map { setting -> String in
      let setting = WhatIfReport.Setting(setting, of: model)
      return setting.wordsBefore + setting.after
    }
    let text = try modelText(loaded, try self.turned(turned), words)
    do { try DurableFile.replace(path, text, mode: 0o644) } catch {
      throw .operation(error.message)
    }
    return words.map { "  " + $0 } + [
      "  已写入\(path)  written; dutyrank run \(published.timings.invocation.pipeline) --model \(path)"
    ]
  }

  /// The file of the run's model with all numbers as they are in a turned one, which is in order; comments before the first line say
  /// what differs in the words given.
  package func modelText(_ turned: Model, _ words: [String]) throws(RunError) -> [UInt8] {
    try modelText(try definitions(), turned, words)
  }

  private func modelText(
    _ loaded: LoadedDefinitions, _ turned: Model, _ words: [String]
  ) throws(RunError) -> [UInt8] {
    let name = Plan.lastPart(loaded.files.last?.path ?? "")
    let head = (["由\(name)改动而来 made of \(name) by:"] + words.map { "  " + $0 }).map { "# \($0)\n" }
    return Array((head.joined() + (try edited(loaded, turned))).utf8)
  }

  /// What runs the run's own data and definitions under another model, to be pasted into a shell.
  package func command(model: String) -> String {
    let (invocation, run) = (published.timings.invocation, published.manifest.run)
    let words = [
      "dutyrank", "run", invocation.pipeline, "--period", run.period, "--as-of", run.asOf, "--data",
      invocation.data, "--out", published.folder, "--model", model,
    ]
    return words.map(Tuning.quoted).joined(separator: " ")
  }

  /// As one word of a POSIX shell.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/": true
      default: scalar.properties.isIdeographic
      }
    }
    return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }

  /// Compares the run with another one of its folder, which is the one before.
  package func difference(from other: String) throws(RunError) -> RunDifference {
    try RunDifference(
      "\(published.folder)/\(other)", published.path, in: published.folder, settling: published.isSettling)
  }

  private func definitions() throws(RunError) -> LoadedDefinitions {
    let invocation = published.timings.invocation
    do {
      return try Definitions.load(
        pipelinePath: invocation.pipeline, modelOverride: invocation.model, codes: CodeWords.ofFindings)
    } catch {
      throw .definitions(error.problems.map(\.description))
    }
  }

  private func edited(_ loaded: LoadedDefinitions, _ turned: Model) throws(RunError) -> String {
    guard let file = loaded.files.last, let text = String(validating: file.bytes, as: UTF8.self) else {
      preconditionFailure("the model was read last")
    }
    do throws(ModelText.Problem) {
      return try ModelText(text, path: file.path, vocabulary: Vocabulary(contracts: loaded.contracts))
        .saying(turned)
    } catch {
      switch error {
      case .unstated(let number):
        throw .usage(
          Message(
            zh: "--set：\(number)在\(file.path)里没有写出，无法改写；请在那里写上它，再改",
            en:
              "--set: \(file.path) does not state \(number), so it cannot be changed there; state it, then change it"
          ))
      case .notValid(let errors): throw .definitions(errors.problems.map(\.description))
      }
    }
  }
}
