import Records
import Scoring

/// `overview.html` (大数据展示): the figures of a period for a wall screen and the web. It names no member and no score; a
/// group too small shows counts alone.
package enum OverviewPage {
  /// What the figures rest on besides the run, by name and digest.
  package struct Provenance {
    package let manifest: String
    /// Of the taxonomy; nil where there is none.
    package let taxonomy: String?

    package init(manifest: String, taxonomy: String?) {
      self.manifest = manifest
      self.taxonomy = taxonomy
    }
  }

  package static func html(
    _ run: RunRecord, _ facts: OverviewFacts, _ provenance: Provenance
  ) -> [UInt8] {
    let identity = run.identity
    let page = Page(
      title: "\(identity.period.chinese)履职数据", kicker: identity.title, english: "Duty in figures",
      identity: identity, model: run.model.id, more: (OverviewStyle.text, OverviewStyle.digest),
      footer: footer(run, provenance))
    return page.html(script: false) { markup in
      markup.element("p", ["class": "span"], text: span(run, facts))
      OverviewTiles.write(OverviewTiles.tiles(facts), to: &markup)
      markup.element("div", ["class": "wall"]) { OverviewPanels.write(facts, to: &$0) }
      OverviewDetails.write(facts, to: &markup)
    }
  }

  private static func span(_ run: RunRecord, _ facts: OverviewFacts) -> String {
    let period = facts.frame.period
    return
      "\(period.first)至\(period.last)，\(grouped(run.members.count))名委员，\(facts.frame.sectors.count)个界别；"
      + "截至\(run.identity.asOf)，运行 \(run.identity.runID)"
  }

  private static func footer(_ run: RunRecord, _ provenance: Provenance) -> String {
    let taxonomy = provenance.taxonomy.map { "发言分类表 SHA-256 \($0)" } ?? "没有发言分类表"
    return
      "时段 \(run.identity.period) · 截至 \(run.identity.asOf) · 运行 \(run.identity.runID) · \(run.identity.toolVersion)"
      + " · 运行清单 SHA-256 \(provenance.manifest) · \(taxonomy)"
  }
}
