// @ts-check
/**
 * @typedef {import('./labeler-core.ts').Core} Core
 * @typedef {import('./labeler-core.ts').Split} Split
 * @typedef {Split['training'][number] | Split['validation'][number] | Split['test'][number]} Row
 * @typedef {{ task: string, labels: readonly { label: string, rules: readonly { id: string, text: string }[] }[] }} Rulebook
 */

/**
 * The policy of PAIR's `Labeler`, with our prompts: one call after the other; a rule per label; in each step the best rulebook reads
 * shuffled training rows one by one until it has misread enough, each mistake gives so many mutated rulebooks, and each of these reads
 * the same fresh draw of training and validation rows, to the end and without a memory of earlier readings. The best few of the
 * challengers go on; their parent does not run. There is no early end. The best rulebook reads the test rows.
 *
 * @param {{ service: import('./labeler-service.mjs').Service, core: Core, split: Split, task: string, labels: readonly string[], seed: number, steps: number }} given
 */
export async function trainSequentially({ service, core, split, task, labels, seed, steps }) {
  const knobs = { ...core.defaultHyperparameters, seed };
  const random = core.createRandom(core.deriveSeed(seed, 'sequential'));
  const pool = [...split.training, ...split.validation];
  const started = performance.now();
  let made = 0;
  try {
    let best = await firstRulebook();
    for (let step = 1; step <= steps; step++) {
      const challengers = [];
      for (const mistake of await findMistakes(best)) challengers.push(...(await mutate(best, mistake)));
      if (challengers.length === 0) continue;
      const rows = core.shuffled(pool, random).slice(0, knobs.validationExamples);
      const scored = [];
      for (const rulebook of challengers) scored.push({ rulebook, score: await accuracy(rulebook, rows) });
      // Of the best few, which the ancestor keeps, the first is the one that the next step mutates.
      best = scored.toSorted((a, b) => b.score - a.score)[0]?.rulebook ?? best;
    }
    const trainedMs = performance.now() - started;
    const heldOut = await accuracy(best, split.test);
    return { ms: performance.now() - started, trainedMs, ...service.spent(), accuracy: heldOut, steps };
  } finally {
    service.close();
  }

  /** @returns {Promise<Rulebook>} */
  async function firstRulebook() {
    const shuffled = core.shuffled(split.training, random);
    const examples = labels.map((label) => ({
      label,
      rows: shuffled
        .filter((row) => row.label === label)
        .slice(0, knobs.examplesPerFirstRule)
        .map(({ fields }) => core.truncateFields(fields, knobs.truncateWords)),
    }));
    const written = [];
    for (const label of labels) {
      const subject = { task, label, examples };
      const reply = core.firstRuleInstruction.parse(await ask(core.firstRuleInstruction, subject), subject);
      written.push({ label, rules: reply.ok ? [{ id: newId(), text: reply.value }] : [] });
    }
    return { task, labels: written };
  }

  /** @param {Rulebook} rulebook */
  async function findMistakes(rulebook) {
    const mistakes = [];
    for (const row of core.shuffled(split.training, random)) {
      const reading = await read(rulebook, row);
      if (reading.label === null || reading.label === row.label) continue;
      mistakes.push({ row, predicted: reading.label, n: reading.rule });
      if (mistakes.length === knobs.mistakesPerStep) break;
    }
    return mistakes;
  }

  /**
   * @param {Rulebook} rulebook
   * @param {{ row: Row, predicted: string, n: number }} mistake
   * @returns {Promise<readonly Rulebook[]>}
   */
  async function mutate(rulebook, { row, predicted, n }) {
    const subject = {
      task,
      labels: rulebook.labels.map(({ label, rules }) => ({ label, rules: rules.map(({ text }) => text) })),
      row: core.truncateFields(row.fields, knobs.truncateWords),
      golden: row.label,
      predicted,
      followed: n === 0 ? null : { label: predicted, n },
      reason: '',
      mutations: knobs.mutationsPerMistake,
      refused: [],
    };
    const instruction = core.mutateRulesInstruction(subject);
    const reply = instruction.parse(await ask(instruction, subject), subject);
    return reply.ok ? reply.value.mutations.map((mutation) => changed(rulebook, mutation)) : [];
  }

  /** @param {Rulebook} rulebook @param {import('../src/core/instructions/mutate-rules').NumberedRuleMutation} mutation */
  function changed(rulebook, mutation) {
    return {
      ...rulebook,
      labels: rulebook.labels.map((each) =>
        each.label === mutation.label ? { ...each, rules: changedRules(each.rules, mutation) } : each,
      ),
    };
  }

  /**
   * @param {Rulebook['labels'][number]['rules']} rules
   * @param {import('../src/core/instructions/mutate-rules').NumberedRuleMutation} mutation
   */
  function changedRules(rules, mutation) {
    switch (mutation.action) {
      case 'add':
        return [...rules, { id: newId(), text: mutation.text }];
      case 'edit':
        return rules.map((rule, at) => (at === mutation.n - 1 ? { ...rule, text: mutation.text } : rule));
      case 'delete':
        return rules.length === 1 ? rules : rules.filter((_, at) => at !== mutation.n - 1);
    }
  }

  /** @param {Rulebook} rulebook @param {readonly Row[]} rows */
  async function accuracy(rulebook, rows) {
    let right = 0;
    for (const row of rows) if ((await read(rulebook, row)).label === row.label) right += 1;
    return right / rows.length;
  }

  /** @param {Rulebook} rulebook @param {Row} row */
  async function read(rulebook, row) {
    const subject = core.classifySubject(rulebook, [row], knobs);
    const request = core.classifyRequest(
      subject,
      { temperature: knobs.evalTemperature, examplesPerCall: 1 },
      service.capabilities,
    );
    const reply = core.classifyInstruction(subject).parse(await service.call(request), subject);
    const [reading] = reply.ok ? reply.value : [];
    return reading ?? { label: null, rule: 0 };
  }

  /**
   * @param {Pick<import('../src/core/instructions/instruction').Instruction<any, any>, 'purpose' | 'name' | 'schema' | 'render'>} instruction
   * @param {any} subject
   */
  function ask({ purpose, name, schema, render }, subject) {
    return service.call(
      /** @type {import('./labeler-core.ts').ModelRequest} */ ({
        purpose,
        subject,
        prompt: render(subject),
        settings: { temperature: knobs.trainTemperature, seed: core.deriveSeed(seed, 'call', service.spent().calls) },
        reply: { type: 'json', name, schema },
        cache: 'fresh',
      }),
    );
  }

  function newId() {
    made += 1;
    return `rule-${made}`;
  }
}
