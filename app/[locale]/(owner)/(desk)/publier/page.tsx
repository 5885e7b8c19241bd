import { screenMetadata } from '@/app/screen-metadata';
import { PublishScreen } from '@/components/exchange/publish-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'publish');

export default function Page() {
  return <PublishScreen />;
}
