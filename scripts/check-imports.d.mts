export function checkImports(): string[];
export function cyclesIn(graph: Map<string, string[]>): string[];
export function importProblem(file: string, specifier: string): string | null;
export function importsOf(source: string): string[];
