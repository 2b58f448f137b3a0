/** What the page says, Chinese first; `{0}` stands for a value. */
const texts = {
  rank: ['名次', 'Rank'], change: ['变动', 'Moved'], member: ['委员', 'Member'], sector: ['界别', 'Sector'],
    grade: ['等次', 'Grade'],
  total: ['总分', 'Total'], points: ['得分构成', 'Points'], radius: ['安全半径', 'Radius'], number: ['编号', 'No.'],
    name: ['姓名', 'Name'],
  profile: ['类别', 'Profile'], file: ['文件', 'File'], words: ['说明', 'Words'], leaf: ['指标', 'Indicator'],
    cause: ['原因', 'Cause'],
  board: ['排名表', 'Ranking'], rail: ['办法中的数', 'Numbers of the model'], allSectors: ['全部界别', 'All sectors'],
  find: ['查编号或姓名', 'Number or name'], undo: ['撤销', 'Undo'], redo: ['重做', 'Redo'],
    undoWhat: ['撤销：{0}', 'Undo: {0}'],
  redoWhat: ['重做：{0}', 'Redo: {0}'], noUndo: ['没有可撤销的', 'Nothing to undo'],
    noRedo: ['没有可重做的', 'Nothing to redo'],
  save: ['另存办法', 'Save model'], compare: ['对比', 'Compare'], switch: ['English', '中文'],
    switchName: ['Switch to English', '换成中文'],
  people: ['{0}人', '{0} members'], found: ['{0}人', '{0} found'],
  example: ['示例办法：正式使用前须换成本级政协自己的办法。', 'Example model: put your own rules in its place before real use.'],
  asPublished: ['与公布的一样，没有改动。', 'As published; nothing is turned.'], turned: ['已改{0}处', '{0} turned'],
  takeBack: ['还原{0}', 'Put {0} back'], takeBackAll: ['全部还原', 'Put all back'],
  againstPublished: ['与公布相比', 'Against the published run'],
    againstState: ['与拖动前相比', 'Against before the drag'],
  moved: ['名次变', 'ranks moved'], graded: ['等次变', 'grades changed'], totals: ['总分变', 'totals changed'],
    risen: ['升', 'up'],
  fallen: ['降', 'down'], nobody: ['无人变等次', 'no grade changes'], more: ['另有{0}人', '{0} more'],
  allChanges: ['看全部变动', 'All who change'], none: ['不评', 'none'], noSector: ['无界别', 'no sector'],
  newValue: ['{0} → {1}', '{0} → {1}'], cutLine: ['{0}{1}线 {2}分', '{0} {1} line {2}'],
    emptyLine: ['{0}{1}线 无人', '{0} {1} line, nobody'], seats: ['{0}席取{1}', '{1} of {0} seats'],
  ties: ['并列{0}', '{0} tied'], lines: ['另{0}条', '{0} more lines'], lost: ['封顶减{0}', '{0} lost to caps'],
  lostKey: ['末端斜纹：因封顶未计入', 'hatched end: lost to caps'], radiusText: ['±{0}%', '±{0}%'], loading: ['…', '…'],
  empty: ['没有符合的委员。', 'Nobody matches.'], small: ['← → 小步', '← → small step'],
  ticksKey: ['Shift+← → 到下一变化处', 'Shift+← → next change'], keysKey: ['回车保留，Esc还原',
    'Enter keeps, Esc reverts'],
  value: ['数值', 'Value'], lock: ['锁定', 'Lock'], unlock: ['解锁', 'Unlock'], floor: ['左限', 'From'],
    ceiling: ['右限', 'To'],
  reset: ['还原', 'Put back'], editValues: ['分布', 'Distribution'], locked: ['已锁定', 'locked'],
    tickAt: ['{0}处：', 'At {0}: '],
  belowTick: ['往左 {0}：', 'left, {0}: '], aboveTick: ['往右 {0}：', 'right, {0}: '],
    searching: ['正在找变化处…', 'Looking for changes…'],
  andMore: ['等{0}人', 'and others, {0} in all'], changeKnob: ['{0} 改为{1}', '{0} to {1}'],
  address: ['地址中的状态', 'State in the address'],
  badNumber: ['不是数：写小数、分数（2/3）或百分数', 'No number: a decimal, a fraction (2/3) or per cent'],
  lockedKnob: ['{0}已锁定，没有改动', '{0} is locked; nothing changed'],
  outsideLimits: ['{0}在自定的左限右限（{1}至{2}）之外，没有改动',
    '{0} would leave your own limits ({1} to {2}); nothing changed'],
  badLimits: ['左限须小于右限', 'From must be below to'], grades: ['等次', 'Grades'],
    gates: ['门槛与其他', 'Gates and others'],
  weight: ['权重', 'Weight'], others: ['{0}项', '({0})'], close: ['关闭', 'Close'], why: ['为什么', 'Why'],
  reasons: ['等次理由', 'Reasons'], tree: ['逐类', 'By category'], allLines: ['全部明细', 'All lines'],
    rawRow: ['原始行', 'Source row'],
  noLines: ['没有记录', 'No records'], waterfall: ['从零到总分', 'From zero to the total'],
    rankOf: ['第{0}名', 'rank {0}'],
  noRank: ['不排名', 'not ranked'], wasRank: ['公布时第{0}名', 'published as {0}'], filter: ['筛选', 'Filter'],
    rows: ['{0}行', '{0} rows'],
  saveName: ['文件名', 'File name'], saveRule: ['文字、数字、-、_，以文字或数字开头', 'letters, digits, -, _; a letter or digit first'],
    saveNow: ['保存', 'Save'],
  saved: ['已保存', 'Saved'], runIt: ['按它运行：', 'To run it:'], differences: ['与公布的办法相比',
    'Against the published model'],
  nothingToSave: ['没有改动，不必保存。', 'Nothing is turned; there is nothing to save.'], copy: ['复制', 'Copy'],
    copied: ['已复制', 'Copied'],
  otherRun: ['另一次运行', 'Other run'], noRuns: ['本目录没有可比的其他运行。', 'The folder holds no other run to compare.'],
  comparing: ['正在对比…', 'Comparing…'], onlyGrades: ['只看等次变化', 'Only grade changes'],
    histogram: ['{0}的分布', 'Distribution of {0}'],
  bin: ['{0}至{1}：{2}人', '{0} to {1}: {2} members'], cap: ['封顶', 'Cap'], atCap: ['封顶处{0}人', '{0} at the cap'],
  tier: ['档{0}', 'Tier {0}'], tierMembers: ['{0}起{1}人', 'from {0}: {1}'],
  dragHint: ['拖动竖线，松手保留，Esc还原。', 'Drag a line; letting go keeps, Esc reverts.'],
    toPublished: ['回到公布的状态', 'To the published state'], failed: ['没有成功：', 'Did not work: '],
  noGrades: ['本次不评等次。', 'This run gives no grades.'], referred: ['并列待审', 'tied, undecided'],
  prospect: ['正在找还差什么…', 'Looking for what is missing…'], pooled: ['合并', 'pooled'], withheld: ['（不公开）', '(withheld)'],
  omittedBelow: ['左边另有{0}处变化没有列出', '{0} more changes on the left are not listed'],
  omittedAbove: ['右边另有{0}处变化没有列出', '{0} more changes on the right are not listed'],
  listedOf: ['列出{0}人，共{1}人', '{0} of {1} members are listed'], moreGroups: ['另有{0}个界别', '{0} more sectors'],
  offline: ['工作台没有回答：程序可能已停止。', 'The workbench does not answer; it may have been stopped.'],
  skip: ['跳到滑块', 'Skip to the sliders'], unitPoints: ['分', 'pts'], unitTimes: ['倍', '×'], unitShare: ['', ''],
  unitRecords: ['件', 'rec.'], unitMembers: ['人', 'mbrs'], printed: ['打印的是第{0}至{1}行，共{2}人',
    'Rows {0} to {1} of {2} are printed'], loupe: ['放大', 'Magnified'], was: ['原{0}', 'was {0}'],
};

