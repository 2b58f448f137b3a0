/// The style of both pages: one accent, greys, the system's fonts, and A4 for the printer.
enum PageStyle {
  /// Base64 of the SHA-256 of the style element's text; the browser test names the right one when it is stale.
  static let digest = "sha256-khT4T4EMtBTG9FPwiV7U7hqLBJopF2kSXv9rDHMl7bQ="

  /// What `url(#hatch)` refers to.
  static let patterns: StaticString = """
    <svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
    <pattern id="hatch" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="1.3" height="3"></rect></pattern></defs></svg>

    """

  static let text: StaticString = """

    :root { --ink: #1b1b1b; --soft: #595959; --rule: #d9d9d6; --track: #ececea; --accent: #14566b; --pale: #9dbcc6; }
    * { box-sizing: border-box; }
    html { font: 15px/1.65 "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC",
      "Source Han Sans SC", sans-serif; color: var(--ink); background: #fff; -webkit-text-size-adjust: 100%; }
    body { max-width: 1080px; margin: 0 auto; padding: 28px 24px 48px; font-variant-numeric: tabular-nums; }
    small, .en { color: var(--soft); font-size: 12px; font-weight: normal; }
    .patterns { position: absolute; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    [hidden] { display: none !important; }
    header { border-top: 3px solid var(--ink); border-bottom: 1px solid var(--rule); padding: 14px 0 10px; }
    h1, h2 { font-family: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; line-height: 1.3; }
    h1 { font-size: 32px; margin: 0; }
    h1 small { font-size: 15px; }
    h2 { font-size: 22px; margin: 44px 0 8px; padding-top: 10px; border-top: 1px solid var(--ink); }
    h3 { font-size: 15px; margin: 0 0 6px; }
    p { margin: 8px 0; }
    .kicker { margin: 0 0 2px; color: var(--soft); }
    .lead { font-size: 18px; margin: 16px 0 4px; max-width: 46em; }
    .trust { margin: 4px 0; max-width: 56em; }
    .lead .en, .trust .en, .notice .en { display: block; }
    .notice { border-left: 3px solid var(--accent); padding: 2px 0 2px 12px; margin: 14px 0; }
    .key, figcaption, .note { color: var(--soft); font-size: 13px; }
    .category { display: inline-block; margin-right: 12px; }
    .category b { color: var(--ink); }
    footer { margin-top: 48px; border-top: 1px solid var(--rule); color: var(--soft); font-size: 12px; }
    figure { margin: 20px 0 26px; }
    svg { display: block; width: 100%; height: auto; }
    svg.wide { max-width: 860px; }
    svg.narrow { display: none; }
    svg text { font-size: 12px; fill: var(--ink); }
    svg .tick, svg .count { font-size: 11px; fill: var(--soft); }
    svg .axis { stroke: var(--ink); }
    svg .limit { stroke: var(--ink); stroke-dasharray: 2 2; }
    svg .median { stroke: var(--ink); stroke-width: 2; }
    .others, .bonus, .middle { fill: var(--pale); }
    .leaders, .base { fill: var(--accent); }
    .deduction { fill: var(--soft); }
    .track { fill: var(--track); }
    .hatched { fill: #fff; }
    .hatched { fill: url(#hatch); }
    #hatch rect { fill: #fff; }
    svg.swatch { display: inline-block; width: 24px; margin-right: 5px; }
    .tools { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; position: sticky; top: 0; z-index: 1;
      background: #fff; padding: 10px 0; border-bottom: 1px solid var(--rule); margin-top: 18px; }
    .tools label { display: flex; gap: 8px; align-items: center; }
    .tools span, output { color: var(--soft); font-size: 13px; }
    input, select, button { font: inherit; color: inherit; }
    input, select { border: 1px solid #8a8a8a; border-radius: 2px; background: #fff; padding: 3px 8px; min-height: 34px; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
    table { border-collapse: collapse; width: 100%; }
    th, td { padding: 4px 12px 4px 0; text-align: left; vertical-align: middle; font-weight: normal; }
    thead th { border-bottom: 1px solid var(--ink); font-size: 13px; vertical-align: bottom; white-space: nowrap; }
    tbody tr { border-bottom: 1px solid var(--rule); }
    .rank, .total, .number { text-align: right; white-space: nowrap; }
    .no, .grade { white-space: nowrap; }
    .name, .sector { overflow-wrap: anywhere; }
    .total { font-weight: 600; }
    .points { width: 372px; padding-right: 0; }
    .shape { display: inline-block; width: 1.3em; color: var(--soft); }
    .shape.first { color: var(--accent); }
    .members button { border: 0; background: none; padding: 4px 0; text-align: left; cursor: pointer;
      text-decoration: underline; text-decoration-color: var(--pale); text-underline-offset: 4px; }
    .members tbody tr { cursor: pointer; }
    .members tbody tr:hover { background: #f6f6f4; }
    .by { cursor: pointer; }
    thead [aria-sort=ascending] .by::after { content: " ▲"; font-size: 9px; }
    thead [aria-sort=descending] .by::after { content: " ▼"; font-size: 9px; }
    tr.detail, tr.detail:hover { background: #f6f6f4; cursor: default; }
    tr.detail td { padding: 10px 16px 16px; }
    .steps { max-width: 940px; }
    .steps > div { display: grid; grid-template: "what where amount" / minmax(200px, 2fr) 3fr 80px; gap: 0 14px;
      align-items: center; padding: 2px 0; }
    .what { grid-area: what; }
    .what small { display: block; line-height: 1.4; }
    .where { grid-area: where; }
    .where svg { height: 11px; }
    .amount { grid-area: amount; text-align: right; }
    .leaf .what { padding-left: 1.4em; }
    .leaf { font-size: 13px; }
    .steps .whole { font-weight: 600; border-top: 1px solid var(--ink); margin-top: 4px; padding-top: 6px; }
    .part .what, .part .amount { font-weight: 600; }
    .steps .range { fill: var(--pale); }
    .reasons { list-style: none; padding: 0; margin: 10px 0 0; font-size: 13px; }
    .words .en { display: block; }
    td.words { min-width: 7em; }
    td.words:first-child { width: 28%; }
    td.sources { font-size: 13px; word-break: keep-all; }
    .bar { width: 22%; }
    .bar svg { height: 10px; }
    .rejected { fill: var(--accent); }
    .merged { fill: #757575; }
    .filtered { fill: var(--pale); }
    [data-row] { scroll-margin-top: 76px; }
    .hash { font: 11px/1.4 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; color: var(--soft); }
    .scroll { overflow-x: auto; }
    .code { font-size: 12px; color: var(--soft); }

    @media (max-width: 760px) {
      body { padding: 16px 16px 40px; }
      h1 { font-size: 26px; }
      h1 small { display: block; }
      .lead { font-size: 16px; }
      svg.wide { display: none; }
      svg.narrow { display: block; }
      .tools label { flex: 1 1 45%; }
      .tools input, .tools select { flex: 1; min-width: 0; width: 100%; }
      .members thead { display: none; }
      .members, .members tbody { display: block; }
      .members tbody tr { display: grid; grid-template-columns: 3em 1fr auto; padding: 6px 0 8px; }
      .members td, .members th { padding: 0 8px 0 0; }
      .members .rank { text-align: left; grid-row: 1 / 3; font-size: 17px; padding-top: 4px; }
      .members .name { grid-column: 2; grid-row: 1; }
      .members .total { grid-column: 3; grid-row: 1; padding: 4px 0 0; font-size: 17px; }
      .members .no { display: none; }
      .members .sector { grid-column: 2; grid-row: 2; color: var(--soft); font-size: 13px; }
      .members .grade { grid-column: 3; grid-row: 2; text-align: right; padding: 0; font-size: 13px; }
      .members .points { grid-column: 1 / 4; width: auto; padding: 4px 0 0; }
      .members tbody tr.detail { display: block; padding: 0; }
      .members tr.detail td { display: block; padding: 8px 0 12px; }
      .steps > div { grid-template: "what amount" "where where" / 1fr 5em; padding: 4px 0; }
      .bar, .code, thead small { display: none; }
      td, th { padding-right: 8px; }
    }

    @page { size: A4; margin: 15mm 13mm 17mm;
      @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; color: #595959; } }
    @media print {
      html { font-size: 9.5pt; line-height: 1.45; }
      body { max-width: none; padding: 0; }
      * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      h1 { font-size: 20pt; }
      h2 { font-size: 14pt; break-after: avoid; }
      .tools, tr.detail, noscript { display: none !important; }
      thead { display: table-header-group; }
      thead small, .by::after { display: none; }
      tr, figure { break-inside: avoid; }
      th, td { padding: 2px 8px 2px 0; }
      .points { width: 270px; padding-right: 0; }
      .members .sector { min-width: 8em; }
      .members button { text-decoration: none; padding: 0; }
      section.profile + section.profile, .key { break-before: page; }
      .hash { font-size: 6.5pt; }
    }

    """
}
