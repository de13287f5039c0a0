import type * as z from 'zod';
import type { IsoDate } from '../../core/base/iso-date';
import { parseAs } from '../../core/base/parsing';
import { ok, refuse, type Refusal, type Result } from '../../core/base/result';
import type { Frequency } from '../db/market-store';
import type { PeriodForm } from '../imports/dates';
import type { HttpAnswer, HttpGet, HttpKind } from './http';

/** How a refresh can fail, beyond the network. */
export type ParseKind = 'truncated' | 'schema-drift' | 'empty-answer' | 'future-dates' | 'key-missing' | 'bad-feed';
export type FetchKind = HttpKind | ParseKind;

/** Kinds that may be gone in a while: they are tried again and counted by the circuit breaker. */
const PASSING: readonly string[] = ['unreachable', 'timeout', 'rate-limited', 'server-error', 'truncated', 'html-instead-of-data'] satisfies readonly FetchKind[];
export const isPassing = ({ kind }: Pick<Refusal, 'kind'>): boolean => PASSING.includes(kind);

export interface FactsCommon {
  readonly name?: string;
  readonly frequency?: Frequency;
  /** What is odd about the answer, and was not repaired. */
  readonly warnings: readonly string[];
}

/** Levels of one instrument, oldest first. */
export interface PriceFacts extends FactsCommon {
  readonly kind: 'price';
  readonly basis: 'price' | 'total-return';
  readonly sampling: 'end' | 'average';
  readonly currency: string;
  readonly levels: readonly { readonly date: IsoDate; readonly level: number }[];
}

/** Values of one indicator series. `pointInTime`: each says since when it was known. */
export interface ObservationFacts extends FactsCommon {
  readonly kind: 'observation';
  readonly pointInTime: boolean;
  readonly typicalLagDays: number | null;
  readonly unit?: string;
  readonly values: readonly { readonly period: string; readonly frequency: PeriodForm; readonly value: number; readonly releaseDate: IsoDate | null; readonly vintage: IsoDate | null }[];
}

export type Facts = PriceFacts | ObservationFacts;

/** One piece of an answer: sources that answer page by page give several. */
export interface Part {
  readonly what: string;
  readonly bytes: Uint8Array;
}

export interface Answer {
  readonly parts: readonly Part[];
  /** Where it came from, without any key. */
  readonly address: string;
  readonly serverDate: Date | null;
}

/** What a fetch is given. `pace` waits for the source's next free slot, so that every request keeps its rate limit. */
export interface Session {
  readonly get: HttpGet;
  readonly pace: () => Promise<void>;
  readonly key: string | null;
  readonly today: IsoDate;
}

/** A statement that a feed may need; every source asks some of them. */
export type Question = 'basis' | 'currency' | 'vintages' | 'typicalLagDays';

export interface ConnectorMeta {
  readonly slug: string;
  readonly name: string;
  readonly site: string;
  readonly kind: 'price' | 'observation' | 'either';
  readonly key: 'none' | 'optional' | 'required';
  /** One sentence on what it gives and under which conditions. */
  readonly about: string;
  /** What a person has to state about a feed, beyond its name. */
  readonly asks: readonly Question[];
  /** What an external name looks like. */
  readonly idHint: string;
  readonly hosts: readonly string[];
  /** Rate limit: at least this long between two requests of one desk, on however many machines. */
  readonly minIntervalMs: number;
  /** Something that should always be there, asked for by a live check. */
  readonly sample: { readonly externalId: string; readonly options: Readonly<Record<string, unknown>> };
}

/** A connector with the type of its own feed hidden: what registry, jobs and use cases work with. */
export interface Connector extends ConnectorMeta {
  /** Checks what a person states about a feed and fills in what follows; the options to keep. */
  readonly settle: (externalId: string, options: Readonly<Record<string, unknown>>) => Result<{ readonly kind: 'price' | 'observation'; readonly options: Readonly<Record<string, unknown>> }, 'bad-feed'>;
  readonly ask: (externalId: string, options: Readonly<Record<string, unknown>>, session: Session) => Promise<Result<Answer, FetchKind>>;
  /** Pure: the same bytes give the same facts. */
  readonly read: (externalId: string, options: Readonly<Record<string, unknown>>, answer: Answer, today: IsoDate) => Result<Facts, ParseKind>;
}

/** Options of a feed as its connector's schema knows them, its external name among them. */
export type FeedSchema<Feed extends { externalId: string }> = z.ZodType<Feed>;

/** Makes a connector of its three parts: schema of a feed, fetch and parse. */
export function defineConnector<Feed extends { externalId: string }>(
  meta: ConnectorMeta,
  parts: {
    readonly feed: FeedSchema<Feed>;
    readonly kindOf: (feed: Feed) => 'price' | 'observation';
    readonly fetch: (feed: Feed, session: Session) => Promise<Result<Answer, FetchKind>>;
    readonly parse: (answer: Answer, feed: Feed, today: IsoDate) => Result<Facts, ParseKind>;
  },
): Connector {
  const feedOf = (externalId: string, options: Readonly<Record<string, unknown>>): Result<Feed, 'bad-feed'> => parseAs(parts.feed, { ...options, externalId }, 'bad-feed');
  return {
    ...meta,
    settle: (externalId, options) => {
      const feed = feedOf(externalId, options);
      if (!feed.ok) return feed;
      const kept = Object.fromEntries(Object.entries(feed.value).filter(([name, value]) => name !== 'externalId' && value !== undefined));
      return ok({ kind: parts.kindOf(feed.value), options: kept });
    },
    ask: async (externalId, options, session) => {
      if (meta.key === 'required' && session.key === null) return refuse('key-missing', `${meta.name} needs a key; an administrator can store one.`);
      const feed = feedOf(externalId, options);
      return feed.ok ? parts.fetch(feed.value, session) : feed;
    },
    read: (externalId, options, answer, today) => {
      const feed = feedOf(externalId, options);
      return feed.ok ? parts.parse(answer, feed.value, today) : feed;
    },
  };
}

/** An answer of one part. */
export const answerOf = (what: string, { bytes, address, serverDate }: HttpAnswer): Answer => ({ parts: [{ what, bytes }], address, serverDate });