/**
 * In a cookie, since every start has a port of its own and with it a storage of its own; ports share cookies.
 * It is no secret.
 */
let language = /(?:^|; )dutyrank-language=en(?:;|$)/.test(document.cookie) ? 'en' : 'zh';
const listeners = new Set();

/** @returns {'zh' | 'en'} */
export const tongue = () => language;

/** Text in the language at hand. @param {string} key @param {...unknown} values */
export function text(key, ...values) {
  const pair = texts[key];
  if (!pair) throw new Error(`no text ${key}`);
  return pair[language === 'en' ? 1 : 0].replace(/\{(\d)\}/g, (_, place) =>
    String(values[Number(place)] ?? ''));
}

/** The same in both. @param {string} key */
export const both = (key) => ({ zh: texts[key][0], en: texts[key][1] });

/** What the server says in both languages. @param {{zh: string, en: string} | null | undefined} words */
export const said = (words) => (words ? words[language] || words.zh : '');

/** A list of names, with the mark of the language. @param {string[]} parts */
export const listed = (parts) => parts.join(language === 'en' ? '; ' : '；');

/** Fills what stands in the page with `data-text` and `data-label`. @param {ParentNode} root */
export function fill(root) {
  for (const one of root.querySelectorAll('[data-text]')) one.textContent = text(one.dataset.text);
  for (const one of root.querySelectorAll('[data-label]'))
    one.setAttribute('aria-label', text(one.dataset.label));
  for (const one of root.querySelectorAll('[data-hint]'))
    one.setAttribute('placeholder', text(one.dataset.hint));
}

/** Called when the reader switches. @param {() => void} listener */
export const onSwitch = (listener) => listeners.add(listener);

/** To the other language; the choice is kept. */
export function switchLanguage() {
  language = language === 'en' ? 'zh' : 'en';
  document.cookie = `dutyrank-language=${language}; path=/; max-age=31536000; SameSite=Strict`;
  apply();
  for (const listener of listeners) listener();
}

/** The page's own texts and its `lang`. */
export function apply() {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  fill(document);
}
