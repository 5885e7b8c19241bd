import type PDFDocument from 'pdfkit';
import type { PdfMarkedContent, PdfStructureElement } from 'pdfkit';
import type { Page, PlacedScene } from '../impose';
import type { Box } from '../scene';
import { mmToPt } from '../units';
import { type Canvas, drawItems } from './draw-scene';
import { type StructureNode, structureOf, type TaggedGroup, taggedGroups } from './structure';

/**
 * A document's structure tree (ISO 32000-1 §14.7), as PDF/UA-1 (ISO 14289-1) requires: each side is a section in its
 * language, and everything that is not in the tree is an artifact.
 */
export type Tags = {
  /** Draws a scene with its structure, at the current transformation. */
  drawTagged(canvas: Canvas, placed: PlacedScene, page: Page): void;
  /** Draws what has no meaning of its own: marks, and further copies of what is in the tree. */
  drawArtifact(draw: () => void): void;
  /** Ends the tree, before the document ends. */
  end(): void;
};

export function openTags(document: PDFDocument): Tags {
  const root = document.struct('Document');
  document.addStructure(root);
  const drawArtifact = (draw: () => void) => {
    document.markContent('Artifact');
    draw();
    document.endMarkedContent();
  };
  return {
    drawTagged(canvas, placed, page) {
      const { scene } = placed;
      const groups = taggedGroups(scene);
      const contents = new Map<TaggedGroup, PdfMarkedContent>();
      for (const group of groups) {
        if (group.type === null) {
          drawArtifact(() => drawItems(canvas, scene, group.items));
          continue;
        }
        contents.set(group, document.markStructureContent(group.type));
        drawItems(canvas, scene, group.items);
        document.endMarkedContent();
      }
      const elementOf = (node: StructureNode): PdfStructureElement => {
        if ('children' in node) {
          const element = document.struct(node.type, {}, node.children.map(elementOf));
          if (node.isNumbered === true) element.dictionary.data.A = { O: 'List', ListNumbering: 'Decimal' };
          return element;
        }
        const { group } = node;
        const content = contents.get(group);
        const options = group.alt === '' ? {} : { alt: group.alt, bbox: boxOnPage(boxOf(group), placed, page) };
        return document.struct(node.type, options, content === undefined ? [] : [content]);
      };
      const children = structureOf(groups).map(elementOf);
      if (children.length > 0) root.add(document.struct('Sect', { lang: scene.region }, children));
    },
    drawArtifact,
    end: () => root.end(),
  };
}

/** The box of a picture or a code, which is a group of its own. */
function boxOf({ items }: TaggedGroup): Box {
  const [item] = items;
  if (item?.kind === 'image') return item;
  if (item?.kind !== 'symbol') return { xMm: 0, yMm: 0, widthMm: 0, heightMm: 0 };
  const sideMm = item.size * item.moduleMm;
  return { xMm: item.xMm, yMm: item.yMm, widthMm: sideMm, heightMm: sideMm };
}

/** Where a box of a scene is on its page, in points from the top left: its left, top, right and bottom. */
function boxOnPage(box: Box, { scene, box: place, rotation }: PlacedScene, { correction, mediaBox }: Page): PdfBox {
  const radians = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const [a, b, c, d, e, f] = correction ?? [1, 0, 0, 1, 0, 0];
  const corners = [box.xMm, box.xMm + box.widthMm].flatMap((xMm) =>
    [box.yMm, box.yMm + box.heightMm].map((yMm) => {
      const [dx, dy] = [xMm - scene.trim.widthMm / 2, yMm - scene.trim.heightMm / 2];
      const x = cos * dx - sin * dy + place.xMm + place.widthMm / 2;
      const y = sin * dx + cos * dy + place.yMm + place.heightMm / 2;
      // A picture that bleeds goes beyond the page.
      return {
        x: Math.min(mediaBox.widthMm, Math.max(0, a * x + c * y + e)),
        y: Math.min(mediaBox.heightMm, Math.max(0, b * x + d * y + f)),
      };
    }),
  );
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const points = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(
    (mm) => Math.round(mmToPt(mm) * 100) / 100,
  );
  return points as PdfBox;
}

type PdfBox = [leftPt: number, topPt: number, rightPt: number, bottomPt: number];

/** Draws without a structure: PDF/X-1a is a PDF 1.4 for a press, read by machines alone. */
export const NO_TAGS: Tags = {
  drawTagged: (canvas, { scene }) => drawItems(canvas, scene, scene.items),
  drawArtifact: (draw) => draw(),
  end() {},
};
