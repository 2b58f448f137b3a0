import Foundation
import Ranking
import Records
import Scoring

@testable import Publishing

/// A page as text, with what tests ask of it.
struct PageText {
  let text: String

  init(_ artifact: Artifact?) {
    text = String(decoding: artifact?.bytes ?? [], as: UTF8.self)
  }

  /// The texts of the cells with a class, in order, tags removed.
  func cells(_ kind: String) -> [String] {
    text.components(separatedBy: "<td class=\"\(kind)\">").dropFirst().map { part in
      (part.components(separatedBy: "</td>").first ?? "")
        .replacing(/<[^>]*>/, with: "")
    }
  }

  /// Texts between two marks.
  func between(_ start: String, _ end: String) -> [String] {
    text.components(separatedBy: start).dropFirst().map { $0.components(separatedBy: end)[0] }
  }

  /// What is wrong with the tags: crossed or open elements, ids that stand twice, attributes that run or load.
  var faults: [String] {
    var open: [String] = []
    var ids: Set<String> = []
    var faults: [String] = []
    let body = text.replacing(/<(style|script)[^>]*>(?s:.*?)<\/(style|script)>/, with: "")
    for tag in body.matches(of: /<(\/?)([a-z0-9]+)((?:\s+[a-zA-Z0-9-]+="[^"<>]*")*)>/) {
      let name = String(tag.2)
      if tag.1 == "/" {
        if open.popLast() != name { faults.append("</\(name)> closes nothing") }
      } else if !["meta", "input"].contains(name) {
        open.append(name)
      }
      for attribute in tag.3.matches(of: /([a-zA-Z0-9-]+)="([^"]*)"/) {
        if attribute.1 == "id", !ids.insert(String(attribute.2)).inserted {
          faults.append("id \(attribute.2) twice")
        }
        if attribute.1.hasPrefix("on") || ["src", "href", "style"].contains(String(attribute.1)) {
          faults.append("\(attribute.1) on <\(name)>")
        }
      }
    }
    let tags = body.components(separatedBy: "<").count - 1
    let read = body.matches(of: /<(\/?)([a-z0-9]+)((?:\s+[a-zA-Z0-9-]+="[^"<>]*")*)>|<!DOCTYPE html>/).count
    if tags != read { faults.append("\(tags - read) tags cannot be read") }
    return faults + open.map { "<\($0)> stays open" }
  }
}

extension Fixture {
  /// Another member like 0147 with a place in the ranking; nil stands for none.
  static func place(_ index: Int, rank: Int?, grade: String?, reasons: [Reason] = []) -> Standing {
    Standing(member: Int32(index), profile: 0, rank: rank, sharing: 1, grade: grade, reasons: reasons)
  }

  static func card(_ member: Int, total: String) -> Scorecard {
    Scorecard(
      member: Int32(member), profile: 0, setAsideBy: nil, categories: card.categories, leaves: card.leaves,
      base: card.base, bonus: card.bonus, deduction: card.deduction, sum: points(total), total: points(total),
      withoutDivisor: [])
  }
}
