// Measures how far colours on paper (FOGRA39) are from the screen: converted by a formula, and through the profile.
import { tsImport } from 'tsx/esm/api';

const { differences } = await tsImport('./press-colour.ts', import.meta.url);
console.log('Mean CIE76 difference from the screen, media-relative');
for (const { name, formula, picture, flat } of differences()) {
  const [one, two, three] = [formula, picture, flat].map((value) => value.toFixed(1));
  console.log(`  ${name}: by formula ${one}; pictures through the profile ${two}; flat colours ${three}`);
}
