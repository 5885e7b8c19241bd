import { printMessages } from '../print-messages';
import type { ImageItem, Scene, SceneItem, SymbolItem, TextItem } from '../scene';

/** The standard structure types (ISO 32000-1 §14.8.4) that a printed side needs. */
type StructureType = 'Document' | 'Sect' | 'H1' | 'H2' | 'P' | 'Figure' | 'L' | 'LI' | 'Lbl' | 'LBody';

/** Consecutive items of a scene that are one element of its structure; `null` for decoration, which has no meaning. */
export type TaggedGroup = {
  type: StructureType | null;
  items: readonly SceneItem[];
  /** The text that stands for a picture or a code; empty for text. */
  alt: string;
};

/** A node of a side's structure, in reading order: an element with content, or a list of such elements. */
export type StructureNode =
  | { type: StructureType; group: TaggedGroup }
  | { type: StructureType; children: readonly StructureNode[]; isNumbered?: boolean };

/** Letters that repeat the name as a drawing, dots between entries, the figures of a ruler. */
const DECORATIVE_ROLES = ['mark', 'separator', 'scale'];
const TITLE_ROLES = ['name', 'heading', 'headline', 'organisation', 'caption'];
const LIST_ROLES: Readonly<Record<string, StructureType>> = { 'step-number': 'Lbl', step: 'LBody', service: 'LBody' };

/** Groups a scene's items in drawing order, each group an element of the structure or decoration. */
export function taggedGroups(scene: Scene): TaggedGroup[] {
  const title = titleOf(scene);
  const groups: { type: StructureType | null; items: SceneItem[]; alt: string }[] = [];
  let previous: SceneItem | null = null;
  for (const item of scene.items) {
    const last = groups.at(-1);
    const type = typeOf(item, title);
    const isContinued = item.kind === 'text' && previous?.kind === 'text' && continues(item, previous);
    if (last !== undefined && (isContinued || (type === null && last.type === null))) last.items.push(item);
    else groups.push({ type, items: [item], alt: altOf(item, scene) });
    previous = item;
  }
  return groups;
}

/** Is `item` a further line of the same entry? */
const continues = (item: TextItem, { leadingMm, key, role }: TextItem): boolean =>
  leadingMm !== null && item.key === key && item.role === role;

/** What a side is about: of its names, headings and sentences the largest and, at the same size, a name. */
function titleOf({ items }: Scene): TextItem | null {
  const texts = items.filter((item): item is TextItem => item.kind === 'text' && TITLE_ROLES.includes(item.role));
  const rank = ({ fontSizePt, role }: TextItem) => fontSizePt + (role === 'name' ? 0.01 : 0);
  return texts.reduce<TextItem | null>((best, item) => (best === null || rank(item) > rank(best) ? item : best), null);
}

function typeOf(item: SceneItem, title: TextItem | null): StructureType | null {
  if (item.kind === 'image' || item.kind === 'symbol') return 'Figure';
  if (item.kind !== 'text' || DECORATIVE_ROLES.includes(item.role) || item.text.trim() === '') return null;
  if (item === title) return 'H1';
  return item.role === 'heading' ? 'H2' : (LIST_ROLES[item.role] ?? 'P');
}

function altOf(item: SceneItem, { region, owner }: Scene): string {
  if (item.kind !== 'image' && item.kind !== 'symbol') return '';
  const messages = printMessages(region);
  return messages[altKeyOf(item)].replace('{name}', () => owner);
}

function altKeyOf(item: ImageItem | SymbolItem) {
  if (item.kind === 'image') return item.role === 'photo' ? 'altPhoto' : 'altLogo';
  return ({ offline: 'altOffline', link: 'altLink', reply: 'altReply' } as const)[item.code];
}

/**
 * Puts the groups in reading order: the title first, the codes last, the rest as drawn. Consecutive steps or services are one list, and a
 * step's number is its label.
 */
export function structureOf(groups: readonly TaggedGroup[]): StructureNode[] {
  const tagged = groups.flatMap((group) => (group.type === null ? [] : [{ type: group.type, group }]));
  const titles = tagged.filter(({ type }) => type === 'H1');
  const isCode = ({ group }: { group: TaggedGroup }) => group.items[0]?.kind === 'symbol';
  const nodes: StructureNode[] = [...titles];
  let entries: { type: 'LI'; children: StructureNode[] }[] = [];
  const endList = () => {
    const isNumbered = entries.some(({ children }) => children.length > 1);
    if (entries.length > 0) nodes.push({ type: 'L', children: entries, isNumbered });
    entries = [];
  };
  for (const node of tagged.filter((one) => one.type !== 'H1' && !isCode(one))) {
    const isBody = node.type === 'LBody';
    if (!isBody && node.type !== 'Lbl') {
      endList();
      nodes.push(node);
      continue;
    }
    const last = entries.at(-1);
    const isLabelled = isBody && last?.children.length === 1 && last.children[0]?.type === 'Lbl';
    if (isLabelled) last.children.push(node);
    else entries.push({ type: 'LI', children: [node] });
  }
  endList();
  return [...nodes, ...tagged.filter(isCode)];
}
