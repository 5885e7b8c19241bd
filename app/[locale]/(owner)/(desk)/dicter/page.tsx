import { screenMetadata } from '@/app/screen-metadata';
import { DictateScreen } from '@/components/otherwise/dictate-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'dictate');

export default function Page() {
  return <DictateScreen />;
}
