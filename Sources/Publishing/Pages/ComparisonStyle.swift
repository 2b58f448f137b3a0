/// The style that the page of two runs has besides that of all pages: a colour, a dash and a shade of grey for each cause.
enum ComparisonStyle {
  /// Base64 of the SHA-256 of the style element's text; a test names the right one when it is stale.
  static let digest = "sha256-EC7E15YA0Je1JVg8YjTFpDr0I2c79Tw02b5hRddQFjw="

  static let text: StaticString = """

    :root { --data: #14566b; --rules: #c2621b; --population: #8064a8; --people: #b9a6da; --quota: #a3b03c; --equal: #8c8c8c; }
    .flow { fill: none; stroke: #cfcfcb; stroke-width: 1; }
    .flow.data { stroke: var(--data); }
    .flow.rules { stroke: var(--rules); stroke-dasharray: 7 3; }
    .flow.population { stroke: var(--population); stroke-dasharray: 2 2.5; }
    .flow.quota { stroke: var(--quota); stroke-dasharray: 9 3 2 3; }
    .flow.equal { stroke: var(--equal); stroke-dasharray: 3 3; }
    .flow.minor { opacity: 0.45; }
    .flow.graded { stroke-width: 2.4; }
    .many .flow.graded { stroke-width: 1.8; }
    .flow:hover { stroke-width: 4; opacity: 1; }
    svg .side { stroke: var(--ink); }
    svg .leader { stroke: #a8a8a4; stroke-width: 0.6; }
    svg .border { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 2 2; fill: none; }
    svg .border-name { font-size: 11px; font-weight: 600; paint-order: stroke; stroke: #fff; stroke-width: 4px; }
    svg .holder { fill: var(--ink); }
    svg .who { font-size: 11px; }
    svg .who.graded { font-weight: 600; }
    svg .who.still { fill: var(--soft); }
    svg .side-name { font-size: 12px; font-weight: 600; }
    .causes { display: flex; flex-wrap: wrap; gap: 4px 22px; margin: 8px 0; font-size: 13px; }
    .causes span { display: inline-flex; align-items: center; gap: 6px; }
    svg.line { display: inline-block; width: 34px; flex: none; }
    svg.line .flow { stroke-width: 3; }
    .part { stroke: #fff; stroke-width: 0.5; }
    .part.data { fill: var(--data); }
    .part.rules { fill: var(--rules); }
    .part.population { fill: var(--people); }
    .part.quota { fill: var(--quota); }
    .zero { stroke: var(--ink); }
    h3 { margin-top: 22px; }
    .moves td, .moves th { padding: 5px 14px 5px 0; vertical-align: top; }
    .moves .name { white-space: nowrap; }
    .moves .name small, .moves .grade small { display: block; }
    .moves .what { min-width: 190px; padding-right: 0; }
    .moves .rank, .moves .total { font-weight: normal; }
    .moves .rank b, .moves .total b { font-weight: 600; }
    .moves .why { width: 240px; font-size: 13px; line-height: 1.5; }
    .moves .why svg { height: 9px; margin: 5px 0 3px; }
    .moves tr.graded .grade { font-weight: 600; }
    details { font-size: 13px; }
    summary { cursor: pointer; color: var(--soft); }
    details ul { list-style: none; margin: 2px 0; padding: 0; }
    .runs th { font-size: 13px; color: var(--soft); width: 8.5em; }
    .effect { font-size: 13px; }

    @media (max-width: 760px) {
      .moves thead { display: none; }
      .moves, .moves tbody { display: block; }
      .moves tbody tr { display: grid; grid-template-columns: 1fr auto; gap: 0 10px; padding: 8px 0; }
      .moves td, .moves th { padding: 0; min-width: 0; }
      .moves .why, .moves .what { width: auto; min-width: 0; }
      .moves .why { grid-area: 3 / 1 / 4 / 3; }
      .moves .what { grid-area: 4 / 1 / 5 / 3; }
      .moves .no { display: none; }
      .moves .name { white-space: normal; grid-area: 1 / 1; }
      .moves .grade { grid-area: 2 / 1; }
      .moves .rank { grid-area: 1 / 2; }
      .moves .total { grid-area: 2 / 2; }
      .seats td, .joined td { font-size: 13px; }
    }

    @media print {
      summary { list-style: none; color: inherit; }
      .moves .why { width: 200px; min-width: 170px; font-size: 8pt; }
      .moves .what { min-width: 130px; font-size: 8pt; }
      section.profile { break-before: page; }
      section.profile > h2 { margin-top: 0; border-top: 0; }
      .flow.minor { opacity: 0.6; }
    }

    """
}
