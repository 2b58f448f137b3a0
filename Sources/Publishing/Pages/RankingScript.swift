/// The script of `ranking.html`: finds, sorts, and opens a member's waterfall. Without it the tables and pictures stand.
enum RankingScript {
  /// Base64 of the SHA-256 of the script element's text; the browser test names the right one when it is stale.
  static let digest = "sha256-0qS4FsJ6VckkJdR7AMgPq66dbkg4yBXuNsIUupa1mUk="

  static let text: StaticString = #"""

    'use strict';
    (() => {
      const [categories, leaves, members] = JSON.parse(document.getElementById('data').textContent);
      const svgSpace = document.querySelector('svg').namespaceURI;
      const tables = [...document.querySelectorAll('table.members')];
      const rowsOf = (table) => [...table.tBodies[0].querySelectorAll('tr[data-row]')];
      const cell = (row, key) => row.querySelector('.' + key).textContent.trim();
      const zero = (text) => text === '' ? 0 : Number(text);

      function make(name, kind, text) {
        const element = document.createElement(name);
        if (kind) element.className = kind;
        if (text) element.textContent = text;
        return element;
      }

      // A bar from one amount to another on a scale of 1000; amounts are texts, only the drawing rounds.
      function bar(from, to, scale, kind, name) {
        const svg = document.createElementNS(svgSpace, 'svg');
        svg.setAttribute('viewBox', '0 0 1000 12');
        svg.setAttribute('preserveAspectRatio', 'none');
        svg.setAttribute('role', 'img');
        svg.setAttribute('aria-label', name);
        const place = (amount) => 1000 * (amount - scale.low) / (scale.high - scale.low || 1);
        const rect = document.createElementNS(svgSpace, 'rect');
        const [left, right] = [place(Math.min(from, to)), place(Math.max(from, to))];
        rect.setAttribute('class', kind);
        rect.setAttribute('x', left);
        rect.setAttribute('y', 0);
        rect.setAttribute('width', Math.max(2, right - left));
        rect.setAttribute('height', 12);
        svg.append(rect);
        return svg;
      }

      function notes([, kept, events, , raw, limited, prorated, entered, capped, shared]) {
        const parts = [['原始', raw], ['限次减', limited], ['折算', prorated], ['记分', entered], ['封顶减', capped],
          ['共同封顶减', shared]].filter(([, amount]) => amount).map(([word, amount]) => word + ' ' + amount);
        return [kept + '/' + events + '件', ...parts].join(' · ');
      }

      // Steps from zero to the total: a category, its leaves, what it has besides them.
      function steps([total, , points, others, scored, , floor]) {
        const list = [];
        let sum = 0;
        categories.forEach(([code, name, role], index) => {
          const amount = zero(points[index]);
          const kind = role === 'deduction' || amount < 0 ? 'deduction' : role;
          list.push({ name: code + ' ' + name, amount: points[index], from: sum, to: sum + amount, kind: 'range', level: 'part' });
          let at = sum;
          const mine = scored.filter(([leaf]) => leaves[leaf][0] === index);
          for (const leaf of mine) {
            const [, leafCode, leafName, clause] = leaves[leaf[0]];
            const next = at + zero(leaf[3]);
            list.push({ name: leafCode + ' ' + leafName, note: notes(leaf) + (clause ? '〔' + clause + '〕' : ''),
              amount: leaf[3] || '–', from: at, to: next, kind, level: 'leaf' });
            at = next;
          }
          if (others[index]) {
            list.push({ name: '起始、取整和不列出的', amount: others[index], from: at, to: at + zero(others[index]), kind, level: 'leaf' });
          }
          if (mine.length === 0) list[list.length - 1].kind = kind;
          sum += amount;
        });
        if (floor) list.push({ name: '总分下限', amount: floor, from: sum, to: sum + zero(floor), kind: 'base', level: 'part' });
        list.push({ name: '总分 total', amount: total, from: 0, to: zero(total), kind: 'leaders', level: 'whole' });
        return list;
      }

      function detail(row) {
        const member = members[Number(row.dataset.row)];
        const list = steps(member);
        const ends = list.flatMap(({ from, to }) => [from, to]);
        const scale = { low: Math.min(0, ...ends), high: Math.max(0, ...ends) };
        const grid = make('div', 'steps');
        for (const step of list) {
          const line = grid.appendChild(make('div', step.level));
          const name = line.appendChild(make('div', 'what', step.name));
          if (step.note) name.append(make('small', '', step.note));
          const place = line.appendChild(make('div', 'where'));
          if (step.amount !== '–') place.append(bar(step.from, step.to, scale, step.kind, step.name + ' ' + step.amount));
          line.append(make('div', 'amount', step.amount));
        }
        const line = make('tr', 'detail');
        const box = line.appendChild(make('td'));
        box.colSpan = row.cells.length;
        const head = [cell(row, 'no'), cell(row, 'sector'), member[1]].filter((text) => text).join(' · ');
        box.append(make('p', 'note', head), grid);
        if (member[5].length > 0) {
          const reasons = box.appendChild(make('ul', 'reasons'));
          for (const reason of member[5]) reasons.append(make('li', '', reason));
        }
        return line;
      }

      function toggle(row, open) {
        const button = row.querySelector('button');
        if ((button.getAttribute('aria-expanded') === 'true') === open) return;
        button.setAttribute('aria-expanded', String(open));
        if (open) row.after(detail(row));
        else row.nextElementSibling.remove();
      }

      const grades = [...new Set(tables.flatMap(rowsOf).map((row) => cell(row, 'grade')))];
      const values = {
        grade: (row) => grades.indexOf(cell(row, 'grade')),
        rank: (row) => Number(cell(row, 'rank')),
        total: (row) => Number(cell(row, 'total')),
      };
      const texts = new Intl.Collator('zh-CN', { numeric: true });

      // Equal values keep the order of the ranking; who has no rank stays below.
      function sort(table, key, descending) {
        const value = values[key] || (/^\d+$/.test(key)
          ? (row) => Number(members[Number(row.dataset.row)][2][Number(key)])
          : (row) => cell(row, key));
        const rows = rowsOf(table).sort((left, right) => left.dataset.row - right.dataset.row);
        rows.forEach((row) => toggle(row, false));
        const lines = rows.map((row) => ({ row, value: value(row) }));
        const unranked = ({ row }) => cell(row, 'rank') === '—';
        lines.sort((left, right) => {
          if (unranked(left) !== unranked(right)) return unranked(left) ? 1 : -1;
          const order = typeof left.value === 'string' ? texts.compare(left.value, right.value) : left.value - right.value;
          return (descending ? -order : order) || 0;
        });
        table.tBodies[0].append(...lines.map(({ row }) => row));
        for (const head of table.tHead.rows[0].cells) {
          if (head.dataset.key === key) head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
          else head.removeAttribute('aria-sort');
        }
      }

      const isGreatestFirst = (key) => key === 'total' || /^\d+$/.test(key);

      function find() {
        const wanted = document.getElementById('find').value.trim().toLowerCase();
        let found = 0;
        for (const row of tables.flatMap(rowsOf)) {
          const text = ['no', 'name', 'sector', 'grade'].map((key) => cell(row, key)).join(' ').toLowerCase();
          row.hidden = !text.includes(wanted);
          if (row.hidden) toggle(row, false);
          else found += 1;
        }
        document.getElementById('found').textContent = wanted ? found + '人' : '';
      }

      for (const table of tables) {
        for (const head of table.tHead.rows[0].cells) {
          if (!head.dataset.key) continue;
          const button = make('span', 'by');
          button.tabIndex = 0;
          button.setAttribute('role', 'button');
          button.append(...head.childNodes);
          head.append(button);
          const order = () => {
            const was = head.getAttribute('aria-sort');
            sort(table, head.dataset.key, was ? was === 'ascending' : isGreatestFirst(head.dataset.key));
          };
          button.addEventListener('click', order);
          button.addEventListener('keydown', (event) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            order();
          });
        }
        table.tBodies[0].addEventListener('click', (event) => {
          const row = event.target.closest('tr[data-row]');
          if (row) toggle(row, row.querySelector('button').getAttribute('aria-expanded') !== 'true');
        });
        table.tBodies[0].addEventListener('keydown', (event) => {
          if (event.key !== 'Escape') return;
          const row = event.target.closest('tr[data-row]');
          if (row) toggle(row, false);
        });
      }
      document.getElementById('find').addEventListener('input', find);
      document.getElementById('order').addEventListener('change', (event) => {
        for (const table of tables) sort(table, event.target.value, isGreatestFirst(event.target.value));
      });
      document.querySelector('.tools').hidden = false;
      document.documentElement.dataset.ready = 'yes';
    })();

    """#
}
