import { screenMetadata } from '@/app/screen-metadata';
import { OpenScreen } from '@/components/open/open-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'open');

export default function Page() {
  return <OpenScreen />;
}
