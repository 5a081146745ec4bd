/* words.js — what the page says, in two languages. A word is a text, or a function that makes one. */
const words = {
  en: {
    title: 'Which learning-rate policy is best here?',
    intro: 'Every policy starts from the same weights and sees the same batches. Press play and watch them learn.',
    introFlat: 'Every policy starts from the same weights and sees the same batches; lines and numbers are means over several seeds.',
    language: 'Language', theme: 'Colours', auto: 'auto', light: 'light', dark: 'dark', task: 'Task', skip: 'To the results',
    plan: d => `Net ${d.net} with ${d.activation}; ${d.optim} from rate ${d.lr}; ${d.rows} rows, ${d.batch} at a time; ${d.steps} updates; ${d.seeds} ${d.seeds === 1 ? 'seed' : 'seeds'}.`,
    play: 'Play', pause: 'Pause', moment: 'Moment of the training',
    at: (step, steps, epoch) => `update ${step} of ${steps} · epoch ${epoch}`,
    update: 'update', updates: 'updates', epoch: 'epoch',
    policies: 'Policies', all: 'All', none: 'None', best: 'Best three', only: name => `Only ${name}`, noneOn: 'No policy is switched on.',
    maps: 'What the nets see', mapOf: (name, seed) => `${name}, seed ${seed}`, samples: 'samples', choose: name => `Show the map of ${name}`,
    mapNote: 'The colour says which class a net would answer there, its strength how sure it is. Ringed samples lie on another class’s ground.',
    mapFlat: n => `The other ${n} features are held at their means.`, sure: (name, sureness) => `${name}, ${sureness} sure`, point: 'Point at the map to ask the net.',
    curves: 'Curves', rate: 'Learning rate', loss: 'Loss', accuracy: 'Accuracy', r2: 'R²',
    training: 'training', validation: 'validation', log: 'log', linear: 'linear', scale: 'Scale', rows: 'Rows', spread: 'spread',
    spreadHint: 'One standard deviation over the seeds, to either side', chartHint: 'Left and right arrows move along the curve.',
    results: 'Results', place: 'Place', policy: 'Policy', lossLine: 'Loss line', trainAccuracy: 'Training accuracy, %', validationAccuracy: 'Validation accuracy, %',
    trainR2: 'Training R²', validationR2: 'Validation R²', trainLoss: 'Training loss', validationLoss: 'Validation loss', eachSeed: 'Each seed',
    against: name => `Against ${name}`, verdict: 'Verdict', sortBy: column => `Sort by ${column}`,
    baseline: 'baseline', equal: 'equal', noise: 'noise', better: 'better', worse: 'worse', unknown: '–',
    more: n => `${n} more ${n === 1 ? 'seed' : 'seeds'} might tell`, diverged: (n, of) => `${n} of ${of} diverged`,
    tableNote: (seeds, metric) => `±: standard deviation over ${seeds} seeds. Against the baseline: the difference in ${metric}, seed by seed, with its 95 % interval (Student’s t). A dot for each seed, a bar for their mean.`,
    grid: 'Start rates and budgets', gridNote: 'A ranking belongs to a start rate and a budget. Choose a column to see its curves and results.', fromRate: lr => `rate ${lr}`,
    upDown: name => `Green: better, red: worse than ${name} in the same column; the stronger, the larger the difference. ▲ ▼: beyond the noise.`,
    numbers: 'All numbers', howto: 'How to read this',
    help: ['A difference counts only where it is larger than what other seeds would bring: its 95 % interval leaves 0 out.',
      'A ranking belongs to a task, a start rate and a budget, not to a policy.',
      'Keys: space plays and pauses, ← and → go from moment to moment; in a curve they go from row to row. Between moments, one map fades into the next.'],
    metric: ['training loss', 'training accuracy', 'validation loss', 'validation accuracy'], metricR2: ['training loss', 'training R²', 'validation loss', 'validation R²'],
    about: (name, text) => text, note: (name, text) => text, comma: ', ', colon: ': ', stop: '. ',
  },
  zh: {
    title: '哪种学习率策略在这里最好？',
    intro: '所有策略从相同的权重出发，使用相同的批次。按下播放，看它们怎样学习。',
    introFlat: '所有策略从相同的权重出发，使用相同的批次；曲线和数字是多个随机种子的平均值。',
    language: '语言', theme: '颜色', auto: '自动', light: '浅色', dark: '深色', task: '任务', skip: '跳到结果',
    plan: d => `网络 ${d.net}，激活函数 ${d.activation}；${d.optim}，起始学习率 ${d.lr}；${d.rows} 个样本，批大小 ${d.batch}；${d.steps} 次更新；${d.seeds} 个随机种子。`,
    play: '播放', pause: '暂停', moment: '训练的时刻',
    at: (step, steps, epoch) => `第 ${step} 次更新（共 ${steps} 次） · 第 ${epoch} 轮`,
    update: '更新次数', updates: '次更新', epoch: '轮',
    policies: '策略', all: '全选', none: '全不选', best: '前三名', only: name => `只看 ${name}`, noneOn: '没有选中任何策略。',
    maps: '网络眼中的平面', mapOf: (name, seed) => `${name}，种子 ${seed}`, samples: '样本', choose: name => `显示 ${name} 的分类图`,
    mapNote: '颜色表示网络在该处回答的类别，深浅表示它有多大把握。带圈的样本落在了别的类别的区域里。',
    mapFlat: n => `其余 ${n} 个特征取平均值。`, sure: (name, sureness) => `${name}，把握 ${sureness}`, point: '指向图中任一点，问问网络。',
    curves: '曲线', rate: '学习率', loss: '损失', accuracy: '准确率', r2: 'R²',
    training: '训练集', validation: '验证集', log: '对数', linear: '线性', scale: '刻度', rows: '数据', spread: '波动',
    spreadHint: '各随机种子上下一个标准差', chartHint: '用左右方向键沿曲线移动。',
    results: '结果', place: '名次', policy: '策略', lossLine: '损失曲线', trainAccuracy: '训练集准确率，%', validationAccuracy: '验证集准确率，%',
    trainR2: '训练集 R²', validationR2: '验证集 R²', trainLoss: '训练集损失', validationLoss: '验证集损失', eachSeed: '各个种子',
    against: name => `与 ${name} 相比`, verdict: '结论', sortBy: column => `按“${column}”排序`,
    baseline: '基线', equal: '相同', noise: '噪声之内', better: '更好', worse: '更差', unknown: '–',
    more: n => `再加 ${n} 个种子或可分辨`, diverged: (n, of) => `${of} 次中 ${n} 次发散`,
    tableNote: (seeds, metric) => `±：${seeds} 个随机种子的标准差。与基线相比：逐个种子的${metric}之差及其 95 % 置信区间（学生 t 分布）。一点为一个种子，竖线为平均值。`,
    grid: '起始学习率与训练长度', gridNote: '名次只属于某个起始学习率和某个训练长度。选择一列，查看它的曲线和结果。', fromRate: lr => `学习率 ${lr}`,
    upDown: name => `绿色：好于同一列的 ${name}；红色：差于它；颜色越深，差别越大。▲ ▼：超出噪声。`,
    numbers: '全部数据', howto: '怎样读这一页',
    help: ['只有大于换种子带来的波动时，差别才算数：它的 95 % 置信区间不含 0。',
      '名次只属于某个任务、某个起始学习率和某个训练长度，而不属于策略本身。',
      '按键：空格播放和暂停，← 和 → 逐个时刻移动；在曲线中则逐行移动。两个时刻之间，一张图渐变为下一张。'],
    metric: ['训练集损失', '训练集准确率', '验证集损失', '验证集准确率'], metricR2: ['训练集损失', '训练集 R²', '验证集损失', '验证集 R²'],
    about: (name, text) => aboutInChinese[name] || text, note: (name, text) => noteInChinese[name] || text, comma: '、', colon: '：', stop: '。',
  },
};

