import { screenMetadata } from '@/app/screen-metadata';
import { EveningScreen } from '@/components/book/evening-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'evening');

export default function Page() {
  return <EveningScreen />;
}
