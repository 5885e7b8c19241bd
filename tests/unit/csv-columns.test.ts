import { describe, expect, it } from 'vitest';
import { foldTitle, targetOfCells, targetOfTitle } from '@/lib/book/csv-columns';

const NUMBERS = ['418 555-0122', '5145550133'];
const target = (title: string, sample: string[] = [], others: string[] = ['Prénom', 'Courriel']) =>
  targetOfTitle(title, new Set([title, ...others].map(foldTitle)), sample);

describe('a title of column', () => {
  it.each([
    ['Tél. bur.', 'work'],
    ['Téléphone (bureau)', 'work'],
    ['Tél. rés.', 'home'],
    ['Cel.', 'cell'],
    ['No de cell.', 'cell'],
    ['Portable pro', 'cell'],
    ['Port.', 'cell'],
    ['Phone1', 'other'],
    ['phone_number', 'other'],
    ['N° de téléphone', 'other'],
    ['Standard', 'main'],
    ['Réception', 'main'],
    ['Télec.', 'workFax'],
    ['Fax (maison)', 'homeFax'],
    ['Pagette', 'pager'],
    ['SMS', 'cell'],
    ['Phone / Téléphone', 'other'],
    ['Bureau', 'work'],
    ['C', 'cell'],
  ])('«%s» is a number: %s', (title, kind) => {
    expect(target(title, NUMBERS)).toMatchObject({ to: 'phone', kind });
  });

  it.each([
    ['Ligne directe', 'work'],
    ['Sans frais', 'work'],
    ['WhatsApp', 'cell'],
    ['Téléphone (jour)', 'other'],
  ])('«%s» is a number, %s, and its label', (title, kind) => {
    expect(target(title, NUMBERS)).toEqual({ to: 'phone', kind, label: title });
  });

  it.each([
    ['Courrier électronique', 'email'],
    ['Courriel / E-mail', 'email'],
    ['Prénom / First name', 'given'],
    ['Nom / Last name', 'family'],
    ['NOM', 'family'],
    ['Nom d’usage', 'family'],
    ['Nom et prénom', 'nameLastFirst'],
    ['Company/Organization', 'organisation'],
    ['Entreprise / organisme', 'organisation'],
    ['Firme', 'organisation'],
    ['Org.', 'organisation'],
    ['Poste/Titre', 'title'],
    ['Titre d’emploi', 'title'],
    ['Position/Title', 'title'],
    ['Dept.', 'unit'],
    ['Titre (M./Mme)', 'prefix'],
    ['M.I.', 'middle'],
    ['LinkedIn', 'profile'],
    ['Commentaire(s)', 'note'],
    ['No. poste', 'extension'],
    ['Adresse de facturation', 'address'],
    ['No civique', 'address'],
    ['Case postale', 'address'],
  ])('«%s» is %s', (title, to) => {
    expect(target(title)).toMatchObject({ to });
  });

  it.each([
    ['C.P.', ['G1R 2B5'], 'postalCode'],
    ['C.P.', ['1234', 'C.P. 500'], 'extendedAddress'],
    ['Cod. post.', ['G1R 2B5'], 'postalCode'],
    ['Bureau', ['210', '3 b'], 'extendedAddress'],
  ])('«%s» of %s is a part of an address', (title, sample, part) => {
    expect(target(title, sample)).toMatchObject({ to: 'address', part });
  });

  it('that names a person or a company depends on the other titles', () => {
    expect(target('Client', [], ['Courriel'])).toEqual({ to: 'name' });
    expect(target('Client', [], ['Nom', 'Prénom'])).toBeNull();
    expect(target('Direct', ['mardi', 'jeudi'])).toBeNull();
  });
});

describe('a column of an unknown title', () => {
  it.each([
    ['Joindre à', ['zoe@exemple.ca', 'mailto:odile@exemple.ca'], { to: 'email', kind: 'other', label: 'Joindre à' }],
    ['Répondeur', ['(418) 555-0122', '+33 1 23 45 67 89'], { to: 'phone', kind: 'other', label: 'Répondeur' }],
    ['Vitrine', ['https://exemple.ca', 'www.exemple.org'], { to: 'website' }],
  ])('«%s» is what its cells are', (title, cells, expected) => {
    expect(targetOfCells(title, cells)).toEqual(expected);
  });

  it.each([
    ['Facture', ['4185550122', '5145550133']],
    ['Date', ['2024-01-02', '2024-03-04']],
    ['Montant', ['1 200,00', '45,00']],
    ['Vide', ['', '']],
  ])('«%s» is text', (title, cells) => {
    expect(targetOfCells(title, cells)).toBeNull();
  });
});
