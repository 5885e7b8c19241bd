import type { RegionProfile } from './locales';
import type { Messages } from './messages/app/catalogue';
import { typeset } from './typography';

type PlaceholderOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholderOf<Rest>
  : never;

type ValuesOf<Sentence> = [PlaceholderOf<Sentence & string>] extends [never]
  ? []
  : [values: Record<PlaceholderOf<Sentence & string>, string | number>];

/** Looks up a message and fills in its placeholders. A missing placeholder value is a type error. */
export type TranslateOf<Catalogue> = <Key extends keyof Catalogue>(
  key: Key,
  ...values: ValuesOf<Catalogue[Key]>
) => string;
export type Translate = TranslateOf<Messages>;

/**
 * Returns a function that looks up `messages` with the typography of `region`. Values are inserted unchanged: they are
 * what people typed.
 */
export function translator<Catalogue = Messages>(
  messages: Record<keyof NoInfer<Catalogue>, string>,
  region: RegionProfile,
): TranslateOf<Catalogue> {
  return (key, ...[values]) => {
    const sentence = typeset(messages[key], region);
    if (values === undefined) return sentence;
    const replacements: Record<string, string | number> = values;
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(replacements[name] ?? whole));
  };
}
