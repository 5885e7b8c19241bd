export function pagePolicy(hashes?: { scripts?: readonly string[]; styles?: readonly string[] }): string;
