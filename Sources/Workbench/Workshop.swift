package import Orchestration

/// One opened run, from which a page is answered.
package struct Workshop: Sendable {
  package init(_ tuning: Tuning) throws(BenchProblem) {}

  package func answer(_ request: BenchRequest) throws(BenchProblem) -> [UInt8] {
    throw BenchProblem(.missing, zh: "还没有", en: "not there yet")
  }
}