const aboutInChinese = {
  taiji: '太极图中的四个类别，第 11 章', iris: '用四个长度区分三种鸢尾花，R. A. Fisher 1936', xor: '异或：对角上的两个类别，第 11 章',
  moon: '弓形与团状，第 11 章', gem: '圆中的三角形，第 11 章', houses: '十套房屋：由面积预测价格，第 1 章', prices: '一百套房屋：由面积预测价格，第 2 章',
  distance: '一千套房屋：由面积和距离预测价格，第 3 章', logistic: '单价高低，第 4 章', diagonal: '就面积而言贵不贵？两个有用的特征和一个无用的，第 5 章',
  regions: '三条直线分出的三个区域，第 6 章', curve: '跟随一条带噪声的曲线，第 7 章', peaks: '起伏的曲面，第 8 章', overfit: '容易过拟合的五十个点，第 9 章',
  band: '一类夹在另一类中间，第 10 章', masks: '3 × 3 像素的笔画，三个类别，第 12 章', waves: '五个采样点的八种波形，第 13 章',
  waves4: '噪声较小的四种波形，第 13 章', shapes: '圆形与方形，28 × 28 像素，第 14 章', digits: '手写数字，8 × 8 像素，E. Alpaydin 与 C. Kaynak 1998',
};

const noteInChinese = {
  taiji: '训练 300 轮时，从学习率 0.05（书中的五倍）出发，衰减有好处；从书中的 0.01 出发，固定学习率并不比任何策略差。名次只属于某个起始学习率和某个训练长度，而不属于策略本身。'
    + '自己试试：lehr compare taiji --lr 0.01',
  iris: '与书一同流传的实验把 120 个样本的梯度相加，学习率为 0.001；Lehr 取平均值，所以同样的一步对应学习率 0.12。它的“测试集 100 %”取决于怎样划分：有的种子能达到，平均值达不到。',
  houses: '书中的网络只有权重、没有偏置；这里两者都有，而在这个学习率下偏置几乎不动。',
  overfit: '它的验证集特意取自比训练集更平缓的曲线：看验证集损失怎样上升。',
  shapes: '书中用卷积来分类；这个网络没有卷积。',
};

const languages = { en: 'EN', zh: '中文' };
let language = recall('language') || (/^zh\b/i.test(navigator.language || '') ? 'zh' : 'en');
if (!languages[language]) language = 'en';

function say(key, ...args) {
  const word = words[language][key];
  return typeof word === 'function' ? word(...args) : word;
}
