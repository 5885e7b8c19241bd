import type { RegionProfile } from './locales';
import type { MessageKey, Messages } from './messages/catalogue';
import { typeset } from './typography';

type PlaceholderOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholderOf<Rest>
  : never;

type ValuesOf<Key extends MessageKey> = [PlaceholderOf<Messages[Key]>] extends [never]
  ? []
  : [values: Record<PlaceholderOf<Messages[Key]>, string | number>];

/** Looks a sentence up and fills it in. A placeholder the sentence has and the call lacks is a type error. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: ValuesOf<Key>) => string;

/** `messages` of one language, as its region writes them. Values are put in untouched: they are people's own words. */
export function translator(messages: Record<MessageKey, string>, profile: RegionProfile): Translate {
  return (key, ...[values]) => {
    const sentence = typeset(messages[key], profile);
    if (values === undefined) return sentence;
    const filled: Record<string, string | number> = values;
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(filled[name] ?? whole));
  };
}
