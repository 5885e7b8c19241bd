import * as z from 'zod/mini';
import { REGION_PROFILES } from '../i18n/locales';
import type { Batch } from './batch';
import type { PrinterProfile } from './calibration';

const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));
const sideError = z.object({
  dxMm: z.number(),
  dyMm: z.number(),
  scaleX: z.number().check(z.positive()),
  scaleY: z.number().check(z.positive()),
  rotationDeg: z.number(),
});

/** Beyond this, a code could not be read at all. */
const MAX_INK_SPREAD_MM = 0.15;

/** A printer and one of its trays, as stored. Version 1. */
const printerSchema = z.object({
  id: text(64),
  schemaVersion: z.literal(1),
  name: text(60),
  tray: text(60),
  front: sideError,
  back: sideError,
  inkSpreadMm: z.optional(z.number().check(z.minimum(0), z.maximum(MAX_INK_SPREAD_MM))),
});

/** A batch, as stored. Version 1. */
const batchSchema = z.object({
  id: text(64),
  schemaVersion: z.literal(1),
  cardId: text(64),
  number: text(12),
  madeAtMs: z.number(),
  product: text(20),
  design: text(20),
  paper: text(40),
  count: z.int().check(z.minimum(0)),
  profile: z.enum(REGION_PROFILES),
  lines: z
    .array(z.object({ key: text(80), role: text(20), text: text(700), profile: z.enum(REGION_PROFILES) }))
    .check(z.maxLength(60)),
  codes: z.array(z.object({ kind: z.enum(['offline', 'link']), payload: text(3000) })).check(z.maxLength(2)),
});

export const isPrinter = (record: unknown): record is PrinterProfile => printerSchema.safeParse(record).success;
export const isBatch = (record: unknown): record is Batch => batchSchema.safeParse(record).success;
