/// The style that the overview and the studio board have besides that of all pages: a wall of panels on a wide screen, one
/// panel below the other on a narrow one.
enum OverviewStyle {
  /// Base64 of the SHA-256 of the style element's text; the browser test names the right one when it is stale.
  static let digest = "sha256-QhB0JfA4Gm+Dv2+T2BGnal/m0fXyQQaSF+P20eE6lEY="

  static let text: StaticString = """

    :root { --middle: #5b93a4; --faint: #d5d5d1; }
    body { max-width: none; padding: 16px 28px 40px; }
    header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 18px; padding: 8px 0 6px; }
    .span { margin: 6px 0 10px; color: var(--soft); }
    .deep { fill: var(--accent); }
    .middle { fill: var(--middle); }
    .pale { fill: var(--pale); }
    .faint { fill: var(--faint); }
    .outlined { fill: #fff; stroke: var(--accent); stroke-width: 0.6; vector-effect: non-scaling-stroke; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 0 22px; }
    .tile { border-top: 3px solid var(--accent); padding: 6px 0 10px; }
    .tile p { margin: 0; }
    .tile .label { font-size: 17px; font-weight: 600; }
    .tile .figure { font-size: 17px; line-height: 1.25; white-space: nowrap; }
    .tile .figure b { font-size: 46px; font-weight: 600; letter-spacing: 0; margin-right: 4px; color: var(--accent); }
    .tile .note { font-size: 14px; line-height: 1.5; color: var(--ink); }
    .wall { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 0 32px; }
    .more { columns: 4; column-gap: 32px; }
    .more .panel { break-inside: avoid; }
    .pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 32px; }
    .panel h2, .table h2 { font-size: 20px; margin: 12px 0 6px; padding-top: 6px; }
    .tall { grid-row: 1 / 3; }
    .columns { display: flex; gap: 6px; align-items: flex-end; }
    .column { flex: 1; text-align: center; font-size: 13px; line-height: 1.3; min-width: 0; }
    .column b { font-weight: 600; }
    .column span { white-space: nowrap; }
    .stack { height: 190px; border-bottom: 1px solid var(--ink); }
    .legend { font-size: 14px; display: flex; flex-wrap: wrap; gap: 0 18px; margin: 8px 0 0; }
    .legend svg.swatch { width: 12px; height: 12px; margin-right: 5px; }
    .bars { table-layout: fixed; }
    .bars tr { border-bottom: 0; }
    .bars th, .bars td { padding: 2px 10px 2px 0; font-size: 14px; line-height: 1.35; }
    .bars th { width: 44%; overflow-wrap: anywhere; }
    .bars.short th { width: 20%; }
    .bars + .bars { margin-top: 10px; }
    .bars .bar { width: auto; }
    .bars .bar svg { height: 13px; }
    .bars .number { width: 31%; padding-right: 0; }
    .bars .number small { display: inline-block; min-width: 5em; text-align: right; }
    .tall .bars th { width: 36%; }
    .tall .bars th, .tall .bars td { padding: 0 8px 0 0; line-height: 1.5; white-space: nowrap; }
    .table { overflow-x: auto; }
    .table td, .table th { padding: 3px 10px 3px 0; font-size: 14px; white-space: nowrap; }
    .table thead small { display: block; }
    .table table { width: auto; }
    .table td.words, .table td.words:first-child { min-width: 0; width: auto; }
    .table td.sources { white-space: normal; line-height: 1.6; }
    .boards { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 44px; }
    .sum tbody tr:last-child { border-top: 1px solid var(--ink); }
    .table .note, .more .note { max-width: 70em; }
    footer p { overflow-wrap: anywhere; }

    @media (max-width: 1500px) {
      .boards { grid-template-columns: minmax(0, 1fr); }
      .wall { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .more { columns: 2; }
      .tall { grid-row: auto; grid-column: 1 / 3; columns: 2; column-gap: 32px; }
    }
    @media (max-width: 760px) {
      body { padding: 12px 16px 32px; }
      .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .tile .figure b { font-size: 36px; }
      .wall { grid-template-columns: minmax(0, 1fr); }
      .pair { grid-template-columns: minmax(0, 1fr); }
      .more { columns: 1; }
      .table td.sources { min-width: 24em; }
      .tall { grid-column: auto; columns: 1; }
      .bars .bar { display: table-cell; }
      .tall .bars th, .tall .bars td, .bars th, .bars td { padding: 1px 6px 1px 0; white-space: normal; }
      .bars .number { white-space: nowrap; width: 38%; }
      .bars .number small { min-width: 5.4em; }
      .columns { gap: 3px; }
      .column { font-size: 11px; }
      .stack { height: 130px; }
    }
    @media print {
      .wall { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .more { columns: 2; }
      .tall { grid-column: 1 / 3; }
      .panel, .tile { break-inside: avoid; }
    }

    """
}
