/// The style of a document's pictures, in the page and in a picture's own file alike: dark, pale and hatched, so that they can be
/// told apart in print without colour. It asks for nothing that librsvg lacks.
enum PictureStyle {
  /// Base64 of the SHA-256 of the style element's text; a test names the right one when it is stale.
  static let digest = "sha256-MvK+J3QJMGCu+MRI0D93L2TtoQz2qcIMxwskhC2Ppls="

  static let text: StaticString = """

    figure { margin: 6pt 0 10pt; break-inside: avoid; }
    figcaption { font-size: 10.5pt; line-height: 16pt; letter-spacing: 0; }
    figcaption p { text-align: center; text-indent: 0; }
    figcaption p:first-child { font-family: "黑体", SimHei, STHeiti, "Noto Sans CJK SC", sans-serif; }
    .patterns { position: absolute; }
    .picture { display: block; max-width: 100%; height: auto; margin: 0 auto; }
    .picture text { font-family: "黑体", SimHei, STHeiti, "Noto Sans CJK SC", sans-serif; font-size: 12px; letter-spacing: 0;
      fill: #000; }
    .picture .tick, .picture .count, .picture .cell { font-size: 11px; }
    .picture .axis { stroke: #000; stroke-width: 1; }
    .picture .limit { stroke: #000; stroke-width: 1; stroke-dasharray: 2 2; }
    .picture .others, .picture .bonus { fill: #9dbcc6; }
    .picture .leaders, .picture .base { fill: #14566b; }
    .picture .deduction { fill: #6b6b6b; }
    .picture .whole { fill: #222; }
    .picture .lost { fill: url(#hatch); stroke: #14566b; stroke-width: 0.6; }
    .picture .joint, .picture .stop, .picture .leader-line { stroke: #777; stroke-width: 0.6; }
    .picture .path { fill: none; stroke: #b4b4b0; stroke-width: 0.5; }
    .picture .leader { stroke: #14566b; stroke-width: 3; }
    .picture .riser { stroke: #14566b; stroke-width: 1.4; }
    .picture .faller { stroke: #000; stroke-width: 1.4; stroke-dasharray: 5 3; }
    .picture .untold { fill: #fff; stroke: #bbb; stroke-width: 0.5; }
    .picture .shade0 { fill: #eff4f6; }
    .picture .shade1 { fill: #cfdee4; }
    .picture .shade2 { fill: #9dbcc6; }
    .picture .shade3 { fill: #3c7488; }
    .picture .shade4 { fill: #0f4354; }
    .picture .on3, .picture .on4 { fill: #fff; }

    """

  /// What `url(#hatch)` refers to.
  static let patterns: StaticString = """
    <defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <rect width="4" height="4" fill="#fff"></rect><rect width="1.4" height="4" fill="#14566b"></rect></pattern></defs>
    """
}
