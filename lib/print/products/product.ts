import { type Alignment, type Block, fitBlock, placeBlock } from '../fit-text';
import type { Family, FontSet, Weight } from '../fonts';
import type { Ink, LineItem, TextItem } from '../scene';

/** What can be printed: a card, or another product made from it. */
export const PRODUCTS = ['card', 'back', 'reply-slip', 'badge', 'tent', 'poster', 'guide', 'leaflet'] as const;
export type Product = (typeof PRODUCTS)[number];

/** Builds a block of text, set as large as its box allows between two sizes in points. */
export function textBlock(
  text: string,
  look: {
    family?: Family;
    weight?: Weight;
    ink?: Ink;
    max: number;
    min: number;
    maxLines?: number;
    role?: string;
    key?: string;
  },
): Block {
  const style = {
    family: look.family ?? ('atkinson' as const),
    weight: look.weight ?? 'regular',
    ink: look.ink ?? 'text',
    leading: 1.2,
  };
  return {
    key: look.key ?? '',
    role: look.role ?? 'caption',
    text,
    style,
    sizesPt: { max: look.max, min: look.min },
    maxLines: look.maxLines ?? 1,
    rule: 'words',
  };
}

/** Places a block from `topMm`; returns its lines and the bottom, where the next block may start. */
export function put(
  fonts: FontSet,
  block: Block,
  place: { xMm: number; topMm: number; widthMm: number; align?: Alignment },
): { items: TextItem[]; bottomMm: number; cut: boolean } {
  const fitted = fitBlock(fonts, block, place.widthMm);
  return {
    items: placeBlock(fonts, fitted, { ...place, align: place.align ?? 'left' }),
    bottomMm: place.topMm + fitted.heightMm,
    cut: fitted.cut,
  };
}

/** A line from one point to another, in the text ink. */
export const stroke = (x1Mm: number, y1Mm: number, x2Mm: number, y2Mm: number, strokeMm: number): LineItem => ({
  kind: 'line',
  ink: 'text',
  x1Mm,
  y1Mm,
  x2Mm,
  y2Mm,
  strokeMm,
});

/** A line to write on. */
export const writingLine = (x1Mm: number, x2Mm: number, yMm: number): LineItem => ({
  ...stroke(x1Mm, yMm, x2Mm, yMm, 0.2),
  ink: 'rule',
});
