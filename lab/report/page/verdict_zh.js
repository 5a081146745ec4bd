/* verdict_zh.js — the verdict in Chinese, sentence for sentence what lab/report/report.c says in English */
const withVerdict = (cell, verdict) => cell.rank.map(i => cell.policies[i]).filter(p => p.verdict === verdict);

function listed(policies) {
  const names = policies.map(p => p.name);
  return names.length < 2 ? names.join('') : names.slice(0, -1).join('、') + ' 和 ' + names[names.length - 1];
}

function firstInChinese(task, cell) {
  const order = cell.rank.map(i => cell.policies[i]),
    best = order[0].end[task.metric];
  const first = order.filter(p => p.end[task.metric][0] === best[0] && p.end[task.metric][1] === best[1]);
  const what = metricWords(task, task.metric),
    extreme = isLoss(task.metric) ? '最低' : '最高';
  return `${listed(first)} 的平均${what}${first.length > 1 ? '并列' : ''}${extreme}，为 ${figure(task, task.metric, best[1])}${unit(task, task.metric)}。`;
}

function divergingInChinese(task, cell) {
  const lost = cell.rank.map(i => cell.policies[i]).filter(p => p.diverged);
  const each = lost.map(p => `${p.name}（${task.seeds} 个种子中有 ${p.diverged} 个）`);
  return lost.length ? `发散的：${each.join('、')}；平均值和差别只算其余的种子。` : '';
}

function noiseInChinese(task, cell) {
  const inside = withVerdict(cell, 'noise');
  if (!inside.length) return '';
  const more = p => p.needed - p.gain[0];
  const nearest = inside.filter(p => more(p) > 0).sort((a, b) => more(a) - more(b))[0];
  const hope = nearest
    ? `；如果差别和波动保持不变，再加 ${more(nearest)} 个种子或许就能分辨${inside.length > 1 ? ' ' + nearest.name : ''}`
    : '';
  return `在这 ${task.seeds} 个种子的噪声之内：${listed(inside)}${hope}。`;
}

function holmInChinese(cell) {
  const looked = cell.policies.filter(p => p.verdict && !['baseline', 'diverges'].includes(p.verdict)).length;
  const called = cell.policies.filter(p => p.verdict === 'better' || p.verdict === 'worse');
  if (looked < 2 || !called.length) return '';
  const left = cell.rank.map(i => cell.policies[i]).filter(p => called.includes(p) && is(p.holm) && p.holm < 0.05);
  const remain = left.length === called.length ? '它们全部成立' : left.length ? `${listed(left)} 仍然成立` : '没有一个仍然成立';
  return `看了 ${looked} 个差别，二十个里就有一个出于偶然；按此校正（Holm 校正）后，${remain}。`;
}

function verdictInChinese(task, cell) {
  const order = cell.rank.map(i => cell.policies[i]),
    base = cell.policies[cell.baseline].name;
  if (!order[0].end[task.metric][0]) return `没有一次训练走到终点。第一次的经过：${cell.story}。`;
  if (order.length < 2) return firstInChinese(task, cell);
  if (task.seeds === 1) return firstInChinese(task, cell) + ' 只有一个种子时，谁也说不准差别是否出于偶然；用 --seeds 多要几个。';
  const called = (verdict, text) => (withVerdict(cell, verdict).length ? `${text}：${listed(withVerdict(cell, verdict))}。` : '');
  return [
    firstInChinese(task, cell),
    divergingInChinese(task, cell),
    called('better', `超出噪声、好于 ${base} 的`),
    called('worse', `超出噪声、差于 ${base} 的`),
    called('equal', `逐个种子与 ${base} 相同的`),
    noiseInChinese(task, cell),
    called(null, `与 ${base} 都有结果的种子太少的`),
    holmInChinese(cell),
  ].join(' ');
}

/* The first sentence, and the rest of them. */
function verdictParts(task, cell) {
  const text = language === 'zh' ? verdictInChinese(task, cell) : cell.said;
  const parts = language === 'zh' ? /^(.*?。)\s*(.*)$/s.exec(text) : /^(.*?(?:%|\d)\.)\s+(.*)$/s.exec(text);
  return parts ? [parts[1], parts[2].trim()] : [text, ''];
}
