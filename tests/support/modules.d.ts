declare module 'vcf' {
  type Property = { _field: string; type?: string | string[]; valueOf(): string };
  export default class VCard {
    data: Record<string, Property | Property[]>;
    static parse(text: string): VCard[];
  }
}
