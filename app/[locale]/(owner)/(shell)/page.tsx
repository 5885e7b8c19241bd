import type { Metadata } from 'next';
import { screenMetadata, screenTitle } from '@/app/screen-metadata';
import { HomeScreen } from '@/components/home/home-screen';
import { DEFAULT_LOCALE, isLocale, LOCALES } from '@/lib/i18n/locales';

export const dynamicParams = false;
export const generateStaticParams = () => LOCALES.map((locale) => ({ locale }));

export const metadata: Metadata = screenMetadata('home');

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  return (
    <>
      <title>{screenTitle(isLocale(locale) ? locale : DEFAULT_LOCALE, 'home')}</title>
      <HomeScreen />
    </>
  );
}
