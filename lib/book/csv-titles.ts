import type { AddressPart, Email } from '../card/card';

type PlaceKind = Email['kind'];

const words = (text: string): string[] => text.trim().split(/\s+/);
const titles = (text: string): string[] => text.split(/[|\n]/).map((title) => title.trim());

/**
 * Titles that mean one thing, folded (no accents, no capitals, punctuation as one space): those of Google, Outlook,
 * LinkedIn, Thunderbird, HubSpot, Salesforce, Zoho, Odoo, Pipedrive, Yahoo, Proton and Samsung, and everyday ones.
 */
export const TITLES = {
  given: titles(`first name|given name|given names|prenom|prenoms|first|firstname|givenname|forename|forenames
    prenom usuel|name first|petit nom`),
  middle: titles(`middle name|additional name|deuxieme prenom|autre prenom|autres prenoms|middle|middlename
    middle initial|m i|middle names|second prenom|initiale`),
  family: titles(`last name|family name|surname|nom de famille|last|lastname|familyname|nom famille|name last
    nom d usage|nom usuel|nom patronymique|patronyme`),
  prefix: titles(`name prefix|civilite|salutation|prefix|prefixe|honorific|appel|titre de civilite|titre m mme|m mme
    formule d appel|courtesy title|mr mrs`),
  suffix: titles('name suffix|suffix|suffixe'),
  name: titles(`full name|display name|nom complet|nom affiche|nom a afficher|nom d affichage|fullname
    person name|prenom et nom|prenom et nom de famille|prenom nom|attendee name|displayname|complete name
    first and last name|first last name|name first last|nom de la personne|nom du participant|nom de l invite|guest name|delegate name`),
  nameLastFirst: titles(`nom et prenom|nom prenom|nom prenoms|nom et prenoms|last name first name|last first
    last name and first name|surname and first name|noms et prenoms`),
  organisation: titles(`company|organisation|organization|entreprise|societe|employeur|compagnie|cie|company name
    organization name|organisation name|organization 1 name|organisation 1 name|account name|account
    associated company|employer|raison sociale|organisme|nom de l entreprise|nom de la societe|nom entreprise
    business name|primary company|companyname|nom d entreprise|nom de la compagnie|etablissement
    nom de l organisation|nom de l organisme|business|firme|firm|cabinet|etude|ecole|institution|nom commercial|org
    affiliation|ent|entr|co|company organization|agency|agence|place of work|lieu de travail|maison d affaires
    structure|association|nom du compte|parent id name|parent name|commanditaire|nom de la structure|votre entreprise
    nom de l association|organisation representee|fournisseur|nom du commerce
    nom de votre organisme|nom de votre entreprise|company or organization`),
  unit: titles(`department|service|organization department|organization 1 department|organisation department
    division|unite|dept|direction|business unit|departement|equipe|team|succursale|branch`),
  title: titles(`job title|position|fonction|profession|titre du poste|titre de poste|organization title
    organization 1 title|organisation title|organisation 1 title|job position|poste occupe|jobtitle|role|metier
    occupation|intitule du poste|titre professionnel|titre d emploi|job|emploi|titre fonction|position title
    job role|designation|titre de l emploi|fonctions|work title|job function|poste actuel|function
    current position|current title|titre professionnelle|fonction occupee|titre ou fonction|corps d emploi
    titre du contact|fonction du contact`),
  note: titles(`note|notes|remarque|remarques|commentaire|commentaires|comment|comments|description|memo|bio
    observations|observation|remarks|divers|precisions|additional information|autre information
    autres informations|autres commentaires`),
  website: titles(`web page|page web|website|site web|site|url|website url|site internet|web|personal website
    business website|homepage|web site|company website|site web url|page internet|www|adresse web|web address
    company url|lien|site de l entreprise|url du site web|url du site|adresse du site web|adresse du site`),
  profile: titles(`linkedin|linkedin url|linkedin profile|profil linkedin|facebook|instagram|twitter|x twitter
    linkedin bio|linkedin profile url|profile url|tiktok|youtube|facebook url|page facebook|compte instagram
    instagram handle|twitter handle|linked in|lien linkedin|linkedin link|person linkedin url`),
  tags: titles(`labels|group membership|categories|category|etiquettes|etiquette|tags|tag|categorie|groupes|groupe
    groups|group|mots cles|mots clefs|keywords|libelles|mot cle|liste|list|category id name`),
  extension:
    titles(`extension|ext|extension telephonique|poste telephone|phone extension|phone ext|poste telephonique|no de poste|no poste|poste no
    numero de poste|poste tel|work extension|extn|business phone ext|ext no|ext number|extension number|post tel
    telephone extension|tel ext|work phone extension|poste bureau|poste du bureau|poste interne`),
  identifier: titles(`id|badge|badge id|badge number|no de badge|numero de badge|attendee id|registration id|ticket
    ticket id|ticket number|registration number|record id|contact id|order id|uid|uuid|barcode|code barres
    identifiant|no d inscription|numero d inscription|qr code|external id|confirmation number|reference
    participant id|no de participant|numero de participant|guid|badgeid|attendeeid|no badge|no de membre
    numero de membre|member id|member number|no client|numero de client|customer id|client id|no de client`),
  reach: titles(`coordonnees|contact info|contact information|contact details|pour joindre|joindre|telephone ou courriel
    tel courriel|telephone courriel|courriel telephone|phone or email|email or phone|moyen de contact|autre contact`),
  nothing: titles(
    'file as|photo|phonetic first name|phonetic middle name|phonetic last name|yomi name|initials|initiales',
  ),
} as const;

