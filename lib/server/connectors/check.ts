import { refuse, type Result } from '../../core/base/result';
import { today, type Clock } from '../clock';
import type { Connector, FetchKind } from './connector';
import { httpFor, type Fetch } from './http';

export interface Checked {
  readonly rows: number;
  readonly first: string;
  readonly last: string;
  readonly warnings: readonly string[];
}

export interface CheckTools {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly origins: Readonly<Record<string, string>>;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Asks a source for its sample and reads the answer, as a refresh would, and stores nothing. */
export async function checkConnector(connector: Connector, key: string | null, tools: CheckTools): Promise<Result<Checked, FetchKind>> {
  const { externalId, options } = connector.sample;
  const get = httpFor({ fetch: tools.fetch, now: () => tools.clock.now(), hosts: connector.hosts, secrets: key === null ? [] : [key], ...(tools.origins[connector.slug] ? { origin: tools.origins[connector.slug] } : {}) });
  let asked = 0;
  const pace = async () => {
    if (asked > 0) await tools.sleep(connector.minIntervalMs);
    asked += 1;
  };
  const settled = connector.settle(externalId, options);
  if (!settled.ok) return settled;
  const answer = await connector.ask(externalId, settled.value.options, { get, pace, key, today: today(tools.clock) });
  if (!answer.ok) return answer;
  const facts = connector.read(externalId, settled.value.options, answer.value, today(tools.clock));
  if (!facts.ok) return facts;
  const days = facts.value.kind === 'price' ? facts.value.levels.map((row) => row.date as string) : facts.value.values.map((row) => row.period);
  if (days.length === 0) return refuse('empty-answer', 'the answer holds nothing');
  return { ok: true, value: { rows: days.length, first: days[0], last: days[days.length - 1], warnings: facts.value.warnings } };
}
