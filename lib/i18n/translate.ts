import type { RegionProfile } from './locales';
import type { Messages } from './messages/app/catalogue';
import { typeset } from './typography';

type PlaceholderOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholderOf<Rest>
  : never;

type ValuesOf<Sentence> = [PlaceholderOf<Sentence & string>] extends [never]
  ? []
  : [values: Record<PlaceholderOf<Sentence & string>, string | number>];

/** Looks a sentence up and fills it in. A placeholder the sentence has and the call lacks is a type error. */
export type TranslateOf<Catalogue> = <Key extends keyof Catalogue>(
  key: Key,
  ...values: ValuesOf<Catalogue[Key]>
) => string;
export type Translate = TranslateOf<Messages>;

/** `messages` of one language, as its region writes them. Values are put in untouched: they are people's own words. */
export function translator<Catalogue = Messages>(
  messages: Record<keyof NoInfer<Catalogue>, string>,
  region: RegionProfile,
): TranslateOf<Catalogue> {
  return (key, ...[values]) => {
    const sentence = typeset(messages[key], region);
    if (values === undefined) return sentence;
    const filled: Record<string, string | number> = values;
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(filled[name] ?? whole));
  };
}