/** Titles of the person's name, unless the table has another column for it: a client may be a company. */
export const PEOPLE = new Set(
  titles(`contact|contact name|nom du contact|personne|person|participant|participante|invite|invitee|guest|delegate
    delegue|deleguee|contact principal|primary contact|main contact|personne a contacter|inscrite|repondant
    repondante|benevole|volunteer|intervenant|intervenante|exposant|exhibitor
    attendee|client|customer|nom du client|client name|customer name|membre|member|member name|nom du membre
    personne ressource|responsable|personne contact|contact person|prospect|lead|lead name|nom du prospect|inscrit
    speaker|conferencier|conferenciere|usager|beneficiaire|patient|proprietaire|owner`),
);

export const PLACES: Record<PlaceKind, string[]> = {
  work: words(`business work office bureau bur travail pro prof professionnel professionnelle professional trav boulot
    company societe entreprise compagnie b affaires`),
  home: words(`home domicile maison perso pers personnel personnelle personal prive privee private residence
    residentiel residential res dom`),
  other: words(`other autre mailing billing shipping delivery facturation livraison correspondance alternate alternative
    secondaire secondary`),
};

/** Words that add nothing to what a column holds. */
export const FILLER = new Set(
  words(`the de du d des la le l les of no nos numero numeros number numbers num nbr n contact person main primary
    principal principale premier premiere adresse au a your votre my vos`),
);
export const EMAIL_WORDS = new Set(words('email emails mail mails courriel courriels mel'));
export const PHONE_WORDS = new Set(
  words(`phone phones tel tels telephone telephones cell cells cel cellulaire cellulaires cellphone mobile mobiles
    portable portables gsm natel fixe fax telecopieur telecopie telec facsimile pager pagette teleavertisseur line ligne landline
    telephonique ph tph`),
);
/** Words that tell one number from another: they stay with it as its label. */
export const PHONE_QUALIFIERS = new Set(
  words(`directe direct dial sans frais toll free tollfree standard switchboard reception accueil whatsapp whats app jour
    soir nuit day night daytime evening emergency urgence sms texto text secretariat adjointe adjoint assistant
    assistante secretary receptionist voip teams zoom signal hotline support urgent fds weekend chalet cottage
    conjoint conjointe spouse in`),
);
/** Abbreviations that are a whole title of numbers, if the cells are numbers. */
export const SHORT_PHONES = new Set(words('t c m p f tc port'));

export const ADDRESS_WORDS: Record<string, AddressPart> = Object.fromEntries(
  (
    [
      [
        'streetAddress',
        'street street1 streetaddress rue voie address adresse addr adr address1 adresse1 civique route chemin',
      ],
      [
        'extendedAddress',
        'street2 street3 address2 adresse2 complement suite appartement app appt apt apartment etage floor porte',
      ],
      ['locality', 'city ville town municipalite localite locality commune suburb'],
      ['region', 'state province region etat prov canton county'],
      ['postalCode', 'zip zipcode postal postalcode postcode cp npa'],
      ['countryName', 'country pays countrycode'],
    ] as [AddressPart, string][]
  ).flatMap(([part, list]) => words(list).map((word) => [word, part])),
);

/** Words that may stand beside a part of an address: «Code postal», "State/Province", "Address line 2". */
export const ADDRESS_FILLER = new Set(
  words(
    'code cod line ligne 1 2 3 4 5 6 7 8 9 physique complete postale or ou et and dep box po name nom full civic id ad',
  ),
);

/** Words of an extension in the title of a column: «Ext. bureau», «Téléphone (poste)». */
export const EXTENSION_TITLE_WORDS = new Set(words('poste post ext extension extn interne'));

/** Signs that are a whole title. */
export const SIGNS: readonly [sign: RegExp, title: string][] = [
  [/^(?:☎|☏|📞|✆)\ufe0f?$/u, 'Telephone'],
  [/^(?:📱|📲)$/u, 'Mobile'],
  [/^📠$/u, 'Fax'],
  [/^(?:✉|📧|📨|@)\ufe0f?$/u, 'Email'],
  [/^(?:🏠|🏡|⌂|📍)\ufe0f?$/u, 'Address'],
  [/^(?:🌐|🔗)$/u, 'Website'],
];

/** What a form asks around a title, folded: «Quel est votre nom complet ?». */
export const QUESTION_WORDS =
  /^(?:(?:quel|quelle|quels|quelles|what|which) (?:est|sont|is|are) |what s |a quel(?:le)? |veuillez (?:nous )?(?:indiquer|inscrire|entrer|saisir|preciser|fournir) |please (?:enter|provide|write) |enter |entrez |inscrivez |indiquez )?(?:le |la |les |l |the )?(?:votre |vos |ton |ta |tes |your )?/;
/** Brackets that say nothing of what a column holds: «(facultatif)», "(required)". */
export const FORM_BRACKETS =
  /[([](?:facultati(?:f|ve)s?|optionnel(?:le)?s?|optional|obligatoires?|requise?s?|required|s.il y a lieu|si applicable|if applicable|if any|au besoin|en majuscules|(?:pour|for|ex\.?|e\.g\.|format|en lettres)[ :][^)\]]*)[)\]]/giu;

/** A part of a number in a column of its own. */
export const AREA_CODE = /^(?:ind(?:icatif)?(?: reg(?:ional)?)?|code reg(?:ional)?|area code)$/;
export const COUNTRY_CODE =
  /^(?:indicatif (?:du )?(?:pays|telephonique|international)|ind pays|(?:phone )?country (?:calling |dial(?:l?ing)? )?code|calling code|dial(?:l?ing)? code|code (?:du )?pays(?: tel(?:ephone)?)?)$/;
