import { screenMetadata } from '@/app/screen-metadata';
import { InsightsScreen } from '@/components/book/insights-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'insights');

export default function Page() {
  return <InsightsScreen />;
}
