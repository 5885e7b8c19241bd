type Sentences = Record<string, string>;
export function compareCatalogues(reference: Sentences, other: Sentences, name: string): string[];
export function frenchSpacingProblems(messages: Sentences): string[];
export function unusedKeys(keys: string[], sources: string[]): string[];
