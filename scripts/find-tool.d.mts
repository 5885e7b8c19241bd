export function findTool(name: 'qpdf' | 'gs'): boolean;
