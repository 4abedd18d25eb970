import {
  batchTokenCost,
  type NanoDollars,
  nano,
  type PricedModel,
  type PriceTable,
  tokenCost,
  tokensFor,
} from '@gridsky/api/domain';
import { chunksOf, possibleChunking } from './chunks.ts';
import { type IndexSize, indexSize } from './index-size.ts';
import { includes, type PlanFit, planFits } from './plan-fit.ts';
import type { Settings, Unit } from './settings.ts';
import { VENDOR_PRICES, type VendorPrice } from './vendor-prices.ts';

/** English, measured on the sentences of STS-B's test set; other languages differ, which counting shows. */
export const TOKENS_PER_THOUSAND_WORDS = 1_490;
export const OPENAI_TOKENS_PER_MILLE = 890;
export const WORDS_PER_PAGE = 500;

/** What is to be embedded, in whole numbers. */
export interface Job {
  documents: number;
  /** Chunks: one vector each. */
  vectors: number;
  /** To embed everything once. */
  tokensOnce: number;
  /** Every month after: refreshed documents and queries. */
  tokensMonthly: number;
  queriesMonthly: number;
}

export interface Cost {
  once: NanoDollars;
  monthly: NanoDollars;
}

export interface Estimate {
  model: PricedModel;
  dimensions: number;
  job: Job;
  list: Cost;
  /** In batches: half the list price. */
  batch: Cost;
  /** Null where the trial has no such model, and where it costs nothing. */
  credit: { amount: NanoDollars; tokens: number; batchTokens: number } | null;
  plans: PlanFit[];
  vendors: { price: VendorPrice; cost: Cost }[];
  /** Tokens of cl100k_base for a thousand of ours, and whether they were counted. */
  openai: { perMille: number; counted: boolean };
  index: IndexSize;
}

/** All figures of an estimate, from the settings and the prices of now. */
export function estimate(settings: Settings, table: PriceTable, model: PricedModel): Estimate {
  const job = jobOf(settings, model);
  const counted = settings.source === 'text' ? settings.counted : null;
  const perMille = counted?.openaiPerMille ?? OPENAI_TOKENS_PER_MILLE;
  const elsewhere = { once: perThousand(job.tokensOnce, perMille), monthly: perThousand(job.tokensMonthly, perMille) };
  const price = model.pricePerMillionNano;
  const trial = table.plans.find((plan) => plan.metered && plan.creditNano > 0n && includes(plan, model));
  const dimensions = model.allowedDimensions.find((width) => width === settings.dimensions) ?? model.dimensions;
  return {
    model,
    dimensions,
    job,
    list: costOf(job.tokensOnce, job.tokensMonthly, price),
    batch: { once: batchTokenCost(job.tokensOnce, price), monthly: batchTokenCost(job.tokensMonthly, price) },
    credit:
      trial && price > 0n
        ? {
            amount: trial.creditNano,
            tokens: tokensFor(trial.creditNano, price),
            batchTokens: tokensFor(nano(2n * trial.creditNano), price),
          }
        : null,
    plans: planFits(job, table, model),
    vendors: VENDOR_PRICES.map((vendor) => ({
      price: vendor,
      cost: costOf(elsewhere.once, elsewhere.monthly, vendor.pricePerMillionNano),
    })),
    openai: { perMille, counted: counted?.openaiPerMille != null },
    index: indexSize(job.vectors, dimensions, settings.dtype),
  };
}

/** The job of the settings: counted, or of figures. */
export function jobOf(settings: Settings, model: PricedModel): Job {
  const { documents, vectors, tokens } = documentsOf(settings, model);
  const queriesMonthly = settings.queries;
  return {
    documents,
    vectors,
    tokensOnce: tokens,
    tokensMonthly: Math.ceil((tokens * settings.refreshPercent) / 100) + queriesMonthly * settings.queryTokens,
    queriesMonthly,
  };
}

function documentsOf(settings: Settings, model: PricedModel): { documents: number; vectors: number; tokens: number } {
  if (settings.source === 'text') {
    const { counted } = settings;
    if (!counted) return { documents: 0, vectors: 0, tokens: 0 };
    return { documents: counted.documents, vectors: counted.vectors, tokens: counted.embeddedTokens };
  }
  const chunking = possibleChunking(
    { size: settings.chunkTokens, overlap: settings.overlapTokens },
    model.maxInputTokens,
  );
  const each = chunksOf(inTokens(settings.length, settings.unit), chunking);
  const { documents } = settings;
  return { documents, vectors: documents * each.vectors, tokens: documents * each.tokens };
}

/** A length in this platform's tokens, rounded up. */
export function inTokens(length: number, unit: Unit): number {
  if (unit === 'tokens') return length;
  return perThousand(unit === 'words' ? length : length * WORDS_PER_PAGE, TOKENS_PER_THOUSAND_WORDS);
}

function costOf(tokensOnce: number, tokensMonthly: number, pricePerMillionNano: NanoDollars): Cost {
  return {
    once: tokenCost(tokensOnce, pricePerMillionNano),
    monthly: tokenCost(tokensMonthly, pricePerMillionNano),
  };
}

function perThousand(value: number, perMille: number): number {
  return Number((BigInt(value) * BigInt(perMille) + 999n) / 1_000n);
}
