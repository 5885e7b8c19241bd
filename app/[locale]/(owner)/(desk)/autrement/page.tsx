import { screenMetadata } from '@/app/screen-metadata';
import { OtherwiseScreen } from '@/components/otherwise/otherwise-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'otherwise');

export default function Page() {
  return <OtherwiseScreen />;
}
